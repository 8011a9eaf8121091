import { difference, type Share } from "~/platform/shares";
import { useT } from "~/platform/use-locale";
import { ENOUGH } from "../effect-rules";
import type { Drilled } from "../effects.server";
import { effectMessages } from "../messages.effects";
import { percentOf, pointsOf } from "./effect-words";

/** How inquiries went with agents who had done the drill, beside those of their colleagues who had not. */
export function DrilledAndNot({ drilled: { drilled, others, people } }: { drilled: Drilled }) {
  const t = useT(effectMessages);
  const paid = ({ part, of }: Share) => t("one.paid_of", { percent: percentOf({ part, of }), part, of });
  const apart = Math.min(drilled.of, others.of) < ENOUGH ? null : difference(others, drilled);
  return (
    <section className="mt-4 border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t("one.drilled")}</h3>
      <p className="mt-1 text-sm text-muted">{t("one.drilled_detail", { count: people })}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <dt className="text-muted">{t("one.drilled_row")}</dt>
        <dd className="tabular-nums">{paid(drilled)}</dd>
        <dt className="text-muted">{t("one.others_row")}</dt>
        <dd className="tabular-nums">{paid(others)}</dd>
      </dl>
      <p className="mt-2">
        {apart
          ? t("one.drilled_by", { by: pointsOf(apart.by), low: pointsOf(apart.low), high: pointsOf(apart.high) })
          : t("one.drilled_little", { enough: ENOUGH })}
      </p>
    </section>
  );
}
