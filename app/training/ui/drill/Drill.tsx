import { useReader, useT } from "~/platform/use-locale";
import { formatDateTime } from "~/platform/format";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import type { PlainDrill } from "../../bank.server";
import type { DrillPageData } from "../../drill-page.server";
import { drillPageMessages } from "../../messages.drill";
import { Question } from "./Question";
import { type DrillState, useDrill } from "./use-drill";

/** The drill: one question at a time, the next one already here. `plain`: what a form that was sent without script came to. */
export function Drill({ page, plain }: { page: DrillPageData; plain: PlainDrill | null }) {
  const t = useT(drillPageMessages);
  const { state, send, goOn } = useDrill(page);
  const current = plain?.question ?? state.current;
  const isOver = current === null || (plain === null && state.answered >= page.planned && state.outcome.state === "asking");
  const outcome = plain
    ? plain.ok
      ? ({ state: "answered", verdict: plain.verdict, turnedFluent: plain.turnedFluent } as const)
      : ({ state: "refused", code: plain.code } as const)
    : state.outcome;
  const number = Math.min(page.planned, state.answered + (state.outcome.state === "answered" ? 0 : 1));
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={t("title")}
        detail={page.required > 0 ? t("standing", { fluent: state.fluent, required: state.required }) : t("lead")}
        back={{ to: "/today", label: t("done.today") }}
      />
      {isOver ? (
        <Finished page={page} state={state} />
      ) : (
        <>
          <p className="mb-2 text-sm text-muted tabular-nums">{t("progress", { n: Math.max(1, number), of: page.planned })}</p>
          <Question
            key={current.ticket}
            question={current}
            outcome={outcome}
            given={plain?.ok ? plain.answer : null}
            lesson={page.lessons[current.lesson] ?? null}
            followed={state.answered > 0}
            isLast={state.answered >= page.planned || state.rest.length === 0}
            onSend={(answer, ms) => void send(answer, ms)}
            onGoOn={goOn}
          />
        </>
      )}
    </div>
  );
}

function Finished({ page, state }: { page: DrillPageData; state: DrillState }) {
  const t = useT(drillPageMessages);
  const { locale, zone } = useReader();
  if (state.answered === 0) {
    return (
      <EmptyState title={t("empty.title")} action={<LinkButton to="/today">{t("done.today")}</LinkButton>}>
        {page.nextAt ? t("empty.later", { time: formatDateTime(page.nextAt, locale, zone) }) : t("empty.none")}
      </EmptyState>
    );
  }
  const more = Math.max(0, state.waiting - state.answered);
  return (
    <Card raised>
      <h2 className="text-lg font-semibold">{t("done.title")}</h2>
      <p className="mt-2 text-2xl font-semibold tabular-nums">{t("done.score", { right: state.right, answered: state.answered })}</p>
      {state.turned > 0 && <p className="mt-1 text-cleared-ink">{t("done.turned", { count: state.turned })}</p>}
      <div className="mt-5 flex flex-wrap gap-3">
        {more > 0 && (
          <Button variant="primary" onClick={() => window.location.assign("/drill")}>
            {t("done.more", { count: more })}
          </Button>
        )}
        <LinkButton to="/today">{t("done.today")}</LinkButton>
      </div>
    </Card>
  );
}
