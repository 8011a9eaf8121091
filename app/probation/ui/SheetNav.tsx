import Check from "lucide-react/icons/check";
import type { MouseEvent } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { sheetMessages } from "../messages.sheet";
import type { GradingSheet } from "../sheet.server";
import { type Entries, lackOf } from "../rules";
import { FINISH } from "./steps";

type NavProps = { areas: GradingSheet["areas"]; entries: Entries; current: string; onGo: (slug: string) => void };

/** Areas with weight and completeness, items with a mark when they are finished. Nothing is added up here. */
export function SheetNav({ areas, entries, current, onGo }: NavProps) {
  const t = useT(sheetMessages);
  return (
    <nav aria-label={t("nav")} className="text-sm">
      <ol className="grid gap-4">
        {areas.map((area) => {
          const done = area.items.filter((item) => lackOf(item, entries[item.slug]) === null).length;
          return (
            <li key={area.slug}>
              <p className="flex items-baseline justify-between gap-2 px-2 font-semibold">
                <span className="min-w-0">{area.title}</span>
                <span className={classes("shrink-0 font-normal tabular-nums", done === area.items.length ? "text-ink" : "text-muted")}>
                  {t("nav.count", { done, of: area.items.length })}
                </span>
              </p>
              <p className="px-2 text-xs text-faint">{t("nav.weight", { weight: area.weight })}</p>
              <ul className="mt-1">
                {area.items.map((item) => (
                  <li key={item.slug}>
                    <Step slug={item.slug} current={current} onGo={onGo}>
                      <Mark item={item} entries={entries} />
                      <span className="min-w-0 flex-1">{item.title}</span>
                    </Step>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
        <li className="border-t border-line pt-3">
          <Step slug={FINISH} current={current} onGo={onGo}>
            <span className="font-medium">{t("nav.finish")}</span>
          </Step>
        </li>
      </ol>
    </nav>
  );
}

function Step({
  slug,
  current,
  onGo,
  children,
}: {
  slug: string;
  current: string;
  onGo: (slug: string) => void;
  children: React.ReactNode;
}) {
  const here = slug === current;
  return (
    <a
      href={`?item=${slug}`}
      aria-current={here ? "step" : undefined}
      onClick={(event: MouseEvent) => {
        event.preventDefault();
        onGo(slug);
      }}
      className={classes(
        "flex min-h-control-sm items-center gap-2 rounded-box px-2 py-1 leading-snug",
        here ? "bg-hover font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      {children}
    </a>
  );
}

function Mark({ item, entries }: { item: GradingSheet["areas"][number]["items"][number]; entries: Entries }) {
  const t = useT(sheetMessages);
  const entry = entries[item.slug];
  const done = lackOf(item, entry) === null;
  const begun = !done && entry !== undefined;
  return (
    <span
      className={classes(
        "flex size-4.5 shrink-0 items-center justify-center rounded-full border",
        done ? "border-ink bg-ink text-paper" : begun ? "border-ink" : "border-line-strong border-dashed",
      )}
    >
      {done && <Check aria-hidden strokeWidth={3} className="size-3" />}
      {begun && <span aria-hidden className="size-1.5 rounded-full bg-ink" />}
      <span className="sr-only">{t(done ? "nav.done" : begun ? "nav.started" : "nav.open")}</span>
    </span>
  );
}
