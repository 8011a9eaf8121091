import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { LocalText } from "~/platform/locale";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import type { Ref } from "../item.server";
import { libraryMessages } from "../messages";

/** Says a content text in the language of the side in which it stands. */
export function useSay(): (text: LocalText) => string {
  const { locale } = useReader();
  return (text) => pick(text, locale);
}

/** A titled part of an item. */
export function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-5 first:mt-0">
      <h3 className="text-sm font-semibold">{title}</h3>
      <div className="mt-1.5">{children}</div>
    </section>
  );
}

/** Names and values in two columns; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm">
      {rows
        .filter(({ value }) => value !== null && value !== undefined && value !== "")
        .map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Something that an item names, as a link where the library shows it. */
export function RefLink({ to }: { to: Ref }) {
  const t = useT(libraryMessages);
  const say = useSay();
  const words = to.title ? say(to.title) : t("gone", { slug: to.slug });
  return to.to ? (
    <Link to={to.to} prefetch="intent" className="link">
      {words}
    </Link>
  ) : (
    words
  );
}

/** A text of several lines. */
export function Lines({ text }: { text: LocalText }) {
  return <p className="measure whitespace-pre-line">{useSay()(text)}</p>;
}
