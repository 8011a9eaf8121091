import type { Simulation } from "~/curriculum/pack-simulation";
import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { openRunOf } from "./start.server";
import { type Standing, standingOf, triesOf } from "./tries.server";

/** What the list is narrowed to. */
export const shown = ["all", "required", "open"] as const;
export type Shown = (typeof shown)[number];

export type SimulationRow = {
  slug: string;
  title: string;
  level: number;
  required: boolean;
  pass: number;
  qualities: Simulation["qualities"];
  customers: number;
  standing: Omit<Standing, "last"> & { lastAt: Date | null };
};

export type SimulationList = {
  rows: SimulationRow[];
  counts: Record<Shown, number>;
  /** Of the required ones, how many are passed. */
  required: { passed: number; of: number };
  /** The run that is open; null: none. */
  open: { runId: string; title: string } | null;
};

/** All simulations in force by level, with where this person stands. Three statements, a fourth for what was never read. */
export async function simulationList(reader: Reader, personId: string, wanted: Shown, locale: Locale): Promise<SimulationList> {
  const [versions, tries, open] = await Promise.all([
    currentVersions(reader, "simulation"),
    triesOf(reader, personId),
    openRunOf(reader, personId),
  ]);
  const all = versions.map(({ itemId, slug, body }) => {
    const { last, ...standing } = standingOf(tries.filter((one) => one.itemId === itemId));
    const { level, required, pass, qualities } = body;
    return {
      ...{ slug, level, required, pass, qualities, title: pick(body.title, locale), customers: body.customers.length },
      standing: { ...standing, lastAt: last?.startedAt ?? null },
    };
  });
  all.sort(
    (a, b) => a.level - b.level || Number(b.required) - Number(a.required) || a.customers - b.customers || (a.slug < b.slug ? -1 : 1),
  );
  const isShown: Record<Shown, (row: SimulationRow) => boolean> = {
    all: () => true,
    required: (row) => row.required,
    open: (row) => row.standing.state !== "passed",
  };
  const required = all.filter((row) => row.required);
  const openTitle = versions.find(({ itemId }) => itemId === open?.itemId)?.body.title;
  return {
    rows: all.filter(isShown[wanted]),
    counts: { all: all.length, required: required.length, open: all.filter(isShown.open).length },
    required: { passed: required.filter(({ standing }) => standing.state === "passed").length, of: required.length },
    open: open && { runId: open.id, title: openTitle ? pick(openTitle, locale) : "" },
  };
}
