/**
 * SCRIPT is the page's only script: when something arrives, it fetches the page that is open anew and swaps the
 * parts that differ, and it presses the messages' buttons. The server has escaped everything, so there is one place that can get that wrong, and not two.
 */
export const SCRIPT = `"use strict";
const live = document.getElementById("live");
const PARTS = ["places", "story", "main"];
let busy = false;
let again = false;

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
      location.replace(answer.url);
      return;
    }
    swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { /* the event stream says when the server is back */ }
  busy = false;
  if (again) { again = false; refresh(); }
}

function swap(fresh) {
  const main = document.getElementById("main");
  const known = new Set([...main.querySelectorAll("[id]")].map((each) => each.id));
  const scroller = document.scrollingElement;
  const atEnd = scroller.scrollHeight - scroller.scrollTop - innerHeight < 160;
  for (const id of PARTS) {
    const [now, next] = [document.getElementById(id), fresh.getElementById(id)];
    if (!now || !next || now.innerHTML === next.innerHTML) continue;
    // A mail that is open keeps its frame, or it would be loaded again with each arrival.
    if (id === "main" && now.querySelector("iframe")) replace(now, next, ".mails");
    else now.innerHTML = next.innerHTML;
  }
  for (const each of main.querySelectorAll("[id]")) {
    if (!known.has(each.id)) each.classList.add("fresh");
  }
  document.title = fresh.title;
  if (atEnd && main.querySelector(".channel")) scroller.scrollTo({ top: scroller.scrollHeight });
}

function replace(now, next, selector) {
  const [old, fresh] = [now.querySelector(selector), next.querySelector(selector)];
  if (old && fresh) old.innerHTML = fresh.innerHTML;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-action]");
  if (!button) return;
  button.disabled = true;
  // JSON, which no other site can send here without being let in first.
  const headers = { "content-type": "application/json" };
  await fetch("/press", { method: "POST", headers, body: JSON.stringify({ ...button.dataset }) }).catch(() => {});
  button.disabled = false;
  refresh();
});

const events = new EventSource("/events");
let opened = false;
events.addEventListener("open", () => { live.textContent = "live"; live.className = "on"; if (opened) refresh(); opened = true; });
events.addEventListener("error", () => { live.textContent = "reconnecting"; live.className = "off"; });
events.addEventListener("change", refresh);
setInterval(() => { if (!document.hidden) refresh(); }, 5000);
if (document.querySelector(".channel") && !location.hash) {
  document.scrollingElement.scrollTo({ top: document.scrollingElement.scrollHeight });
}
`;
