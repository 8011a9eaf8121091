import { useCallback } from "react";
import { Choices } from "../Choices";
import type { ShownOption } from "../one-option";
import type { PlayerProps } from "../question";
import type { SingleChoice } from "./rules";

type OneOfTexts = Omit<PlayerProps<SingleChoice>, "view"> & { view: { stem: string; options: ShownOption[] } };

/** One option to pick, of those whose options are texts. */
export function SingleChoicePlayer({ view, answer, onAnswer, verdict, keys }: OneOfTexts) {
  const pick = useCallback((option: string) => onAnswer?.({ option }), [onAnswer]);
  return (
    <Choices stem={view.stem} options={view.options} picked={answer ? [answer.option] : []} onPick={pick} verdict={verdict} keys={keys} />
  );
}
