import { useCallback } from "react";
import { Choices } from "../Choices";
import type { PlayerProps } from "../question";
import type { SingleChoice } from "./rules";

/** One option to pick. */
export function SingleChoicePlayer({ view, answer, onAnswer, verdict, keys }: PlayerProps<SingleChoice>) {
  const pick = useCallback((option: string) => onAnswer?.({ option }), [onAnswer]);
  return (
    <Choices stem={view.stem} options={view.options} picked={answer ? [answer.option] : []} onPick={pick} verdict={verdict} keys={keys} />
  );
}
