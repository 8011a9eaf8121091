import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { RadioCards } from "~/ui/RadioCards";
import { drillMessages } from "../messages";
import type { ChoiceKey } from "./one-option";
import { useDigitKeys } from "./use-digit-keys";

type ChoicesProps = {
  stem: string;
  options: { id: string; text: ReactNode }[];
  picked: readonly string[];
  onPick?: (id: string, on: boolean) => void;
  multiple?: boolean;
  verdict?: { key: ChoiceKey } | null;
  keys?: boolean;
  /** The options are pictures: two side by side, on phones too. */
  pictures?: boolean;
};

/** The options of a choice question as large rows; after the answer each says whether it was right, and why somebody picks it. */
export function Choices({ stem, options, picked, onPick, multiple, verdict, keys, pictures }: ChoicesProps) {
  const t = useT(drillMessages);

  useDigitKeys(Boolean(keys && !verdict && onPick), (digit) => {
    const option = options[digit - 1];
    if (option) onPick?.(option.id, !picked.includes(option.id));
    return option !== undefined;
  });

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
      columns={pictures ? 2 : 1}
      tight={pictures}
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
