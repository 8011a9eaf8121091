import type { PlayerProps } from "../question";
import { ReplyFields } from "./ReplyFields";
import type { FreeReply } from "./rules";

/** A reply to write. */
export function FreeReplyPlayer({ view, answer, onAnswer, verdict }: PlayerProps<FreeReply>) {
  return <ReplyFields view={view} answer={answer} onAnswer={onAnswer} verdict={verdict} />;
}
