import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { reviewMessages } from "../messages.review";
import { draftMessages } from "../messages.drafts";
import { publishMessages } from "../messages.publish";
import { approvedScripts } from "../publish-page.server";
import { waitingScripts } from "../review-page.server";

export const meta: MetaFunction = () => [{ title: "待审核的话术 · Scripts to review — 上岗 Deskready" }];

/** The scripts that wait for a decision of the reader. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "scripts:publish");
  const [waiting, approved] = await Promise.all([waitingScripts(db(), actor), approvedScripts(db())]);
  return { waiting, approved };
}

export default function Reviews() {
  const { waiting, approved } = useLoaderData<typeof loader>();
  const t = useT(reviewMessages);
  const say = useT(draftMessages);
  const into = useT(publishMessages);
  const { locale, zone } = useReader();
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("title")}
        detail={waiting.length > 0 ? t("detail", { count: waiting.length }) : null}
        back={{ to: "/scripts", label: say("mine.back") }}
      />
      <Card flush>
        {waiting.length === 0 ? (
          <EmptyState title={t("queue.empty")}>{t("queue.empty_text")}</EmptyState>
        ) : (
          <ol aria-label={t("queue.label")} className="divide-y divide-line">
            {waiting.map((line) => (
              <li key={line.draftId}>
                <Link
                  to={`/scripts/review/${line.draftId}`}
                  prefetch="intent"
                  className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
                >
                  <span className="block text-ui font-medium break-words">{line.title}</span>
                  <span className="mt-0.5 block text-sm text-muted">
                    {t("queue.line", { author: line.author, number: line.number, when: formatDateTime(line.since, locale, zone) })}
                    {line.team && ` · ${line.team}`}
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        )}
      </Card>
      {approved.length > 0 && (
        <Card title={into("list.title")} flush className="mt-6">
          <ol className="divide-y divide-line border-t border-line">
            {approved.map((line) => (
              <li key={line.draftId}>
                <Link
                  to={`/scripts/publish/${line.draftId}`}
                  prefetch="intent"
                  className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
                >
                  <span className="block text-ui font-medium break-words">{line.title}</span>
                  <span className="mt-0.5 block text-sm text-muted">
                    {into("list.line", { author: line.author, when: formatDateTime(line.since, locale, zone) })}
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </div>
  );
}
