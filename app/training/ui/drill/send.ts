import type { Answer } from "~/drill/types/registry";
import { type Result, tell } from "~/ui/offline/channel";
import { inTurn } from "~/ui/offline/in-turn";
import { settle, type Waiting, waitingOf } from "~/ui/offline/store";
import type { DrillReply, DrillResult } from "../../bank.server";
import { nextBatch } from "./batch";
import { noteGraded } from "./graded";

/** An answer as it waits here. `after`: ms from when its ticket came until it was given. */
export type GivenHere = { ticket: string; itemId: string; stem: string; answer: Answer; ms: number; after: number };
/** What an answer asks for besides its verdict. `line`: what comes next, sealed; each answer takes it along and brings it back. */
export type More = { held: readonly string[]; want: number; line: string };
/** The answer that was given this moment; `late`: nobody waits for its verdict any more. */
export type Fresh = { ticket: string; late: boolean };
/** `away`: no connection, or a server that cannot now. `out`: signed out, or another is in: what waits stays. */
export type Sent = { state: "arrived"; reply: DrillReply | null } | { state: "away" } | { state: "out"; to: string | null };

const PATIENCE_MS = 20_000;
const NOTHING_MORE: More = { held: [], want: 0, line: "" };

/**
 * Send the answers that wait, in their order, each once: one window at a time, at most a hundred together. The one given this moment goes without a time of its own: it is on the
 * server's clock. Windows hear what became of the others.
 */
export function sendAnswers(person: string, fresh: Fresh | null = null, more: More = NOTHING_MORE): Promise<Sent> {
  return inTurn(`deskready answers ${person}`, async () => {
    let reply: DrillReply | null = null;
    let most = 100;
    for (;;) {
      const waiting = await waitingOf<GivenHere>(person, "answer");
      const batch = nextBatch(waiting, most);
      if (batch.length === 0) return { state: "arrived", reply };
      const isLast = batch.length === waiting.length;
      const sent = await post(person, batch, fresh?.ticket ?? null, isLast ? more : NOTHING_MORE);
      if (sent.state === "unreadable" && batch.length > 1) {
        // One among them spoils the others: find it.
        most = 1;
        continue;
      }
      if (sent.state === "away" || sent.state === "out") return sent;
      const results =
        sent.state === "arrived"
          ? sent.reply.results
          : batch.map(({ id }) => ({ ticket: id, ok: false as const, code: "answers_malformed" }));
      if (sent.state === "arrived") reply = sent.reply;
      const late = lateOnes(batch, results, fresh);
      await noteGraded(person, late);
      await settle(
        person,
        batch.map(({ id }) => id),
      );
      tell(person, { about: "results", results: late });
    }
  });
}

/** Send one answer that could not be kept here: storage is full or forbidden. */
export async function sendUnkept(person: string, given: GivenHere, more: More): Promise<Sent> {
  const sent = await post(person, [{ n: 0, kind: "answer", id: given.ticket, body: given }], given.ticket, more);
  return sent.state === "unreadable" ? { state: "away" } : sent;
}

function lateOnes(batch: readonly Waiting<GivenHere>[], results: readonly DrillResult[], fresh: Fresh | null): Result[] {
  return batch.flatMap(({ id, body }) => {
    const result = results.find(({ ticket }) => ticket === id);
    if (!result || (id === fresh?.ticket && !fresh.late)) return [];
    const right = result.ok && !result.verdict.undecided ? result.verdict.correct : null;
    return [{ kind: "answer", id, title: body.stem, right, refused: result.ok ? null : result.code }];
  });
}

type Posted = { state: "arrived"; reply: DrillReply } | { state: "unreadable" } | Exclude<Sent, { state: "arrived" }>;

async function post(
  person: string,
  batch: readonly Waiting<GivenHere>[],
  fresh: string | null,
  { held, want, line }: More,
): Promise<Posted> {
  const body = new URLSearchParams();
  body.set("person", person);
  const answers = batch.map(({ body: { ticket, answer, ms, after } }) => ({
    ticket,
    answer,
    ms,
    after: ticket === fresh ? undefined : after,
  }));
  body.set("answers", JSON.stringify(answers));
  body.set("held", held.join(","));
  body.set("want", String(want));
  body.set("line", line);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch("/drill/answer", { method: "POST", body, headers: { Accept: "application/json" }, signal });
    tell(person, { about: "network", reached: true });
    // Signed out meanwhile: the sign-in page brings one back here.
    if (response.redirected) return { state: "out", to: response.url };
    if (response.status === 409 || response.status === 403) return { state: "out", to: null };
    if (response.status === 400 || response.status === 413) return { state: "unreadable" };
    return response.ok ? { state: "arrived", reply: (await response.json()) as DrillReply } : { state: "away" };
  } catch {
    tell(person, { about: "network", reached: false });
    return { state: "away" };
  }
}
