// Keeps an open page up to date. All markup comes from the server, which escapes all text; here it
// is only put in place. Without this file the page is complete, and loads itself anew.

const STALE = 5_000; // silence after which nothing on the page is to be believed
const POLL = 5_000;
const AGAIN = 60_000; // until another stream is tried, where there were too many
const band = document.getElementById("band");
const stale = document.getElementById("stale");
const shown = new Map();
let ahead = 0; // the server's clock minus ours
let heard = Date.now();
let source = null;
let polling = false;

function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  const two = (most, unit, rest, small) => `${most} ${unit}` + (rest ? ` ${rest} ${small}` : "");
  if (s < 3600) return two(Math.floor(s / 60), "min", s % 60, "s");
  const m = Math.floor(s / 60);
  return m < 2880 ? two(Math.floor(m / 60), "h", m % 60, "min") : `${Math.floor(m / 1440)} days`;
}

function ages() {
  const now = Date.now() + ahead;
  for (const e of document.querySelectorAll("[data-at]")) {
    const text = span(now - Date.parse(e.dataset.at)) + (e.className === "ago" ? " ago" : "");
    if (e.textContent !== text) e.textContent = text;
  }
  for (const e of document.getElementsByClassName("heard")) e.textContent = span(Date.now() - heard) + " ago";
  for (const e of document.querySelectorAll("time:not([data-local])")) {
    e.dataset.local = "";
    e.title = `${e.dateTime} (UTC), ${new Date(e.dateTime).toLocaleString()} here`;
  }
}

// Replaces what changed, and nothing else: what is open stays open, the focus stays.
function put(id, html) {
  if (shown.get(id) === html) return;
  const old = document.getElementById(id);
  if (!old) return;
  shown.set(id, html);
  const next = old.cloneNode(false);
  next.innerHTML = html;
  if (next.isEqualNode(old)) return;
  const opened = [...old.querySelectorAll("details[open][id]")].map((e) => e.id);
  const focus = old.contains(document.activeElement) ? way(old, document.activeElement) : null;
  const scrolled = [...old.querySelectorAll(".scroll")].map((e) => e.scrollLeft);
  old.replaceChildren(...next.childNodes);
  for (const d of opened) document.getElementById(d)?.setAttribute("open", "");
  old.querySelectorAll(".scroll").forEach((e, i) => (e.scrollLeft = scrolled[i] ?? 0));
  if (focus) old.querySelectorAll(focus.tag)[focus.at]?.focus({ preventScroll: true });
}

function way(root, element) {
  const tag = element.localName;
  return { tag, at: [...root.querySelectorAll(tag)].indexOf(element) };
}

function show(state) {
  heard = Date.now();
  ahead = Date.parse(state.at) - heard;
  for (const [id, html] of Object.entries(state.parts)) put(id, html);
  if (document.title !== state.title) document.title = state.title;
  const icon = document.getElementById("icon");
  if (icon.getAttribute("href") !== state.icon) icon.setAttribute("href", state.icon);
  band.className = `band ${state.tone}`;
  const minute = state.at.slice(0, 16) + "Z";
  document.getElementById("permalink").href = "/?at=" + minute;
  check();
  ages();
}

function check() {
  const silent = Date.now() - heard > (polling ? 2 * POLL + STALE : STALE);
  band.classList.toggle("old", silent);
  if (stale.hidden === silent) {
    stale.hidden = !silent;
    const since = new Date(heard + ahead).toISOString().slice(11, 19);
    stale.textContent = silent ? `Stale since ${since} UTC: the gateway does not answer.` : "";
  }
}

function listen() {
  if (source) return;
  source = new EventSource("/events");
  source.onmessage = (event) => {
    polling = false;
    show(JSON.parse(event.data));
  };
  source.onerror = () => {
    // A stream that broke comes back by itself; one that was refused does not.
    if (source && source.readyState === EventSource.CLOSED) {
      source = null;
      poll();
      setTimeout(() => document.hidden || listen(), AGAIN);
    }
  };
}

// The same page once more, for its parts.
async function poll() {
  polling = true;
  while (polling && !document.hidden) {
    try {
      const answer = await fetch("/", { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const parts = {};
      for (const e of document.querySelectorAll("#verdict, #facts, main div[id]")) {
        const next = page.getElementById(e.id);
        if (next) parts[e.id] = next.innerHTML;
      }
      show({
        at: new Date(Date.parse(answer.headers.get("x-holdfast-at") ?? "") || Date.now()).toISOString(),
        title: page.title,
        icon: page.getElementById("icon").getAttribute("href"),
        tone: page.getElementById("band").className.replace("band ", ""),
        parts,
      });
    } catch {
      // It is down: the band says so by itself.
    }
    await new Promise((done) => setTimeout(done, POLL));
  }
}

// A page that nobody sees costs the gateway nothing.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source?.close();
    source = null;
    polling = false;
  } else {
    listen();
  }
});
// Until the first event the page itself tells the server's time, to the second.
const drawn = Date.parse(document.querySelector("footer time").dateTime) - Date.now();
if (Math.abs(drawn) > 5_000) ahead = drawn;
setInterval(() => {
  if (!document.hidden) {
    check();
    ages();
  }
}, 1000);
ages();
if (!document.hidden) listen();
