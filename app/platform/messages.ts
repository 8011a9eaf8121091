import type { Locale } from "./locale";

type Params = Record<string, string | number | boolean | Date | null | undefined>;
type PluralSuffix = "_zero" | "_one" | "_two" | "_few" | "_many" | "_other";
type BaseKey<K extends string> = K extends `${infer Base}${PluralSuffix}` ? Base : K;

/** The texts of one capability in every language. */
export type Messages<K extends string = string> = { namespace: string; texts: Record<Locale, Record<K, string>> };
/** Says a text: `t("team.title")`, `t("days.left", { count: 3 })`. */
export type Translate<K extends string = string> = (key: BaseKey<K>, params?: Params) => string;

/**
 * Declare the texts of a capability. Both languages must have the same keys: a missing translation is a type error.
 * Plurals are written `key_one`/`key_other` in both languages and asked for as `key` with `count`.
 */
export function defineMessages<const E extends Record<string, string>>(
  namespace: string,
  texts: { en: E; "zh-CN": Record<keyof E & string, string> },
): Messages<keyof E & string> {
  return { namespace, texts };
}

const plurals = new Map<Locale, Intl.PluralRules>();

/** Which plural form a number takes in a language: Chinese has one, English two. */
function pluralOf(locale: Locale, count: number): string {
  let rules = plurals.get(locale);
  if (!rules) plurals.set(locale, (rules = new Intl.PluralRules(locale)));
  return rules.select(count);
}

/**
 * The texts of `messages` in `locale`. `{{name}}` takes the parameter of that name, as it is: React and the templates escape.
 * A key that is nowhere says itself, so that a missing text is seen. Works on the server and in the browser.
 */
export function translate<K extends string>(messages: Messages<K>, locale: Locale): Translate<K> {
  const texts: Record<string, string | undefined> = messages.texts[locale];
  return (key, params = {}) => {
    const plural =
      typeof params.count === "number" ? (texts[`${key}_${pluralOf(locale, params.count)}`] ?? texts[`${key}_other`]) : undefined;
    const text = plural ?? texts[key] ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ""));
  };
}
