import { Link } from "@remix-run/react";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { isShownKind } from "../kinds";
import { libraryMessages } from "../messages";
import type { Rest } from "../publish-page.server";

/** Items by kind, as links to where the library shows them; `made`: how many questions made from products belong to them. */
export function Names({ names, made = 0, empty }: { names: readonly Rest[]; made?: number; empty: string }) {
  const say = useT(libraryMessages);
  const { locale } = useReader();
  if (names.length + made === 0) return <p className="text-sm text-muted">{empty}</p>;
  return (
    <ul className="grid gap-x-8 gap-y-1.5 text-sm lg:grid-cols-2">
      {names.map(({ kind, slug, title }) => (
        <li key={`${kind} ${slug}`} className="flex gap-3">
          <span className="w-24 shrink-0 text-muted">{isShownKind(kind) ? say(`one.${kind}`) : say("topic")}</span>
          {isShownKind(kind) ? (
            <Link to={`/library/${kind}/${slug}`} className="link min-w-0">
              {title ? pick(title, locale) : slug}
            </Link>
          ) : (
            <span className="min-w-0">{title ? pick(title, locale) : slug}</span>
          )}
        </li>
      ))}
      {made > 0 && <li className="text-muted lg:col-span-2">{say("names.made", { count: made })}</li>}
    </ul>
  );
}
