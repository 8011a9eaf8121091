import { formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import type { Tone } from "~/ui/tone";
import { type Effect, ENOUGH, type Measure, spansAround, type Verdict } from "../effect-rules";
import { effectMessages } from "../messages.effects";

/** Verdicts in the order in which they are told, and their tones: green is kept for clearance, so what helped is plainly named instead. */
export const verdictTones: Record<Verdict, Tone> = {
  helped: "accent",
  harmed: "blocked",
  nothing: "neutral",
  running: "waiting",
  too_little: "neutral",
};
export const verdicts = Object.keys(verdictTones) as Verdict[];

/** A share as a percentage with one decimal at most. */
export const percentOf = ({ part, of }: { part: number; of: number }): string =>
  of === 0 ? "–" : String(Math.round((1000 * part) / of) / 10);

/** A difference of shares in points, signed, with one decimal at most. */
export function pointsOf(value: number): string {
  const points = Math.round(1000 * value) / 10;
  return points > 0 ? `+${points}` : String(points).replace("-", "−");
}

/** What an action did, as a sentence. */
export function useEffectSentence() {
  const t = useT(effectMessages);
  const { locale } = useReader();
  return ({ before, after, difference, verdict }: Effect, measure: Measure, done: string): string => {
    const counted = { of_before: before.of, of_after: after.of };
    if (verdict === "running") return t("say.running", { ...counted, until: formatDay(spansAround(done).after.to, locale) });
    if (verdict === "too_little" || !difference) return t("say.too_little", { ...counted, enough: ENOUGH });
    return t(`say.${measure}.${verdict}`, {
      before: percentOf(before),
      after: percentOf(after),
      by: pointsOf(difference.by),
      low: pointsOf(difference.low),
      high: pointsOf(difference.high),
    });
  };
}
