import type { Reader } from "~/platform/database.server";
import { addDays, isPlainDate, type PlainDate } from "~/platform/dates";
import { textOf } from "~/platform/http.server";
import { type Locale, pick } from "~/platform/locale";
import type { NewEntry } from "./entries.server";
import { monthOf } from "./months";
import { ledgerOwner } from "./person.server";
import { ruleSetOf } from "./rule-set.server";

/** A picture of eight megabytes, and the rest of a form. */
export const ENTRY_FORM_BYTES = 9_000_000;

/** What the form of an entry on somebody offers: the rules with what each asks to be shown, and the days. Null: there is no such agent. Two statements. */
export async function newPage(reader: Reader, personId: string, locale: Locale, now: Date) {
  const owner = await ledgerOwner(reader, personId, now);
  if (!owner || owner.state === null) return null;
  const set = await ruleSetOf(reader, personId, monthOf(owner.today), owner.zone);
  const oldest = set ? addDays(owner.today, -set.rules.entry_days) : owner.today;
  const from: PlainDate = oldest > owner.from ? oldest : owner.from;
  return {
    person: { id: personId, name: owner.name },
    today: owner.until ?? owner.today,
    from,
    rules: (set?.rules.rules ?? []).map(({ slug, title, suspends, evidence }) => ({
      ...{ slug, title: pick(title, locale), suspends, asks: pick(evidence, locale) },
    })),
  };
}

export type NewPage = NonNullable<Awaited<ReturnType<typeof newPage>>>;

/** The entry that a posted form carries. A file input that was left empty posts one nameless empty file. */
export function entryIn(form: FormData): NewEntry {
  const file = form.get("picture");
  const day = textOf(form, "day");
  return {
    ...{ rule: textOf(form, "rule"), day: isPlainDate(day) ? day : "", note: textOf(form, "note"), evidence: textOf(form, "evidence") },
    ...{ chat: textOf(form, "chat").slice(0, 500), again: textOf(form, "again") !== "" },
    picture: file instanceof File && !(file.size === 0 && file.name === "") ? file : null,
  };
}
