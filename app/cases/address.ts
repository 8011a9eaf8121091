import { isPlainDate, type PlainDate } from "~/platform/dates";
import { isId } from "~/platform/ids";
import { isLossReason, type LossReason } from "./reasons";
import { type CaseState, caseStates } from "./rules";

/** Pure: pages and links read and write addresses by the same rules. What an address says and nobody understands is left out. */

export const meetingAddress = (meetingId: string): string => `/meetings/${meetingId}`;
/** Where a meeting is presented, where it is followed, and where it is heard of. */
export const presentAddress = (meetingId: string): string => `${meetingAddress(meetingId)}/present`;
export const followAddress = (meetingId: string): string => `${meetingAddress(meetingId)}/live`;
export const streamAddress = (meetingId: string, asLead: boolean): string =>
  `${meetingAddress(meetingId)}/stream${asLead ? "?as=lead" : ""}`;
export const caseAddress = (number: number): string => `/cases/${number}`;

/** What the list of cases is narrowed to. `before`: the case after which the page begins. */
export type CaseFilter = {
  state: CaseState | null;
  kind: "lost" | "excellent" | null;
  reason: LossReason | null;
  product: string | null;
  personId: string | null;
  search: string;
  before: string | null;
};

const SLUG = /^[a-z0-9-]{1,100}$/;
const slugIn = (value: string | null) => (value !== null && SLUG.test(value) ? value : null);
const idIn = (value: string | null) => (isId(value) ? value : null);

export function caseFilterIn(query: URLSearchParams): CaseFilter {
  const [kind, reason] = [query.get("kind"), query.get("reason")];
  return {
    state: caseStates.find((state) => state === query.get("state")) ?? null,
    kind: kind === "lost" || kind === "excellent" ? kind : null,
    reason: isLossReason(reason) ? reason : null,
    product: slugIn(query.get("product")),
    personId: idIn(query.get("person")),
    search: (query.get("q") ?? "").trim().slice(0, 100),
    before: idIn(query.get("before")),
  };
}

const addressOf = (path: string, entries: Record<string, string | null>): string => {
  const said = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== "");
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
};

export function casesAddress({ state, kind, reason, product, personId, search, before }: Partial<CaseFilter>): string {
  return addressOf("/cases", {
    ...{ state: state ?? null, kind: kind ?? null, reason: reason ?? null, product: product ?? null },
    ...{ person: personId ?? null, q: search ?? null, before: before ?? null },
  });
}

/** What the list of lost inquiries is narrowed to. `before`: what an inquiry was worth (fen, nought where nobody knows) and its id, after which the page begins. */
export type LostFilter = {
  from: PlainDate | null;
  to: PlainDate | null;
  personId: string | null;
  product: string | null;
  exposure: string | null;
  /** `worth`: the dearest first; else the newest. */
  sort: "new" | "worth";
  /** Those that are cases already too. */
  all: boolean;
  before: { worth: number; id: string } | null;
};

const dayIn = (value: string | null): PlainDate | null => (isPlainDate(value) ? value : null);
const EXPOSURE = /^[a-z_]{1,60}$/;

export function lostFilterIn(query: URLSearchParams): LostFilter {
  const exposure = query.get("exposure") ?? "";
  const [, worth = "", id = ""] = /^(\d{1,12})\.(.+)$/.exec(query.get("before") ?? "") ?? [];
  return {
    from: dayIn(query.get("from")),
    to: dayIn(query.get("to")),
    personId: idIn(query.get("person")),
    product: slugIn(query.get("product")),
    exposure: EXPOSURE.test(exposure) ? exposure : null,
    sort: query.get("sort") === "worth" ? "worth" : "new",
    all: query.get("all") === "yes",
    before: isId(id) ? { worth: Number(worth), id } : null,
  };
}

export function lostAddress({ from, to, personId, product, exposure, sort, all, before }: Partial<LostFilter>): string {
  return addressOf("/cases/lost", {
    ...{ from: from ?? null, to: to ?? null, person: personId ?? null, product: product ?? null, exposure: exposure ?? null },
    ...{ sort: sort === "worth" ? sort : null, all: all ? "yes" : null, before: before ? `${before.worth}.${before.id}` : null },
  });
}

/** Which measures are looked at: a team, a product, and the day with which the half-year ends. */
export type EffectFilter = { teamId: string | null; product: string | null; to: PlainDate | null };

export function effectFilterIn(query: URLSearchParams): EffectFilter {
  return { teamId: idIn(query.get("team")), product: slugIn(query.get("product")), to: dayIn(query.get("to")) };
}

export function effectsAddress({ teamId, product, to }: Partial<EffectFilter>): string {
  return addressOf("/cases/effects", { team: teamId ?? null, product: product ?? null, to: to ?? null });
}

export const effectAddress = (actionId: string): string => `/cases/effects/${actionId}`;
