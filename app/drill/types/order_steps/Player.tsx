import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { SelectField } from "~/ui/SelectField";
import { inkTone } from "~/ui/tone";
import { ToneIcon } from "~/ui/ToneIcon";
import { typeMessages } from "../../messages.types";
import type { PlayerProps } from "../question";
import { useScripted } from "../use-scripted";
import { Arranging } from "./Arranging";
import type { OrderSteps } from "./rules";

/** Steps to be put in their order: tapped one after the other, moved by buttons or arrows. Without script each gets its number from a list. */
export function OrderStepsPlayer({ view, answer, onAnswer, verdict, keys }: PlayerProps<OrderSteps>) {
  const t = useT(typeMessages);
  const scripted = useScripted();
  if (verdict) return <Ordered view={view} steps={verdict.key.steps} />;
  if (scripted) return <Arranging steps={view.steps} order={answer?.steps ?? []} onAnswer={onAnswer} keys={keys} />;
  return (
    <ul className="grid gap-2">
      {view.steps.map(({ id, text }) => {
        const at = answer?.steps.indexOf(id) ?? -1;
        return (
          <li key={id} className="flex items-center gap-3">
            <SelectField
              name="answer"
              label={t("order.place", { step: text })}
              labelHidden
              placeholder="–"
              className="w-20 shrink-0"
              options={view.steps.map((_, n) => ({ value: `${id}=${n + 1}`, label: String(n + 1) }))}
              defaultValue={at < 0 ? "" : `${id}=${at + 1}`}
            />
            <span className="min-w-0 text-base">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The right order, and the place at which each step was put. */
function Ordered({ view, steps }: { view: OrderSteps["view"]; steps: OrderSteps["key"]["steps"] }) {
  const t = useT(typeMessages);
  const texts = new Map(view.steps.map((s) => [s.id, s.text]));
  return (
    <ol aria-label={t("order.review")} className="grid gap-2">
      {steps.map(({ id, yours }, at) => {
        const tone = yours === at + 1 ? "cleared" : "blocked";
        return (
          <li
            key={id}
            className={classes(
              "flex items-start gap-3 rounded-box border px-4 py-2.5",
              tone === "cleared" ? "border-cleared bg-cleared-soft" : "border-blocked bg-blocked-soft",
            )}
          >
            <span className="w-5 shrink-0 text-end text-base text-muted tabular-nums">{at + 1}</span>
            <span className="min-w-0 flex-1 text-base">
              {texts.get(id)}
              <span className={`block text-sm ${inkTone[tone]}`}>
                {tone === "cleared" ? t("order.right") : yours === null ? t("order.missing") : t("order.yours", { n: yours })}
              </span>
            </span>
            <ToneIcon tone={tone} className={`mt-[0.15em] size-5 ${inkTone[tone]}`} />
          </li>
        );
      })}
    </ol>
  );
}
