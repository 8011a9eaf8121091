import type { Refusal } from "~/platform/refusal";
import { type Result, tell } from "~/ui/offline/channel";
import { inTurn } from "~/ui/offline/in-turn";
import { markRefused, settle, waitingOf } from "~/ui/offline/store";

/** A practical as it waits here, its photos already small and without traces. */
export type HandInHere = { slug: string; title: string; note: string; photos: readonly File[] };

/** What came of the one that was handed in this moment: refused, or on its way, or gone; `to`: where one signs in and comes back. */
export type HandedIn =
  { state: "arrived" } | { state: "waits" } | { state: "signed_out"; to: string } | { state: "refused"; refusals: readonly Refusal[] };

/**
 * Hand in the practicals that wait, one after the other, each once by its submission id. What is refused stays for its maker to look at; of `fresh`, which somebody has just pressed, the
 * refusals come back instead.
 */
export function sendPracticals(person: string, fresh: string | null = null): Promise<HandedIn> {
  return inTurn(`deskready practicals ${person}`, async () => {
    const results: Result[] = [];
    let came: HandedIn = { state: "waits" };
    for (const { id, body } of await waitingOf<HandInHere>(person, "practical")) {
      const answer = await post(person, id, body);
      if (answer === null) break;
      if ("to" in answer) {
        if (id === fresh) came = { state: "signed_out", to: answer.to };
        break;
      }
      const { refusals } = answer;
      const [first] = refusals;
      if (id === fresh) came = first ? { state: "refused", refusals } : { state: "arrived" };
      else results.push({ kind: "practical", id, title: body.title, right: null, refused: first?.code ?? null });
      if (first && id !== fresh) await markRefused(person, id, first.code);
      else await settle(person, [id]);
    }
    tell(person, { about: "results", results });
    return came;
  });
}

/** Why it was refused, nothing when it was taken; where to sign in again; null when it did not get through: no connection, another person. */
async function post(
  person: string,
  id: string,
  { slug, note, photos }: HandInHere,
): Promise<{ refusals: readonly Refusal[] } | { to: string } | null> {
  const body = new FormData();
  body.set("person", person);
  body.set("submissionId", id);
  body.set("note", note);
  for (const photo of photos) body.append("photos", photo, photo.name);
  try {
    const response = await fetch(`/learn/${slug}/hand-in`, { method: "POST", body, headers: { Accept: "application/json" } });
    tell(person, { about: "network", reached: true });
    if (response.status === 404 || response.status === 413 || response.status === 400) return { refusals: [{ code: "no_such_activity" }] };
    if (response.redirected) return { to: `/sign-in?next=${encodeURIComponent(`/learn/${slug}`)}&kept=1` };
    return response.ok ? ((await response.json()) as { refusals: Refusal[] }) : null;
  } catch {
    tell(person, { about: "network", reached: false });
    return null;
  }
}
