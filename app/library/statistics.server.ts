import { stringify } from "csv-stringify/sync";
import { type SQL, sql } from "drizzle-orm";
import type { Question } from "~/curriculum/pack-question";
import { type ContentVersion, contentBySlugs, versionsById } from "~/curriculum/queries.server";
import { holdsWords } from "~/curriculum/search-find.server";
import { searchWords } from "~/curriculum/search-words";
import { type Flag, flagNames, SHOWN_FROM } from "~/drill/statistics";
import { slowestTarget } from "~/drill/figures";
import { rulesInForce } from "~/drill/tuning.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { questionTypes } from "./fields-questions";
import { answerMessages } from "./messages.answers";
import { statisticsMessages } from "./messages.statistics";
import { summaryIn } from "./summary";

const PAGE = 25;
/** More than any library holds. */
const ALL = 20_000;

/** What of the questions' figures is asked for. `flag` "any": at least one. */
export type StatisticsAsked = {
  search: string;
  flag: Flag | "any" | null;
  topic: string | null;
  type: Question["type"] | null;
  page: number;
};

/** What the address asks; whatever else stands in it counts as nothing. */
export function statisticsAsked(query: URLSearchParams): StatisticsAsked {
  const topic = query.get("topic");
  return {
    search: (query.get("q") ?? "").trim().slice(0, 200),
    flag: ["any" as const, ...flagNames].find((flag) => flag === query.get("flag")) ?? null,
    topic: topic && /^[a-z0-9-]{1,100}$/.test(topic) ? topic : null,
    type: questionTypes.find((type) => type === query.get("type")) ?? null,
    page: Math.min(1000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1)),
  };
}

type Counted = {
  versionId: string;
  answers: number;
  firsts: number;
  firstsCorrect: number;
  discrimination: number | null;
  medianMs: number | null;
  flags: Flag[];
  total: number;
};
export type StatisticsRow = Omit<Counted, "total" | "versionId"> & {
  slug: string;
  version: number;
  title: string;
  topic: string;
  type: Question["type"];
  targetMs: number;
};
export type StatisticsPage = {
  rows: StatisticsRow[];
  total: number;
  pages: number;
  /** How many questions are flagged, whatever is asked for; and how many there are figures of at all. */
  flagged: number;
  counted: number;
  topics: { value: string; label: string }[];
};

/** A page of questions that there are figures of, those with the most trouble first. Four statements, one more for what was never read. */
export async function statisticsPage(reader: Reader, asked: StatisticsAsked, locale: Locale): Promise<StatisticsPage> {
  const [found, [counts], topics] = await Promise.all([
    questions(reader, asked, PAGE, locale),
    reader.execute<{ counted: number; flagged: number }>(sql`
      select count(*)::int as counted, (count(*) filter (where h.trouble > 0))::int as flagged
      from question_health h join content_item i on i.id = h.item_id where ${shown}`),
    topicChoices(reader, locale),
  ]);
  const { rows, total } = found;
  return { rows, total, pages: Math.max(1, Math.ceil(total / PAGE)), flagged: 0, counted: 0, ...counts, topics };
}

/** The same questions, all of them, as a CSV that a spreadsheet opens. Texts that a spreadsheet would take for formulas are made harmless. */
export async function statisticsCsv(reader: Reader, asked: StatisticsAsked, locale: Locale): Promise<string> {
  const t = translate(statisticsMessages, locale);
  const tAnswers = translate(answerMessages, locale);
  const { rows } = await questions(reader, { ...asked, page: 1 }, ALL, locale);
  const heads = [
    "slug",
    "question",
    "topic",
    "type",
    "version",
    "answers",
    "firsts",
    "right",
    "discrimination",
    "median",
    "target",
  ] as const;
  const share = (part: number, of: number) => (of === 0 ? "" : Number(((100 * part) / of).toFixed(1)));
  return stringify(
    [
      [...heads.map((head) => t(`csv.${head}`)), t("csv.flags")],
      ...rows.map((row) => [
        ...[row.slug, row.title, row.topic, tAnswers(`type.${row.type}`), row.version, row.answers, row.firsts],
        share(row.firstsCorrect, row.firsts),
        row.discrimination === null ? "" : Number(row.discrimination.toFixed(2)),
        row.medianMs === null ? "" : Number((row.medianMs / 1000).toFixed(1)),
        Number((row.targetMs / 1000).toFixed(1)),
        row.flags.map((flag) => t(`flag.${flag}`)).join("; "),
      ]),
    ],
    {
      bom: true,
      record_delimiter: "windows",
      escape_formulas: true,
      cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
    },
  );
}

/** Which of these questions are flagged, by the id of their version. One statement, none for none. */
export async function flagsOf(reader: Reader, versionIds: readonly string[]): Promise<Map<string, Flag[]>> {
  if (versionIds.length === 0) return new Map();
  const rows = await reader.execute<{ versionId: string; flags: Flag[] }>(sql`
    select version_id as "versionId", flags from question_health where trouble > 0 and version_id = any(${sql.param([...versionIds])}::uuid[])`);
  return new Map(rows.map(({ versionId, flags }) => [versionId, flags]));
}

/** In use, and with answers enough to say something. */
const shown = sql`i.archived_at is null and h.answers >= ${SHOWN_FROM}`;

async function questions(
  reader: Reader,
  asked: StatisticsAsked,
  limit: number,
  locale: Locale,
): Promise<{ rows: StatisticsRow[]; total: number }> {
  const words = searchWords(asked.search);
  const where: SQL[] = [
    shown,
    ...(asked.flag === "any" ? [sql`h.trouble > 0`] : asked.flag ? [sql`${asked.flag} = any(h.flags)`] : []),
    ...(asked.topic ? [sql`v.body ->> 'topic' = ${asked.topic}`] : []),
    ...(asked.type ? [sql`v.body ->> 'type' = ${asked.type}`] : []),
    ...(words.length > 0 ? [holdsWords(words)] : []),
    // Signs alone are no words: they stand nowhere.
    ...(asked.search !== "" && words.length === 0 ? [sql`false`] : []),
  ];
  const [found, rules] = await Promise.all([
    reader.execute<Counted>(sql`
      select h.version_id as "versionId", h.answers, h.firsts, h.firsts_correct as "firstsCorrect", h.discrimination, h.median_ms as "medianMs", h.flags,
        (count(*) over ())::int as total
      from question_health h join content_item i on i.id = h.item_id join content_version v on v.id = h.version_id
        left join content_search s on s.item_id = i.id
      where ${sql.join(where, sql` and `)}
      order by h.trouble desc, h.firsts_correct::real / nullif(h.firsts, 0) nulls last, i.slug limit ${limit} offset ${(asked.page - 1) * limit}`),
    rulesInForce(reader),
  ]);
  const versions = await versionsById(
    reader,
    found.map(({ versionId }) => versionId),
  );
  const bodies = found.flatMap((row) => {
    const version = versions.get(row.versionId) as ContentVersion<"question"> | undefined;
    return version ? [{ row, version }] : [];
  });
  const topics = await contentBySlugs(
    reader,
    [...new Set(bodies.map(({ version }) => version.body.topic))].map((slug) => ({ kind: "topic", slug })),
  );
  const rows = bodies.map(({ row: { total: _, versionId: __, ...figures }, version }) => {
    const topic = topics.get(`topic ${version.body.topic}`);
    return {
      ...figures,
      slug: version.slug,
      version: version.version,
      title: summaryIn(version, locale).title,
      topic: topic ? summaryIn(topic, locale).title : version.body.topic,
      type: version.body.type,
      targetMs: slowestTarget(version.body, rules),
    };
  });
  return { rows, total: found[0]?.total ?? 0 };
}

async function topicChoices(reader: Reader, locale: Locale): Promise<{ value: string; label: string }[]> {
  const rows = await reader.execute<{ slug: string; title: { "zh-CN": string; en: string } }>(sql`
    select i.slug, v.body -> 'title' as title from content_item i join content_version v on v.id = i.current_version_id
    where i.kind = 'topic' and i.archived_at is null`);
  return rows
    .map(({ slug, title }) => ({ value: slug, label: pick(title, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
