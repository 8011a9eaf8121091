import { useReader, useT } from "~/platform/use-locale";
import { pick } from "~/platform/locale";
import { caseMessages } from "../messages";
import { isLossReason, lossReasons } from "../reasons";
import { yuanOf } from "../rules";

/** Reasons, amounts and exposures in the reader's words. */
export function useCaseWords() {
  const t = useT(caseMessages);
  const { locale } = useReader();
  const say: (key: string) => string = useT<string>(caseMessages);
  return {
    reason: (slug: string) => (isLossReason(slug) ? pick(lossReasons[slug].name, locale) : slug),
    yuan: yuanOf,
    money: (fen: number | null) => (fen === null ? t("worth_unknown") : t("worth", { yuan: yuanOf(fen) })),
    exposure: (name: string) =>
      `exposure.${name}` in caseMessages.texts.en
        ? say(`exposure.${name}`)
        : isLossReason(name)
          ? pick(lossReasons[name].name, locale)
          : name,
  };
}
