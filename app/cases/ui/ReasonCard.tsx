import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { effectAddress } from "../address";
import type { ReasonEffects } from "../effect-view";
import { together } from "../effect-rules";
import { effectMessages } from "../messages.effects";
import { lossReasons } from "../reasons";
import { percentOf } from "./effect-words";
import { EffectRow } from "./EffectRow";
import { ReasonChart } from "./ReasonChart";

const letterOf = (i: number) => String.fromCharCode(65 + (i % 26));

/** A reason: its weeks as a line with the actions marked, then each action with what it did. */
export function ReasonCard({ effects: { reason, measure, weeks, actions } }: { effects: ReasonEffects }) {
  const t = useT(effectMessages);
  const say: (key: string) => string = useT<string>(effectMessages);
  const { locale } = useReader();
  // The oldest is A, as the eye meets them on the line.
  const marked = actions.map((action, i) => ({ ...action, mark: letterOf(actions.length - 1 - i) }));
  return (
    <Card
      title={pick(lossReasons[reason].name, locale)}
      action={
        <span className="text-sm text-muted tabular-nums">
          <strong className="font-semibold text-ink">{t("percent", { value: percentOf(together(weeks)) })}</strong>{" "}
          {t(`measure.${measure}`)}
        </span>
      }
    >
      <ReasonChart
        reason={reason}
        measure={measure}
        weeks={weeks}
        marks={marked.map(({ mark, done, kind, effect }) => ({ mark, day: done, kind: say(`kind.${kind}`), verdict: effect.verdict }))}
      />
      {marked.length > 0 && (
        <ul className="mt-3 divide-y divide-line">
          {marked.map((action) => (
            <li key={action.id} className="py-3 last:pb-0">
              <EffectRow action={action} measure={measure} mark={action.mark} to={effectAddress(action.id)} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
