import Play from "lucide-react/icons/play";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import type { DebriefPage } from "../../debrief.server";
import { debriefMessages } from "../../messages.debrief";
import { reviewMessages } from "../../messages.review";
import { ExampleForm } from "../review/ExampleForm";
import { GradeForm, openMessages } from "../review/GradeForm";
import { ReviewKeys } from "../review/ReviewKeys";
import { Beside } from "./Beside";
import { Chat } from "./Chat";
import { Outcome } from "./Outcome";
import { Parts } from "./Parts";

type DebriefProps = {
  page: DebriefPage;
  grading: boolean;
  /** The message that the keys are for. */
  current: number;
  onStep: (to: number) => void;
  reply: { intent: string; place: string; refusals: readonly Refusal[] } | null;
};

/** A chat that is over: what it came to, what each part brought, and the chat again with what is said about it. */
export function Debrief({ page, grading, current, onStep, reply }: DebriefProps) {
  const t = useT(debriefMessages);
  const refusalsOf = (...intents: string[]) => (reply && intents.includes(reply.intent) ? reply.refusals : null);
  const again = refusalsOf("again");
  const messages = openMessages(page);
  return (
    <div className="mx-auto grid max-w-6xl gap-5">
      <Header page={page} grading={grading} />
      {again?.map(({ code }) => (
        <Notice key={code} tone="blocked" role="alert">
          {t(code === "run_open" ? "refusal.run_open" : "refusal.not_found")}
        </Notice>
      ))}
      <div className="grid items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="grid gap-5">
          <Outcome page={page} />
          {!page.isOwn && !grading && <Reviewer page={page} refusals={refusalsOf("example", "unexample", "uncomment")} />}
        </div>
        <Parts page={page} />
      </div>
      {page.customers.map((customer) => (
        <Chat
          key={customer.slug}
          page={page}
          customer={customer}
          grading={grading}
          current={grading ? (messages[current] ?? null) : null}
          mayComment={!page.isOwn}
          refused={reply?.intent === "comment" ? reply : null}
        />
      ))}
      {grading && <GradeForm page={page} messages={messages} current={current} onStep={onStep} refusals={refusalsOf("grade")} />}
      <Beside page={page} />
    </div>
  );
}

function Header({ page, grading }: { page: DebriefPage; grading: boolean }) {
  const t = useT(debriefMessages);
  const { locale, zone } = useReader();
  const { runId, isOwn, name, title, startedAt, counts, givenUp, recorded, example } = page;
  const when = formatDateTime(startedAt, locale, zone);
  return (
    <PageHeader
      title={t("title", { title })}
      detail={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {isOwn ? when : t("of", { name, when })}
          {recorded && <Badge icon={null}>{t("is.recorded")}</Badge>}
          {!counts && !recorded && <Badge icon={null}>{t("is.uncounted")}</Badge>}
          {givenUp && <Badge tone="waiting">{t("is.given_up")}</Badge>}
          {example && <Badge tone="cleared">{t("is.example")}</Badge>}
        </span>
      }
      back={isOwn ? { to: "/simulator", label: t("back.own") } : { to: "/simulator/review", label: t("back.review") }}
      action={
        <>
          {grading && <ReviewKeys />}
          <LinkButton to={`/simulator/runs/${runId}/watch`} icon={<Play aria-hidden className="size-4" />}>
            {t("watch")}
          </LinkButton>
        </>
      }
    />
  );
}

/** For whoever leads the trainee, when all is decided: correct it, hold it up. */
function Reviewer({ page, refusals }: { page: DebriefPage; refusals: readonly Refusal[] | null }) {
  const t = useT(reviewMessages);
  return (
    <Card>
      <div className="grid gap-3">
        <LinkButton to={`/simulator/runs/${page.runId}/debrief?correct=1`} size="sm" className="justify-self-start">
          {t("grade.correct")}
        </LinkButton>
        <ExampleForm page={page} refusals={refusals} />
      </div>
    </Card>
  );
}
