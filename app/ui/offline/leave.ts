import { NONE, waitingIn } from "./context";
import { countWaiting, wipe } from "./store";

/** How much of somebody's waits to be sent. Where nothing can be kept, nothing waits. */
export async function waitingNow(person: string): Promise<number> {
  return waitingIn(await countWaiting(person).catch(() => NONE));
}

/** Leave nothing of somebody in this browser; the worker empties its part when it sees the sign-out. */
export async function emptyBrowser(person: string): Promise<void> {
  await wipe(person).catch(() => undefined);
}
