import { type ReactNode, useState } from "react";
import { useT } from "~/platform/use-locale";
import { TextArea } from "~/ui/TextArea";
import { typeMessages } from "../../messages.types";
import { ChatLines } from "../ChatLines";
import { REPLY_LENGTH } from "../lengths";
import type { PlayerProps } from "../question";
import type { ReplyAnswer, ReplyKey, ReplyView } from "./reply";
import { ReplyReview } from "./ReplyReview";

type ReplyFieldsProps = Omit<PlayerProps<{ view: ReplyView<"free_reply" | "rewrite">; answer: ReplyAnswer; key: ReplyKey }>, "keys"> & {
  /** Between the chat and the field. */
  children?: ReactNode;
};

/** The chat so far and a field for the next line of it; with a verdict, what was found in the reply. */
export function ReplyFields({ view, answer, onAnswer, verdict, children }: ReplyFieldsProps) {
  return (
    <div className="grid gap-5">
      <ChatLines lines={view.chat} />
      {children}
      {verdict ? (
        <ReplyReview text={answer?.text ?? null} verdict={verdict} />
      ) : (
        <Draft key={view.stem} answer={answer} onAnswer={onAnswer} />
      )}
    </div>
  );
}

/** What is typed stays, whatever the page around it makes of the answer meanwhile. */
function Draft({ answer, onAnswer }: Pick<ReplyFieldsProps, "answer" | "onAnswer">) {
  const t = useT(typeMessages);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextArea
      name="answer"
      label={t("reply.label")}
      hint={t("reply.hint")}
      value={typed ?? answer?.text ?? ""}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onAnswer?.(text.trim() === "" ? null : { text });
      }}
      rows={4}
      maxLength={REPLY_LENGTH}
      autoComplete="off"
    />
  );
}
