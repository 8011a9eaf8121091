import { useT } from "~/platform/use-locale";
import { ToneIcon } from "~/ui/ToneIcon";
import { drillMessages } from "../messages";

type OwnTextProps = {
  text: string | undefined;
  correct: boolean;
  /** The right spelling, where a slip was forgiven. */
  slipOf?: string | null;
};

/** After the answer: what was typed, and whether it was right. A term of a `dl`. */
export function OwnText({ text, correct, slipOf }: OwnTextProps) {
  const t = useT(drillMessages);
  return (
    <div>
      <dt className="text-sm text-muted">{t("text.yours")}</dt>
      <dd className={`flex items-start gap-2 text-base ${correct ? "text-cleared-ink" : "text-blocked-ink"}`}>
        <ToneIcon tone={correct ? "cleared" : "blocked"} className="mt-[0.2em] size-5" />
        <span className="min-w-0 break-words">
          {text && text.trim() !== "" ? text : t("text.none")} <span className="sr-only">{t(correct ? "text.right" : "text.wrong")}</span>
          {slipOf && <span className="block text-sm text-ink">{t("text.slip", { meant: slipOf })}</span>}
        </span>
      </dd>
    </div>
  );
}
