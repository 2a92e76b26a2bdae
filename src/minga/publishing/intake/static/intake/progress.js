// Keeps the progress of a reading up to date. Without it, the page's own link does the same.
"use strict";

const EVERY = 2000;
const place = document.querySelector("[data-progress]");

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-progress]");
  if (!fresh) {
    location.reload();
    return;
  }
  const stages = place.querySelector("[role=status]");
  const now = fresh.querySelector("[role=status]");
  if (stages.innerHTML !== now.innerHTML) stages.innerHTML = now.innerHTML;
  setTimeout(refresh, EVERY);
}

if (place) setTimeout(refresh, EVERY);
