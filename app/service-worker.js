// What the browser keeps, so that the panel opens and can be read while the server is away: the
// program, and the last answers to the questions whose answers are worth reading then. Whatever
// changes something goes to the server, or fails.
//
// The build fills in the names of the files. A new build is a new script, and the browser finds it
// by itself.

/** The page, and the files that it needs to show what is kept. */
const FILES = ['%FILES%'];
const PREFIX = 'belroute.program.';
const PROGRAM = PREFIX + '%BUILD%';
/** Answers of the server. */
const KEPT = 'belroute.kept';
/** Who is there, calls, phonebook, and all that my route is told from; any question about them. */
const READABLE = new RegExp(
  [
    '^/v1/session$',
    '^/v1/(calls|changes|favourites|features|mailboxes|numbers|phonebook|route)(/|$)',
    '^/v1/telephony/config/people/me/settings/(availableCallerIds|callerId|selectedCallerId)$',
  ].join('|'),
);
const SESSION = '/v1/session';
const ACTIVITY = '/v1/session/activity';
/** An answer that is kept says when it came; that of the session also, when somebody last was there. */
const KEPT_AT = 'X-Belroute-Kept-At';
const USED_AT = 'X-Belroute-Used-At';
/** As many answers are kept; the oldest goes first. */
const MOST_ANSWERS = 60;
/** After so many milliseconds without a page the one that is kept is shown. */
const PATIENCE = 5_000;
/** What a proxy answers in the place of a server that is away. */
const AWAY = [502, 503, 504];
const ANYHOW = { ignoreVary: true };

/** Counts those who came and went: what was asked before does not come back for the next one. */
let visits = 0;

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(PROGRAM).then((program) => program.addAll(['/', ...FILES])));
});

addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([
      clients.claim(),
      caches.keys().then((names) => {
        const old = names.filter((name) => name.startsWith(PREFIX) && name !== PROGRAM);
        return Promise.all(old.map((name) => caches.delete(name)));
      }),
    ]),
  );
});

// A page tells what it had asked before this script was there.
addEventListener('message', (event) => {
  const headers = { 'X-Belroute': '1', Accept: 'application/json' };
  const visit = visits;
  const learn = async (url) => {
    const response = await fetch(url, { headers });
    if (isJson(response)) await keep(url, response, visit);
  };
  event.waitUntil(Promise.allSettled(event.data.filter(isReadable).map(learn)));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // The panel of somebody else is looked at, and nothing of it stays here.
  if (origin !== location.origin || request.headers.has('X-Belroute-Panel')) return;
  if (request.method !== 'GET') {
    if (pathname === ACTIVITY) event.respondWith(use(event));
    else if (pathname.startsWith(SESSION)) event.respondWith(comeOrGo(request, pathname));
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(file(request));
  } else if (isReadable(request.url)) {
    event.respondWith(answer(event));
  } else if (request.mode === 'navigate' && !pathname.startsWith('/v1/') && !/\.[^/]*$/.test(pathname)) {
    event.respondWith(page(request));
  }
});

/** Of lists the beginning is kept. */
function isReadable(url) {
  const { pathname, searchParams } = new URL(url);
  return READABLE.test(pathname) && !searchParams.has('cursor');
}

async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  const response = await Promise.race([fetch(request), late]).catch(() => undefined);
  if (response && !AWAY.includes(response.status)) return response;
  return (await caches.match('/', { cacheName: PROGRAM, ...ANYHOW })) ?? response ?? Response.error();
}

/** A file never changes. What is loaded only when it is wanted is there from then on, too. */
async function file(request) {
  const found = await caches.match(request, { cacheName: PROGRAM, ...ANYHOW });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) {
    const program = await caches.open(PROGRAM);
    await program.put(request, response.clone());
  }
  return response;
}

async function answer(event) {
  const { request } = event;
  const visit = visits;
  const response = await fetch(request).catch(() => undefined);
  if (!response || AWAY.includes(response.status)) {
    return (await kept(request.url)) ?? response ?? Response.error();
  }
  if (response.status === 401) await forget();
  else if (isJson(response)) event.waitUntil(keep(request.url, response.clone(), visit));
  else event.waitUntil(caches.open(KEPT).then((answers) => answers.delete(request.url, ANYHOW)));
  return response;
}

function isJson(response) {
  return response.ok && response.headers.get('Content-Type')?.startsWith('application/json');
}

async function keep(url, response, visit) {
  const text = await response.text();
  // Somebody who has not come all the way in, or whose session rests, is shown nothing.
  if (new URL(url).pathname === SESSION && JSON.parse(text).step !== 'signedIn') return forget();
  const headers = new Headers(response.headers);
  const now = new Date().toISOString();
  headers.set(KEPT_AT, now);
  headers.set(USED_AT, now);
  const answers = await caches.open(KEPT);
  if (visit !== visits) return;
  // Put anew, so that the oldest stands first.
  await answers.delete(url, ANYHOW);
  await answers.put(url, new Response(text, { headers }));
  const others = (await answers.keys()).filter((key) => new URL(key.url).pathname !== SESSION);
  if (others.length > MOST_ANSWERS) await answers.delete(others[0], ANYHOW);
}

/** What is kept, for as long as the session may go unused: nobody is asked for a password here. */
async function kept(url) {
  const answers = await caches.open(KEPT);
  const session = await answers.match(SESSION, ANYHOW);
  if (!session) return undefined;
  const { idleSeconds } = await session.json();
  if (Date.now() - Date.parse(session.headers.get(USED_AT)) > idleSeconds * 1_000) {
    await forget();
    return undefined;
  }
  return answers.match(url, ANYHOW);
}

/** Somebody is at the keyboard, and the server knows. */
async function use(event) {
  const visit = visits;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(mark(visit));
  return response;
}

async function mark(visit) {
  const answers = await caches.open(KEPT);
  const session = await answers.match(SESSION, ANYHOW);
  if (!session || visit !== visits) return;
  const headers = new Headers(session.headers);
  headers.set(USED_AT, new Date().toISOString());
  await answers.put(SESSION, new Response(await session.text(), { headers }));
}

/** Before somebody signs in, and when somebody signs out, nothing is left, whatever the server says. */
async function comeOrGo(request, pathname) {
  if (pathname === SESSION) await forget();
  const response = await fetch(request);
  if (request.method === 'DELETE') await forget();
  // The last step in is answered with who is there.
  const state = isJson(response) ? await response.clone().json() : {};
  if (state.step === 'signedIn') await keep(new URL(SESSION, location).href, response.clone(), visits);
  return response;
}

async function forget() {
  visits += 1;
  await caches.delete(KEPT);
}
