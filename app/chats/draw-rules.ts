import { seededRandom } from "~/platform/seed";

/**
 * Which chats a supervisor reads on a day (2-domain, "Chat checks"): 60 % at random, stratified by agent so that nobody is forgotten; 30 % risk; 10 % of their own choice.
 * Pure: the same seed and the same chats, in any order, give the same draw.
 */

/** Why a chat is a risk, the gravest first. `breach`: whoever chatted was not cleared for the desk. */
export const risks = ["breach", "term", "rating", "unpaid", "slow"] as const;
export type Risk = (typeof risks)[number];

/** A chat that could be drawn. */
export type Eligible = { chatId: string; agentId: string; risks: readonly Risk[] };
/** An agent of whom chats could be drawn: when one of theirs was last checked; null: never. */
export type LastChecked = ReadonlyMap<string, string | null>;

export type PlaceKind = "random" | "risk" | "own";
export type Drawn = { chatId: string; kind: Exclude<PlaceKind, "own"> };

/** What of a chat makes it a risk. */
export type RiskFacts = {
  clearance: "cleared" | "not_cleared" | "unknown";
  hasTerms: boolean;
  rating: number | null;
  isInquiry: boolean;
  outcome: "paid" | "unpaid" | "unknown";
  firstResponseMs: number | null;
  longestGapMs: number | null;
};
/** From where on a reply is slow and a rating low, as the shop has set it. */
export type RiskTerms = { firstS: number; gapS: number; rating: number };

/** Why a chat is a risk: not cleared, a prohibited term, a rating at most `rating`, an inquiry that did not pay, a reply slower than was set. */
export function risksOf(facts: RiskFacts, terms: RiskTerms): Risk[] {
  const is: Record<Risk, boolean> = {
    breach: facts.clearance === "not_cleared",
    term: facts.hasTerms,
    rating: facts.rating !== null && facts.rating <= terms.rating,
    unpaid: facts.isInquiry && facts.outcome === "unpaid",
    slow: (facts.firstResponseMs ?? 0) > terms.firstS * 1000 || (facts.longestGapMs ?? 0) > terms.gapS * 1000,
  };
  return risks.filter((risk) => is[risk]);
}

/** How many places of each kind: own choice a tenth and risk three tenths, both rounded down; the rest is random, so that rounding never takes from what is unbiased. */
export function placesOf(quota: number): Record<PlaceKind, number> {
  const own = Math.floor(quota / 10);
  const risk = Math.floor((quota * 3) / 10);
  return { random: quota - risk - own, risk, own };
}

/** What is asked of a day: no more than there is. */
export function quotaOf(asked: number, eligible: number): number {
  return Math.max(0, Math.min(asked, eligible));
}

/**
 * How many of `places` each agent gets. Each agent with an eligible chat gets one as long as places suffice; where they do not, those whose last check lies furthest back come first, the seed
 * deciding between equals. What is left is shared in proportion to their other chats, by largest remainder (equal remainders: the seed), never more than an agent has.
 */
export function allocated(
  counts: ReadonlyMap<string, number>,
  places: number,
  lastChecked: LastChecked,
  random: () => number,
): Map<string, number> {
  const agents = [...counts.keys()].sort().map((id) => ({ id, has: counts.get(id) ?? 0, tie: random(), last: lastChecked.get(id) ?? "" }));
  if (places <= agents.length) {
    const first = agents.sort((a, b) => a.last.localeCompare(b.last) || a.tie - b.tie).slice(0, places);
    return new Map(first.map(({ id }) => [id, 1]));
  }
  const more = agents.map((agent) => ({ ...agent, others: agent.has - 1 }));
  const others = more.reduce((sum, agent) => sum + agent.others, 0);
  const left = Math.min(places - agents.length, others);
  // Whole numbers: others × left ÷ all others never gives an agent more than they have, since left ≤ all others.
  const shares = more.map((agent) => ({
    ...agent,
    whole: others === 0 ? 0 : Math.floor((agent.others * left) / others),
    rest: others === 0 ? 0 : (agent.others * left) % others,
  }));
  const missing = left - shares.reduce((sum, { whole }) => sum + whole, 0);
  const raised = new Set(
    shares
      .filter(({ whole, others: of }) => whole < of)
      .sort((a, b) => b.rest - a.rest || a.tie - b.tie)
      .slice(0, missing)
      .map(({ id }) => id),
  );
  return new Map(shares.map(({ id, whole }) => [id, 1 + whole + (raised.has(id) ? 1 : 0)]));
}

/**
 * The chats of a day but for the supervisor's own choice, in the order in which they are read. First the random places, drawn from all chats, risky or not, each of an agent's equally likely; then
 * the risk places from what is left: chats of people without clearance before all, then those with most reasons, the seed deciding between equals. Risk places that no chat fills become
 * random ones. Breaches are read first, everything else in an order of the seed.
 */
export function draw(chats: readonly Eligible[], quota: number, seed: string, lastChecked: LastChecked): Drawn[] {
  const random = seededRandom(seed);
  const pool = inOrder(chats);
  const places = placesOf(quota);
  const first = stratified(pool, places.random, lastChecked, random);
  const rest = without(pool, first);
  const open = Math.min(places.risk, rest.length);
  const more = inPlaceOfRisks(rest, open, random);
  const byRisk = riskiest(without(rest, more), open - more.length, random);
  const all = [
    ...[...first, ...more].map((chat) => ({ ...chat, kind: "random" as const })),
    ...byRisk.map((chat) => ({ ...chat, kind: "risk" as const })),
  ].map((chat) => ({ ...chat, at: chat.risks.includes("breach") ? -1 : random() }));
  return all.sort((a, b) => a.at - b.at).map(({ chatId, kind }) => ({ chatId, kind }));
}

/** The same order whatever order they came in: what is drawn depends on the seed alone. */
function inOrder<T extends Eligible>(chats: readonly T[]): T[] {
  return [...chats].sort((a, b) => (a.chatId < b.chatId ? -1 : 1));
}

function without(chats: readonly Eligible[], taken: readonly Eligible[]): Eligible[] {
  const ids = new Set(taken.map(({ chatId }) => chatId));
  return chats.filter(({ chatId }) => !ids.has(chatId));
}

/**
 * The random chats in place of risks that are not there: one after the other from all that is left, risky or not, until the risky ones left fill the places left. Drawn from the harmless ones alone
 * they would make the random part say less of what is wrong than is true.
 */
function inPlaceOfRisks(rest: readonly Eligible[], places: number, random: () => number): Eligible[] {
  let risky = rest.filter(isRisky).length;
  if (risky >= places) return [];
  const order = someOf(rest, rest.length, random);
  let count = 0;
  for (; risky < places - count; count++) if (isRisky(order[count])) risky--;
  return order.slice(0, count);
}

const isRisky = (chat: Eligible | undefined): boolean => chat !== undefined && chat.risks.length > 0;

/** `places` chats, by agent as `allocated` says, each chat of an agent equally likely. */
function stratified(pool: readonly Eligible[], places: number, lastChecked: LastChecked, random: () => number): Eligible[] {
  const byAgent = new Map<string, Eligible[]>();
  for (const chat of pool) {
    const known = byAgent.get(chat.agentId);
    if (known) known.push(chat);
    else byAgent.set(chat.agentId, [chat]);
  }
  const counts = new Map([...byAgent].map(([id, chats]) => [id, chats.length]));
  const shares = allocated(counts, Math.min(places, pool.length), lastChecked, random);
  return [...shares].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, count]) => someOf(byAgent.get(id) ?? [], count, random));
}

/** `count` of them, each set of so many equally likely: the beginning of a Fisher–Yates shuffle. */
function someOf<T>(from: readonly T[], count: number, random: () => number): T[] {
  const order = [...from];
  for (let at = 0; at < Math.min(count, order.length); at++) {
    const other = at + Math.floor(random() * (order.length - at));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order.slice(0, count);
}

function riskiest(from: readonly Eligible[], count: number, random: () => number): Eligible[] {
  return from
    .filter(isRisky)
    .map((chat) => ({ chat, breach: chat.risks.includes("breach") ? 0 : 1, tie: random() }))
    .sort((a, b) => a.breach - b.breach || b.chat.risks.length - a.chat.risks.length || a.tie - b.tie)
    .slice(0, count)
    .map(({ chat }) => chat);
}

/** One more chat for a place that its owner leaves to chance. Null: none is left. */
export function oneMore(left: readonly Eligible[], seed: string): string | null {
  return someOf(inOrder(left), 1, seededRandom(seed))[0]?.chatId ?? null;
}

/** A chat of the draw that stands in no random place. */
export type Held = Eligible & { kind: "risk" | "own" };
/** What comes in place of what was passed over: chats of the draw that turn random, and one more; `isFilled`: as much is asked of the day as before. */
export type Instead = { turned: string[]; added: Drawn | null; isFilled: boolean };

/**
 * What comes in place of a chat that was passed over. For a random one, one of the same agent (where there is none, of anybody), each that the random part has not yet equally likely, those that
 * are held in other places too: left out, every passing over would make the random part look better than all chats are. One that is held turns random, and its own place is to fill then. For a
 * risk: the gravest that is left; where no risk is left, a random one, as when the day is drawn. One's own choice is its owner's to fill.
 */
export function instead(
  kind: PlaceKind,
  { left, held }: { left: readonly Eligible[]; held: readonly Held[] },
  agentId: string | null,
  seed: string,
): Instead {
  const random = seededRandom(seed);
  const free = inOrder(left);
  const turned: string[] = [];
  let needed = kind;
  for (let of = agentId; needed !== "own"; of = null) {
    const [gravest] = needed === "risk" ? riskiest(free, 1, random) : [];
    if (gravest) return { turned, added: { chatId: gravest.chatId, kind: "risk" }, isFilled: true };
    // What is held already fills no other place.
    if (needed === "risk" && free.length === 0) break;
    const all = inOrder([...free, ...held.filter(({ chatId }) => !turned.includes(chatId))]);
    const own = all.filter((chat) => chat.agentId === of);
    const [one] = someOf(own.length > 0 ? own : all, 1, random);
    if (!one) return { turned, added: null, isFilled: false };
    const was = held.find(({ chatId }) => chatId === one.chatId);
    if (!was) return { turned, added: { chatId: one.chatId, kind: "random" }, isFilled: true };
    turned.push(one.chatId);
    needed = was.kind;
  }
  return { turned, added: null, isFilled: needed === "own" };
}
