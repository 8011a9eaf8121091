import { formatDateTime } from "~/platform/format";
import { type Locale, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { MINUTES_TO_FLUENCY } from "./desk-work";
import { blockerText } from "./explain";
import type { GateFacts, LapseReason, LiveLapse, RetestStep } from "./gate-facts";
import { type Lapse, type Mend, showsAhead } from "./lapse-rules";
import { activationMessages } from "./messages";
import { lapseMessages } from "./messages.lapse";

/** A lapse in the reader's words: what and when, why, and what mends it. `note` is what whoever suspended the clearance wrote. */
export type LapseLine = {
  id: string;
  reason: LapseReason;
  live: boolean;
  title: string;
  why: string;
  note: { text: string; by: string; evidence: string | null } | null;
  mends: { text: string; to: string | null; minutes: number | null }[];
};

type Reader = { locale: Locale; zone: string };

/** What keeps somebody's clearance away, and what soon will: the live lapses first, then by their dates. */
export function lapseLines(facts: Pick<GateFacts, "lapses">, ahead: readonly Lapse[], reader: Reader, now: Date): LapseLine[] {
  const coming = ahead.filter((l) => showsAhead(l, now)).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return [...facts.lapses.map((l) => liveLine(l, ahead, reader)), ...coming.map((l) => aheadLine(l, reader))];
}

function liveLine(lapse: LiveLapse, ahead: readonly Lapse[], reader: Reader): LapseLine {
  const t = translate(lapseMessages, reader.locale);
  const { id, reason, note, byName, evidence } = lapse;
  const found = ahead.find((l) => l.reason === reason && l.causeId === lapse.causeId);
  return {
    ...{ id, reason, live: true },
    title: t(`live.${reason}`, { when: formatDateTime(lapse.at, reader.locale, reader.zone) }),
    why: whyOf(reason, found?.mend ?? null, reader.locale),
    note: reason === "conduct" ? { text: note, by: byName ?? "", evidence } : null,
    mends:
      reason === "conduct" ? [{ text: t("mend.manager"), to: null, minutes: null }] : found ? mendLines(found.mend, reader.locale) : [],
  };
}

function aheadLine(lapse: Lapse, { locale, zone }: Reader): LapseLine {
  const t = translate(lapseMessages, locale);
  const { reason, causeId, at, mend } = lapse;
  return {
    ...{ id: causeId, reason, live: false, note: null },
    title: t(`ahead.${reason}`, { when: formatDateTime(at, locale, zone) }),
    why: whyOf(reason, mend, locale),
    // The test after an absence opens when it is over: nothing keeps a clearance that nobody uses.
    mends: reason === "absence" ? [] : mendLines(mend, locale),
  };
}

function whyOf(reason: LapseReason, mend: Mend | null, locale: Locale): string {
  const t = translate(lapseMessages, locale);
  const title = mend && "retest" in mend ? mend.retest.title : null;
  return title ? t("why.retest_of", { title: pick(title, locale) }) : t(`why.${reason}`);
}

function mendLines(mend: Mend, locale: Locale): LapseLine["mends"] {
  if ("exam" in mend) return [stepLine({ kind: "test", ...mend.exam, done: false, isOpen: true }, locale)];
  if ("retest" in mend) return mend.retest.steps.filter((step) => !step.done).map((step) => stepLine(step, locale));
  const { requirement } = mend;
  const name = translate(activationMessages, locale)(`requirement.${requirement.id}`);
  const blocker = requirement.blocker && blockerText(requirement.blocker, locale);
  const { to, minutes } = requirement.whereToMend ?? { to: null, minutes: null };
  return [{ text: blocker ? `${name}: ${blocker}` : name, to, minutes }];
}

function stepLine(step: RetestStep, locale: Locale): LapseLine["mends"][number] {
  const t = translate(lapseMessages, locale);
  if (step.kind === "questions") {
    const minutes = Math.ceil((step.of - step.fluent) * MINUTES_TO_FLUENCY);
    return { text: t("mend.questions", { fluent: step.fluent, count: step.of }), to: "/drill", minutes };
  }
  return { text: t(`mend.${step.kind}`, { title: pick(step.title, locale) }), to: `/learn/${step.slug}`, minutes: step.minutes };
}
