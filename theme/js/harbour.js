// Live seats, one key per press, and suggestions where somebody searches. Every page works without this file.
const places = [...document.querySelectorAll("[data-seats]")];
if (places.length) {
  const ids = [...new Set(places.map((place) => place.dataset.seats))].join();
  fetch(`/api/v1/seats?ids=${ids}&lang=${document.documentElement.lang}`)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((answer) => {
      for (const place of places) {
        const full = answer?.seats[place.dataset.seats];
        if (!full) continue;
        (place.querySelector("[data-words]") ?? place).textContent = full.words;
        const bar = place.querySelector("[data-bar]");
        if (!bar) continue;
        bar.firstElementChild.className = `seats__${5 * Math.floor((20 * full.taken) / full.capacity)}`;
        bar.hidden = false;
      }
    })
    .catch(() => {});
}
for (const form of document.querySelectorAll("form[data-press]")) {
  const key = form.querySelector("input[name=press]");
  if (key && !key.value && self.crypto?.randomUUID) key.value = crypto.randomUUID();
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
// Suggestions are fetched when somebody goes into a search box, not before.
const helped = (input) => {
  if (input?.matches?.(".search-box input")) import("./suggest.js").then((help) => help.default(input), () => {});
};
addEventListener("focusin", ({ target }) => helped(target));
helped(document.activeElement);
