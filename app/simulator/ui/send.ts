import type { Refusal } from "~/platform/refusal";
import { tell } from "~/ui/offline/channel";
import { inTurn } from "~/ui/offline/in-turn";
import { markRefused, settle, type Waiting, waitingOf } from "~/ui/offline/store";
import type { RunView } from "../view";

/** A message as it waits in this browser, under its id. */
export type MessageHere = { runId: string; customer: string; text: string };
/** What became of one. `away`: no connection, or a server that cannot now. `out`: signed out, or another is in. `gone`: there is no such run. */
export type Sent =
  | { state: "taken"; view: RunView | null }
  | { state: "refused"; code: string; view: RunView | null }
  | { state: "away" | "gone" }
  | { state: "out"; who: "signed_out" | "another" };
/** What became of all that waited. */
export type SentOff = Extract<Sent, { state: "away" | "gone" | "out" }> | { state: "done" };

const PATIENCE_MS = 10_000;

/**
 * Send the messages that wait, in their order, each once, by one window at a time. What is not taken stays, marked. `heard` hears how a run stands after each.
 * The windows hear when something changed.
 */
export function sendWaiting(person: string, heard?: (runId: string, view: RunView) => void): Promise<SentOff> {
  return inTurn(`deskready chat ${person}`, async () => {
    for (;;) {
      const [next] = await waitingOf<MessageHere>(person, "chat");
      if (!next) return { state: "done" };
      const sent = await sendOne(person, next);
      if (sent.state === "away" || sent.state === "out") return sent;
      if (sent.state === "refused") await markRefused(person, next.id, sent.code);
      else await settle(person, [next.id]);
      if ((sent.state === "taken" || sent.state === "refused") && sent.view) heard?.(next.body.runId, sent.view);
      tell(person, { about: "chat", runId: next.body.runId });
    }
  });
}

/** Send one message. */
export async function sendOne(
  person: string,
  { id, body: { runId, customer, text } }: Pick<Waiting<MessageHere>, "id" | "body">,
): Promise<Sent> {
  try {
    const response = await fetch(`/simulator/runs/${runId}/say`, {
      method: "POST",
      body: new URLSearchParams({ person, id, customer, text }),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    // Signed out meanwhile: the sign-in page brings one back here.
    if (response.redirected) return { state: "out", who: "signed_out" };
    if (response.status === 409 || response.status === 403) return { state: "out", who: "another" };
    if (response.status === 404) return { state: "gone" };
    if (response.status === 400 || response.status === 413) return { state: "refused", code: "unreadable", view: null };
    if (response.status >= 500) return { state: "away" };
    const { view, refusal } = (await response.json()) as { view: RunView | null; refusal: Refusal | null };
    return refusal ? { state: "refused", code: refusal.code, view } : { state: "taken", view };
  } catch {
    return { state: "away" };
  }
}
