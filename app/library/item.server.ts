import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { pictureUrl } from "~/curriculum/picture";
import { contentBySlugs, type ContentVersion, currentVersion } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Locale, LocalText } from "~/platform/locale";
import { renderMarkdown } from "~/ui/markdown.server";
import { type ShownKind, type Use, usesOf } from "./queries.server";

type Html = Record<Locale, ReturnType<typeof renderMarkdown>>;
/** Something that an item names: its title, and its address where the library shows it. Title null: it is not there. */
export type Ref = { to: string | null; title: LocalText | null; slug: string };
export type QuestionView = ItemBody<"question">;

/** One item with all that it names, in both languages. */
export type ItemView =
  | { kind: "plan"; body: ItemBody<"plan">; refs: Record<string, Ref> }
  | { kind: "lesson"; body: Omit<ItemBody<"lesson">, "body">; html: Html; questions: QuestionView[] }
  | { kind: "question"; body: QuestionView; topic: Ref; lesson: Ref }
  | { kind: "practical"; body: ItemBody<"practical"> }
  | { kind: "quiz"; body: ItemBody<"quiz">; questions: QuestionView[] }
  | { kind: "exam"; body: ItemBody<"exam">; refs: Record<string, Ref> }
  | { kind: "acknowledgement"; body: Omit<ItemBody<"acknowledgement">, "body">; html: Html }
  | { kind: "checklist"; body: ItemBody<"checklist"> }
  | { kind: "product"; body: ItemBody<"product">; picture: string };

export type ItemPage = {
  kind: ShownKind;
  slug: string;
  title: LocalText;
  code: string | null;
  version: number;
  view: ItemView;
  uses: Use[];
};

/** An item of the library as it stands, what it names, and where it is used. Null when there is none. At most three statements once read. */
export async function itemPage(reader: Reader, kind: ShownKind, slug: string, locale: Locale): Promise<ItemPage | null> {
  const item = await currentVersion(reader, kind, slug);
  if (!item) return null;
  const [view, uses] = await Promise.all([viewOf(reader, item), usesOf(reader, item, locale)]);
  const body = item.body as { title?: LocalText; stem?: LocalText; name?: LocalText; code?: string };
  const title = body.title ?? body.stem ?? body.name ?? { "zh-CN": slug, en: slug };
  return { kind, slug, title, code: body.code ?? null, version: item.version, view, uses };
}

async function viewOf(reader: Reader, item: ContentVersion): Promise<ItemView> {
  const as = <K extends ItemKind>() => item.body as ItemBody<K>;
  switch (item.kind) {
    case "plan": {
      const body = as<"plan">();
      return {
        kind: "plan",
        body,
        refs: await refsTo(
          reader,
          body.days.flatMap((d) => d.activities.map((a) => ({ kind: a.kind, slug: a.ref }))),
        ),
      };
    }
    case "lesson": {
      const { body, ...rest } = as<"lesson">();
      return { kind: "lesson", body: rest, html: inBoth(body), questions: await questionsOf(reader, rest.check) };
    }
    case "question": {
      const body = as<"question">();
      const refs = await refsTo(reader, [
        { kind: "topic", slug: body.topic },
        { kind: "lesson", slug: body.lesson },
      ]);
      return { kind: "question", body, topic: refOf(refs, "topic", body.topic), lesson: refOf(refs, "lesson", body.lesson) };
    }
    case "quiz": {
      const body = as<"quiz">();
      return { kind: "quiz", body, questions: await questionsOf(reader, body.questions) };
    }
    case "exam": {
      const body = as<"exam">();
      return {
        kind: "exam",
        body,
        refs: await refsTo(
          reader,
          body.blueprint.map((b) => ({ kind: "topic" as const, slug: b.topic })),
        ),
      };
    }
    case "acknowledgement": {
      const { body, ...rest } = as<"acknowledgement">();
      return { kind: "acknowledgement", body: rest, html: inBoth(body) };
    }
    case "product":
      return { kind: "product", body: as<"product">(), picture: pictureUrl(item) };
    case "checklist":
      return { kind: "checklist", body: as<"checklist">() };
    case "practical":
      return { kind: "practical", body: as<"practical">() };
    case "topic":
      throw new Error("the library shows no topics");
  }
}

function inBoth(markdown: LocalText): Html {
  return { "zh-CN": renderMarkdown(markdown["zh-CN"]), en: renderMarkdown(markdown.en) };
}

async function questionsOf(reader: Reader, slugs: readonly string[]): Promise<QuestionView[]> {
  const found = await contentBySlugs(
    reader,
    slugs.map((slug) => ({ kind: "question" as const, slug })),
  );
  return slugs.flatMap((slug) => (found.get(`question ${slug}`)?.body as QuestionView | undefined) ?? []);
}

/** By "kind slug". */
async function refsTo(reader: Reader, wanted: readonly { kind: ItemKind; slug: string }[]): Promise<Record<string, Ref>> {
  const found = await contentBySlugs(reader, wanted);
  return Object.fromEntries(
    wanted.map(({ kind, slug }) => {
      const version = found.get(`${kind} ${slug}`);
      const title = (version?.body as { title?: LocalText } | undefined)?.title ?? null;
      return [`${kind} ${slug}`, { slug, title, to: version && kind !== "topic" ? `/library/${kind}/${slug}` : null }];
    }),
  );
}

function refOf(refs: Record<string, Ref>, kind: ItemKind, slug: string): Ref {
  return refs[`${kind} ${slug}`] ?? { slug, title: null, to: null };
}
