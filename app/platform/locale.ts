/** The languages of the product; more are data. */
export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];

/** A text in all languages, as content stores it. */
export type LocalText = { "zh-CN": string; en: string };

/** Whether `value` names one of our languages. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((l) => l === value);
}

/** The text in the reader's language. */
export function pick(text: LocalText, locale: Locale): string {
  return text[locale];
}

/** The first of our languages that an Accept-Language header asks for; Chinese in any form is zh-CN. Falls back to zh-CN. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const q = params.map((p) => p.trim()).find((p) => p.startsWith("q="));
      return { tag: tag.toLowerCase(), q: q ? Number(q.slice(2)) : 1 };
    })
    .filter((w) => w.q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    if (tag.startsWith("zh")) return "zh-CN";
    if (tag.startsWith("en")) return "en";
  }
  return "zh-CN";
}
