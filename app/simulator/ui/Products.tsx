import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Picture } from "~/ui/Picture";
import { playMessages } from "../messages.play";
import type { ProductCard } from "../play.server";

type ProductsProps = { products: readonly ProductCard[]; chosen: string | null; locale: Locale; onChoose: (slug: string) => void };

/** What the shop's catalogue says of the products that are asked about; one of them fills the scripts. */
export function Products({ products, chosen, locale, onChoose }: ProductsProps) {
  const t = useT(playMessages);
  return (
    <ul className="grid gap-3">
      {products.map((product) => (
        <li key={product.slug} className="rounded-box border border-line bg-surface p-3 text-sm">
          <div className="flex items-start gap-3">
            {product.picture && (
              <div className="w-12 shrink-0">
                <Picture src={product.picture} alt={t("product.picture", { product: product.name })} width={1} height={1} />
              </div>
            )}
            <div className="min-w-0 flex-1">
              <p lang={locale} className="font-medium">
                {product.name}
              </p>
              <p lang={locale} className="mt-0.5 flex flex-wrap gap-x-3 text-xs tabular-nums">
                <span className="font-medium">{t("product.price", { price: product.price })}</span>
                {product.stock !== null && <span>{t("product.stock", { count: product.stock })}</span>}
                {product.size && <span className="text-muted">{product.size}</span>}
              </p>
            </div>
          </div>
          <Fold summary={<span className="text-xs text-muted">{t("product.more", { code: product.code })}</span>} className="mt-1 -mb-1">
            <div lang={locale} className="pb-2 text-xs">
              {[product.material, product.colours.join(" · ")].filter(Boolean).map((line) => (
                <p key={line}>{line}</p>
              ))}
              <ul className="mt-1 list-disc ps-4 text-muted">
                {product.features.map((feature) => (
                  <li key={feature}>{feature}</li>
                ))}
              </ul>
            </div>
          </Fold>
          {products.length > 1 && (
            <p>
              {product.slug === chosen ? (
                <Badge tone="accent">{t("product.chosen")}</Badge>
              ) : (
                <Button size="sm" variant="quiet" onClick={() => onChoose(product.slug)} className="-ms-3">
                  {t("product.choose", { product: product.code })}
                </Button>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
