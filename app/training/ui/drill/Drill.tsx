import { useReader, useT } from "~/platform/use-locale";
import { formatDateTime } from "~/platform/format";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { useOffline } from "~/ui/offline/context";
import { PageHeader } from "~/ui/PageHeader";
import type { PlainDrill } from "../../bank.server";
import type { DrillPageData } from "../../drill-page.server";
import { drillPageMessages } from "../../messages.drill";
import { Arrived } from "./Arrived";
import { type Go, isOver } from "./go";
import { Question } from "./Question";
import { useDrill } from "./use-drill";

/** The drill: one question at a time, the next one already here. `plain`: what a form that was sent without script came to. */
export function Drill({ page, plain }: { page: DrillPageData; plain: PlainDrill | null }) {
  const t = useT(drillPageMessages);
  const { go, typed, reserve, send, goOn, again, keepTyped } = useDrill(page, plain === null);
  const current = plain ? plain.question : (go.current?.question ?? null);
  const outcome = plain
    ? plain.ok
      ? ({ state: "answered", verdict: plain.verdict, turnedFluent: plain.turnedFluent } as const)
      : ({ state: "refused", code: plain.code } as const)
    : go.outcome;
  const isDone = go.outcome.state === "answered" || go.outcome.state === "saved";
  const number = Math.min(go.planned, go.answered + (isDone ? 0 : 1));
  const entered = typed?.ticket === current?.ticket ? typed : null;
  const { chosen } = page;
  const further = chosen ? 0 : reserve.length;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={chosen ? (chosen.remedial?.title ?? chosen.topic ?? t("chosen.weakest")) : t("title")}
        detail={
          chosen
            ? t(chosen.remedial ? "remedial.lead" : "chosen.lead")
            : page.required > 0
              ? t("standing", { fluent: go.fluent, required: go.required })
              : t("lead")
        }
        back={
          chosen?.remedial
            ? { to: `/remedial/${chosen.remedial.id}`, label: t("remedial.about") }
            : chosen
              ? { to: "/mastery", label: t("chosen.back") }
              : { to: "/today", label: t("done.today") }
        }
        action={!chosen && <LinkButton to="/mastery">{t("mastery")}</LinkButton>}
      />
      {current === null || (plain === null && isOver(go)) ? (
        <Finished page={page} go={go} reserve={further} onAgain={again} />
      ) : (
        <>
          <p className="mb-2 text-sm text-muted tabular-nums">{t("progress", { n: Math.max(1, number), of: go.planned })}</p>
          <Question
            key={`${current.ticket} ${entered !== null}`}
            question={current}
            outcome={outcome}
            given={plain?.ok ? plain.answer : (entered?.answer ?? null)}
            spentMs={entered?.spentMs ?? 0}
            lesson={page.lessons[current.lesson] ?? null}
            caseNumber={page.cases[current.itemId] ?? null}
            followed={go.answered > 0}
            isLast={go.answered >= go.planned || (go.rest.length === 0 && further === 0)}
            address={chosen?.address ?? "/drill"}
            onSend={(answer, ms) => void send(current.ticket, answer, ms)}
            onTyped={(answer, spentMs) => void keepTyped({ ticket: current.ticket, answer, spentMs })}
            onGoOn={goOn}
          />
        </>
      )}
      <Arrived />
    </div>
  );
}

type FinishedProps = { page: DrillPageData; go: Go; reserve: number; onAgain: () => void };

function Finished({ page, go, reserve, onAgain }: FinishedProps) {
  const t = useT(drillPageMessages);
  const { locale, zone } = useReader();
  const { away } = useOffline();
  const { chosen } = page;
  const decided = go.answered - go.saved.length;
  if (go.answered === 0 && chosen?.remedial) {
    return (
      <EmptyState title={t("remedial.none")} action={<ToRemedial id={chosen.remedial.id} />}>
        {t("remedial.none_body")}
      </EmptyState>
    );
  }
  if (go.answered === 0 && chosen) {
    return (
      <EmptyState title={t(chosen.topic === null ? "chosen.none_weakest" : "chosen.none_topic")} action={<ToMastery />}>
        {t(chosen.topic === null ? "chosen.none_weakest_body" : "chosen.none_topic_body")}
      </EmptyState>
    );
  }
  if (go.answered === 0) {
    return (
      <EmptyState title={t("empty.title")} action={<LinkButton to="/today">{t("done.today")}</LinkButton>}>
        {page.nextAt ? t("empty.later", { time: formatDateTime(page.nextAt, locale, zone) }) : t("empty.none")}
      </EmptyState>
    );
  }
  const more = away ? reserve : Math.max(0, go.waiting - go.answered);
  return (
    <Card raised>
      <h2 className="text-lg font-semibold">{t("done.title")}</h2>
      {decided > 0 && <p className="mt-2 text-2xl font-semibold tabular-nums">{t("done.score", { right: go.right, answered: decided })}</p>}
      {go.saved.length > 0 && <p className="mt-2 text-waiting-ink">{t("done.saved", { count: go.saved.length })}</p>}
      {go.turned > 0 && <p className="mt-1 text-cleared-ink">{t("done.turned", { count: go.turned })}</p>}
      <div className="mt-5 flex flex-wrap gap-3">
        {chosen?.remedial ? (
          <ToRemedial id={chosen.remedial.id} />
        ) : chosen ? (
          <>
            <ToMastery />
            <LinkButton to={chosen.address} reloadDocument>
              {more > 0 ? t("done.more", { count: more }) : t("chosen.again")}
            </LinkButton>
          </>
        ) : (
          more > 0 && (
            <Button variant="primary" onClick={() => (away ? onAgain() : window.location.assign("/drill"))}>
              {t("done.more", { count: more })}
            </Button>
          )
        )}
        <LinkButton to="/today">{t("done.today")}</LinkButton>
      </div>
    </Card>
  );
}

function ToMastery() {
  const t = useT(drillPageMessages);
  return (
    <LinkButton to="/mastery" variant="primary">
      {t("chosen.back")}
    </LinkButton>
  );
}

function ToRemedial({ id }: { id: string }) {
  const t = useT(drillPageMessages);
  return (
    <LinkButton to={`/remedial/${id}`} variant="primary">
      {t("remedial.see")}
    </LinkButton>
  );
}
