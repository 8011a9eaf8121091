import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { probationMessages } from "../messages";
import { secondMessages } from "../messages.second";
import type { RemedialPlanView } from "../remedial-page.server";
import type { GradingResultPage } from "../result.server";
import type { OutcomePage } from "../outcome-page.server";
import { AreaBars } from "./AreaBars";
import { AskSecond } from "./AskSecond";
import { CriticalItems } from "./CriticalItems";
import { ItemResults } from "./ItemResults";
import { OutcomeCard } from "./OutcomeCard";
import { RemedialPlan } from "./RemedialPlan";
import { SelfBeside } from "./SelfBeside";
import { TwoGradings } from "./TwoGradings";
import { WhatNext } from "./WhatNext";

type ResultViewProps = {
  result: GradingResultPage;
  left: number;
  over: boolean;
  /** The areas that a retake looks at; null: all of them. */
  again: string[] | null;
  gate: string | null;
  plan: RemedialPlanView | null;
  self: boolean;
  outcome: OutcomePage | null;
  refused?: { intent: "read" | "second"; refusals: Refusal[] };
};

/** A decided attempt: total, areas, critical items, what comes next, and item by item what was given. */
export function ResultView({ result, left, over, again, gate, plan, self, outcome, refused }: ResultViewProps) {
  const t = useT(probationMessages);
  const say = useT(secondMessages);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Card raised>
        <div className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-2">
          <p>
            <span className="block text-sm text-muted">{t("result.total")}</span>
            <span className="text-2xl font-semibold tabular-nums">{result.total}</span>
            <span className="ms-2 text-sm text-muted">{t("result.total_of", { mark: result.passTotal })}</span>
          </p>
          <Badge tone={result.passed ? "cleared" : "blocked"} className="text-sm">
            {t(result.passed ? "result.passed" : "result.failed")}
          </Badge>
        </div>
        {result.singleExaminer && (
          <Notice tone="waiting" title={say("single.title")} className="mb-6">
            {say("single.detail")}
          </Notice>
        )}
        {result.carriedFrom !== null && (
          <p className="mb-5 max-w-prose text-sm text-muted">{t("result.carried_from", { attempt: result.carriedFrom })}</p>
        )}
        <AreaBars areas={result.areas} mark={result.passArea} />
      </Card>
      <div className="grid min-w-0 gap-5 lg:col-start-2 lg:row-start-1">
        <WhatNext result={result} left={left} over={over} again={again} gate={gate} />
        {outcome && (
          <OutcomeCard
            person={result.person}
            gradingId={result.gradingId}
            outcome={outcome}
            self={self}
            refusals={refused?.intent === "read" ? refused.refusals : undefined}
          />
        )}
        {plan && <RemedialPlan plan={plan} self={self} canSee={false} />}
        <CriticalItems areas={result.areas} mark={result.passCritical} />
        {(outcome?.mayAsk || refused?.intent === "second") && (
          <AskSecond
            gradingId={result.gradingId}
            days={result.requestDays}
            refusals={refused?.intent === "second" ? refused.refusals : undefined}
          />
        )}
      </div>
      {result.beside && (
        <div className="min-w-0 lg:col-span-2">
          <SelfBeside result={result} rows={result.beside} self={self} />
        </div>
      )}
      {result.apart && (
        <div className="min-w-0 lg:col-span-2">
          <TwoGradings result={result} apart={result.apart} />
        </div>
      )}
      <section aria-labelledby="items" className="min-w-0 lg:col-span-2">
        <h2 id="items" className="mb-3 text-lg font-semibold">
          {t("result.items")}
        </h2>
        <ItemResults result={result} mayDispute={outcome?.mayDispute ?? false} />
      </section>
    </div>
  );
}
