import { sql } from "drizzle-orm";
import type { FigureAnswers } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import type { FigureSheet } from "./figure-sheet";
import type { Mapping } from "./columns";
import type { KeptFigure } from "./compare-rows";
import { monthOf } from "./measures";
import { type ReadFigure, saidIn } from "./read-rows";
import { type Ground, type Holding, namesSaid, type Worker } from "./row-who";

const DEFAULT_ZONE = "Asia/Shanghai";
type RawWorker = {
  id: string;
  name: string;
  externalId: string | null;
  hireDate: string | null;
  employedSince: string;
  rehiredAt: string | null;
  leftAt: string | null;
};

/** Who is meant by the names of a file, as far as this shop knows them: four statements. */
export async function importGround(
  reader: Reader,
  sheet: FigureSheet,
  mapping: Mapping,
  answers: FigureAnswers,
  now: Date,
): Promise<Ground> {
  const names = namesSaid(sheet.rows.map((row) => saidIn(row, mapping))).map((name) => name.toLowerCase());
  const [[team], stores, holdings] = await Promise.all([
    reader.execute<{ zone: string }>(sql`select zone from team where archived_at is null order by created_at limit 1`),
    reader.execute<{ id: string; name: string }>(sql`select id, name from store order by name`),
    reader.execute<Holding>(sql`
      select store_id as "storeId", nick, person_id as "personId", from_day as "from", to_day as "to" from platform_account
      where regexp_replace(lower(nick), '^.*[:：]', '') = any(${sql.param(names)}::text[])`),
  ]);
  const zone = team?.zone ?? DEFAULT_ZONE;
  const ids = [...new Set([...holdings.map(({ personId }) => personId), ...(answers.personId ? [answers.personId] : [])])];
  const people = await reader.execute<RawWorker>(sql`
    select id, name, external_id as "externalId", hire_date as "hireDate", employed_since as "employedSince", rehired_at as "rehiredAt",
      case when state = 'left' then state_since end as "leftAt"
    from person where state is not null and (id = any(${sql.param(ids)}::uuid[]) or lower(name) = any(${sql.param(names)}::text[]) or lower(external_id) = any(${sql.param(names)}::text[]))`);
  return { today: plainDateIn(zone, now), stores: [...stores], holdings: [...holdings], people: people.map((one) => workerOf(one, zone)) };
}

function workerOf({ id, name, externalId, hireDate, employedSince, rehiredAt, leftAt }: RawWorker, zone: string): Worker {
  const from = hireDate ?? plainDateIn(zone, new Date(employedSince));
  // Of whoever came back the earlier time here is not known by its days.
  return { id, name, externalId, from: rehiredAt ? null : from, leftOn: leftAt ? plainDateIn(zone, new Date(leftAt)) : null };
}

/** What is kept of the agents and months of these figures. */
export async function keptFigures(reader: Reader, figures: readonly Pick<ReadFigure, "personId" | "from" | "to">[]): Promise<KeptFigure[]> {
  if (figures.length === 0) return [];
  const people = [...new Set(figures.map(({ personId }) => personId))];
  const least = figures.reduce<PlainDate>((min, { from }) => (from < min ? from : min), "9999-12-31");
  const most = figures.reduce<PlainDate>((max, { to }) => (to > max ? to : max), "");
  const rows = await reader.execute<KeptFigure>(sql`
    select id, person_id as "personId", store_id as "storeId", part, from_day as "from", to_day as "to", measures from figure
    where source = 'reported' and person_id = any(${sql.param(people)}::uuid[]) and from_day between ${monthOf(least)} and ${most}`);
  return [...rows];
}
