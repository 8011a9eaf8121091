import CalendarRange from "lucide-react/icons/calendar-range";
import { useT } from "~/platform/use-locale";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { todayMessages } from "../messages";
import type { GateCard } from "../page.server";
import { DeskCard } from "./DeskCard";

type StandingProps = {
  state: "invited" | "training" | "probation" | "active" | "suspended" | "left" | null;
  clearance: "none" | "supervised" | "full";
  hasPlan: boolean;
  gate: GateCard | null;
  personId: string;
};

/** An agent without a plan to walk today: not begun yet, past it, or paused. Says what comes and from whom. */
export function Standing({ state, clearance, hasPlan, gate, personId }: StandingProps) {
  const t = useT(todayMessages);
  // Clearance may lapse by itself while the state stays.
  const key = state === "active" && clearance !== "full" ? "lapsed" : (state ?? "active");
  return (
    <div className="mx-auto grid max-w-2xl gap-5">
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState
        title={t(`none.${key}_title`)}
        icon={<CalendarRange aria-hidden />}
        action={
          <>
            {state === "probation" && <LinkButton to={`/probation/${personId}`}>{t("none.probation")}</LinkButton>}
            {hasPlan && <LinkButton to={`/training/${personId}`}>{t("none.plan")}</LinkButton>}
          </>
        }
      >
        {t(`none.${key}_body`)}
      </EmptyState>
      {gate?.gate === "activation" && <DeskCard gate={gate} personId={personId} activities={null} />}
    </div>
  );
}
