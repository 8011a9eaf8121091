import { useCallback, useMemo } from "react";
import { Choices } from "../Choices";
import type { PlayerProps } from "../question";
import type { MultipleChoice } from "./rules";

/** Several options to tick. */
export function MultipleChoicePlayer({ view, answer, onAnswer, verdict, keys }: PlayerProps<MultipleChoice>) {
  const picked = useMemo(() => answer?.options ?? [], [answer]);
  const tick = useCallback(
    (id: string, on: boolean) => {
      const options = on ? [...picked.filter((p) => p !== id), id] : picked.filter((p) => p !== id);
      onAnswer?.(options.length > 0 ? { options } : null);
    },
    [picked, onAnswer],
  );
  return <Choices stem={view.stem} options={view.options} picked={picked} onPick={tick} multiple verdict={verdict} keys={keys} />;
}
