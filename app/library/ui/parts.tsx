import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { LocalText } from "~/platform/locale";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { softTone } from "~/ui/tone";
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

/** The reference under "kind slug"; what was not looked up reads as gone. */
export function refOf(refs: Record<string, Ref>, kind: string, slug: string): Ref {
  return refs[`${kind} ${slug}`] ?? { slug, title: null, to: null, picture: null };
}

/** Points in a list. */
export function Points({ points }: { points: readonly LocalText[] }) {
  const say = useSay();
  return (
    <ul className="list-disc space-y-1 ps-5 text-sm marker:text-faint">
      {points.map((point) => (
        <li key={point.en}>{say(point)}</li>
      ))}
    </ul>
  );
}

/** Wordings beside each other, as chips. */
export function Wordings({ words, tone = "cleared" }: { words: readonly string[]; tone?: "cleared" | "blocked" | "neutral" }) {
  return (
    <span className="inline-flex flex-wrap gap-1.5 align-middle">
      {[...new Set(words)].map((word) => (
        <span key={word} className={classes("inline-block rounded-[0.375rem] px-2 py-0.5 text-sm", softTone[tone])}>
          {word}
        </span>
      ))}
    </span>
  );
}

/** A text of several lines. */
export function Lines({ text }: { text: LocalText }) {
  return <p className="measure whitespace-pre-line">{useSay()(text)}</p>;
}

/** The rules of an item, as badges. */
export function Rules({ rules }: { rules: readonly (string | false)[] }) {
  return (
    <p className="mb-4 flex flex-wrap gap-1.5">
      {rules
        .filter((r) => r !== false)
        .map((rule) => (
          <Badge key={rule}>{rule}</Badge>
        ))}
    </p>
  );
}
