import { useEffect, useMemo, useState } from "react";
import { type Locale, locales } from "~/platform/locale";
import { ReaderProvider, useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import type { ItemView } from "../item.server";
import { tableKinds } from "../kinds";
import { editMessages } from "../messages.edit";
import { libraryMessages } from "../messages";
import { Item } from "./Item";

type Shown = Locale | "both";
const KEPT = "library:preview";

/** What was chosen on this device; both where nothing was, or where storage is forbidden. */
function useShown(): [Shown, (next: Shown) => void] {
  const [shown, setShown] = useState<Shown>("both");
  useEffect(() => {
    try {
      const kept = localStorage.getItem(KEPT);
      setShown(locales.find((l) => l === kept) ?? "both");
    } catch {
      return;
    }
  }, []);
  const choose = (next: Shown) => {
    setShown(next);
    try {
      localStorage.setItem(KEPT, next);
    } catch {
      return;
    }
  };
  return [shown, choose];
}

const WIDE = "(min-width: 80rem)";

/** Whether there is room for both; so until the script knows. */
function useIsWide(): boolean {
  const [isWide, setWide] = useState(true);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    look();
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return isWide;
}

/** The draft as its readers would see it: both languages side by side where there is room, else one behind a switch, at first the reader's own. */
export function Preview({ view }: { view: ItemView | null }) {
  const t = useT(editMessages);
  const side = useT(libraryMessages);
  const { locale: own } = useReader();
  const [shown, choose] = useShown();
  const isWide = useIsWide();
  // A narrow screen shows one of both.
  const single = shown === "both" ? own : shown;
  const isBoth = shown === "both";
  const isTable = view !== null && tableKinds.has(view.kind);
  return (
    <Card
      title={t("edit.preview")}
      action={
        <div role="group" aria-label={t("edit.preview_languages")} className="flex rounded-box border border-line">
          {locales.map((l) => (
            <Choice key={l} lang={l} isOn={l === shown || (isBoth && !isWide && l === single)} onChoose={() => choose(l)}>
              {side(`side.${l}`)}
            </Choice>
          ))}
          <Choice isOn={isBoth} isForWide onChoose={() => choose("both")}>
            {t("edit.preview_both")}
          </Choice>
        </div>
      }
    >
      {view ? (
        <div className={classes("grid gap-5", isBoth && !isTable && "xl:grid-cols-2 xl:gap-0 xl:divide-x xl:divide-line")}>
          {locales
            .filter((l) => isBoth || l === single)
            .map((l) => (
              <Side
                key={l}
                locale={l}
                view={view}
                className={classes(isBoth && l !== single && "max-xl:hidden", isBoth && !isTable && "xl:px-4 xl:first:ps-0 xl:last:pe-0")}
                label={isBoth ? side(`side.${l}`) : null}
              />
            ))}
        </div>
      ) : (
        <p className="text-sm text-muted">{t("edit.preview_none")}</p>
      )}
    </Card>
  );
}

function Choice(props: { lang?: Locale; isOn: boolean; isForWide?: boolean; onChoose: () => void; children: string }) {
  const on = "bg-hover font-medium text-ink";
  const off = "text-muted hover:text-ink";
  return (
    <button
      type="button"
      lang={props.lang}
      aria-pressed={props.isOn}
      onClick={props.onChoose}
      className={classes("min-h-control-sm rounded-box px-3 text-sm", props.isOn ? on : off, props.isForWide && "max-xl:hidden")}
    >
      {props.children}
    </button>
  );
}

/** The item in one language. */
function Side({ locale, view, label, className }: { locale: Locale; view: ItemView; label: string | null; className: string }) {
  const { zone, now } = useReader();
  const reader = useMemo(() => ({ locale, zone, now }), [locale, zone, now]);
  return (
    <section lang={locale} aria-label={label ?? undefined} className={classes("min-w-0", className)}>
      {label && <p className="mb-2 text-xs text-faint max-xl:hidden">{label}</p>}
      <ReaderProvider.Provider value={reader}>
        <Item view={view} />
      </ReaderProvider.Provider>
    </section>
  );
}
