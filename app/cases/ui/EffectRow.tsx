import { Link } from "@remix-run/react";
import { formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { caseAddress } from "../address";
import type { MeasuredAction } from "../effect-view";
import type { Measure } from "../effect-rules";
import { effectMessages } from "../messages.effects";
import { useEffectSentence, verdictTones } from "./effect-words";

/** An action with a sentence that says whether it helped. `mark`: its letter in the chart; `to`: its own page. */
export function EffectRow({ action, measure, mark, to }: { action: MeasuredAction; measure: Measure; mark?: string; to?: string }) {
  const t = useT(effectMessages);
  const say: (key: string) => string = useT<string>(effectMessages);
  const { locale } = useReader();
  const sentence = useEffectSentence();
  const { effect, kind, note, number, caseTitle, done } = action;
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {mark && <span className="grid size-6 place-items-center rounded-full bg-hover text-xs font-semibold">{mark}</span>}
        <strong className="font-medium">{say(`kind.${kind}`)}</strong>
        <Badge tone={verdictTones[effect.verdict]}>{t(`verdict.${effect.verdict}`)}</Badge>
        <span className="text-sm text-muted">{t("done", { day: formatDay(done, locale) })}</span>
      </p>
      <p className="mt-1">{sentence(effect, measure, done)}</p>
      {action.with > 0 && <p className="mt-1 text-sm text-muted">{t("together", { count: action.with })}</p>}
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
        <Link to={caseAddress(number)} prefetch="intent" className="link min-w-0 truncate leading-6">
          {t("from_case", { number })} · {caseTitle}
        </Link>
        {to && (
          <Link to={to} prefetch="intent" className="link inline-flex min-h-6 items-center">
            {t("more")}
          </Link>
        )}
      </p>
      {note && <p className="measure mt-1 text-sm text-muted">{note}</p>}
    </div>
  );
}
