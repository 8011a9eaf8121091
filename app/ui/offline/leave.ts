import { countWaiting, wipe } from "./store";

/** How much of somebody's waits to be sent. Where nothing can be kept, nothing waits. */
export async function waitingNow(person: string): Promise<number> {
  const counts = await countWaiting(person).catch(() => ({ answer: 0, practical: 0 }));
  return counts.answer + counts.practical;
}

/** Leave nothing of somebody in this browser; the worker empties its part when it sees the sign-out. */
export async function emptyBrowser(person: string): Promise<void> {
  await wipe(person).catch(() => undefined);
}
