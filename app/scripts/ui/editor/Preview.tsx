import { locales } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { Asked } from "../../address";
import { draftMessages } from "../../messages.drafts";
import { scriptMessages } from "../../messages";
import type { Beside } from "../../product.server";
import { Bubble } from "../Bubble";
import { ProductChoice } from "../ProductChoice";

type PreviewProps = {
  texts: Readonly<Partial<Record<(typeof locales)[number], string>>>;
  picture: string | null;
  beside: Beside;
  asked: Asked;
  /** The page below /scripts that it stands on. */
  at: string;
};

/** What is written as the customer sees it, filled from a product. */
export function Preview({ texts, picture, beside, asked, at }: PreviewProps) {
  const t = useT(draftMessages);
  const say = useT<string>(scriptMessages);
  const written = locales.filter((locale) => texts[locale]?.trim());
  return (
    <Card title={t("preview.title")}>
      {written.length === 0 && <p className="text-sm text-muted">{t("preview.empty")}</p>}
      <div className="space-y-3">
        {written.map((locale) => (
          <Bubble key={locale} text={texts[locale] ?? ""} values={beside.values[locale]} locale={locale} />
        ))}
      </div>
      {picture && (
        <p className="mt-3 rounded-box border border-dashed border-line-strong px-3 py-2 text-sm text-muted">
          {say("picture.slot", { what: say(`picture.${picture}`) })}
        </p>
      )}
      <p className="mt-3 text-xs text-muted">{t("preview.rules")}</p>
      <ProductChoice product={beside.product} offers={beside.offers} asked={asked} at={at} />
    </Card>
  );
}
