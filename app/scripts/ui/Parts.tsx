import { useReader, useT } from "~/platform/use-locale";
import type { Part } from "../fill-rules";
import { scriptMessages } from "../messages";

/** What a placeholder stands for, in the reader's language; one that there is not says its own name. */
export function useGapName(): (name: string) => string {
  const t = useT<string>(scriptMessages);
  return (name) => (`gap.${name}` in scriptMessages.texts.en ? t(`gap.${name}`) : name);
}

/** A filled text: what was put in stands out a little, what is still open a lot. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  const t = useT(scriptMessages);
  const { locale } = useReader();
  const gapName = useGapName();
  return (
    <>
      {parts.map((part, at) =>
        part.as === "text" ? (
          part.text
        ) : part.as === "filled" ? (
          <span key={at} className="underline decoration-line-strong decoration-dotted underline-offset-4">
            {part.text}
          </span>
        ) : (
          <mark key={at} lang={locale} className="rounded-[0.375rem] bg-waiting-soft px-1 text-waiting-ink">
            <span className="sr-only">{t("gap.open")} </span>
            {gapName(part.name)}
          </mark>
        ),
      )}
    </>
  );
}
