import { useT } from "~/platform/use-locale";
import { TextField } from "~/ui/TextField";
import { drillMessages } from "../../messages";
import { typeMessages } from "../../messages.types";
import { NUMBER_LENGTH } from "../lengths";
import { OwnText } from "../OwnText";
import type { PlayerProps } from "../question";
import type { NumberType } from "./rules";

/** A number to type, in digits or words, with its unit or without. */
export function NumberPlayer({ view, answer, onAnswer, verdict }: PlayerProps<NumberType>) {
  const t = useT(typeMessages);
  const say = useT(drillMessages);
  if (verdict) {
    const { answer: right, unit, read, tolerance } = verdict.key;
    return (
      <dl className="grid gap-3">
        <OwnText text={answer?.text} correct={verdict.correct} />
        {answer && read !== answer.text.trim() && (
          <dd className="-mt-2 ps-7 text-sm text-muted">
            {read === null ? t("number.unread", { unit }) : t("number.read", { value: read, unit })}
          </dd>
        )}
        <div>
          <dt className="text-sm text-muted">{say("text.accepted")}</dt>
          <dd className="text-base font-medium tabular-nums">
            {right} {unit}
            {tolerance && <span className="block text-sm font-normal text-muted">{t("number.range", { tolerance, unit })}</span>}
          </dd>
        </div>
      </dl>
    );
  }
  return (
    <TextField
      name="answer"
      label={t("number.label", { unit: view.unit })}
      value={answer?.text ?? ""}
      onChange={(event) => onAnswer?.(event.currentTarget.value === "" ? null : { text: event.currentTarget.value })}
      maxLength={NUMBER_LENGTH}
      inputMode="decimal"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="next"
    />
  );
}
