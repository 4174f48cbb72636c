// Shows the offline page when a page cannot be reached. Keeps nothing else: pages carry labels, and a browser's cache
// asks no policy. The address carries the build's version, so that every build keeps its own copy.
const CACHE = `offline-${self.location.search}`;
const PAGE = '/offline';

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate' && request.method === 'GET') {
    event.respondWith(fetch(request).catch(() => fromCache(PAGE)));
  } else if (request.destination === 'style' || request.destination === 'font') {
    event.respondWith(fetch(request).catch(() => fromCache(request)));
  }
});

// Asked for without cookies: nothing of the reader is on the copy.
async function keepPage() {
  const cache = await caches.open(CACHE);
  const response = await fetch(PAGE, { credentials: 'omit' });
  const html = await response.clone().text();
  await cache.put(PAGE, response);
  await cache.addAll([...new Set(html.match(/\/assets\/[^"]+\.css/g))]);
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name !== CACHE) {
      await caches.delete(name);
    }
  }
}

async function fromCache(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? Response.error();
}
