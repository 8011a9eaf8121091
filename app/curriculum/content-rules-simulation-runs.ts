import type { Ground } from "./content-ground";
import { faultOf, type ItemOf, locales } from "./content-rules-items";
import type { Locale } from "~/platform/locale";
import type { Customer, Simulation } from "./pack-simulation";
import type { PackFault } from "./read-pack.server";
import { gradeRun, type RunGrade } from "./simulation-grade";
import type { GroupedTerm } from "./simulation-reply";
import { LONGEST_RUN_MS, type RunEvent, stateAt } from "./simulation-run";

/** What somebody sends who answers everybody and helps nobody. */
const CARELESS = { "zh-CN": "亲，在的", en: "Hi, I'm here" } as const;
const CARELESS_AFTER_S = 10;
/** A customer who is still there after so many empty replies never goes. */
const MOST_CARELESS = 40;

type Say = { after_s: number; text: string };
/** `unused`: how many replies came after the end. */
type Played = { events: RunEvent[]; ending: string | null; unused: number };

/**
 * The chat with one customer, answered each time they wait: each reply so long after their last line. When the replies are used up nobody answers any more.
 */
function playedWith(
  simulation: Simulation,
  customer: Customer,
  says: readonly Say[],
  locale: Locale,
  terms: readonly GroupedTerm[],
): Played {
  const alone = { ...simulation, customers: [customer] };
  const events: RunEvent[] = [];
  let used = 0;
  for (const { after_s, text } of says) {
    const asked = lastLine(alone, events, locale, terms);
    if (asked === null) break;
    events.push({ at: asked + after_s * 1000, kind: "reply", customer: customer.slug, text });
    used++;
  }
  const [last] = stateAt(alone, locale, events, LONGEST_RUN_MS, terms).customers;
  return { events, ending: last?.ended?.ending.slug ?? null, unused: says.length - used };
}

/** When the customer, after these replies, has said all that they say before they wait again; null: the chat is over, or goes on for days. */
function lastLine(alone: Simulation, events: readonly RunEvent[], locale: Locale, terms: readonly GroupedTerm[]): number | null {
  for (let at = events.at(-1)?.at ?? 0; at <= LONGEST_RUN_MS;) {
    const [state] = stateAt(alone, locale, events, at, terms).customers;
    if (!state?.next) return null;
    if (state.next.kind === "leaves") return state.lines.at(-1)?.at ?? null;
    at = state.next.at;
  }
  return null;
}

const careless = (locale: Locale): Say[] =>
  Array.from({ length: MOST_CARELESS }, () => ({ after_s: CARELESS_AFTER_S, text: CARELESS[locale] }));

const saidIn = (run: Customer["model_run"], locale: Locale): Say[] => run.map(({ after_s, text }) => ({ after_s, text: text[locale] }));

function endedWith({ ending }: Played, wanted: string): string {
  return ending === null ? `the run does not end; it is to reach "${wanted}"` : `the run ends as "${ending}" and not as "${wanted}"`;
}

/** The whole simulation, each customer answered in this way. */
function gradeOf(simulation: Simulation, says: (customer: Customer) => readonly Say[], locale: Locale, terms: readonly GroupedTerm[]) {
  const played = simulation.customers.map((customer) => playedWith(simulation, customer, says(customer), locale, terms));
  const events = played.flatMap((one) => one.events);
  return { played, grade: gradeRun(simulation, stateAt(simulation, locale, events, LONGEST_RUN_MS, terms)) };
}

/** What a grade misses of passing, in words. */
function missed({ total, pass, hasProhibited, customers }: RunGrade): string {
  if (hasProhibited) {
    const sent = customers.flatMap(({ prohibited }) => prohibited.map(({ found }) => found));
    return `a prohibited term was sent: "${sent[0] ?? ""}"`;
  }
  const weakest = customers.map(({ slug, total: own }) => `${slug} ${Math.floor(own * 100) / 100}`).join(", ");
  return `${Math.floor(total * 100) / 100} of ${pass} points (${weakest})`;
}

/** What playing a simulation through shows, in each language: runs that miss their ending, model runs that fail, carelessness that passes. */
export function simulationRunFaults(item: ItemOf<"simulation">, ground: Ground): PackFault[] {
  const { body } = item;
  const terms: readonly GroupedTerm[] = ground.once("terms of simulations", () => ground.of("term").map((term) => term.body));
  return locales.flatMap((locale) => {
    const faults: PackFault[] = [];
    const add = (path: string, rule: string) => void faults.push(faultOf(item, path, `${rule} (${locale})`));
    body.customers.forEach((customer, at) => {
      customer.endings.forEach(({ slug, run }, index) => {
        const played = playedWith(body, customer, saidIn(run, locale), locale, terms);
        const path = `customers.${at}.endings.${index}.run`;
        if (played.ending !== slug) add(path, endedWith(played, slug));
        else if (played.unused > 0) add(path, `the chat is over before the last ${played.unused} of its replies`);
      });
    });
    const model = gradeOf(body, ({ model_run }) => saidIn(model_run, locale), locale, terms);
    model.played.forEach(({ ending, unused }, at) => {
      if (ending === null) add(`customers.${at}.model_run`, "the model run does not end");
      else if (unused > 0) add(`customers.${at}.model_run`, `the chat is over before the last ${unused} of its replies`);
    });
    if (!model.grade.passed) add("customers", `the model runs do not pass: ${missed(model.grade)}`);
    const empty = gradeOf(body, () => careless(locale), locale, terms);
    empty.played.forEach(({ unused }, at) => {
      if (unused === 0) add(`customers.${at}`, `whoever answers "${CARELESS[locale]}" to everything is never left`);
    });
    if (empty.grade.passed) add("customers", `whoever answers "${CARELESS[locale]}" to everything passes with ${empty.grade.total} points`);
    return faults;
  });
}
