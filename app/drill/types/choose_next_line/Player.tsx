import { ChatLines } from "../ChatLines";
import type { PlayerProps } from "../question";
import { SingleChoicePlayer } from "../single_choice/Player";
import type { ChooseNextLine } from "./rules";

/** The chat so far, and below it the lines that could come next. */
export function ChooseNextLinePlayer({ view, ...rest }: PlayerProps<ChooseNextLine>) {
  return (
    <div className="grid gap-5">
      <ChatLines lines={view.chat} />
      <SingleChoicePlayer view={view} {...rest} />
    </div>
  );
}
