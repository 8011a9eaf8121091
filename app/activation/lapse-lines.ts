import { formatDateTime } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { blockerText } from "./explain";
import type { GateFacts, LapseReason, LiveLapse } from "./gate-facts";
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
    why: t(`why.${reason}`),
    note: reason === "conduct" ? { text: note, by: byName ?? "", evidence } : null,
    mends:
      reason === "conduct" ? [{ text: t("mend.manager"), to: null, minutes: null }] : found ? [mendLine(found.mend, reader.locale)] : [],
  };
}

function aheadLine(lapse: Lapse, { locale, zone }: Reader): LapseLine {
  const t = translate(lapseMessages, locale);
  const { reason, causeId, at, mend } = lapse;
  return {
    ...{ id: causeId, reason, live: false, note: null },
    title: t(`ahead.${reason}`, { when: formatDateTime(at, locale, zone) }),
    why: t(`why.${reason}`),
    mends: [mendLine(mend, locale)],
  };
}

function mendLine({ requirement }: Mend, locale: Locale): LapseLine["mends"][number] {
  const name = translate(activationMessages, locale)(`requirement.${requirement.id}`);
  const blocker = requirement.blocker && blockerText(requirement.blocker, locale);
  return {
    text: blocker ? `${name}: ${blocker}` : name,
    to: requirement.whereToMend?.to ?? null,
    minutes: requirement.whereToMend?.minutes ?? null,
  };
}
