import { accept, type Outcome, type Refusal, refuseAll } from "~/platform/refusal";
import { type ClockTime, isClockTime, liesInQuiet, minutesIn } from "./timing-rules";
import { type Mode, modes, modesOf, type Topic, topics, usualMode } from "./topics";

/** How somebody wants to be told. Of a kind that is not in `modes` the usual holds. */
export type Preferences = {
  modes: Partial<Record<Topic, Mode>>;
  digestAt: ClockTime;
  /** Both or neither. */
  quietFrom: ClockTime | null;
  quietTo: ClockTime | null;
  /** Urgent news comes in the quiet hours too. */
  urgentBreaks: boolean;
};

/** What holds until somebody chooses: shifts of the late desk end at half past midnight, those of the early one begin at half past eight. */
export const usualPreferences: Preferences = { modes: {}, digestAt: "08:30", quietFrom: "22:00", quietTo: "08:00", urgentBreaks: false };

/** What somebody chose of a kind, or the usual. */
export function modeOf(preferences: Preferences, topic: Topic): Mode {
  const chosen = preferences.modes[topic];
  return chosen && modesOf(topic).includes(chosen) ? chosen : usualMode(topic);
}

/** What was typed of it. */
export type PreferenceFields = {
  modes: Record<string, string>;
  digestAt: string;
  quiet: boolean;
  quietFrom: string;
  quietTo: string;
  urgentBreaks: boolean;
};

/**
 * The preferences out of a form that shows the kinds `shown`; of the others those stay that were chosen before. Refuses a mode that a kind does not have, times that are none,
 * and a digest that would come in the quiet hours.
 */
export function preferencesOf(fields: PreferenceFields, shown: readonly Topic[], before: Preferences): Outcome<Preferences> {
  const refusals: Refusal[] = [];
  const chosen: Partial<Record<Topic, Mode>> = { ...before.modes };
  for (const topic of topics.filter((one) => shown.includes(one))) {
    const mode = modes.find((one) => one === fields.modes[topic]);
    if (mode && modesOf(topic).includes(mode)) chosen[topic] = mode;
    else refusals.push({ code: "mode_unknown", field: `mode.${topic}` });
  }
  const { digestAt, quietFrom, quietTo } = fields;
  if (!isClockTime(digestAt)) refusals.push({ code: "time_malformed", field: "digestAt" });
  if (fields.quiet) {
    if (!isClockTime(quietFrom)) refusals.push({ code: "time_malformed", field: "quietFrom" });
    if (!isClockTime(quietTo)) refusals.push({ code: "time_malformed", field: "quietTo" });
    if (isClockTime(quietFrom) && quietFrom === quietTo) refusals.push({ code: "quiet_empty", field: "quietTo" });
    else if (refusals.length === 0 && liesInQuiet(minutesIn(digestAt), { from: quietFrom, to: quietTo }))
      refusals.push({ code: "digest_in_quiet", field: "digestAt" });
  }
  if (refusals.length > 0) return refuseAll(refusals);
  const quiet = fields.quiet ? { quietFrom, quietTo } : { quietFrom: null, quietTo: null };
  return accept({ modes: chosen, digestAt, ...quiet, urgentBreaks: fields.urgentBreaks });
}
