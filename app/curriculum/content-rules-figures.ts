import type { Ground } from "./content-ground";
import { type ContentLocale, faultOf, grouped, type ItemOf, locales } from "./content-rules-items";
import type { PackFault, PackItem } from "./read-pack.server";

/**
 * A figure of a platform's or a law's rules needs a source, for it changes without telling us. A figure is a number with a unit in which rules
 * are written: shares, money, times, points. Numbers of articles (第 9 条), sizes and counts of goods are none; Chinese numerals in fixed names
 * (七天无理由) are none. What must name a source is
 * - a lesson about platform rules (one with a question of a topic "…-rules" that is not the company's) as soon as it, or the explanation of one
 *   of its questions, states any figure;
 * - any other lesson with a sentence that holds a figure and names who made the rule: a platform, a law, an authority.
 */
const FIGURE: Record<ContentLocale, RegExp> = {
  "zh-CN": /(?<![第\d.])\d[\d,.]*\s*(?:%|％|‰|万|元|个?小时|分钟|秒|天|个?工作日|日内|倍|分(?!类|拣|区|层|开|册))/,
  en: /(?<![\d.])\d[\d,.]*(?:[ -]\d{3})*[ -]?(?:%|‰|per ?cent\b|yuan\b|hours?\b|minutes?\b|seconds?\b|(?:working )?days?\b|points?\b|times\b)/i,
};
const RULE_GIVER: Record<ContentLocale, RegExp> = {
  "zh-CN": /淘宝|天猫|京东|平台规则|平台要求|平台规定|国际站|(?:广告|消费者权益保护|电子商务|价格|民法)(?:法|典)|监管部门|海关|条例/,
  en: /\b(?:Taobao|Tmall|JD|Alibaba|Amazon|platform(?:'s)? rules?|platform requires|Advertising Law|Consumer (?:Protection )?Law|E-?commerce Law|customs|regulation|directive)\b/,
};
const SENTENCE: Record<ContentLocale, RegExp> = { "zh-CN": /[。！？；\n]/, en: /(?<=[.!?;])\s|\n/ };
// What an agent or a customer says in an example states no rule.
const QUOTED = /「[^」]*」|“[^”]*”|(?<![\p{L}\p{N}])'[^'\n]*'(?![\p{L}\p{N}])|"[^"\n]*"/gu;

const isPlatformTopic = (topic: string) => topic.endsWith("-rules") && topic !== "company-rules";

function figureIn(text: string, locale: ContentLocale): string | null {
  return FIGURE[locale].exec(text.replace(QUOTED, " "))?.[0] ?? null;
}

/** Whether a lesson teaches a platform's rules, as the topics of its questions say. */
function teachesRules(lesson: ItemOf<"lesson">, ground: Ground): boolean {
  const byLesson = ground.once("written questions by lesson", () => grouped(ground.written, (q) => q.body.lesson));
  return (byLesson.get(lesson.slug) ?? []).some((q) => isPlatformTopic(q.body.topic));
}

/** The figure of a rule that a lesson states without a source; null: none. */
function unsourced(lesson: ItemOf<"lesson">, locale: ContentLocale, ground: Ground): string | null {
  return ground.once(`figure of ${lesson.slug} in ${locale}`, () => {
    const body = lesson.body.body[locale];
    if (teachesRules(lesson, ground)) return figureIn(body, locale);
    const sentence = body.split(SENTENCE[locale]).find((s) => RULE_GIVER[locale].test(s) && figureIn(s, locale) !== null);
    return sentence === undefined ? null : figureIn(sentence, locale);
  });
}

/** A figure of rules that a lesson, or a question of it, states without saying where it is from. */
export function figureFaults(item: PackItem, ground: Ground): PackFault[] {
  if (item.kind === "lesson") {
    if (item.body.sources.length > 0) return [];
    return locales.flatMap((locale) => {
      const figure = unsourced(item, locale, ground);
      return figure ? [faultOf(item, `body.${locale}`, `states "${figure}" of a platform's or a law's rules and names no source`)] : [];
    });
  }
  if (item.kind !== "question" || !isPlatformTopic(item.body.topic)) return [];
  const lesson = ground.lesson(item.body.lesson);
  if (!lesson || lesson.body.sources.length > 0) return [];
  return locales.flatMap((locale) => {
    const told = unsourced(lesson, locale, ground) === null ? figureIn(item.body.explanation[locale], locale) : null;
    return told ? [faultOf(item, `explanation.${locale}`, `states "${told}", and its lesson "${lesson.slug}" names no source`)] : [];
  });
}
