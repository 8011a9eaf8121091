import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import MessageSquareText from "lucide-react/icons/message-square-text";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatRelative } from "~/platform/format";
import { isId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { gradingAddress } from "../grading-address";
import { gradingList, graderOf, justGraded } from "../grading-page.server";
import { gradingMessages } from "../messages.grading";
import { GradingKeys } from "../ui/grading/GradingKeys";
import { JustGraded } from "../ui/grading/JustGraded";

export const meta: MetaFunction = () => [{ title: "书面回答评分 · Written answers — 上岗 Deskready" }];

/** The written answers that wait, by question, so that like is graded with like. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "answers:queue");
  const query = new URL(args.request.url).searchParams;
  const everybody = query.get("teams") === "all";
  const [grader, locale, graded] = [graderOf(actor, everybody), await requestLocale(args), query.get("graded")];
  const [list, just] = await Promise.all([
    gradingList(db(), grader, locale),
    justGraded(db(), grader, isId(graded) ? graded : null, locale),
  ]);
  return { ...list, just, everybody };
}

export default function Grading() {
  const { questions, waiting, elsewhere, just, everybody } = useLoaderData<typeof loader>();
  const t = useT(gradingMessages);
  const { locale, now } = useReader();
  const first = questions[0];
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={t("title")}
        detail={waiting > 0 ? t("waiting", { count: waiting }) : t("lead")}
        back={{ to: "/inbox", label: t("inbox") }}
        action={
          <>
            <GradingKeys />
            <LinkButton to="/grading/remarks">{t("remarks.title")}</LinkButton>
            {first && (
              <LinkButton to={gradingAddress(first.itemId, { everybody })} variant="primary" aria-keyshortcuts="A">
                {t("begin")}
              </LinkButton>
            )}
          </>
        }
      />
      <JustGraded just={just} everybody={everybody} />
      <Card flush>
        {questions.length === 0 ? (
          <EmptyState icon={<MessageSquareText />} title={t("empty")}>
            {t("empty_body")}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {questions.map((q) => (
              <li key={q.itemId}>
                <Link
                  to={gradingAddress(q.itemId, { everybody })}
                  prefetch="intent"
                  className="flex items-start gap-4 px-4 py-3 hover:bg-hover/70 focus-visible:-outline-offset-2 sm:px-5"
                >
                  <span className="min-w-0 flex-1">
                    <span className="line-clamp-2 text-ui font-medium">{q.stem}</span>
                    <span className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                      <span>{q.topic}</span>
                      <span>{t("oldest", { age: formatRelative(q.oldest, now, locale) })}</span>
                      {q.inSittings > 0 && <Badge tone="waiting">{t("holds", { count: q.inSittings })}</Badge>}
                    </span>
                  </span>
                  <span className="shrink-0 text-lg font-semibold tabular-nums">
                    {q.count}
                    <span className="sr-only"> {t("answers", { count: q.count })}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {(elsewhere > 0 || everybody) && (
        <p className="mt-3 text-sm text-muted">
          <Link to={gradingAddress(null, { everybody: !everybody })} className="link">
            {everybody ? t("own_teams") : t("elsewhere", { count: elsewhere })}
          </Link>
        </p>
      )}
    </div>
  );
}
