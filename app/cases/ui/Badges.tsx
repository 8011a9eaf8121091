import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { Tone } from "~/ui/tone";
import { caseMessages } from "../messages";
import type { CaseKind, CaseState } from "../rules";
import { useCaseWords } from "./words";

const tones: Record<CaseState, Tone> = { open: "waiting", agenda: "accent", decided: "cleared", dismissed: "neutral", merged: "neutral" };

/** The state of a case in a word. */
export function StateBadge({ state }: { state: CaseState }) {
  const t = useT(caseMessages);
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}

/** Why an order was lost, or that a chat was excellent. */
export function ReasonBadges({ kind, reasons }: { kind: CaseKind; reasons: readonly string[] }) {
  const t = useT(caseMessages);
  const words = useCaseWords();
  if (kind === "excellent") return <Badge tone="cleared">{t("kind.excellent")}</Badge>;
  if (reasons.length === 0) return <Badge tone="waiting">{t("no_reason")}</Badge>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {reasons.map((reason) => (
        <Badge key={reason} tone="neutral">
          {words.reason(reason)}
        </Badge>
      ))}
    </span>
  );
}
