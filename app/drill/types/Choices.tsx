import { type ReactNode, useEffect } from "react";
import { useT } from "~/platform/use-locale";
import { RadioCards } from "~/ui/RadioCards";
import { drillMessages } from "../messages";
import type { ChoiceKey } from "./one-option";

type ChoicesProps = {
  stem: string;
  options: { id: string; text: ReactNode }[];
  picked: readonly string[];
  onPick?: (id: string, on: boolean) => void;
  multiple?: boolean;
  verdict?: { key: ChoiceKey } | null;
  keys?: boolean;
  /** Options side by side, on phones too. */
  columns?: 2;
};

/** The options of a choice question as large rows; after the answer each says whether it was right, and why somebody picks it. */
export function Choices({ stem, options, picked, onPick, multiple, verdict, keys, columns }: ChoicesProps) {
  const t = useT(drillMessages);

  useEffect(() => {
    if (!keys || verdict || !onPick) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      const option = options[Number(event.key) - 1];
      if (!option) return;
      event.preventDefault();
      onPick(option.id, !picked.includes(option.id));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [keys, verdict, onPick, options, picked]);

  const word = (id: string) => {
    if (!verdict) return null;
    const right = verdict.key.right.includes(id);
    if (picked.includes(id)) return t(right ? "choice.yours_right" : "choice.yours_wrong");
    return right ? t(picked.length > 0 && multiple ? "choice.missed" : "choice.right") : null;
  };
  return (
    <RadioCards
      name="answer"
      legend={stem}
      legendHidden
      hint={multiple && !verdict ? t("choice.several") : undefined}
      multiple={multiple}
      columns={columns}
      disabled={Boolean(verdict)}
      value={picked}
      onChange={(id, on) => onPick?.(id, on)}
      options={options.map((option, i) => {
        const said = word(option.id);
        const why = verdict && picked.includes(option.id) ? verdict.key.why[option.id] : undefined;
        return {
          value: option.id,
          label: option.text,
          keyHint: keys ? String(i + 1) : undefined,
          tone: said ? (verdict?.key.right.includes(option.id) ? ("cleared" as const) : ("blocked" as const)) : undefined,
          description: said && (
            <>
              <span className="font-medium">{said}</span>
              {why && <span className="block">{why}</span>}
            </>
          ),
        };
      })}
    />
  );
}

/** Whether a key pressed there is text. Radios and checkboxes are no text. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "radio" && target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
