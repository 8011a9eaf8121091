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

/**
 * How many questions a day of study makes fluent, those forgotten on it taken off: the mean of the last five days of study that are over. Days without an answer are
 * none, so that an absence neither slows the pace nor is forgiven what it cost: that lies in what is fluent now. Null: no day of study is over yet.
 */
export function paceOf(past: readonly BankDay[]): { perDay: number; studied: number } | null {
  const gains = past.flatMap(({ fluent, answered }, i) => (answered > 0 ? [fluent - (past[i - 1]?.fluent ?? 0)] : [])).slice(-STUDY_DAYS);
  return gains.length === 0 ? null : { perDay: gains.reduce((sum, gain) => sum + gain, 0) / gains.length, studied: gains.length };
}

/**
 * The day on which everything required will be fluent at the present pace. Each training day adds the pace, today what it still lacks of it; but a question can be
 * fluent at the earliest on the training day after it came into the bank, as its second right answer is asked for tomorrow. What lessons still bring
 * comes on their day, what is overdue today.
 */
export function forecastOf({ past, required, fluent, ahead, today, toCome }: Outlook): Forecast {
  const all = toCome.reduce((sum, { questions }) => sum + questions, required);
  if (all === 0) return { kind: "unknown", why: "empty" };
  if (fluent >= all) return { kind: "fluent" };
  const pace = paceOf(past);
  if (!pace) return { kind: "unknown", why: "too_early" };
  if (pace.perDay <= 0) return { kind: "unknown", why: pace.studied < 3 ? "too_early" : "standing_still" };
  const gained = Math.max(0, fluent - (past.at(-1)?.fluent ?? 0));
  let standing = fluent;
  let known = required;
  for (const date of ahead) {
    const gain = date === today ? Math.max(0, pace.perDay - gained) : pace.perDay;
    standing = Math.max(standing, Math.min(known, standing + gain));
    const came = toCome.reduce((sum, lesson) => sum + (lesson.date === null || lesson.date <= date ? lesson.questions : 0), required);
    // Nine tenths of a question are none; a sum of tenths may lack the last of it.
    if (standing >= all - 1e-9) return { kind: "on", date };
    known = came;
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
