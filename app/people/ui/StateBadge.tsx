import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { LapseReason } from "../list.server";
import { peopleMessages } from "../messages";

type State = "invited" | "training" | "probation" | "active" | "suspended" | "left";

/** The state of a person in a word. Green is kept for clearance, so a state is plain unless it forbids or waits. */
export function StateBadge({ state, accepted }: { state: State; accepted: boolean }) {
  const t = useT(peopleMessages);
  if (state === "invited" && accepted) return <Badge tone="waiting">{t("state.signed_up")}</Badge>;
  return <Badge tone={state === "suspended" ? "blocked" : "neutral"}>{t(`state.${state}`)}</Badge>;
}

/** Whether somebody may sit at the desk. */
export function ClearanceBadge({ clearance }: { clearance: "none" | "supervised" | "full" }) {
  const t = useT(peopleMessages);
  const tone = clearance === "full" ? "cleared" : clearance === "supervised" ? "accent" : "neutral";
  return <Badge tone={tone}>{t(`clearance.${clearance}`)}</Badge>;
}

/** Why somebody's clearance has lapsed, the earliest reason. */
export function LapseBadge({ reason }: { reason: LapseReason }) {
  const t = useT(peopleMessages);
  return <Badge tone="blocked">{t(`lapse.${reason}`)}</Badge>;
}
