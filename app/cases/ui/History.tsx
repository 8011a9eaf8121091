import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import type { CasePage } from "../case-page.server";
import { caseMessages } from "../messages";
import { yuanOf } from "../rules";
import { useCaseWords } from "./words";

/** What was done to a case, with what it said before. */
export function History({ history }: { history: CasePage["history"] }) {
  const t = useT(caseMessages);
  const say: (key: string) => string = useT<string>(caseMessages);
  const words = useCaseWords();
  const { locale, zone } = useReader();
  const fields = (before: Record<string, unknown> | null) =>
    Object.keys(before ?? {}).filter((name) => `field.${name}` in caseMessages.texts.en);
  const value = (name: string, was: unknown): string => {
    if (name === "reasons" && Array.isArray(was)) return was.map((slug) => words.reason(String(slug))).join(t("field.join"));
    if (name === "marked" && Array.isArray(was)) return was.map((line) => String(Number(line) + 1)).join(t("field.join"));
    if (name === "worthFen") return typeof was === "number" ? yuanOf(was) : t("worth_unknown");
    if (name === "kind") return say(`kind.${String(was)}`);
    return typeof was === "string" && was !== "" ? was : t("worth_unknown");
  };
  return (
    <Fold boxed summary={t("case.history")}>
      <ol className="divide-y divide-line border-t border-line text-sm">
        {history.map(({ id, what, at, by, before, reason }) => (
          <li key={id} className="px-4 py-2.5 sm:px-5">
            <p>
              {t(`change.${what}`, {
                reason,
                fields: fields(before)
                  .map((name) => say(`field.${name}`))
                  .join(t("field.join")),
              })}
            </p>
            <p className="text-muted">{t("change.line", { name: by, when: formatDateTime(at, locale, zone) })}</p>
            {what === "edited" &&
              fields(before).map((name) => (
                <p key={name} className="break-words whitespace-pre-line text-muted">
                  {t("change.was", { field: say(`field.${name}`), value: value(name, before?.[name]) })}
                </p>
              ))}
          </li>
        ))}
      </ol>
    </Fold>
  );
}
