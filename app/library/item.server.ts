import { fillBlueprint, poolOf, type Shortage } from "~/curriculum/blueprint";
import { drawableQuestions } from "~/curriculum/drawable.server";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { isDecided, productsOf } from "~/curriculum/pack-question";
import { pictureUrl } from "~/curriculum/picture";
import { namesIn } from "~/curriculum/references";
import { contentBySlugs, type ContentVersion, currentVersion } from "~/curriculum/queries.server";
import { agreementOn, type QuestionAgreement } from "~/drill/agreement.server";
import type { Reader } from "~/platform/database.server";
import type { Locale, LocalText } from "~/platform/locale";
import { renderMarkdown } from "~/ui/markdown.server";
import { isShownKind, type ShownKind } from "./kinds";
import { type Use, usesOf } from "./queries.server";
import { summaryOf } from "./summary";

type Html = Record<Locale, ReturnType<typeof renderMarkdown>>;
/** Something that an item names: its title, its address where the library shows it, and a product's picture. Title null: it is not there. */
export type Ref = { to: string | null; title: LocalText | null; slug: string; picture: string | null };
export type QuestionView = ItemBody<"question">;

/** One item with all that it names, in both languages. */
export type ItemView =
  | { kind: "plan"; body: ItemBody<"plan">; refs: Record<string, Ref> }
  | { kind: "lesson"; body: Omit<ItemBody<"lesson">, "body">; html: Html; questions: QuestionView[]; forms: ItemBody<"house_form">[] }
  | { kind: "module"; body: ItemBody<"module">; refs: Record<string, Ref> }
  | { kind: "question"; body: QuestionView; refs: Record<string, Ref> }
  | { kind: "practical"; body: ItemBody<"practical"> }
  | { kind: "quiz"; body: ItemBody<"quiz">; questions: QuestionView[] }
  | { kind: "exam"; body: ItemBody<"exam">; refs: Record<string, Ref>; pools: ReturnType<typeof poolOf>[]; shortage: Shortage | null }
  | { kind: "acknowledgement"; body: Omit<ItemBody<"acknowledgement">, "body">; html: Html }
  | { kind: "checklist"; body: ItemBody<"checklist">; refs: Record<string, Ref> }
  | { kind: "product"; body: ItemBody<"product">; picture: string | null }
  | { kind: "script"; body: ItemBody<"script"> }
  | { kind: "simulation"; body: ItemBody<"simulation">; refs: Record<string, Ref> }
  | { kind: "term"; body: ItemBody<"term"> }
  | { kind: "house_form"; body: ItemBody<"house_form"> }
  | { kind: "kpi_rules"; body: ItemBody<"kpi_rules"> }
  | { kind: "level_rules"; body: ItemBody<"level_rules">; refs: Record<string, Ref> }
  | { kind: "conduct_rules"; body: ItemBody<"conduct_rules"> }
  | { kind: "drill_rules"; body: ItemBody<"drill_rules"> };

export type ItemPage = {
  kind: ShownKind;
  slug: string;
  itemId: string;
  title: LocalText;
  version: number;
  view: ItemView;
  uses: Use[];
  /** Of a question whose answers people grade: how they agree with the machine. */
  agreement: QuestionAgreement | null;
};

/** An item of the library as it stands, what it names, and where it is used. Null when there is none. At most three statements once read. */
export async function itemPage(reader: Reader, kind: ShownKind, slug: string, locale: Locale): Promise<ItemPage | null> {
  const item = await currentVersion(reader, kind, slug);
  if (!item) return null;
  const isJudged = item.kind === "question" && !isDecided(item.body as ItemBody<"question">);
  const [view, uses, agreement] = await Promise.all([
    viewOf(reader, item),
    usesOf(reader, item, locale),
    isJudged ? agreementOn(reader, item.itemId, item.id) : null,
  ]);
  return { kind, slug, itemId: item.itemId, title: summaryOf(item).title, version: item.version, view, uses, agreement };
}

/** What an item shows and what it names. */
export async function viewOf(reader: Reader, item: Pick<ContentVersion, "kind" | "slug" | "body" | "digest">): Promise<ItemView> {
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
    case "module": {
      const body = as<"module">();
      return { kind: "module", body, refs: await refsTo(reader, namesIn("module", body)) };
    }
    case "lesson": {
      const { body, ...rest } = as<"lesson">();
      const found = await contentBySlugs(reader, [...asKind("question", rest.check), ...asKind("house_form", rest.forms)]);
      return {
        kind: "lesson",
        body: rest,
        html: inBoth(body),
        questions: bodiesOf(found, "question", rest.check),
        forms: bodiesOf(found, "house_form", rest.forms),
      };
    }
    case "question": {
      const body = as<"question">();
      const refs = await refsTo(reader, [
        { kind: "topic", slug: body.topic },
        { kind: "lesson", slug: body.lesson },
        ...asKind("product", [...productsOf(body), ...(body.made_from ? [body.made_from.product] : [])]),
      ]);
      return { kind: "question", body, refs };
    }
    case "quiz": {
      const body = as<"quiz">();
      const found = await contentBySlugs(reader, asKind("question", body.questions));
      return { kind: "quiz", body, questions: bodiesOf(found, "question", body.questions) };
    }
    case "exam": {
      const body = as<"exam">();
      const [refs, pool] = await Promise.all([
        refsTo(
          reader,
          body.blueprint.map((row) => ({ kind: "topic" as const, slug: row.topic })),
        ),
        drawableQuestions(reader),
      ]);
      const filled = fillBlueprint(body.blueprint, pool);
      const pools = body.blueprint.map((row) => poolOf(row, pool));
      return { kind: "exam", body, refs, pools, shortage: "shortage" in filled ? filled.shortage : null };
    }
    case "acknowledgement": {
      const { body, ...rest } = as<"acknowledgement">();
      return { kind: "acknowledgement", body: rest, html: inBoth(body) };
    }
    case "product":
      return { kind: "product", body: as<"product">(), picture: pictureUrl(item as ContentVersion<"product">) };
    case "checklist": {
      const body = as<"checklist">();
      return { kind: "checklist", body, refs: await refsTo(reader, namesIn("checklist", body)) };
    }
    case "practical":
      return { kind: "practical", body: as<"practical">() };
    case "script":
      return { kind: "script", body: as<"script">() };
    case "simulation": {
      const body = as<"simulation">();
      return {
        kind: "simulation",
        body,
        refs: await refsTo(reader, [...asKind("product", body.products), ...asKind("script", body.scripts)]),
      };
    }
    case "term":
      return { kind: "term", body: as<"term">() };
    case "house_form":
      return { kind: "house_form", body: as<"house_form">() };
    case "kpi_rules":
      return { kind: "kpi_rules", body: as<"kpi_rules">() };
    case "level_rules": {
      const body = as<"level_rules">();
      return { kind: "level_rules", body, refs: await refsTo(reader, namesIn("level_rules", body)) };
    }
    case "conduct_rules":
      return { kind: "conduct_rules", body: as<"conduct_rules">() };
    case "drill_rules":
      return { kind: "drill_rules", body: as<"drill_rules">() };
    case "topic":
      throw new Error("the library shows no topics");
  }
}

function inBoth(markdown: LocalText): Html {
  return { "zh-CN": renderMarkdown(markdown["zh-CN"]), en: renderMarkdown(markdown.en) };
}

const asKind = (kind: ItemKind, slugs: readonly string[]) => slugs.map((slug) => ({ kind, slug }));

/** The bodies of the items named, in this order; those that are not there are left out. */
function bodiesOf<K extends ItemKind>(found: Map<string, ContentVersion>, kind: K, slugs: readonly string[]): ItemBody<K>[] {
  return slugs.flatMap((slug) => (found.get(`${kind} ${slug}`)?.body as ItemBody<K> | undefined) ?? []);
}

/** By "kind slug". */
async function refsTo(reader: Reader, wanted: readonly { kind: ItemKind; slug: string }[]): Promise<Record<string, Ref>> {
  const found = await contentBySlugs(reader, wanted);
  return Object.fromEntries(
    wanted.map(({ kind, slug }) => {
      const version = found.get(`${kind} ${slug}`);
      const ref: Ref = {
        slug,
        title: version ? summaryOf(version).title : null,
        to: version && isShownKind(kind) ? `/library/${kind}/${slug}` : null,
        picture: version?.kind === "product" ? pictureUrl(version as ContentVersion<"product">) : null,
      };
      return [`${kind} ${slug}`, ref];
    }),
  );
}
