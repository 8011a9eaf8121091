import { useT } from "~/platform/use-locale";
import { TextField } from "~/ui/TextField";
import { drillMessages } from "../../messages";
import { SHORT_TEXT_LENGTH } from "../lengths";
import { OwnText } from "../OwnText";
import type { PlayerProps } from "../question";
import type { ShortText } from "./rules";

/** A line to type. */
export function ShortTextPlayer({ view, answer, onAnswer, verdict }: PlayerProps<ShortText>) {
  const t = useT(drillMessages);
  if (verdict) {
    const { slipOf, accepted } = verdict.key;
    const [usual = "", ...others] = accepted;
    return (
      <dl className="grid gap-3">
        <OwnText text={answer?.text} correct={verdict.correct} note={slipOf && t("text.slip", { meant: slipOf })} />
        <div>
          <dt className="text-sm text-muted">{t("text.accepted")}</dt>
          <dd className="text-base font-medium">
            {usual}
            {others.length > 0 && (
              <span className="block text-sm font-normal text-muted">{t("text.also", { list: others.join(" · ") })}</span>
            )}
          </dd>
        </div>
      </dl>
    );
  }
  return (
    <TextField
      name="answer"
      label={t("text.label")}
      hint={view.hint ?? undefined}
      value={answer?.text ?? ""}
      onChange={(event) => onAnswer?.(event.currentTarget.value === "" ? null : { text: event.currentTarget.value })}
      maxLength={SHORT_TEXT_LENGTH}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="next"
    />
  );
}
