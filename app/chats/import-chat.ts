import type { ChatLine, StagedLine } from "@db/schema";
import { type PlainDate, plainDateIn, timeOfDay } from "~/platform/dates";
import { factsOf, type Facts, type Ground } from "./facts";
import { MOST_LINES } from "./import-json";
import { type ChatBody, joinedEnds } from "./import-part";

/** A chat out of the parts in which it came in. Pure. */

const BEIJING = "Asia/Shanghai";
const NOON = 12 * 60;

/** The parts of a session as one: what a later part says stands where an earlier one said nothing. */
export function joinedBody(parts: readonly ChatBody[]): ChatBody {
  const [first, ...rest] = parts;
  if (!first) throw new Error("a session without a part");
  const whole = rest.reduce<ChatBody>(
    (known, part) => ({
      ...part,
      ...known,
      ...joinedEnds(known, part),
      started: known.started ?? part.started,
      ended: part.ended ?? known.ended,
    }),
    first,
  );
  return { ...whole, lines: parts.flatMap(({ lines }) => lines).slice(0, MOST_LINES) };
}

/** A clock that is set steps back so far at most. */
const STEP_BACK_MS = 5000;

/** Lines as they were said: a file that has the newest first is turned round; a clock that steps back for a moment changes no order. */
export function inOrder(lines: readonly StagedLine[]): StagedLine[] {
  let [back, on] = [0, 0];
  for (let i = 1; i < lines.length; i++) {
    const step = (lines[i]?.at ?? 0) - (lines[i - 1]?.at ?? 0);
    if (step < 0) back++;
    else if (step > 0) on++;
  }
  const span = (lines.at(-1)?.at ?? 0) - (lines[0]?.at ?? 0);
  return back > on && span < -STEP_BACK_MS ? [...lines].reverse() : [...lines];
}

/** `askedAt`: when the customer first said something, else when it began; to that day it belongs. */
export type Counted = { startedAt: Date; askedAt: Date; endedAt: Date; day: PlainDate; lines: ChatLine[]; facts: Facts };

/** All that is kept of a chat but whose it was; null where neither the file nor `day` says when it was. Without times no wait is counted. */
export function countedChat(body: ChatBody, ground: Ground, day: PlainDate | null): Counted | null {
  const ordered = inOrder(body.lines);
  const times = ordered.flatMap(({ at }) => at ?? []);
  const began = times[0] ?? body.started ?? (day === null ? null : timeOfDay(day, NOON, BEIJING).getTime());
  if (began === null) return null;
  const start = times.length > 0 ? times.reduce((least, one) => Math.min(least, one), began) : began;
  let now = start;
  const lines = ordered.map(({ at, who, text }): ChatLine => {
    now = Math.max(now, at ?? now);
    return { at: now - start, who, text };
  });
  const facts = factsOf(lines, body, ground);
  const timed = times.length > 1;
  const askedAt = new Date(start + (lines.find(({ who }) => who === "buyer")?.at ?? 0));
  return {
    startedAt: new Date(start),
    askedAt,
    endedAt: new Date(Math.max(now, body.ended ?? now)),
    day: plainDateIn(BEIJING, askedAt),
    lines,
    facts: timed
      ? facts
      : {
          ...facts,
          firstResponseMs: null,
          averageResponseMs: null,
          longestGapMs: null,
          exposures: facts.exposures.filter((one) => !one.startsWith("waited_")),
        },
  };
}
