// Suggests while somebody types in a search box: an ARIA combobox with a list. Nothing is kept, neither here nor in the
// browser's cache; the box works without it.
const UNDIVIDED = /[\u0e00-\u0e7f\u3100-\u9fff\uf900-\ufaff]/;
const put = (tag, attributes, text = "") => {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.textContent = text;
  return made;
};
document.head.append(put("link", { rel: "stylesheet", href: "../css/suggest.css" }));

export default function suggest(input) {
  if (input.hasAttribute("aria-controls") || navigator.connection?.saveData) return;
  const label = input.labels[0].textContent;
  const list = put("ul", { role: "listbox", id: `${input.id}-list`, class: "suggest", "aria-label": label });
  const said = put("p", { role: "status", class: "visually-hidden" });
  const says = (name, value) => input.setAttribute(`aria-${name}`, value);
  let at = -1;
  let timer;
  let request;
  const choose = (place) => {
    list.children[at]?.setAttribute("aria-selected", false);
    const option = list.children[(at = place)];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    says("activedescendant", option?.id ?? "");
  };
  const open = (is) => {
    list.hidden = !is;
    says("expanded", is);
    choose(-1);
  };
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    open(false);
  };
  const ask = async () => {
    request?.abort();
    const text = input.value.trim();
    if (text.length < (UNDIVIDED.test(text) ? 1 : 2)) return close();
    request = new AbortController();
    const asked = new URLSearchParams({ q: text, lang: document.documentElement.lang });
    try {
      const answer = await fetch(`/api/v1/suggest?${asked}`, { signal: request.signal, cache: "no-store" });
      const { suggestions, words } = await answer.json();
      const options = suggestions.map(({ text, url }, place) =>
        put("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": false, "data-url": url }, text),
      );
      list.replaceChildren(...options);
      said.textContent = words;
      open(options.length > 0 && document.activeElement === input);
    } catch {
      // No network, or somebody typed on: the box is what it was.
    }
  };
  const go = (option) => {
    close();
    location.assign(option.dataset.url);
  };
  const pressed = (event) => {
    const { key, isComposing } = event;
    const count = list.children.length;
    if (isComposing || (list.hidden && key !== "ArrowDown")) return;
    if (list.hidden) ask();
    else if (key === "ArrowDown") choose(at + 1 < count ? at + 1 : -1);
    else if (key === "ArrowUp") choose(at < 0 ? count - 1 : at - 1);
    else if (key === "Escape") close();
    else if (key === "Enter" && at >= 0) go(list.children[at]);
    else {
      // Home and End move in what is written, as everywhere.
      if (key === "Home" || key === "End") choose(-1);
      return;
    }
    event.preventDefault();
  };
  const typed = (event) => {
    // A Chinese word is asked for when it is there, not while it is put together; elsewhere phones put together every word.
    if (event?.isComposing && UNDIVIDED.test(label + input.value)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  };
  input.addEventListener("keydown", pressed);
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => go(target));
  input.setAttribute("role", "combobox");
  says("autocomplete", "list");
  says("controls", list.id);
  open(false);
  input.form.append(list, said);
  if (input.value !== input.defaultValue) typed();
}
