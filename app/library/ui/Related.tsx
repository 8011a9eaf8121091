import { Link } from "@remix-run/react";
import { Fragment } from "react";
import type { ItemKind } from "~/curriculum/pack";
import { type LocalText, pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { isShownKind } from "../kinds";
import { searchMessages } from "../messages.search";

type RelatedProps = {
  name: string;
  items: readonly { kind: ItemKind; slug: string; title: LocalText | null; archived?: boolean }[];
};

/** What an item came from, became or gave way to: a line of links. */
export function Related({ name, items }: RelatedProps) {
  const t = useT(searchMessages);
  const { locale } = useReader();
  if (items.length === 0) return null;
  return (
    <p>
      {name}{" "}
      {items.map(({ kind, slug, title, archived }, i) => (
        <Fragment key={`${kind} ${slug}`}>
          {i > 0 && " · "}
          {/* A topic has no page of its own, only its history. */}
          <Link to={`/library/${kind}/${slug}${isShownKind(kind) ? "" : "/history"}`} prefetch="intent" className="link">
            {title ? pick(title, locale) : slug}
          </Link>
          {archived && ` (${t("archived")})`}
        </Fragment>
      ))}
    </p>
  );
}
