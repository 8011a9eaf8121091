import { formatDate } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import type { Translate } from "~/platform/messages";
import type { uiMessages } from "./messages";

type UiKey = keyof (typeof uiMessages)["texts"]["en"];

/** What the browser itself finds wrong, by field name, in the reader's words. The server decides; this only saves a round trip. */
export function checkFields(form: HTMLFormElement, t: Translate<UiKey>, locale: Locale): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const el of Array.from(form.elements)) {
    if (!(el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement)) continue;
    if (!el.name || !el.willValidate || el.validity.valid || errors[el.name]) continue;
    errors[el.name] = sentence(el, t, locale);
  }
  return errors;
}

function sentence(el: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, t: Translate<UiKey>, locale: Locale): string {
  const wrong = el.validity;
  const type = el instanceof HTMLInputElement ? el.type : "";
  if (wrong.valueMissing) {
    if (type === "checkbox") return t("field.required_tick");
    return t(type === "radio" || el instanceof HTMLSelectElement ? "field.required_choice" : "field.required");
  }
  if (wrong.badInput) return t("field.number");
  if (wrong.typeMismatch) return t(type === "url" ? "field.url" : "field.email");
  if (!(el instanceof HTMLSelectElement)) {
    if (wrong.tooShort) return t("field.too_short", { min: el.minLength });
    if (wrong.tooLong) return t("field.too_long", { max: el.maxLength });
  }
  if (el instanceof HTMLInputElement) {
    if (type === "date" && wrong.rangeUnderflow) return t("field.too_early", { day: formatDate(el.min, locale) });
    if (type === "date" && wrong.rangeOverflow) return t("field.too_late", { day: formatDate(el.max, locale) });
    if (wrong.rangeUnderflow) return t("field.too_low", { min: el.min });
    if (wrong.rangeOverflow) return t("field.too_high", { max: el.max });
    if (wrong.stepMismatch) return t("field.step");
  }
  return t("field.pattern");
}
