// Keeps the board live: the middle of the page comes by server-sent events, whole, whenever it changes, and a beat every few seconds.
const body = document.body;
const board = document.getElementById("board");
const clock = document.getElementById("clock");
const live = document.querySelector(".link-live");
const lost = document.querySelector(".link-lost");
const SILENCE = 15000;
const AGAIN = 5000;

let stream = null;
let heard = Date.now();
let asked = heard;
let changed = clock.textContent;

function beat(at) {
  heard = Date.now();
  clock.textContent = at;
  live.textContent = `Live, last change ${changed}`;
  lost.textContent = `Not live since ${at}, trying again`;
  body.dataset.live = "live";
}

function listen() {
  asked = Date.now();
  stream?.close();
  stream = new EventSource(location.pathname.replace(/\/$/, "") + "/events" + location.search);
  stream.addEventListener("board", (e) => {
    const { at, html } = JSON.parse(e.data);
    changed = at;
    board.innerHTML = html;
    beat(at);
  });
  stream.addEventListener("beat", (e) => beat(JSON.parse(e.data).at));
  stream.addEventListener("error", () => {
    // A browser tries again by itself unless it was answered with a refusal.
    if (stream.readyState === EventSource.CLOSED) askWhetherItEnded();
  });
}

// A link that has ended shows the page that every bad link shows; a server that is down comes back.
async function askWhetherItEnded() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (answer.status === 404) return location.reload();
  } catch {
    // Not there just now.
  }
  setTimeout(listen, AGAIN);
}

// A connection that broke without a word looks open: it is asked for anew.
setInterval(() => {
  if (Date.now() - heard <= SILENCE) return;
  body.dataset.live = "reconnecting";
  if (Date.now() - asked > SILENCE) listen();
}, 1000);

// A screen that slept has missed what happened meanwhile: it asks at once.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() - heard > AGAIN) listen();
});

listen();
