import { useT } from "~/platform/use-locale";
import { ToneIcon } from "~/ui/ToneIcon";
import { drillMessages } from "../messages";

type OwnTextProps = {
  text: string | undefined;
  correct: boolean;
  /** What else is to be said about it. */
  note?: string | null;
};

/** After the answer: what was typed, and whether it was right. A term of a `dl`. */
export function OwnText({ text, correct, note }: OwnTextProps) {
  const t = useT(drillMessages);
  return (
    <div>
      <dt className="text-sm text-muted">{t("text.yours")}</dt>
      <dd className={`flex items-start gap-2 text-base ${correct ? "text-cleared-ink" : "text-blocked-ink"}`}>
        <ToneIcon tone={correct ? "cleared" : "blocked"} className="mt-[0.2em] size-5" />
        <span className="min-w-0 break-words">
          {text && text.trim() !== "" ? text : t("text.none")} <span className="sr-only">{t(correct ? "text.right" : "text.wrong")}</span>
          {note && <span className="block text-sm text-ink">{note}</span>}
        </span>
      </dd>
    </div>
  );
}
