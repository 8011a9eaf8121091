import type { MonthSheet, RawChats, RawRow, RuleSheet, Stretch } from "@test/programmes/kpi/again";

/** A shop drawn at random, as plain data: what is put into the database, and what the second reckoning reads. */

/** Zones without a summer time, so that a local hour is an instant by its offset. */
export const ZONES = [
  { zone: "Asia/Shanghai", hours: 8 },
  { zone: "America/Phoenix", hours: -7 },
  { zone: "Asia/Kolkata", hours: 5.5 },
] as const;
const STORES = 24;
/** Stores of these numbers are scored by conversion alone, in a straight line: their agents come near the edges of the tiers. */
export const PLAIN = 4;

export type TeamDraw = {
  zone: number;
  workingWeek: number[];
  holidays: { day: string; kind: "off" | "working" }[];
};
/** A rule set from a month on; `version` counts those of one store and month; one that `follows` leaves it to the shop. */
export type RuleDraw = { store: string | null; month: string; version: number; isDraft: boolean; follows: boolean; rules: NamedRules };
export type NamedRules = RuleSheet & { filters: { slug: string; on: boolean }[] };
export type TargetDraw = {
  store: string;
  month: string;
  counts: "price" | "items";
  price: number | null;
  items: number | null;
  push: number | null;
};
export type AgentDraw = { team: number; active: (Stretch & { hour: number })[]; served: MonthSheet["served"] };
export type FigureDraw = RawRow & { agent: number };
export type ChatsDraw = RawChats & { agent: number };
export type Shop = {
  teams: TeamDraw[];
  rules: RuleDraw[];
  targets: TargetDraw[];
  agents: AgentDraw[];
  figures: FigureDraw[];
  chats: ChatsDraw[];
};

/** The name of the n-th store. */
export const storeNames = Array.from({ length: STORES }, (_, n) => `store ${n}`);
