import { newId } from "~/platform/ids";
import { inTurn } from "~/ui/offline/in-turn";
import { enqueue, settle, waitingOf } from "~/ui/offline/store";

/** A variant that somebody copied, in the version that they had before them. */
export type CopyMade = { slug: string; version: string; variant: string };

const PATIENCE_MS = 20_000;
/** What may be otherwise later: signed out, another is in, too many at once. Whatever else the server refuses stays refused. */
const NOT_NOW = [401, 409, 429];

/** Note a copy: at once, or when there is a connection again. Copying never waits for it, and where nothing can be kept the count misses one. */
export async function noteCopy(person: string, copy: CopyMade): Promise<void> {
  const id = newId();
  if (!(await isSettled(person, id, copy))) return enqueue(person, "copy", id, copy);
  // The server is there: what an earlier try left here goes too.
  await sendCopies(person);
}

/** Send the copies that wait, one window at a time. Each keeps its id: the server counts it once, however often it comes. */
export function sendCopies(person: string): Promise<void> {
  return inTurn(`deskready copies ${person}`, async () => {
    for (const { id, body } of await waitingOf<CopyMade>(person, "copy")) {
      if (!(await isSettled(person, id, body))) return;
      await settle(person, [id]);
    }
  });
}

/** Whether the server has decided on it: noted, or refused for good. */
async function isSettled(person: string, id: string, { slug, ...fields }: CopyMade): Promise<boolean> {
  try {
    const response = await fetch(`/scripts/${slug}/copied`, {
      method: "POST",
      body: new URLSearchParams({ person, id, ...fields }),
      keepalive: true,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok || (response.status >= 400 && response.status < 500 && !NOT_NOW.includes(response.status));
  } catch {
    return false;
  }
}
