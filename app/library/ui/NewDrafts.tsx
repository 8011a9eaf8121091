import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { libraryMessages } from "../messages";
import { searchMessages } from "../messages.search";
import type { TreeDraft } from "../tree.server";
import { Marks } from "./TreeBranch";

/** What was begun and never published, with the way to its editor. */
export function NewDrafts({ drafts }: { drafts: readonly TreeDraft[] }) {
  const t = useT(searchMessages);
  const words = useT(libraryMessages);
  if (drafts.length === 0) return null;
  return (
    <Card title={t("unpublished.title")} className="mb-4">
      <p className="mb-2 text-sm text-muted">{t("unpublished.lead")}</p>
      <ul className="grid gap-x-8 text-sm lg:grid-cols-2">
        {drafts.map(({ kind, slug, title }) => (
          <li key={`${kind} ${slug}`} className="flex min-h-control flex-wrap items-center gap-x-3 py-1">
            <span className="shrink-0 text-muted sm:w-24">{words(`one.${kind}`)}</span>
            <span className="min-w-32 flex-1">
              <Link to={`/library/${kind}/${slug}/edit`} prefetch="intent" className="link">
                {title}
              </Link>{" "}
              <Marks draft isNew />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
