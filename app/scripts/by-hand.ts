import { addDays, type PlainDate } from "~/platform/dates";
import { formatDayOfYear } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import type { Part, Values } from "./fill-rules";
import { askedByHand, deskName } from "./gap-rules";

/** What is filled in by hand: names in the order of the form, what they read at first, and what they are mostly filled with; `as`: said so on the button. */
export type ByHand = {
  names: string[];
  presets: Values;
  choices: Partial<Record<string, { value: string; as?: "today" | "tomorrow" }[]>>;
};

/** What is known of whoever fills a script in: their name, the sub-account by which they serve where there is one, the shop's couriers, their day. */
export type FilledBy = { name: string; nick: string | null; couriers: readonly string[]; today: PlainDate };

/** The form of what a script asks for. Days read as its wording does: they go to the customer. */
export function byHandOf(wordings: readonly (readonly Part[])[], hasProduct: boolean, text: Locale, by: FilledBy): ByHand {
  const day = (as: "today" | "tomorrow", after: number) => ({ as, value: formatDayOfYear(addDays(by.today, after), text) });
  return {
    names: askedByHand(wordings, hasProduct),
    presets: presetsOf(by),
    choices: { courier: by.couriers.map((value) => ({ value })), date: [day("today", 0), day("tomorrow", 1)] },
  };
}

/** What fills itself in. */
export function presetsOf({ name, nick }: Pick<FilledBy, "name" | "nick">): Values {
  return { agent: nick ? deskName(nick) : name };
}
