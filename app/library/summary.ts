import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { type Locale, type LocalText, pick } from "~/platform/locale";

export type Summary = { title: LocalText; about: LocalText; critical: boolean };

const nothing: LocalText = { "zh-CN": "", en: "" };

/** How an item of each kind is named, and a line about it. */
const summaries: { [K in ItemKind]: (body: ItemBody<K>) => { title: LocalText; about: LocalText; critical?: boolean } } = {
  plan: (b) => ({ title: b.title, about: b.description }),
  module: (b) => ({ title: b.title, about: b.intro }),
  lesson: (b) => ({ title: b.title, about: b.summary }),
  question: (b) => ({ title: b.stem, about: b.explanation, critical: b.critical }),
  quiz: (b) => ({ title: b.title, about: nothing }),
  exam: (b) => ({ title: b.title, about: b.intro }),
  practical: (b) => ({ title: b.title, about: b.intro }),
  acknowledgement: (b) => ({ title: b.title, about: b.statement }),
  product: (b) => ({ title: coded(b.code, b.name), about: b.reason ?? b.material ?? nothing }),
  checklist: (b) => ({ title: b.title, about: b.intro }),
  topic: (b) => ({ title: b.title, about: nothing }),
  term: (b) => ({ title: wordsOf(b), about: b.reason, critical: b.severity === "block" }),
  script: (b) => ({ title: b.title, about: b.situation }),
  simulation: (b) => ({ title: b.title, about: b.intro }),
  house_form: (b) => ({ title: b.title, about: b.intro }),
  kpi_rules: (b) => ({ title: b.title, about: listed(b.metrics.map((m) => m.title)) }),
  level_rules: (b) => ({ title: b.title, about: listed(b.levels.map((l) => l.title)) }),
  conduct_rules: (b) => ({ title: b.title, about: listed(b.rules.map((r) => r.title)) }),
  drill_rules: (b) => ({ title: b.title, about: nothing }),
};

function summaryAs<K extends ItemKind>(kind: K, body: ItemBody<K>): Summary {
  return { critical: false, ...summaries[kind](body) };
}

/** The title of an item, a line about it, and whether it is one that must not go wrong, in both languages. */
export function summaryOf(item: { kind: ItemKind; body: ItemBody<ItemKind> }): Summary {
  return summaryAs(item.kind, item.body);
}

/** The same in the reader's language. */
export function summaryIn(item: { kind: ItemKind; body: ItemBody<ItemKind> }, locale: Locale) {
  const { title, about, critical } = summaryOf(item);
  return { title: pick(title, locale), about: pick(about, locale), critical };
}

function coded(code: string, name: LocalText): LocalText {
  return { "zh-CN": `${code} ${name["zh-CN"]}`, en: `${code} ${name.en}` };
}

function listed(titles: readonly LocalText[]): LocalText {
  return { "zh-CN": titles.map((t) => t["zh-CN"]).join("、"), en: titles.map((t) => t.en).join(" · ") };
}

/** A term is named by its own words; where it has none in a language, by those of the other. */
function wordsOf({ words }: ItemBody<"term">): LocalText {
  const zh = words["zh-CN"].join("、");
  const en = words.en.join(", ");
  return { "zh-CN": zh || en, en: en || zh };
}
