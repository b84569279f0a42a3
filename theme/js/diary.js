// Makes the fingerprint on the phone, so that the lines are not sent. The letters that count are those of api/domain/diary.py.
const plain = (text) =>
  text
    .replace(/[\0\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff]/g, "")
    .normalize("NFC")
    .split(/[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/)
    .map((line) => line.replace(/[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g, " ").replace(/^ | $/g, ""))
    .filter(Boolean)
    .join("\n");
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function send(form) {
  const lines = form.elements[form.dataset.hash];
  const text = plain(lines.value);
  const body = new URLSearchParams(new FormData(form));
  body.delete(lines.name);
  if (text) body.set("sha256", hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
  const answer = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("[data-diary]");
  if (!main) throw new Error();
  const written = main.querySelector("[data-text]");
  if (written) written.textContent = text;
  // What was written stays in its field, and what was written in the other one, too.
  for (const area of document.querySelectorAll("[data-hash] textarea")) {
    const same = main.querySelector(`#${area.id}`);
    if (same) same.value = area.value;
  }
  document.querySelector("[data-diary]").replaceWith(main);
  ready();
  main.parentElement.focus();
  scrollTo(0, 0);
}

function ready() {
  document.querySelector("[data-scripted]")?.removeAttribute("hidden");
  document.querySelector("[data-unscripted]")?.setAttribute("hidden", "");
}

if (self.crypto?.subtle) {
  ready();
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.hash) return;
    event.preventDefault();
    send(event.target).catch(() => document.querySelector("[data-failed]")?.removeAttribute("hidden"));
  });
}
