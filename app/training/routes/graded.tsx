import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import MessageSquareText from "lucide-react/icons/message-square-text";
import { type OwnWritten, writtenOf } from "~/drill/graded.server";
import { parseGrade } from "~/drill/judged";
import { QuestionPlayer } from "~/drill/types/players";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { gradingMessages } from "../messages.grading";

export const meta: MetaFunction = () => [{ title: "主管评过的回答 · Graded answers — 上岗 Deskready" }];

/** One's own written answers: those that wait for a supervisor, and what was made of the others. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const page = Math.trunc(Number(new URL(args.request.url).searchParams.get("page"))) || 1;
  return writtenOf(db(), actor.personId, page, await requestLocale(args));
}

export default function Graded() {
  const { rows, page, pages } = useLoaderData<typeof loader>();
  const t = useT(gradingMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("graded.title")} detail={t("graded.lead")} back={{ to: "/drill", label: t("graded.back") }} />
      {rows.length === 0 ? (
        <EmptyState icon={<MessageSquareText />} title={t("graded.none")}>
          {t("graded.none_body")}
        </EmptyState>
      ) : (
        <ol className="grid gap-3">
          {rows.map((row) => (
            <li key={row.attemptId}>
              <Written row={row} />
            </li>
          ))}
        </ol>
      )}
      <Pagination
        page={page}
        pages={pages}
        previous={page > 1 ? `?page=${page - 1}` : null}
        next={page < pages ? `?page=${page + 1}` : null}
      />
    </div>
  );
}

function Written({ row }: { row: OwnWritten }) {
  const t = useT(gradingMessages);
  const { locale, zone } = useReader();
  const { view, answer, verdict, graded } = row;
  const step = graded?.grade === null || graded === null ? null : parseGrade(String(graded.grade));
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        {graded === null ? (
          <Badge tone="waiting">{t("graded.waiting")}</Badge>
        ) : (
          <Badge tone={verdict.correct ? "cleared" : "blocked"}>
            {step === null ? t("graded.appeal") : t("graded.grade", { grade: step, step: t(`step.${step}`) })}
          </Badge>
        )}
        <span>
          {graded
            ? t("graded.by", { name: graded.by, when: formatDateTime(graded.at, locale, zone) })
            : formatDateTime(row.at, locale, zone)}
        </span>
      </div>
      <h2 className="mt-2 text-base font-medium whitespace-pre-line">{view.stem}</h2>
      {graded?.remark && <blockquote className="mt-3 border-s-2 border-accent ps-3 whitespace-pre-line">{graded.remark}</blockquote>}
      {graded === null ? (
        <div className="mt-4">
          <QuestionPlayer view={view} answer={answer} verdict={verdict} />
        </div>
      ) : (
        <Fold summary={t("graded.look")} open={!verdict.correct} className="mt-2">
          <div className="mt-2">
            <QuestionPlayer view={view} answer={answer} verdict={verdict} />
          </div>
        </Fold>
      )}
    </Card>
  );
}
