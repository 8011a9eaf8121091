import ArrowLeft from "lucide-react/icons/arrow-left";
import ArrowRight from "lucide-react/icons/arrow-right";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Messages } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { buttonStyle } from "~/ui/button-style";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { KeyHint } from "~/ui/KeyHint";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { sheetMessages } from "../messages.sheet";
import type { GradingSheet } from "../sheet.server";
import { isGrade, missingItems } from "../rules";
import type { DraftView } from "./draft-keeper";
import { ItemCard } from "./ItemCard";
import { SaveState } from "./SaveState";
import { SheetNav } from "./SheetNav";
import { FINISH, stepsOf } from "./steps";
import { useGrading } from "./use-grading";

type SheetViewProps = {
  sheet: Pick<GradingSheet, "areas" | "entries" | "revision" | "carried">;
  startAt: string;
  /** Where the draft is sent, and its own name on this device. */
  keptAt: { url: string; name: string };
  title: string;
  detail: (progress: { done: number; of: number }) => string;
  back: { to: string; label: string };
  /** The bundle that says why the draft was refused. */
  messages: Messages;
  remarkHint: string;
  /** Whose pictures are added as evidence; null where no item takes any. */
  personId: string | null;
  /** What is said above the items. */
  notice?: ReactNode;
  /** What is to be seen of an item, before its steps. */
  before?: (slug: string) => ReactNode;
  finish: (draft: DraftView, go: (slug: string) => void) => ReactNode;
};

/** A sheet at work: one item a screen on a phone, the area's items beside the list of areas on a desktop. */
export function SheetView({ sheet, startAt, keptAt, messages, personId, remarkHint, notice, before, finish, ...head }: SheetViewProps) {
  const t = useT(sheetMessages);
  const refusalText: (key: string, params?: Record<string, string | number>) => string = useT<string>(messages);
  const { draft, keeper } = useGrading({ ...keptAt, entries: sheet.entries, revision: sheet.revision });
  const steps = stepsOf(sheet.areas);
  const [current, setCurrent] = useState(steps.includes(startAt) ? startAt : (steps[0] ?? FINISH));
  const moved = useRef(false);
  const index = steps.indexOf(current);
  const previous = steps[index - 1];
  const next = steps[index + 1];
  const area = sheet.areas.find((a) => a.items.some((i) => i.slug === current));
  const total = steps.length - 1;
  const finished = total - missingItems(sheet, draft.entries).length;

  const settle = (slug: string) => {
    setCurrent(slug);
    // The address names the item, so that a reload and another device begin there; no request is made for it.
    window.history.replaceState(window.history.state, "", `?item=${slug}`);
  };
  const go = (slug: string) => {
    // Staying on the item changes no state, so that the effect below would wait for the next change and move then.
    if (slug === current) return show(slug);
    moved.current = true;
    settle(slug);
  };
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    show(current);
  }, [current]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement | null;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.isComposing ||
        at?.closest("input, textarea, select, [role=dialog], [role=alertdialog]")
      )
        return;
      const grade = /^[0-4]$/.test(event.key) ? Number(event.key) : null;
      if (isGrade(grade) && current !== FINISH) keeper.change(current, { grade });
      else if (event.key === "ArrowRight" && next) go(next);
      else if (event.key === "ArrowLeft" && previous) go(previous);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  const nav = <SheetNav areas={sheet.areas} entries={draft.entries} current={current} onGo={go} />;
  return (
    <>
      <PageHeader title={head.title} detail={head.detail({ done: finished, of: total })} back={head.back} />
      {notice}
      {sheet.carried.length > 0 && <Notice className="mb-4">{t("carried", { areas: sheet.carried.join(t("carried.join")) })}</Notice>}
      {draft.overtaken.length > 0 && (
        <Notice tone="waiting" role="status" className="mb-4">
          {t("overtaken", { count: draft.overtaken.length })}
        </Notice>
      )}
      {draft.status === "refused" && (
        <Notice tone="blocked" role="alert" className="mb-4">
          {draft.refusals.map((r) => refusalText(`refusal.${r.code}`, r.params)).join(" ")}
        </Notice>
      )}
      <div className="items-start gap-8 md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-4 hidden max-h-[calc(100dvh-2rem)] overflow-y-auto pb-4 md:block">
          <SaveState status={draft.status} className="mb-3 px-2" />
          {nav}
          <p className="mt-4 px-2 text-xs text-faint">{t("item.keys")}</p>
        </aside>
        <div id="sheet" className="grid min-w-0 scroll-mt-4 gap-4">
          <Fold key={current} boxed className="md:hidden" summaryClass="text-sm font-medium" summary={t("nav.all")}>
            <div className="px-2 pb-3">{nav}</div>
          </Fold>
          {area && (
            <div>
              <h2 className="text-base font-semibold">
                {area.title} <span className="ms-1 font-normal text-muted">{t("nav.weight", { weight: area.weight })}</span>
              </h2>
              <p className="max-w-prose text-sm text-muted">{area.how}</p>
            </div>
          )}
          {area?.items.map((item) => (
            <ItemCard
              key={item.slug}
              item={item}
              position={{ n: steps.indexOf(item.slug) + 1, of: total }}
              entry={draft.entries[item.slug]}
              current={item.slug === current}
              overtaken={draft.overtaken.includes(item.slug)}
              revision={draft.revision}
              personId={personId}
              remarkHint={remarkHint}
              before={before?.(item.slug)}
              keeper={keeper}
              onFocus={() => item.slug !== current && settle(item.slug)}
            />
          ))}
          {current === FINISH && finish(draft, go)}
          <div className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 -mx-gutter flex items-center justify-between gap-2 border-t border-line bg-paper px-gutter py-2 md:static md:mx-0 md:border-0 md:bg-transparent md:px-0">
            <StepLink to={previous} onGo={go} variant="secondary">
              <ArrowLeft aria-hidden className="size-4" /> {t("item.previous")}
            </StepLink>
            <SaveState status={draft.status} className="md:hidden" />
            <StepLink to={next} onGo={go} variant="primary">
              {t("item.next")} <ArrowRight aria-hidden className="size-4" /> <KeyHint>→</KeyHint>
            </StepLink>
          </div>
        </div>
      </div>
    </>
  );
}

/** Bring an item, or the end, before the eyes and to the keys. */
function show(slug: string): void {
  const place = document.getElementById(slug === FINISH ? "finish" : `item-${slug}`);
  const top = window.matchMedia("(min-width: 48rem)").matches ? place : document.getElementById("sheet");
  top?.scrollIntoView({ block: "start" });
  (slug === FINISH ? place : place?.querySelector<HTMLElement>("h3"))?.focus({ preventScroll: true });
}

/** A way to the step before or after; a link, so that it works without script too. */
function StepLink({
  to,
  onGo,
  variant,
  children,
}: {
  to: string | undefined;
  onGo: (slug: string) => void;
  variant: "primary" | "secondary";
  children: ReactNode;
}) {
  if (!to)
    return <span className={classes(buttonStyle("secondary"), "pointer-events-none shrink-0 border-line! text-faint!")}>{children}</span>;
  return (
    <a
      href={`?item=${to}`}
      onClick={(event) => {
        event.preventDefault();
        onGo(to);
      }}
      className={classes(buttonStyle(variant), "shrink-0")}
    >
      {children}
    </a>
  );
}
