import type { ItemBody } from "~/curriculum/pack";
import { platforms } from "~/curriculum/pack-basics";
import { scriptBranches } from "~/curriculum/pack-wording";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import { excerpt, markedTitle, type Piece } from "~/curriculum/search-hit";
import { suggestionsFor } from "~/curriculum/search-suggest.server";
import { searchFields } from "~/curriculum/search-text";
import { phraseOf, type SearchWord, searchWords } from "~/curriculum/search-words";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { type Asked, EVERY_STORE } from "./address";
import { type ByHand, byHandOf, presetsOf } from "./by-hand";
import { asksForProduct, fill, firstLine, leadVariant, type Part, productValues, type Values } from "./fill-rules";
import { type AtHand, atHand, findScripts, type FoundScripts } from "./find.server";
import { type Offer, offerOf, offersFor, type ProductAtHand, productAtHand } from "./product.server";
import type { Desk, DeskAsked } from "./store-scope.server";
import { type BranchCount, branchCounts, totalOf } from "./tree-rules";

const PAGE = 20;
const COUNTED_DAYS = 30;

type Script = ItemBody<"script">;
export type Branch = (typeof scriptBranches)[number];
export type Platform = (typeof platforms)[number];

export type ScriptRow = {
  slug: string;
  branch: Branch;
  title: Piece[];
  /** The place of the hit; without words what has happened. */
  about: Piece[];
  /** The language of `about` where it is not the reader's. */
  aboutLang: Locale | null;
  /** How it begins, filled. */
  line: Part[];
  favourite: boolean;
  /** The stores in which alone it holds; null: in all. */
  stores: string[] | null;
};

export type ScriptList = {
  rows: ScriptRow[];
  branches: BranchCount<Branch>[];
  total: number;
  /** How many stand on the branch that is chosen. */
  found: number;
  pages: number;
  favourites: number;
  /** What may have been meant where nothing was found. */
  meant: string[];
};

export type ScriptView = {
  slug: string;
  versionId: string;
  branch: Branch;
  title: string;
  situation: string;
  customerSays: string | null;
  variants: { slug: string; customer: string; parts: Part[] }[];
  /** The slug of the variant with the fewest gaps. */
  lead: string | null;
  why: string;
  /** Null: it holds on all of them. */
  platforms: Platform[] | null;
  /** The stores in which alone it holds; null: in all. */
  stores: { id: string; name: string }[] | null;
  picture: Script["picture"] | null;
  prepared: number | null;
  /** Whether a product would fill something of it. */
  takesProduct: boolean;
  favourite: boolean;
  /** How often it was copied lately; null: the reader is not told. */
  uses: number | null;
};

export type ScriptsPage = {
  platforms: readonly Platform[];
  desk: Desk;
  byHand: ByHand;
  list: ScriptList;
  script: ScriptView | null;
  product: ProductAtHand | null;
  /** Products that may be meant; null: none is looked for. */
  offers: Offer[] | null;
};

/** Who reads, in which language the page and the words to the customer stand, and whether they are told how much is used. */
type ReadBy = { personId: string; name: string; locale: Locale; text: Locale; now: Date; today: PlainDate; seesUses: boolean };

/**
 * The scripts that are asked for, the one that is open, and the product that fills them; null: there is no such script. Two statements, a third where a
 * product is looked for, one more for what was never read; where nothing is found one more for what may have been meant.
 */
export async function scriptsPage(reader: Reader, asked: Asked, slug: string | null, by: ReadBy): Promise<ScriptsPage | null> {
  const single = searchWords(asked.search);
  // Syllables one after the other are a phrase first, and words by themselves only where nothing holds the phrase.
  const phrase = phraseOf(asked.search);
  // Who asks for a platform in so many words is not kept to their store.
  const desk: DeskAsked = { personId: by.personId, today: by.today, store: asked.store ?? (asked.platform ? EVERY_STORE : null) };
  const filter = {
    ...{ desk, branch: asked.branch, platform: asked.platform, favouritesFirst: asked.favouritesFirst },
    words: phrase ? [phrase] : single,
    otherwise: phrase ? single : null,
  };
  const usedSince = by.seesUses ? new Date(by.now.getTime() - COUNTED_DAYS * 86_400_000) : null;
  const [found, beside, offered] = await Promise.all([
    // Signs alone are no words: they stand nowhere.
    asked.search !== "" && single.length === 0 ? NOTHING : findScripts(reader, filter, PAGE, (asked.page - 1) * PAGE),
    atHand(reader, { personId: by.personId, slug, product: asked.product, usedSince, desk }),
    asked.find && !asked.product ? offersFor(reader, asked.find) : null,
  ]);
  if (slug !== null && !beside.script) return null;
  const versions = await versionsById(reader, [
    ...found.rows.map((row) => row.versionId),
    ...[beside.script?.versionId, beside.productVersionId].flatMap((id) => id ?? []),
    ...(offered ?? []),
  ]);
  const product = versions.get(beside.productVersionId ?? "") as ContentVersion<"product"> | undefined;
  const values: Values = { ...(product && productValues(product.body, asked, by.text)), ...(beside.shopName && { shop: beside.shopName }) };
  const filledBy = { name: by.name, today: by.today, ...(beside.desk ?? NO_DESK) };
  const atDesk = { ...values, ...presetsOf(filledBy) };
  const words = found.by === "words" ? filter.words : single;
  const open = versions.get(beside.script?.versionId ?? "") as ContentVersion<"script"> | undefined;
  const script = open && beside.script ? viewOf(open, beside.script, values, by) : null;
  return {
    platforms,
    desk: beside.desk ?? NO_DESK,
    byHand: byHandOf(script?.variants.map(({ parts }) => parts) ?? [], product !== undefined, by.text, filledBy),
    list: {
      ...listed(found, asked),
      rows: found.rows.flatMap(({ versionId, favourite, stores }) => {
        const version = versions.get(versionId) as ContentVersion<"script"> | undefined;
        return version ? [{ ...rowOf(version, words, atDesk, by), favourite, stores }] : [];
      }),
      meant:
        totalOf(branchCounts(scriptBranches, found.counts)) > 0
          ? []
          : await suggestionsFor(reader, { ...SCRIPTS, words: filter.words, otherwise: filter.otherwise }, found.near ?? []),
    },
    script,
    product: product ? productAtHand(product, by.locale) : null,
    offers: offered && offered.flatMap((id) => offerOf(versions.get(id) as ContentVersion<"product"> | undefined, by.locale)),
  };
}

const NOTHING: FoundScripts = { counts: {}, rows: [], favourites: 0, by: "words", near: null };
const NO_DESK: Desk = { stores: [], chosen: null, nick: null, couriers: [] };
const SCRIPTS = { kinds: ["script"], kind: null, topic: null, pack: null, state: "current" } as const;

function listed(found: FoundScripts, { branch }: Asked): Omit<ScriptList, "rows" | "meant"> {
  const branches = branchCounts(scriptBranches, found.counts);
  const total = totalOf(branches);
  const here = branch ? totalOf(branches.filter((one) => one.branch === branch)) : total;
  return { branches, total, found: here, pages: Math.max(1, Math.ceil(here / PAGE)), favourites: found.favourites };
}

function rowOf({ slug, body }: ContentVersion<"script">, words: readonly SearchWord[], values: Values, { locale, text }: ReadBy) {
  const title = pick(body.title, locale);
  const { texts } = searchFields(body);
  const place = words.length > 0 ? excerpt(texts, words, locale) : null;
  const lead = leadVariant(body.variants, values, text);
  return {
    slug,
    branch: body.branch,
    title: words.length > 0 ? markedTitle(title, words) : [{ text: title, hit: false }],
    about: place?.pieces ?? [{ text: pick(body.situation, locale), hit: false }],
    aboutLang: place && place.locale !== locale ? place.locale : null,
    line: lead ? firstLine(fill(pick(lead.text, text), values)) : [],
  };
}

function viewOf({ id, slug, body }: ContentVersion<"script">, own: NonNullable<AtHand["script"]>, values: Values, by: ReadBy): ScriptView {
  return {
    slug,
    versionId: id,
    branch: body.branch,
    title: pick(body.title, by.locale),
    situation: pick(body.situation, by.locale),
    customerSays: body.customer_says ? pick(body.customer_says, by.text) : null,
    variants: body.variants.map((variant) => ({
      slug: variant.slug,
      customer: pick(variant.customer, by.locale),
      parts: fill(pick(variant.text, by.text), values),
    })),
    lead: leadVariant(body.variants, values, by.text)?.slug ?? null,
    why: pick(body.why, by.locale),
    platforms: body.platforms.length < platforms.length ? body.platforms : null,
    stores: own.stores,
    picture: body.picture ?? null,
    prepared: body.prepared ?? null,
    takesProduct: body.variants.some((variant) => asksForProduct(pick(variant.text, by.text))),
    favourite: own.favourite,
    uses: own.uses,
  };
}
