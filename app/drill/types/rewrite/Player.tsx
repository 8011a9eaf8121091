import { useT } from "~/platform/use-locale";
import { ToneIcon } from "~/ui/ToneIcon";
import { typeMessages } from "../../messages.types";
import { ReplyFields } from "../free_reply/ReplyFields";
import type { PlayerProps } from "../question";
import type { Rewrite } from "./rules";

/** A poor reply, and the field for a better one. */
export function RewritePlayer({ view, answer, onAnswer, verdict }: PlayerProps<Rewrite>) {
  const t = useT(typeMessages);
  return (
    <ReplyFields view={view} answer={answer} onAnswer={onAnswer} verdict={verdict}>
      <figure>
        <figcaption className="text-sm text-muted">{t("reply.poor")}</figcaption>
        <blockquote className="mt-1 flex items-start gap-2 rounded-box bg-blocked-soft px-4 py-3 text-base text-blocked-ink">
          <ToneIcon tone="blocked" className="mt-[0.2em] size-5" />
          <span className="min-w-0 break-words whitespace-pre-line">{view.poor}</span>
        </blockquote>
      </figure>
    </ReplyFields>
  );
}
