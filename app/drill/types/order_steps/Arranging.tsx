import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { IconButton } from "~/ui/IconButton";
import { KeyHint } from "~/ui/KeyHint";
import { typeMessages } from "../../messages.types";
import { useDigitKeys } from "../use-digit-keys";
import { moved, placed, takenOut } from "./moves";
import type { OrderSteps } from "./rules";

type Step = { id: string; text: string };
type ArrangingProps = {
  steps: readonly Step[];
  order: readonly string[];
  onAnswer: ((answer: OrderSteps["answer"] | null) => void) | undefined;
  keys: boolean | undefined;
};

const row = "flex min-h-12 w-full items-center gap-3 rounded-box px-4 py-2 text-start text-base";

/** The steps placed so far and those still to place. A tap places a step or takes it out again; arrows move it. */
export function Arranging({ steps, order, onAnswer, keys }: ArrangingProps) {
  const t = useT(typeMessages);
  const [said, setSaid] = useState("");
  const around = useRef<HTMLDivElement>(null);
  // What takes the focus once the page shows the new order: buttons vanish or move under it.
  const wanted = useRef<string[]>([]);
  useEffect(() => {
    const found = wanted.current.map((name) => around.current?.querySelector<HTMLElement>(`[data-focus="${name}"]:not(:disabled)`));
    wanted.current = [];
    found.find((element) => element)?.focus();
  }, [order]);

  const all = steps.map((s) => s.id);
  const pool = steps.filter((s) => !order.includes(s.id));
  const textOf = (id: string) => steps.find((s) => s.id === id)?.text ?? "";
  const give = (next: string[], id: string) => {
    onAnswer?.(next.length > 0 ? { steps: next } : null);
    const n = next.indexOf(id) + 1;
    setSaid(t(n > 0 ? "order.now" : "order.out", { step: textOf(id), n, of: steps.length }));
    return next;
  };
  const put = (id: string) => give(placed(order, id, all), id);
  const takeOut = (id: string) => give(takenOut(order, id), id);
  const move = (id: string, by: -1 | 1, focus: string[]) => {
    wanted.current = focus.map((name) => `${name} ${id}`);
    give(moved(order, id, by), id);
  };
  useDigitKeys(Boolean(keys && onAnswer), (digit) => {
    const step = steps[digit - 1];
    if (step) (order.includes(step.id) ? takeOut : put)(step.id);
    return step !== undefined;
  });
  const onArrow = (id: string) => (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (by === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(id, by, ["step"]);
  };
  const hint = (id: string) => keys && <KeyHint>{all.indexOf(id) + 1}</KeyHint>;

  return (
    <div ref={around} className="grid gap-4">
      <p className="text-sm text-muted">{t("order.hint")}</p>
      <ol aria-label={t("order.legend")} tabIndex={-1} data-focus="order" className="grid gap-2 focus-visible:outline-offset-4">
        {order.map((id, at) => (
          <li key={id} className="flex items-center rounded-box border border-accent bg-accent-soft pe-1">
            <button
              type="button"
              data-focus={`step ${id}`}
              aria-label={t("order.remove", { step: textOf(id) })}
              className={`${row} min-w-0 flex-1`}
              onKeyDown={onArrow(id)}
              onClick={() => {
                wanted.current = [`pool ${id}`];
                takeOut(id);
              }}
            >
              <span className="w-5 shrink-0 text-end font-medium tabular-nums">{at + 1}</span>
              <span className="min-w-0 flex-1">{textOf(id)}</span>
              {hint(id)}
            </button>
            <IconButton
              label={t("order.up", { step: textOf(id) })}
              icon={<ArrowUp aria-hidden />}
              data-focus={`up ${id}`}
              disabled={at === 0}
              className="min-h-11 min-w-11"
              onClick={() => move(id, -1, ["up", "down"])}
            />
            <IconButton
              label={t("order.down", { step: textOf(id) })}
              icon={<ArrowDown aria-hidden />}
              data-focus={`down ${id}`}
              disabled={at === order.length - 1}
              className="min-h-11 min-w-11"
              onClick={() => move(id, 1, ["down", "up"])}
            />
          </li>
        ))}
        {order.length === 0 && (
          <li className="flex min-h-12 items-center rounded-box border border-dashed border-line-strong px-4 text-sm text-muted">
            {t("order.empty")}
          </li>
        )}
      </ol>
      {pool.length > 0 && (
        <ul aria-label={t("order.pool")} className="grid gap-2">
          {pool.map(({ id, text }, at) => (
            <li key={id}>
              <button
                type="button"
                data-focus={`pool ${id}`}
                className={`${row} border border-line-strong/60 bg-surface transition-colors hover:border-line-strong hover:bg-hover`}
                onClick={() => {
                  const next = pool[at + 1] ?? pool[at - 1];
                  // The last but one places the last along: then the list has the focus, so that Enter goes on and undoes nothing.
                  wanted.current = next && pool.length > 2 ? [`pool ${next.id}`] : ["order"];
                  put(id);
                }}
              >
                <span className="min-w-0 flex-1">{text}</span>
                {hint(id)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
