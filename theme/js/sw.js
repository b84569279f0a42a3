// Keeps the printed pages of one language for reading without a network. PAGES and CACHE stand above, printed by the build.
// What is not in PAGES is never kept: no form, no search, no answer of the service.
const KEPT = new Set(PAGES);
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PAGES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(FAMILY) && name !== CACHE;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

// The network first, for the text that is right today; the kept page when the line is dead or too slow.
function fresh(request) {
  return new Promise((done, fail) => {
    const timer = setTimeout(fail, PATIENCE);
    fetch(request).then((answer) => { clearTimeout(timer); done(answer); }, fail);
  });
}
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (KEPT.has(url.pathname) && !url.search) {
    event.respondWith(fresh(request).catch(() => caches.match(url.pathname)));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  }
});
