import { pick, locales } from "~/platform/locale";
import type { Asked } from "~/drill/types/question";
import { viewOf } from "~/drill/types/registry";

/** A text of the keys of some questions: to be seen once an answered one says it, not before. */
type Secret = { slugs: string[]; what: string; text: string };

type Keyed = { slug: string } & Asked;

/** Names of fields that only keys and verdicts have. */
const KEY_FIELDS = [
  ...["correct", "explanation", "why", "accepted", "tolerance", "violations", "verdict"],
  ...["must_say", "should_say", "must_not_say", "any_of", "model_answers", "models"],
];

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The letters and digits of a text in one form, so that it is found however a page writes it: in HTML, in JSON, in JSON inside a script. */
function letters(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (all, hex: string, digits: string, name: string) => {
      if (name) return entities[name] ?? all;
      return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(digits));
    })
    .replace(/\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\+[nrt]/g, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Long enough that it stands nowhere by chance: half a dozen characters, a dozen letters. */
function isTelling(text: string): boolean {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 12;
}

/** Every text of a key, as content has it. */
function keyTexts({ body, facts }: Asked): [what: string, text: string][] {
  const in2 = (what: string, text: { "zh-CN": string; en: string } | undefined): [string, string][] =>
    text ? locales.map((locale) => [what, pick(text, locale)]) : [];
  const lists = (what: string, list: { "zh-CN": string[]; en: string[] }): [string, string][] =>
    locales.flatMap((locale) => list[locale].map((text): [string, string] => [what, text]));
  // A sentence of an explanation gives it away as well as the whole.
  const sentences = locales.flatMap((locale) =>
    pick(body.explanation, locale)
      .split(/(?<=[。！？；])|(?<=[.!?;])\s/u)
      .map((text): [string, string] => ["explanation", text]),
  );
  const own = ((): [string, string][] => {
    switch (body.type) {
      case "single_choice":
      case "multiple_choice":
      case "choose_next_line":
        return body.options.flatMap((option) => in2("why", option.why));
      case "true_false":
        return body.reasons.flatMap((reason) => in2("why", reason.why));
      case "short_text":
        return lists("accepted", body.accepted);
      case "fill_blanks":
        return body.blanks.flatMap((blank) => lists("accepted", blank.accepted));
      case "spot_violation":
        return body.violations.flatMap((violation) => in2("rule", violation.rule));
      case "free_reply":
      case "rewrite":
        return [
          ...lists("model answer", body.model_answers),
          ...[...body.must_say, ...body.should_say, ...body.must_not_say].flatMap((point) => [
            ...in2("key point", point.point),
            ...lists("wording", point.any_of),
          ]),
        ];
      case "image_choice":
      case "find_product": {
        const slugs = body.type === "find_product" ? body.products : body.options.map((option) => option.product);
        const products = slugs.flatMap((slug) => facts.products.get(slug) ?? []);
        const whys = body.type === "image_choice" ? body.options.flatMap((option) => in2("why", option.why)) : [];
        return [
          ...whys,
          ...products.flatMap(({ slug, code, name }): [string, string][] => [
            ["product", slug],
            ["product", code],
            ...in2("product", name),
          ]),
        ];
      }
      case "number":
      case "order_steps":
      case "match":
        return [];
    }
  })();
  return [...sentences, ...own];
}

/**
 * Finds what of unanswered questions' keys stands in what a server sent. What it looks for is made from the content itself; a text that may be read before the answer
 * (in a question, or in `open`: lessons, practicals) is no secret.
 */
export class AnswerKeys {
  private readonly secrets: Secret[];
  private readonly bodies: ReadonlyMap<string, string>;
  private readonly orders: { slug: string; steps: string[] }[];

  constructor(questions: readonly Keyed[], open: readonly string[] = []) {
    const shown = questions.flatMap((question) => locales.map((locale) => JSON.stringify(viewOf(question, locale, "any"))));
    const taught = letters(open.join("\n"));
    const known = letters(shown.join("\n")) + taught;
    this.bodies = new Map(
      questions.map((question) => [
        question.slug,
        keyTexts(question)
          .map(([, text]) => letters(text))
          .join("\n"),
      ]),
    );
    const found = new Map<string, Secret>();
    for (const question of questions)
      for (const [what, raw] of keyTexts(question)) {
        const text = letters(raw);
        if (!isTelling(text) || known.includes(text)) continue;
        const same = found.get(text);
        if (same) same.slugs.push(question.slug);
        else found.set(text, { slugs: [question.slug], what, text });
      }
    this.secrets = [...found.values()];
    const orders = questions.flatMap(({ slug, body }) =>
      body.type === "order_steps"
        ? locales.map((locale) => ({ slug, steps: body.steps.map((step) => letters(pick(step.text, locale))) }))
        : [],
    );
    this.orders = orders.filter(({ steps }) => !inOrder(taught, steps));
  }

  /** Questions of which no text gives the answer away: their keys say what the questions say. */
  silent(questions: readonly Keyed[]): Keyed[] {
    const told = new Set(this.secrets.flatMap(({ slugs }) => slugs));
    return questions.filter(({ slug }) => !told.has(slug));
  }

  /** What gives an answer away in `payload`: texts of keys, and steps in their right order. `answered`: questions whose keys may be seen. */
  found(payload: string, answered: ReadonlySet<string> = new Set()): string[] {
    const sent = letters(payload);
    const said = [...answered].map((slug) => this.bodies.get(slug) ?? "").join("\n");
    const texts = this.secrets.flatMap(({ slugs, what, text }) =>
      sent.includes(text) && !said.includes(text) ? slugs.map((slug) => `${slug}: ${what} "${text}"`) : [],
    );
    const orders = this.orders
      .filter(({ slug, steps }) => !answered.has(slug) && inOrder(sent, steps))
      .map(({ slug }) => `${slug}: its steps in order`);
    return [...texts, ...orders];
  }

  /** Whether fields of keys stand in a payload that holds no verdict at all. */
  fields(payload: string): string[] {
    return KEY_FIELDS.filter((name) => new RegExp(`\\\\*"${name}\\\\*"\\s*[:,\\]]`).test(payload));
  }
}

/** Whether all texts stand there, each after the one before. */
function inOrder(sent: string, texts: readonly string[]): boolean {
  let at = -1;
  return texts.every((text) => {
    const next = sent.indexOf(text);
    const after = next > at;
    at = next;
    return after;
  });
}
