import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { extensionMessages } from "../messages.extension";

type Extension = { id: string; from: string; to: string; reason: string; consentOn: string; by: string; at: Date };

/** The extensions that were agreed in this employment, the first one first. */
export function ExtensionHistory({ history }: { history: readonly Extension[] }) {
  const t = useT(extensionMessages);
  const { locale, zone } = useReader();
  return (
    <Card title={t("history.title")}>
      {history.length === 0 ? (
        <p className="text-sm text-muted">{t("history.none")}</p>
      ) : (
        <ol className="grid gap-4">
          {history.map((one) => (
            <li key={one.id}>
              <p className="text-ui">{t("history.line", { from: formatDate(one.from, locale), to: formatDate(one.to, locale) })}</p>
              <p className="whitespace-pre-line text-ui">{one.reason}</p>
              <p className="text-sm text-muted">
                {t("history.by", {
                  name: one.by,
                  when: formatDateTime(one.at, locale, zone),
                  consent: formatDate(one.consentOn, locale),
                })}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
