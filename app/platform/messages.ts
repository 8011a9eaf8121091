import { createInstance, type i18n } from "i18next";
import { type Locale, locales } from "./locale";

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

// One instance per language for the life of the process: the texts never change.
const instances = new Map<Locale, i18n>();

function instanceFor(locale: Locale): i18n {
  let instance = instances.get(locale);
  if (!instance) {
    instance = createInstance();
    void instance.init({
      lng: locale,
      fallbackLng: false,
      initAsync: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      returnNull: false,
      resources: {},
      ns: [],
      supportedLngs: [...locales],
    });
    instances.set(locale, instance);
  }
  return instance;
}

/** The texts of `messages` in `locale`. Works on the server and in the browser. */
export function translate<K extends string>(messages: Messages<K>, locale: Locale): Translate<K> {
  const instance = instanceFor(locale);
  if (!instance.hasResourceBundle(locale, messages.namespace))
    instance.addResourceBundle(locale, messages.namespace, messages.texts[locale]);
  const t = instance.getFixedT(locale, messages.namespace);
  return (key, params) => t(key as string, params ?? {}) as string;
}
