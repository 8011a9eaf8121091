import { sql } from "drizzle-orm";
import { contentBySlugs, versionsById } from "~/curriculum/queries.server";
import type { Question } from "~/curriculum/pack-question";
import {
  answersOf,
  CORRELATED_FROM,
  discriminationOf,
  figureRows,
  figuresOf,
  type FiguresRow,
  firstsOf,
  NOTHING_COUNTED,
  waitingOf,
} from "~/drill/figures";
import { countsOf } from "~/drill/health.server";
import { countedOptions, type WrongAnswer, wrongAnswers } from "~/drill/options";
import { type Flag, flagsOf, neverPicked, SHOWN_FROM } from "~/drill/statistics";
import { rulesInForce } from "~/drill/tuning.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { difference, type Difference, type Share } from "~/platform/shares";
import { summaryOf } from "./summary";

/** An option and how often it was picked. `name`: its letter, or true and false; `text` null: there is nothing more to say. */
export type PickedOption = { id: string; text: string | null; right: boolean; n: number };

/** How a question does, as its page says it. */
export type HowItDoes = {
  /** All answers with a grade. Fewer than `from`: nothing else is said. */
  answers: number;
  from: number;
  waiting: number;
  rows: FiguresRow[];
  firsts: Share;
  /** `of`: from how many answers in sittings. */
  discrimination: { by: number; of: number } | null;
  correlatedFrom: number;
  targetMs: number;
  drilledMs: number | null;
  flags: Flag[];
  rules: { too_easy: number; too_hard: number };
  neverPicked: string[];
  options: PickedOption[];
  wrong: WrongAnswer[];
  /** Against the version before; null: this is the first, or nothing was counted of the one before. */
  drift: { version: number; before: Share; after: Share; difference: Difference | null } | null;
};

/** How the question does in its version in force, and whether it does otherwise than the one before; null when there is none. Five statements at most. */
export async function howItDoes(reader: Reader, slug: string, locale: Locale): Promise<HowItDoes | null> {
  const [rows, rules] = await Promise.all([
    reader.execute<{ id: string; before: string | null; beforeNumber: number | null }>(sql`
      select v.id, b.id as before, b.version as "beforeNumber" from content_item i join content_version v on v.id = i.current_version_id
        left join lateral (select id, version from content_version where item_id = i.id and version < v.version order by version desc limit 1) b on true
      where i.kind = 'question' and i.slug = ${slug}`),
    rulesInForce(reader),
  ]);
  const [row] = rows;
  if (!row) return null;
  const [versions, counted] = await Promise.all([
    versionsById(reader, [row.id]),
    countsOf(reader, row.before ? [row.id, row.before] : [row.id]),
  ]);
  const body = versions.get(row.id)?.body as Question | undefined;
  if (!body) return null;
  const counts = counted.get(row.id) ?? NOTHING_COUNTED;
  const before = row.before && counted.get(row.before);
  const figures = figuresOf(counts, body, rules);
  const firsts = firstsOf(counts);
  const by = discriminationOf(counts);
  const options = countedOptions(body);
  const products = options.flatMap(({ product }) => (product ? [{ kind: "product" as const, slug: product }] : []));
  const named = await contentBySlugs(reader, products);
  const nameOf = (product: string) => {
    const version = named.get(`product ${product}`);
    return version ? pick(summaryOf(version).title, locale) : product;
  };
  const picks = new Map(counts.picks.map((one) => [one.pick, one.n]));
  return {
    answers: answersOf(counts),
    from: SHOWN_FROM,
    waiting: waitingOf(counts),
    rows: figureRows(counts),
    firsts,
    discrimination: by === null ? null : { by, of: counts.rest?.n ?? 0 },
    correlatedFrom: CORRELATED_FROM,
    targetMs: figures.targetMs,
    drilledMs: figures.drilled.medianMs,
    flags: flagsOf(figures, rules.flags),
    rules: rules.flags,
    neverPicked: neverPicked(figures, rules.flags),
    options: options.map(({ id, right, text, product }) => ({
      id,
      right,
      text: text ? pick(text, locale) : product && nameOf(product),
      n: picks.get(id) ?? 0,
    })),
    wrong: options.length > 0 ? [] : wrongAnswers(body, picks),
    drift: before
      ? {
          version: row.beforeNumber ?? 0,
          before: firstsOf(before),
          after: firsts,
          difference: isEnough(firstsOf(before)) && isEnough(firsts) ? difference(firstsOf(before), firsts) : null,
        }
      : null,
  };
}

const isEnough = ({ of }: Share) => of >= SHOWN_FROM;
