// Forms of sensitive pages go by fetch, and the answer takes the place of the page: the browser's files and its back button
// see one page, no step with words in it. Leaving blanks the page first. Every page works without this file.
const loaded = new Set([...document.scripts].map(({ src }) => src));
let busy = false;
let shown = 0;
const show = (html) => {
  const next = new DOMParser().parseFromString(html, "text/html");
  // The history gets a second entry at the first step, so that the back button reaches us and not the page before.
  if (!shown++) {
    history.replaceState("first", "");
    history.pushState("second", "");
  }
  document.title = next.title;
  document.body.replaceWith(next.body);
  scrollTo(0, 0);
  ["[autofocus]", ".error-summary", "main"].map((each) => document.querySelector(each)).find(Boolean)?.focus();
  for (const { src } of next.querySelectorAll("script[src]")) if (!loaded.has(src)) import(`${src}#${shown}`);
};
// Without an answer the browser sends the form itself, and says what is wrong.
const send = (form, action, submitter) => {
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.setAttribute("action", action);
  HTMLFormElement.prototype.submit.call(form);
};
addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  // What a button with a target of its own brings is a file, no page.
  if (form.getAttribute("method") !== "post" || submitter?.hasAttribute("formtarget") || event.defaultPrevented) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const said = (name) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const body = said("enctype") === "multipart/form-data" ? data : new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  try {
    const answer = await fetch(said("action"), { method: "POST", body });
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) throw new TypeError();
    show(await answer.text());
  } catch {
    send(form, said("action"), submitter);
  }
  busy = false;
});
addEventListener("popstate", ({ state }) => {
  const back = state === "first" && document.querySelector("button[value=back],button[data-back]");
  if (!back) return;
  history.pushState("second", "");
  back.form.requestSubmit(back);
});
const leave = (event) => {
  const { href } = document.querySelector(".leave-now a");
  event?.preventDefault();
  document.body.replaceChildren();
  location.replace(href);
};
addEventListener("click", (event) => event.target.closest?.(".leave-now__go") && leave(event));
let last = "";
let times = 0;
addEventListener("keyup", ({ key }) => {
  times = key === last ? times + 1 : 1;
  last = key;
  if (times === 3 && (key === "Escape" || key === "Shift")) leave();
});
// A page that the browser kept whole, to show it again, comes back blank and is asked for anew.
addEventListener("pagehide", () => document.body.replaceChildren());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
