// Keeps one language on this phone, only when its reader asks for it: on a phone that somebody checks, a copy is a trace.
const box = document.querySelector("[data-offline]");
const scope = `/${box.dataset.offline}/`;
const [keep, drop] = box.querySelectorAll("button");
const say = (name) => {
  for (const line of box.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== name;
  keep.hidden = name === "kept";
  drop.hidden = name !== "kept";
};
const mine = async () => (await caches.keys()).filter((name) => name.startsWith(`harbour${scope}`));

async function look() {
  const found = await navigator.serviceWorker.getRegistration(scope);
  say(found?.active && (await mine()).length ? "kept" : "none");
}
keep.addEventListener("click", async () => {
  say("busy");
  try {
    const found = await navigator.serviceWorker.register(`${scope}sw.js`, { scope });
    const worker = found.installing || found.waiting || found.active;
    await new Promise((done, fail) => {
      const check = () => (worker.state === "activated" ? done() : worker.state === "redundant" && fail());
      worker.addEventListener("statechange", check);
      check();
    });
    say("kept");
  } catch {
    say("failed");
  }
});
drop.addEventListener("click", async () => {
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
  for (const name of await mine()) await caches.delete(name);
  say("none");
});
if ("serviceWorker" in navigator && "caches" in self) {
  box.hidden = false;
  look();
}
// A search without a network ends here: the service worker answers it with this page.
const asked = new URLSearchParams(location.search).get("q");
if (asked && location.pathname === `${scope}search`) import("./finding.js").then((find) => find.default(asked.slice(0, 200)));
