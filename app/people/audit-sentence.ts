import { isPlainDate } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import { type Translate, translate } from "~/platform/messages";
import { peopleMessages } from "./messages";
import { auditMessages } from "./messages.audit";

type Said = { action: string; subjectId: string; before: unknown; after: unknown };
type Params = Record<string, string | number>;

/** One audit row in the reader's words: what was done, and for edits each field before and after. Values without a sentence stay on the server. */
export function auditSentence(row: Said, locale: Locale): { sentence: string; changes: string[] } {
  const t = translate(auditMessages, locale);
  const before = recordOf(row.before);
  const after = recordOf(row.after);
  const params: Params = { action: row.action, subject: row.subjectId, ...inWords(after, "", locale), ...inWords(before, "was_", locale) };
  const differs = (key: string) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null);
  const fields = Object.keys(after).filter((key) => `field.${key}` in auditMessages.texts.en && differs(key));
  const join = locale === "en" ? ", " : "、";
  params.fields = fields.map((key) => t(`field.${key}`)).join(join);
  const known = row.action in auditMessages.texts.en;
  const isEdit = row.action.endsWith("edited");
  const empty = t("change.empty");
  const changes = isEdit
    ? fields.map((key) => t("change.from_to", { field: t(`field.${key}`), was: params[`was_${key}`] ?? empty, now: params[key] ?? empty }))
    : [];
  return { sentence: t(known ? row.action : "unknown", params), changes };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

const vocabulary: Record<string, string> = {
  role: "role",
  roles: "role",
  state: "state",
  clearance: "clearance",
  lapse: "lapse",
  contractTerm: "term",
  platform: "platform",
};

/** Single values and lists of them as words; anything deeper is left out. */
function inWords(record: Record<string, unknown>, prefix: string, locale: Locale): Params {
  const people = translate(peopleMessages, locale) as Translate;
  const word = (key: string, value: string | number | boolean): string | number => {
    const kind = vocabulary[key];
    if (kind && `${kind}.${value}` in peopleMessages.texts.en) return people(`${kind}.${value}`);
    if (typeof value === "string" && isPlainDate(value.slice(0, 10)) && (value.length === 10 || value[10] === "T"))
      return formatDate(value.slice(0, 10), locale);
    return typeof value === "boolean" ? String(value) : value;
  };
  const params: Params = {};
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") params[prefix + key] = word(key, value);
    else if (Array.isArray(value) && value.every((v): v is string | number => typeof v === "string" || typeof v === "number")) {
      params[prefix + key] = value.map((v) => word(key, v)).join(people("list.join"));
    }
  }
  return params;
}
