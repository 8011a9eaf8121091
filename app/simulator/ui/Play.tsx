import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { EmptyState } from "~/ui/EmptyState";
import { playMessages } from "../messages.play";
import type { Beside } from "../play.server";
import type { RunView } from "../view";
import { Bubbles } from "./Bubbles";
import { Composer } from "./Composer";
import { CustomerList } from "./CustomerList";
import { LinkState } from "./LinkState";
import { NewLines } from "./NewLines";
import { Order } from "./Order";
import { Over } from "./Over";
import { PlayHeader } from "./PlayHeader";
import { Products } from "./Products";
import { ScriptsAtHand } from "./ScriptsAtHand";
import { RunClock } from "./use-clock";
import { useChosen, useTitleCount, useUnread } from "./use-chosen";
import { usePlay } from "./use-play";
import { usePlayKeys } from "./use-play-keys";
import { longestWaiting } from "./waits";

export type PlayPage = Beside & {
  runId: string;
  title: string;
  /** The language of the chats. */
  locale: "zh-CN" | "en";
  counts: boolean;
  customers: number;
  view: RunView;
  /** Of a page without script: the customer and the pane that were asked for, and the id of its message. */
  chosen: string | null;
  pane: string | null;
  messageId: string;
};
type PlayProps = { page: PlayPage; refused: { refusals: readonly Refusal[]; customer: string; text: string } | null };

const panes = ["chat", "order", "products", "scripts"] as const;
type Pane = (typeof panes)[number];

/** The chats of a run as a merchant's tool shows them: who waits, the chat, and beside it order, products and scripts. On a phone one pane at a time. */
export function Play({ page, refused }: PlayProps) {
  const t = useT(playMessages);
  const { runId, locale } = page;
  const { view, base, link, unsent, send, drop, drafts, recall, type } = usePlay(runId, page.view);
  const { chats } = view;
  const { chosen, choose } = useChosen(runId, chats, refused?.customer ?? page.chosen);
  const unread = useUnread(chats, chosen?.slug ?? null);
  const [pane, setPane] = useState<Pane>(panes.find((one) => one === page.pane) ?? "chat");
  const [product, setProduct] = useState(page.products[0]?.slug ?? null);
  const field = useRef<HTMLTextAreaElement>(null);
  const scripts = useRef<HTMLDivElement>(null);
  const slug = chosen?.slug ?? null;

  useEffect(() => {
    // Something may have been typed before the script had taken over.
    if (slug !== null) recall(slug, field.current?.value ?? "");
  }, [slug, recall]);

  // At once: a key that is pressed in the same moment belongs to where this one leads, and Enter would send half a message otherwise.
  const toComposer = useCallback(() => {
    flushSync(() => setPane("chat"));
    field.current?.focus({ preventScroll: true });
  }, []);
  const open = useCallback(
    (next: string | undefined) => {
      if (next === undefined) return;
      choose(next);
      setPane("chat");
      // A phone's keyboard would cover the chat.
      if (window.matchMedia("(pointer: fine)").matches) toComposer();
    },
    [choose, toComposer],
  );
  const toCustomer = useCallback((at: number) => open(chats[at]?.slug), [chats, open]);
  const walk = useCallback((by: number) => open(chats[chats.findIndex((chat) => chat.slug === slug) + by]?.slug), [chats, slug, open]);
  const toLongest = useCallback(() => open(longestWaiting(chats)?.slug), [chats, open]);
  const toScripts = useCallback(() => {
    flushSync(() => setPane("scripts"));
    scripts.current?.querySelector<HTMLElement>("button[data-insert]")?.focus();
  }, []);
  const isFirst = useRef(true);
  useEffect(() => {
    if (slug === null || !isFirst.current) return;
    isFirst.current = false;
    if (document.activeElement === document.body && window.matchMedia("(pointer: fine)").matches)
      field.current?.focus({ preventScroll: true });
  }, [slug]);
  useTitleCount(Object.values(unread).reduce((sum, n) => sum + n, 0));
  usePlayKeys({ toCustomer, walk, toLongest, toScripts, toComposer });

  const text = slug === null ? "" : (drafts[slug] ?? (refused?.customer === slug ? refused.text : ""));
  const insert = (wording: string, gap: string | null) => {
    if (!chosen || chosen.isGone || view.isOver) return;
    const before = text.trimEnd();
    const whole = before === "" ? wording : `${before}\n${wording}`;
    type(chosen.slug, whole);
    toComposer();
    const from = gap === null ? whole.length : whole.indexOf(gap, whole.length - wording.length);
    // What is still open is selected: the next key takes its place.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => field.current?.setSelectionRange(from, gap === null ? from : from + gap.length)),
    );
  };
  const values = {
    ...page.values,
    ...page.products.find((one) => one.slug === product)?.values,
    ...(chosen && { customer: chosen.name }),
  };
  const own = unsent.filter(({ customer }) => customer === slug);

  return (
    <RunClock.Provider value={base}>
      <div data-fills className="flex min-h-0 flex-1 flex-col">
        <PlayHeader page={page} isOver={view.isOver} />
        <LinkState link={link} />
        <NewLines chats={chats} />
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-box border border-line bg-sunken lg:grid lg:grid-cols-[15rem_minmax(0,1fr)_20rem]">
          <div className="min-h-0 shrink-0 bg-surface max-lg:border-b max-lg:border-line lg:flex lg:flex-col">
            <CustomerList
              runId={runId}
              chats={chats}
              customers={page.customers}
              chosen={slug}
              unread={unread}
              pane={pane}
              onChoose={open}
            />
          </div>
          <PaneTabs runId={runId} pane={pane} chosen={slug} onPane={setPane} />
          <section
            aria-label={chosen ? t("chat", { name: chosen.name }) : t("waiting")}
            className={classes("flex min-h-0 flex-1 flex-col", pane !== "chat" && "max-lg:hidden")}
          >
            {chosen ? (
              <>
                <Bubbles
                  chat={chosen}
                  unsent={own}
                  link={link}
                  locale={locale}
                  onDrop={(id) => void drop(id)}
                  onBack={(message) => {
                    const before = (drafts[message.customer] ?? "").trimEnd();
                    type(message.customer, before === "" ? message.text : `${before}\n${message.text}`);
                    void drop(message.id);
                    toComposer();
                  }}
                />
                {view.isOver ? (
                  <Over runId={runId} unsent={unsent} chats={chats} />
                ) : chosen.isGone ? (
                  <div className="shrink-0 border-t border-line px-4 py-4 text-sm text-muted">
                    <p>{t("chat.gone", { name: chosen.name })}</p>
                    {text.trim() !== "" && <p className="mt-1 whitespace-pre-line">{t("chat.typed", { text })}</p>}
                  </div>
                ) : (
                  <Composer
                    runId={runId}
                    chat={chosen}
                    text={text}
                    locale={locale}
                    messageId={page.messageId}
                    field={field}
                    refusal={refused?.customer === slug ? (refused.refusals[0] ?? null) : null}
                    onType={(typed) => type(chosen.slug, typed)}
                    onSend={(said) => {
                      type(chosen.slug, "");
                      void send(chosen.slug, said);
                    }}
                  />
                )}
              </>
            ) : (
              <EmptyState title={t("waiting.none")}>{t("waiting.more", { count: page.customers })}</EmptyState>
            )}
          </section>
          <div
            className={classes("min-h-0 overflow-y-auto lg:border-s lg:border-line", pane === "chat" ? "max-lg:hidden" : "max-lg:flex-1")}
          >
            <BesidePane title={t("order")} isOpen={pane === "order"}>
              <Order chat={chosen} locale={locale} />
            </BesidePane>
            <BesidePane title={t("products")} isOpen={pane === "products"}>
              <Products products={page.products} chosen={product} locale={locale} onChoose={setProduct} />
            </BesidePane>
            <BesidePane title={t("scripts")} isOpen={pane === "scripts"}>
              <div ref={scripts}>
                <ScriptsAtHand scripts={page.scripts} values={values} locale={locale} onInsert={insert} />
              </div>
            </BesidePane>
          </div>
        </div>
      </div>
    </RunClock.Provider>
  );
}

function BesidePane({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className={classes("border-b border-line px-4 py-3 last:border-b-0", !isOpen && "max-lg:hidden")}>
      <h2 className="mb-2 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** On a phone: which pane stands here. Buttons of a form, for a page without script. */
function PaneTabs({ runId, pane, chosen, onPane }: { runId: string; pane: Pane; chosen: string | null; onPane: (pane: Pane) => void }) {
  const t = useT(playMessages);
  return (
    <form
      action={`/simulator/runs/${runId}`}
      aria-label={t("beside")}
      onSubmit={(event) => event.preventDefault()}
      className="grid shrink-0 auto-cols-fr grid-flow-col border-b border-line bg-surface lg:hidden"
    >
      {chosen !== null && <input type="hidden" name="with" value={chosen} />}
      {panes.map((one) => (
        <button
          key={one}
          type="submit"
          name="pane"
          value={one}
          aria-current={one === pane ? "true" : undefined}
          onClick={() => onPane(one)}
          className={classes(
            "min-h-11 border-b-2 px-1 text-sm focus-visible:-outline-offset-2",
            one === pane ? "border-accent font-medium text-ink" : "border-transparent text-muted",
          )}
        >
          {t(`pane.${one}`)}
        </button>
      ))}
    </form>
  );
}
