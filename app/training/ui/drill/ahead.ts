import type { Locale } from "~/platform/locale";
import { momentNow, type Moment, msBetween } from "~/platform/moment";
import { tellWorker } from "~/ui/offline/start-worker";
import { keep, kept, waitingOf } from "~/ui/offline/store";
import type { DrillAhead } from "../../ahead.server";
import type { Held } from "./go";
import type { GivenHere } from "./send";

/** What was fetched ahead, and when. */
export type Ahead = { locale: Locale; at: Moment; questions: readonly Held[] };

const AHEAD = "ahead";
const ASKED = "asked";
const HOUR_MS = 3_600_000;
const FEW = 15;

/** Whether to fetch anew: in another language, old, or nearly used up. */
export function isStale(ahead: Ahead | undefined, asked: ReadonlySet<string>, locale: Locale, now: Moment): boolean {
  if (!ahead || ahead.locale !== locale) return true;
  const age = msBetween(ahead.at, now);
  const left = ahead.questions.filter(({ question }) => !asked.has(question.itemId)).length;
  return age > 4 * HOUR_MS || (left < FEW && age > HOUR_MS / 6);
}

/** Fetch the questions that come next, with the pictures they show, when what is here is stale. */
export async function fetchAhead(person: string, locale: Locale): Promise<void> {
  const [ahead, asked] = await Promise.all([kept<Ahead>(person, AHEAD), askedSince(person)]);
  if (!isStale(ahead, asked, locale, momentNow())) return;
  const response = await fetch("/drill/ahead", { headers: { Accept: "application/json" } });
  if (!response.ok || response.redirected) return;
  const fetched = (await response.json()) as DrillAhead;
  if (fetched.person !== person) return;
  const at = momentNow();
  const questions = fetched.questions.map((question) => ({ question, since: at }));
  // What waits to be sent was answered after all, whatever the server knows of it yet.
  const waiting = await waitingOf<GivenHere>(person, "answer");
  await keep(person, AHEAD, { locale: fetched.locale, at, questions } satisfies Ahead);
  await keep(
    person,
    ASKED,
    waiting.map(({ body }) => body.itemId),
  );
  tellWorker({ type: "pictures", person, addresses: fetched.questions.flatMap(({ view }) => picturesOf(view)) });
}

/** The questions that were fetched ahead and not asked since. */
export async function reserveOf(person: string, locale: Locale): Promise<Held[]> {
  const [ahead, asked] = await Promise.all([kept<Ahead>(person, AHEAD), askedSince(person)]);
  return ahead?.locale === locale ? ahead.questions.filter(({ question }) => !asked.has(question.itemId)) : [];
}

/** This question was answered here: it is not asked again from what was fetched ahead. */
export async function noteAsked(person: string, itemId: string): Promise<void> {
  const asked = await askedSince(person);
  if (!asked.has(itemId)) await keep(person, ASKED, [...asked, itemId]);
}

async function askedSince(person: string): Promise<Set<string>> {
  return new Set(await kept<string[]>(person, ASKED));
}

/** The addresses of the pictures that a question shows, wherever its type has them. */
export function picturesOf(view: unknown): string[] {
  if (typeof view === "string") return view.startsWith("/pictures/") ? [view] : [];
  if (view === null || typeof view !== "object") return [];
  return Object.values(view).flatMap(picturesOf);
}
