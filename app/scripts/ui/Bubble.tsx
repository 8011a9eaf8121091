import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { fill, type Values } from "../fill-rules";
import { draftMessages } from "../messages.drafts";
import { Parts } from "./Parts";

const SHOWN = 2_000;

/** A text as it arrives in the customer's window, at the shop's writing: one size, one colour, the author's line breaks. */
export function Bubble({ text, values, locale }: { text: string; values: Values; locale: Locale }) {
  const t = useT(draftMessages);
  return (
    <>
      <p
        lang={locale}
        className="w-fit max-w-[34rem] rounded-box rounded-ss-none border border-line bg-sunken px-4 py-2.5 break-words whitespace-pre-line"
      >
        <Parts parts={fill(text.slice(0, SHOWN), values)} />
      </p>
      {text.length > SHOWN && <p className="mt-1 text-sm text-muted">{t("preview.cut", { length: text.length })}</p>}
    </>
  );
}
