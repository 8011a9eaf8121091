import { useEffect, useMemo, useState } from "react";
import { Decimal } from "~/platform/decimal";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { bonusFen, type Tier } from "../bonus";
import { statementMessages } from "../messages.statement";
import { scoreIf, shownValue, triedKey, triedRange, type Tried, worth, yuan } from "../statement-values";
import type { StoreRulesShown } from "../statement.server";
import type { MonthTrace } from "../trace";

type Props = {
  trace: MonthTrace;
  rules: readonly StoreRulesShown[];
  tiers: readonly Tier[];
  days: { active: number; working: number };
  storeNames: Readonly<Record<string, string>>;
};

/** Sliders for each value: what the month would be, by the very rules that it is scored by. Only with script; nothing is saved. */
export function WhatIf({ trace, rules, tiers, days, storeNames }: Props) {
  const t = useT(statementMessages);
  const { locale } = useReader();
  const [isAlive, setAlive] = useState(false);
  const [tried, setTried] = useState<Tried>({});
  useEffect(() => setAlive(true), []);
  const bands = useMemo(
    () => new Map(rules.map(({ storeId, metrics }) => [storeId, new Map(metrics.map(({ slug, band }) => [slug, band]))])),
    [rules],
  );
  if (!isAlive || trace.score === null) return null;
  const score = scoreIf(trace, (storeId) => bands.get(storeId) ?? new Map<string, [number, number][]>(), tried) ?? trace.score;
  const now = worth(tiers, score, days);
  const more = bonusFen(tiers, Decimal.parse(score), days) - bonusFen(tiers, Decimal.parse(trace.score), days);
  const counted = trace.stores.filter(({ leftOut }) => leftOut === null);
  return (
    <div data-print="hide">
      <Card title={t("what_if.title")}>
        <p className="text-sm text-muted">{t("what_if.body")}</p>
        <p role="status" className="sticky top-0 z-10 mt-2 flex flex-wrap items-baseline gap-x-4 bg-surface py-2">
          <span className="text-lg font-semibold tabular-nums">{t("what_if.result", { score: now.score, bonus: now.bonus })}</span>
          <span className="text-ui text-muted tabular-nums">
            {more > 0n
              ? t("what_if.more", { amount: yuan(more) })
              : more < 0n
                ? t("what_if.less", { amount: yuan(-more) })
                : t("what_if.same")}
          </span>
        </p>
        {counted.map(({ storeId, metrics }) => (
          <fieldset key={storeId} className="mt-2">
            <legend className="text-sm font-medium">{storeNames[storeId]}</legend>
            <div className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
              {metrics.map(({ slug, value }) => {
                const rule = rules.find((r) => r.storeId === storeId)?.metrics.find((m) => m.slug === slug);
                if (value === null || !rule) return null;
                const key = triedKey(storeId, slug);
                const { min, max, step } = triedRange(rule.band, rule.unit, value);
                return (
                  <label key={slug} className="grid gap-1 text-sm">
                    <span className="flex justify-between gap-3">
                      <span>{pick(rule.title, locale)}</span>
                      <span className="tabular-nums">{shownValue(rule.unit, tried[key] ?? value)}</span>
                    </span>
                    <input
                      type="range"
                      className="min-h-control w-full accent-[var(--accent)]"
                      min={min}
                      max={max}
                      step={step}
                      value={tried[key] ?? value}
                      onChange={(event) => setTried({ ...tried, [key]: event.target.value })}
                    />
                  </label>
                );
              })}
            </div>
          </fieldset>
        ))}
        {Object.keys(tried).length > 0 && (
          <Button className="mt-3" onClick={() => setTried({})}>
            {t("what_if.reset")}
          </Button>
        )}
      </Card>
    </div>
  );
}
