import type { PlainDate } from "~/platform/dates";

/** How the required part of a bank stood when a day was over. */
export type BankDay = {
  day: PlainDate;
  required: number;
  fluent: number;
  /** How many questions were answered on it: a day without is no day of study. */
  answered: number;
};

/** The pace is that of so many last days of study. */
const STUDY_DAYS = 5;

export type Forecast =
  /** Everything required is fluent now, and nothing more is to come. */
  | { kind: "fluent" }
  /** At the present pace it will be at the end of this day. */
  | { kind: "on"; date: PlainDate }
  /**
   * Why nothing can be said. `empty`: nothing is required. `too_early`: nothing was gained in the first days. `standing_still`: as much is forgotten as is gained.
   * `far`: not within the days that were looked at.
   */
  | { kind: "unknown"; why: "empty" | "too_early" | "standing_still" | "far" };

export type Outlook = {
  /** Days that are over, the earliest first. */
  past: readonly BankDay[];
  required: number;
  fluent: number;
  /** The training days from today on: leave, holidays and days off are not among them. */
  ahead: readonly PlainDate[];
  /** Today, where it is the first of them. */
  today: PlainDate;
  /** Required questions of lessons that are still to be done, by the day of the lesson; null: it has none. */
  toCome: readonly { date: PlainDate | null; questions: number }[];
};

/** What a day of study comes to: see `paceOf`. */
export type Pace = { perDay: number; share: number; answered: number; studied: number };

/**
 * The pace, by the last five days of study that are over: how many questions one made fluent, those forgotten on it taken off (`perDay`); which share that was of
 * what stood open when it began (`share`); and how many were answered on it. A day without an answer is no day of study, so that an absence does not slow the
 * pace; what it cost is gone from what is fluent now. The first day is none either: a second right answer is asked for on the next. Null: no such day is over.
 */
export function paceOf(past: readonly BankDay[]): Pace | null {
  const days = past.flatMap(({ fluent, answered }, i) => {
    const before = past[i - 1];
    return answered > 0 && before ? [{ gain: fluent - before.fluent, open: before.required - before.fluent, answered }] : [];
  });
  const last = days.slice(-STUDY_DAYS);
  if (last.length === 0) return null;
  const sum = (of: (day: (typeof last)[number]) => number) => last.reduce((all, day) => all + of(day), 0);
  const gained = sum(({ gain }) => gain);
  const share = Math.min(
    1,
    Math.max(
      0,
      gained /
        Math.max(
          1,
          sum(({ open }) => open),
        ),
    ),
  );
  return { perDay: gained / last.length, share, answered: sum(({ answered }) => answered) / last.length, studied: last.length };
}

/**
 * The day on which everything required will be fluent at the present pace. Each training day makes fluent the usual share of what is open when it begins, at least
 * the usual number, at most as many as are usually answered; today what it still lacks of that. A question is fluent at the earliest on the training day after it
 * came into the bank. What lessons still bring comes on their day, what is overdue today.
 */
export function forecastOf({ past, required, fluent, ahead, today, toCome }: Outlook): Forecast {
  const all = toCome.reduce((sum, { questions }) => sum + questions, required);
  if (all === 0) return { kind: "unknown", why: "empty" };
  if (fluent >= all) return { kind: "fluent" };
  const pace = paceOf(past);
  if (!pace) return { kind: "unknown", why: "too_early" };
  if (pace.perDay <= 0) return { kind: "unknown", why: pace.studied < 3 ? "too_early" : "standing_still" };
  const before = Math.min(fluent, past.at(-1)?.fluent ?? 0);
  let standing = fluent;
  let known = required;
  for (const date of ahead) {
    const from = date === today ? before : standing;
    const gain = Math.min(pace.answered, Math.max(pace.perDay, pace.share * (known - from)));
    standing = Math.max(standing, Math.min(known, from + gain));
    // Nine tenths of a question are none; a sum of tenths may lack the last of it.
    if (standing >= all - 1e-9) return { kind: "on", date };
    known = toCome.reduce((sum, lesson) => sum + (lesson.date === null || lesson.date <= date ? lesson.questions : 0), required);
  }
  return { kind: "unknown", why: "far" };
}

/** How much of a bank is fluent, in whole percent: all only when all is. */
export function percentOf(fluent: number, required: number): number {
  return required === 0 ? 0 : Math.floor((fluent * 100) / required);
}

const BARS = "▁▂▃▄▅▆▇█";

/** The way of the share that is fluent in small bars: the last days that are over, and now. */
export function barsOf(past: readonly Pick<BankDay, "fluent" | "required">[], now: { fluent: number; required: number }): string {
  return [...past.slice(-6), now]
    .map(({ fluent, required }) => BARS[Math.min(BARS.length - 1, Math.floor((percentOf(fluent, required) * BARS.length) / 100))])
    .join("");
}
