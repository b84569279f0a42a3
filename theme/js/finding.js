// Answers a search without a network: finds titles in the copy on this phone. Everything found is put in as text.
const box = document.querySelector("[data-titles]");
const [list] = box.getElementsByTagName("ol");
const HAN = /[\u3400-\u9fff\uf900-\ufaff]+/g;
const THAI = /[\u0e00-\u0e7f]+/g;
const LEAST = 0.3; // of the letters that were typed; and of what the best title has
const NEAR = 0.7;
let simplified = new Map();

// As the service compares: no marks, no case, one form of each Chinese letter.
const fold = (text) => {
  const bare = text.normalize("NFKC").toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return Array.from(bare, (letter) => simplified.get(letter) ?? letter).join("").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
};
const runs = (text, size) => Array.from({ length: Math.max(1, text.length - size + 1) }, (_, at) => text.slice(at, at + size));
// Chinese and Thai do not divide words: what is looked for are pairs of letters, and four letters in a row.
const pieces = (text) => [
  ...(text.match(HAN) ?? []).flatMap((run) => runs(run, 2)),
  ...(text.match(THAI) ?? []).flatMap((run) => runs(run, 4)),
  ...text.replace(HAN, " ").replace(THAI, " ").split(" ").filter(Boolean).map((word) => ` ${word}`),
];
// How much of the letters is found: a word that only begins so counts half, and a short one not at all.
const worth = (piece, title) => {
  if (piece[0] !== " ") return title.includes(piece) ? piece.length : 0;
  if (title.includes(`${piece} `)) return piece.length;
  return piece.length > 4 && title.includes(piece) ? piece.length / 2 : 0;
};
const fits = (wanted, title) =>
  wanted.reduce((sum, piece) => sum + worth(piece, title), 0) / wanted.join("").length;
// A word that people use stands for the term of the pages, and for other words of the same thing.
const spelled = (asked, terms) => {
  const said = [asked];
  for (const forms of terms) {
    for (const form of forms) {
      const parts = form.search(HAN) < 0 && form.search(THAI) < 0 ? ` ${asked} `.split(` ${form} `) : asked.split(form);
      if (parts.length > 1) said.push(...forms.map((other) => parts.join(` ${other} `).trim()));
    }
  }
  return said.map(pieces).filter((each) => each.length);
};

export default async function find(asked) {
  const { pages, terms, letters } = await (await fetch(box.dataset.titles)).json();
  simplified = new Map(Array.from(letters.match(/../gu) ?? [], (pair) => [...pair]));
  const wanted = spelled(fold(asked), terms.map((forms) => forms.map(fold)));
  const titles = Object.entries(pages).flatMap(([folder, names]) =>
    Object.entries(names).map(([name, title]) => {
      const folded = ` ${fold(title)} `;
      return { path: `${folder}/${name}/`, title, score: Math.max(0, ...wanted.map((each) => fits(each, folded))) };
    }),
  );
  titles.sort((one, other) => other.score - one.score);
  const found = titles.filter(({ score }) => score >= Math.max(LEAST, NEAR * titles[0].score));
  for (const { path, title } of found.slice(0, 20)) {
    const href = box.dataset.titles.replace(/[^/]*$/, path);
    const link = Object.assign(document.createElement("a"), { href, textContent: title });
    const row = document.createElement("li");
    row.append(link);
    if (!(await caches.match(href))) row.append(Object.assign(document.createElement("small"), { textContent: ` ${box.dataset.away}` }));
    list.append(row);
  }
  box.querySelector("[role=status]").textContent = box.dataset.total.replace("#", new Intl.NumberFormat(document.documentElement.lang).format(found.length));
  box.querySelector("[data-none]").hidden = found.length > 0;
  document.querySelector(".search-box input").value = asked;
  box.hidden = false;
}
