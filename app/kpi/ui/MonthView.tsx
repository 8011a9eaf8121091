import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { TextArea } from "~/ui/TextArea";
import { boardQuery } from "../boards/asked";
import type { MonthHead } from "../months/month-list.server";
import type { MonthPerson, PeopleFilter } from "../months/month-people.server";
import { REASON_MAX } from "../months/month-rules";
import { monthMessages } from "../messages.months";
import { monthTitle, yuan } from "../month-title";
import { MonthPeople } from "./MonthPeople";
import { Missing, MonthState } from "./MonthState";
import { MonthSupervisors, type SupervisorLine } from "./MonthSupervisors";

export type MonthPage = {
  head: MonthHead;
  filter: PeopleFilter;
  manages: boolean;
  rows: MonthPerson[];
  supervisors: SupervisorLine[];
  more: boolean;
};
export type Refused = { intent: string; person: string; refusals: Refusal[] } | undefined;

/** A month of a team: its state and next step with what it will do, what is missing, and everybody in it. */
export function MonthView({ page, refused }: { page: MonthPage; refused: Refused }) {
  const t = useT(monthMessages);
  const { locale } = useReader();
  const { head, manages } = page;
  const refusalsOf = (...intents: string[]) => (refused && intents.includes(refused.intent) ? refused.refusals : null);
  return (
    <div className="mx-auto grid max-w-6xl gap-5">
      <div>
        <PageHeader
          title={t("title.month", { month: monthTitle(head.month, locale), team: head.team })}
          detail={<MonthState row={head} />}
          back={{ to: "/kpi/months", label: t("back.kpi") }}
          action={<LinkButton to={`/kpi/board?${boardQuery(head)}`}>{t("to_board")}</LinkButton>}
        />
        <Standing head={head} manages={manages} />
        {head.reopenReason && head.state !== "open" && (
          <Notice className="mt-3">{t("month.reopened", { reason: head.reopenReason })}</Notice>
        )}
      </div>
      {manages && head.next && <NextStep head={head} refusals={refusalsOf("publish", "close")} />}
      <Card title={t("month.missing")}>
        <Missing row={head} />
      </Card>
      <MonthPeople page={page} refused={refused} />
      <MonthSupervisors rows={page.supervisors} month={head.month} />
      {manages && head.state === "closed" && (
        <Card flush>
          <Fold
            open={refused?.intent === "reopen"}
            summaryClass="px-4 py-3 sm:px-5"
            summary={<span className="font-medium">{t("reopen")}</span>}
          >
            <Form
              refusals={refusalsOf("reopen")}
              messages={monthMessages}
              draftKey={`kpi-reopen:${head.month}:${head.teamId}`}
              className="grid gap-4 px-4 pb-5 sm:px-5"
            >
              <p className="measure text-sm text-muted">{t("reopen.lead")}</p>
              <TextArea name="reason" label={t("reopen.reason")} rows={3} maxLength={REASON_MAX} required />
              <div>
                <ConfirmButton name="intent" value="reopen" question={t("reopen.question")} consequence={t("reopen.lead")}>
                  {t("reopen")}
                </ConfirmButton>
              </div>
            </Form>
          </Fold>
        </Card>
      )}
    </div>
  );
}

function Standing({ head, manages }: { head: MonthHead; manages: boolean }) {
  const t = useT(monthMessages);
  const { locale } = useReader();
  const name = head.closedBy ?? "";
  const text = {
    open: () => t(head.next ? "month.over" : "month.provisional"),
    published: () =>
      t(head.next ? "month.closable" : "month.published", { day: head.closableOn ? formatDate(head.closableOn, locale) : "" }),
    closed: () => (head.waiting > 0 ? t("month.closed_waiting", { name, count: head.waiting }) : t("month.closed", { name })),
  }[head.state]();
  return (
    <Notice tone={head.next ? "waiting" : "neutral"}>
      {text} {!manages && head.next && t("month.supervisor")}
    </Notice>
  );
}

function NextStep({ head, refusals }: { head: MonthHead; refusals: Refusal[] | null }) {
  const t = useT(monthMessages);
  const step = head.next ?? "publish";
  const consequence = t(`${step}.consequence`, {
    count: head.people,
    notScored: head.notScored,
    withoutFigures: head.withoutFigures,
    disputes: head.openDisputes,
    bonus: yuan(head.bonusFen ?? 0),
  });
  return (
    <Card raised>
      <Form refusals={refusals} messages={monthMessages} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="measure text-sm">{consequence}</p>
        <ConfirmButton variant="primary" name="intent" value={step} question={t(`${step}.question`)} consequence={consequence}>
          {t(step)}
        </ConfirmButton>
      </Form>
    </Card>
  );
}
