import { useMemo, useState } from "react";
import { type Locale, locales } from "~/platform/locale";
import { ReaderProvider, useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import type { ItemView } from "../item.server";
import { editMessages } from "../messages.edit";
import { libraryMessages } from "../messages";
import { Item } from "./Item";

/** The draft as its readers would see it, in one language at a time. Without script: in the reader's own. */
export function Preview({ view }: { view: ItemView | null }) {
  const t = useT(editMessages);
  const side = useT(libraryMessages);
  const { locale: own, zone, now } = useReader();
  const [locale, setLocale] = useState<Locale>(own);
  const reader = useMemo(() => ({ locale, zone, now }), [locale, zone, now]);
  return (
    <Card
      title={t("edit.preview")}
      action={
        <div role="group" aria-label={t("edit.preview_languages")} className="flex rounded-box border border-line">
          {locales.map((l) => (
            <button
              key={l}
              type="button"
              lang={l}
              aria-pressed={l === locale}
              onClick={() => setLocale(l)}
              className={classes(
                "min-h-control-sm rounded-box px-3 text-sm",
                l === locale ? "bg-hover font-medium text-ink" : "text-muted hover:text-ink",
              )}
            >
              {side(`side.${l}`)}
            </button>
          ))}
        </div>
      }
    >
      {view ? (
        <div lang={locale} className="min-w-0">
          <ReaderProvider.Provider value={reader}>
            <Item view={view} />
          </ReaderProvider.Provider>
        </div>
      ) : (
        <p className="text-sm text-muted">{t("edit.preview_none")}</p>
      )}
    </Card>
  );
}
