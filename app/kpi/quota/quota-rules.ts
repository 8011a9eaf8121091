import { type PlainDate, addMonths } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import type { Rules, StoreTarget } from "../rule-sets";

/** Net sales of a month against the quota (2-domain: "two months running below it raises a review for a human"). Pure. */

/** What one store asks of an agent in a month, whole; `own`: its own target says so, not the rules. */
export type StoreQuota = { fen: number; season: "low" | "peak"; own: boolean };

/** The quota of a store: its own for this month where it has one, else that of its rules by season. Null: nothing is asked for. */
export function quotaOf(
  rules: Rules["quota"],
  target: Pick<StoreTarget, "quotaFen" | "season"> | null,
  month: PlainDate,
): StoreQuota | null {
  if (!rules) return null;
  const isPeak = target?.season === "peak" || rules.peak_months.includes(Number(month.slice(5, 7)));
  const season = isPeak ? ("peak" as const) : ("low" as const);
  const own = target?.quotaFen ?? null;
  const fen = own ?? (isPeak ? rules.peak_yuan : rules.low_yuan) * 100;
  return fen > 0 ? { fen, season, own: own !== null } : null;
}

/** Net sales of summed figures: as reported, else sales less refunds; null where neither is known. */
export function netOf(sales: Record<string, number> | undefined): number | null {
  if (!sales) return null;
  if (sales.netFen !== undefined) return sales.netFen;
  return sales.salesFen !== undefined && sales.refundFen !== undefined ? sales.salesFen - sales.refundFen : null;
}

/** A store in somebody's month: its share in percent, what it asks for, and what was sold. */
export type QuotaStore = { storeId: string; share: string; quota: StoreQuota | null; netFen: number | null };

/** How a month stands against its quota, as it is kept. */
export type QuotaMonth = {
  month: PlainDate;
  /** Of the statement that it rests on. */
  version: number;
  verdict: "met" | "below" | "none";
  /** Why nothing is said. */
  why: "not_scored" | "no_quota" | "no_sales" | null;
  netFen: number | null;
  /** For the active part of the month. */
  quotaFen: number | null;
  season: "low" | "peak";
  activeDays: number;
  workingDays: number;
  stores: QuotaStore[];
};

/**
 * Judge a month: the quota is Σ store quota × share × active ÷ working days, rounded half-up once; net sales are those of the stores that ask for something. Just as much is met. Nothing is
 * said of a month that was not scored, that asks for nothing, or of which net sales are not known.
 */
export function judgeMonth(facts: {
  month: PlainDate;
  version: number;
  isScored: boolean;
  activeDays: number;
  workingDays: number;
  stores: readonly QuotaStore[];
}): QuotaMonth {
  const { month, version, activeDays, workingDays } = facts;
  const asking = facts.stores.flatMap((store) => (store.quota ? [{ ...store, quota: store.quota }] : []));
  const shared = asking.reduce((sum, { quota, share }) => sum.add(Decimal.of(quota.fen).multiply(Decimal.parse(share))), Decimal.zero);
  const quotaFen = asking.length > 0 && workingDays > 0 ? Number(shared.wholePart(BigInt(activeDays), BigInt(workingDays) * 100n)) : null;
  const isKnown = asking.every(({ netFen }) => netFen !== null);
  const netFen = asking.length > 0 && isKnown ? asking.reduce((sum, store) => sum + (store.netFen ?? 0), 0) : null;
  const why = !facts.isScored ? "not_scored" : !quotaFen ? "no_quota" : netFen === null ? "no_sales" : null;
  return {
    ...{ month, version, why, netFen, quotaFen, activeDays, workingDays },
    verdict: why !== null || netFen === null || quotaFen === null ? "none" : netFen < quotaFen ? "below" : "met",
    season: asking.some(({ quota }) => quota.season === "peak") ? "peak" : "low",
    stores: [...facts.stores],
  };
}

/**
 * The newest months running below the quota, the oldest first; null where there are fewer than `needed`. A month without a verdict, or one that is not there, ends a run; months up to
 * `reviewed` were looked at by a human already.
 */
export function runBelow(months: readonly QuotaMonth[], needed: number, reviewed: PlainDate | null): QuotaMonth[] | null {
  let run: QuotaMonth[] = [];
  let newest: QuotaMonth[] | null = null;
  for (const one of [...months].sort((a, b) => (a.month < b.month ? -1 : 1))) {
    if (reviewed !== null && one.month <= reviewed) continue;
    const last = run.at(-1);
    const goesOn = one.verdict === "below" && (!last || addMonths(last.month, 1) === one.month);
    run = goesOn ? [...run, one] : one.verdict === "below" ? [one] : [];
    if (run.length >= needed) newest = run;
  }
  return newest;
}

/** What a human makes of months below the quota. */
export const quotaOutcomes = ["talk", "training", "other_stores", "quota_wrong", "nothing"] as const;
export type QuotaOutcome = (typeof quotaOutcomes)[number];

/** Whether two reviews rest on the same: the same months of the same statements, with the same sales and quota. */
export function restsOnTheSame(a: readonly QuotaMonth[], b: readonly QuotaMonth[]): boolean {
  const said = (months: readonly QuotaMonth[]) =>
    months.map(({ month, version, netFen, quotaFen }) => [month, version, netFen, quotaFen].join(" ")).join();
  return said(a) === said(b);
}
