import { showToast } from "../toast-queue";
import { hear } from "./channel";
import { type OfflineWork, waitingIn } from "./context";
import { countWaiting, type Counts, wipeOthers } from "./store";
import { startWorker } from "./start-worker";
import type { Here } from "./worker/here";

const AGAIN_MS = 30_000;

export type Beginning = {
  here: Here;
  work: OfflineWork;
  onCounts: (counts: Counts) => void;
  onReached: (reached: boolean) => void;
};

/** Begin to work at the edge of the network: the worker takes its place, what waits is sent, what will be needed is fetched. Returns the way to stop. */
export function begin({ here, work, onCounts, onReached }: Beginning): () => void {
  const { person, locale } = here;
  let waits = 0;
  const count = async () => {
    const counts = await countWaiting(person);
    waits = waitingIn(counts);
    onCounts(counts);
  };
  // Storage may be full or forbidden: then there is nothing to count and nothing to send.
  const quietly = (act: () => Promise<void>) => void act().catch(() => undefined);
  const sendAndFetch = async () => {
    if (!navigator.onLine) return;
    await work.send(person, locale);
    await work.fetchAhead(person, locale);
  };
  const stopHearing = hear(person, (news) => {
    if (news.about === "network") return onReached(news.reached);
    if (news.about === "results" && news.results.length > 0 && document.visibilityState === "visible")
      showToast({ id: news.results.map(({ id }) => id).join(), text: work.say(news.results, locale) });
    quietly(count);
  });
  const wake = () => quietly(sendAndFetch);
  const seen = () => {
    if (document.visibilityState === "visible" && waits > 0) wake();
  };
  const timer = setInterval(() => {
    if (waits > 0) wake();
  }, AGAIN_MS);
  const leave = (event: MouseEvent) => leaveByDocument(event, !navigator.onLine);
  addEventListener("online", wake);
  addEventListener("click", leave, { capture: true });
  document.addEventListener("visibilitychange", seen);
  const stopWorker = startWorker(here);
  // Other windows and the worker do the same at the same time, and may hinder each other: what waits is sent all the same.
  quietly(() => wipeOthers(person));
  quietly(async () => {
    await count();
    await sendAndFetch();
  });
  return () => {
    stopHearing();
    stopWorker();
    clearInterval(timer);
    removeEventListener("online", wake);
    removeEventListener("click", leave, { capture: true });
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Without a network a link is followed as a document: the worker has a page to show then, the router has none. */
function leaveByDocument(event: MouseEvent, away: boolean): void {
  if (!away || !navigator.serviceWorker?.controller || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.origin !== location.origin || link.pathname === location.pathname || link.target || link.download) return;
  event.preventDefault();
  event.stopPropagation();
  location.assign(link.href);
}
