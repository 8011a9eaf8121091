import { useT } from "~/platform/use-locale";
import { type RadioCard, RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { drillMessages } from "../../messages";
import { typeMessages } from "../../messages.types";
import type { PlayerProps } from "../question";
import { useDigitKeys } from "../use-digit-keys";
import { useScripted } from "../use-scripted";
import type { TrueFalse } from "./rules";

const TRUTHS = [true, false];

/** True or false, and below it why. Without script the judgement is a list to choose from: two groups of radios cannot have one name. */
export function TrueFalsePlayer({ view, answer, onAnswer, verdict, keys }: PlayerProps<TrueFalse>) {
  const t = useT(typeMessages);
  const say = useT(drillMessages);
  const scripted = useScripted();
  const truth = answer?.truth ?? null;
  const reason = answer?.reason ?? null;
  const give = (changed: Partial<TrueFalse["answer"]>) => onAnswer?.({ truth, reason, ...changed });

  useDigitKeys(Boolean(keys && !verdict && onAnswer), (digit) => {
    const judged = TRUTHS[digit - 1];
    const why = view.reasons[digit - 1 - TRUTHS.length];
    if (judged !== undefined) give({ truth: judged });
    else if (why) give({ reason: why.id });
    return judged !== undefined || why !== undefined;
  });

  const word = (right: boolean, picked: boolean) =>
    picked ? say(right ? "choice.yours_right" : "choice.yours_wrong") : right ? say("choice.right") : null;
  const card = (value: string, label: string, digit: number, right: boolean, picked: boolean, why?: string): RadioCard => {
    const said = verdict && word(right, picked);
    return {
      value,
      label,
      keyHint: keys && digit <= 9 ? String(digit) : undefined,
      tone: said ? (right ? "cleared" : "blocked") : undefined,
      description: said && (
        <>
          <span className="font-medium">{said}</span>
          {picked && why && <span className="block">{why}</span>}
        </>
      ),
    };
  };
  const truths = TRUTHS.map((value, i) =>
    card(`truth=${value}`, t(value ? "truth.true" : "truth.false"), i + 1, verdict?.key.truth === value, truth === value),
  );
  return (
    <div className="grid gap-5">
      {scripted || verdict ? (
        <RadioCards
          name="truth"
          legend={t("truth.question")}
          options={truths}
          columns={2}
          disabled={Boolean(verdict)}
          value={truth === null ? [] : `truth=${truth}`}
          onChange={(value) => give({ truth: value === "truth=true" })}
        />
      ) : (
        <SelectField
          name="answer"
          label={t("truth.question")}
          placeholder
          options={truths.map(({ value, label }) => ({ value, label: String(label) }))}
          defaultValue={truth === null ? "" : `truth=${truth}`}
        />
      )}
      <RadioCards
        name="answer"
        legend={t("truth.reason")}
        hint={verdict ? undefined : t("truth.hint")}
        disabled={Boolean(verdict)}
        value={reason === null ? [] : `reason=${reason}`}
        onChange={(value) => give({ reason: value.slice("reason=".length) })}
        options={view.reasons.map((r, i) =>
          card(`reason=${r.id}`, r.text, TRUTHS.length + i + 1, verdict?.key.reason === r.id, reason === r.id, verdict?.key.why[r.id]),
        )}
      />
    </div>
  );
}
