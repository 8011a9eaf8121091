import type { Ground } from "./content-ground";
import { faultOf, type ItemOf, locales } from "./content-rules-items";
import type { Locale } from "~/platform/locale";
import { termsOf } from "./content-rules-wording";
import type { Customer, Simulation } from "./pack-simulation";
import type { PackFault } from "./read-pack.server";
import { gradeRun, type RunGrade, worthOf } from "./simulation-grade";
import type { LintTerm } from "~/wording/lint";
import { type Played, playedWith, saidIn, type Say } from "./simulation-played";
import { LONGEST_RUN_MS, stateAt } from "./simulation-run";

/** What somebody sends who answers everybody and helps nobody. */
const CARELESS = { "zh-CN": "亲，在的", en: "Hi, I'm here" } as const;
const CARELESS_AFTER_S = 10;
/** A customer who is still there after so many empty replies never goes. */
const MOST_CARELESS = 40;

const careless = (locale: Locale): Say[] =>
  Array.from({ length: MOST_CARELESS }, () => ({ after_s: CARELESS_AFTER_S, text: CARELESS[locale] }));

function endedWith({ ending }: Played, wanted: string): string {
  return ending === null ? `the run does not end; it is to reach "${wanted}"` : `the run ends as "${ending}" and not as "${wanted}"`;
}

const tooLate = ({ unused }: Played) => `the chat is over before the last ${unused} of its replies`;

/** Points as people see them: rounded down to two places. */
const shown = (points: number) => Math.floor(points * 100) / 100;

/** The whole simulation, each customer answered in this way. */
function gradeOf(simulation: Simulation, says: (customer: Customer) => readonly Say[], locale: Locale, terms: readonly LintTerm[]) {
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
  const weakest = customers.map(({ slug, total: own }) => `${slug} ${shown(own)}`).join(", ");
  return `${shown(total)} of ${pass} points (${weakest})`;
}

type Add = (path: string, rule: string) => void;

/** Runs that miss their ending, or go on after it. */
function endingFaults(body: Simulation, locale: Locale, terms: readonly LintTerm[], add: Add): void {
  body.customers.forEach((customer, at) => {
    customer.endings.forEach(({ slug, run }, index) => {
      const played = playedWith(body, customer, saidIn(run, locale), locale, terms);
      const path = `customers.${at}.endings.${index}.run`;
      if (played.ending !== slug) add(path, endedWith(played, slug));
      else if (played.unused > 0) add(path, tooLate(played));
    });
  });
}

/** Model runs that do not pass, or that end less well than one can. */
function modelFaults(body: Simulation, locale: Locale, terms: readonly LintTerm[], add: Add): void {
  const { played, grade } = gradeOf(body, ({ model_run }) => saidIn(model_run, locale), locale, terms);
  body.customers.forEach(({ endings }, at) => {
    const own = played[at];
    const path = `customers.${at}.model_run`;
    const best = Math.max(...endings.map(worthOf));
    const reached = endings.find(({ slug }) => slug === own?.ending);
    if (!own || !reached) add(path, "the model run does not end");
    else if (own.unused > 0) add(path, tooLate(own));
    else if (worthOf(reached) < best) add(path, `the model run ends as "${reached.slug}", and there is a better end`);
    const said = grade.customers[at]?.points.find(({ kind, line }) => kind === "fault" && line !== null);
    if (said) add(path, `the model run makes the fault "${said.slug}"`);
  });
  if (!grade.passed) add("customers", `the model runs do not pass: ${missed(grade)}`);
}

/** Carelessness that passes, or that a customer puts up with for ever. */
function carelessFaults(body: Simulation, locale: Locale, terms: readonly LintTerm[], add: Add): void {
  const { played, grade } = gradeOf(body, () => careless(locale), locale, terms);
  const who = `whoever answers "${CARELESS[locale]}" to everything`;
  played.forEach(({ unused }, at) => {
    if (unused === 0) add(`customers.${at}`, `${who} is never left`);
  });
  if (grade.passed) add("customers", `${who} passes with ${shown(grade.total)} points`);
}

/** What playing a simulation through shows, in each language: runs that miss their ending, model runs that fail, carelessness that passes. */
export function simulationRunFaults(item: ItemOf<"simulation">, ground: Ground): PackFault[] {
  const { terms } = termsOf(ground);
  return locales.flatMap((locale) => {
    const faults: PackFault[] = [];
    const add: Add = (path, rule) => void faults.push(faultOf(item, path, `${rule} (${locale})`));
    endingFaults(item.body, locale, terms, add);
    modelFaults(item.body, locale, terms, add);
    carelessFaults(item.body, locale, terms, add);
    return faults;
  });
}
