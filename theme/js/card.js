// Makes a picture of the open card, to be sent in a chat. Without this file the card still opens, and a screenshot does.
const WIDTH = 720;
const LIMIT = 60000;
const EDGE = 36;

function wrapped(pen, text, lang) {
  const words = self.Intl?.Segmenter
    ? Array.from(new Intl.Segmenter(lang, { granularity: "word" }).segment(text), (part) => part.segment)
    : text.split(/(?<=\s)/);
  const lines = [""];
  for (const word of words) {
    if (pen.measureText(lines.at(-1) + word).width > WIDTH - 2 * EDGE && !/^[\p{Pe}\p{Pf}\p{Po}\s]/u.test(word)) lines.push("");
    lines[lines.length - 1] += word;
  }
  return lines.map((line) => line.trim());
}

function drawn(card) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const [first, second] = card.children;
  const law = card.querySelector(".pair__law");
  const parts = [
    [first, 30, "#0b3c49"], [second, 30, "#16282d"], [law, 20, "#5b6b70"],
  ].map(([node, size, colour]) => {
    pen.font = `${size}px ${getComputedStyle(node).fontFamily}`;
    const lang = node.closest("[lang]").lang;
    const lines = node.innerText.split("\n").filter((line) => line.trim()).flatMap((line) => wrapped(pen, line, lang));
    return { font: pen.font, size, colour, lines };
  });
  const code = card.querySelector("img");
  const side = 150;
  canvas.width = WIDTH;
  canvas.height = EDGE + parts.reduce((sum, part) => sum + part.lines.length * part.size * 1.6 + 24, 0) + side + EDGE;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, canvas.height);
  let y = EDGE;
  for (const { font, size, colour, lines } of parts) {
    pen.font = font;
    pen.fillStyle = colour;
    for (const line of lines) {
      y += size * 1.6;
      pen.fillText(line, EDGE, y - size * 0.5);
    }
    y += 24;
  }
  if (code.complete && code.naturalWidth) pen.drawImage(code, EDGE, y, side, side);
  pen.font = "18px sans-serif";
  pen.fillText(location.host, EDGE + side + 20, y + side / 2);
  return canvas;
}

const blob = (canvas, type, quality) => new Promise((done) => canvas.toBlob(done, type, quality));

function smaller(canvas, scale) {
  const small = document.createElement("canvas");
  small.width = canvas.width * scale;
  small.height = canvas.height * scale;
  small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
  return small;
}

// A chat on a slow line takes 60 kB: first as it is, then with less care for detail, then smaller.
async function picture(card) {
  const canvas = drawn(card);
  let made = await blob(canvas, "image/png");
  for (const scale of [1, 0.75, 0.5, 0.35])
    for (const quality of [0.7, 0.5, 0.3])
      if (made.size > LIMIT) made = await blob(smaller(canvas, scale), "image/jpeg", quality);
  return made;
}

async function send(card) {
  const made = await picture(card);
  const file = new File([made], `${card.id}.${made.type.split("/")[1]}`, { type: made.type });
  if (navigator.canShare?.({ files: [file] })) return navigator.share({ files: [file] }).catch(() => {});
  const link = document.createElement("a");
  link.href = URL.createObjectURL(made);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const words = document.querySelector("[data-picture]")?.dataset.picture;
function offer() {
  const card = words && document.querySelector(".pair:target");
  if (!card || card.querySelector("button")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words;
  button.addEventListener("click", () => send(card));
  card.append(button);
}
addEventListener("hashchange", offer);
offer();
