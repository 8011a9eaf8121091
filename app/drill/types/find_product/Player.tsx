import { useCallback, useRef } from "react";
import { useT } from "~/platform/use-locale";
import { TextField } from "~/ui/TextField";
import { drillMessages } from "../../messages";
import { typeMessages } from "../../messages.types";
import { FIND_PRODUCT_LENGTH } from "../lengths";
import { OwnText } from "../OwnText";
import type { PlayerProps } from "../question";
import { Scanner } from "./Scanner";
import type { FindProduct } from "./rules";

/** A line to type a product into, or to have it scanned into: a hand scanner types too. */
export function FindProductPlayer({ answer, onAnswer, verdict }: PlayerProps<FindProduct>) {
  const t = useT(drillMessages);
  const say = useT(typeMessages);
  const field = useRef<HTMLInputElement>(null);
  const take = useCallback((text: string) => onAnswer?.(text === "" ? null : { text: text.slice(0, FIND_PRODUCT_LENGTH) }), [onAnswer]);
  const scanned = (text: string) => {
    take(text);
    // Enter sends then. A phone's keyboard stays down.
    if (window.matchMedia("(pointer: fine)").matches) field.current?.focus();
  };
  if (verdict) {
    const { products, slipOf, repeats } = verdict.key;
    const note = repeats ? say("find.repeats") : slipOf && t("text.slip", { meant: slipOf });
    return (
      <dl className="grid gap-3">
        <OwnText text={answer?.text} correct={verdict.correct} note={note} />
        <div>
          <dt className="text-sm text-muted">{products.length > 1 ? say("find.any_of") : t("text.accepted")}</dt>
          {products.length === 0 && <dd>{say("find.gone")}</dd>}
          {products.map(({ name, code, shelf }) => (
            <dd key={code} className="mt-0.5 text-base font-medium">
              {name}
              <span className="block text-sm font-normal text-muted">
                {code}
                {shelf !== null && <> · {say("find.shelf", { shelf })}</>}
              </span>
            </dd>
          ))}
        </div>
      </dl>
    );
  }
  return (
    <div className="grid gap-3">
      <TextField
        ref={field}
        name="answer"
        label={say("find.label")}
        hint={say("find.hint")}
        value={answer?.text ?? ""}
        onChange={(event) => take(event.currentTarget.value)}
        maxLength={FIND_PRODUCT_LENGTH}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="next"
      />
      {onAnswer && <Scanner onFound={scanned} />}
    </div>
  );
}
