import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { todayMessages } from "../messages";
import type { BankToday } from "../bank.server";
import type { GateCard } from "../page.server";
import { Way } from "./Way";

type DeskCardProps = {
  gate: GateCard;
  personId: string;
  activities: { done: number; of: number } | null;
  line?: BankToday["line"];
};

/** How far the next gate is: met of all, what blocks it first, how the bank stands, and the way there. */
export function DeskCard({ gate, personId, activities, line }: DeskCardProps) {
  const t = useT(todayMessages);
  return (
    <Card
      title={t(gate.gate === "desk" ? "desk.title" : "active.title")}
      action={<span className="text-sm text-muted tabular-nums">{t("desk.met", { met: gate.met, of: gate.of })}</span>}
      flush
    >
      {activities && activities.of > 0 && (
        <div className="px-4 pb-3 sm:px-5">
          <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
            <div className="h-full rounded-full bg-ink" style={{ width: `${Math.floor((activities.done / activities.of) * 100)}%` }} />
          </div>
          <p className="mt-1.5 text-sm text-muted tabular-nums">{t("desk.activities", activities)}</p>
        </div>
      )}
      {gate.open && <p className="px-4 pb-3 text-sm sm:px-5">{t("desk.open")}</p>}
      <ul className="divide-y divide-line border-t border-line">
        {gate.nearest && <Way to={gate.nearest.to ?? `/gate/${personId}/${gate.gate}`}>{gate.nearest.text}</Way>}
        {line && (
          <Way
            to="/mastery"
            aside={
              <>
                <span aria-hidden>{line.bars}</span> {line.when}
              </>
            }
          >
            {line.text}
          </Way>
        )}
        <Way to={`/gate/${personId}/${gate.gate}`}>{t("desk.see")}</Way>
      </ul>
    </Card>
  );
}
