import CalendarRange from "lucide-react/icons/calendar-range";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { todayMessages } from "../messages";
import type { BankToday } from "../bank.server";
import type { GateCard } from "../page.server";
import { DeskCard } from "./DeskCard";
import { Way } from "./Way";

type StandingProps = {
  said: { title: string; body: string };
  state: "invited" | "training" | "probation" | "active" | "suspended" | "left" | null;
  hasPlan: boolean;
  bank: BankToday | null;
  gate: GateCard | null;
  /** The month's score so far; null while there is none. */
  score: { to: string; text: string; aside: string } | null;
  personId: string;
};

/** An agent without a plan to walk today: not begun yet, past it, or paused. Says what comes and from whom, and what is to be reviewed. */
export function Standing({ said, state, hasPlan, bank, gate, score, personId }: StandingProps) {
  const t = useT(todayMessages);
  return (
    <div className="mx-auto grid max-w-2xl gap-5">
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState
        title={said.title}
        icon={<CalendarRange aria-hidden />}
        action={
          <>
            {state === "probation" && <LinkButton to={`/probation/${personId}`}>{t("none.probation")}</LinkButton>}
            {(state === "probation" || state === "active") && <LinkButton to="/chats/mine">{t("none.chats")}</LinkButton>}
            {hasPlan && <LinkButton to={`/training/${personId}`}>{t("none.plan")}</LinkButton>}
          </>
        }
      >
        {said.body}
      </EmptyState>
      {(bank ?? score) && (
        <Card flush>
          <ul className="divide-y divide-line">
            {score && (
              <Way to={score.to} aside={score.aside}>
                {score.text}
              </Way>
            )}
            {bank?.work && (
              <Way to="/drill" aside={bank.work.time}>
                {bank.work.text}
              </Way>
            )}
            {bank && <Way to="/mastery">{bank.line.text}</Way>}
          </ul>
        </Card>
      )}
      {gate?.gate === "activation" && <DeskCard gate={gate} personId={personId} activities={null} />}
    </div>
  );
}
