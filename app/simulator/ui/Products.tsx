import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
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
              <div className="w-16 shrink-0">
                <Picture src={product.picture} alt={t("product.picture", { product: product.name })} width={1} height={1} />
              </div>
            )}
            <div className="min-w-0 flex-1">
              <p lang={locale} className="font-medium">
                {product.name}
              </p>
              <p className="mt-0.5 tabular-nums">{t("product.price", { price: product.price })}</p>
            </div>
          </div>
          <dl lang={locale} className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs">
            <Fact name={t("product.code")} value={product.code} />
            <Fact name={t("product.stock")} value={product.stock === null ? null : String(product.stock)} />
            <Fact name={t("product.size")} value={product.size} />
            <Fact name={t("product.material")} value={product.material} />
            <Fact name={t("product.colours")} value={product.colours.join(" · ")} />
          </dl>
          {product.features.length > 0 && (
            <ul lang={locale} className="mt-1.5 list-disc ps-4 text-xs text-muted">
              {product.features.map((feature) => (
                <li key={feature}>{feature}</li>
              ))}
            </ul>
          )}
          {products.length > 1 && (
            <p className="mt-2">
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

function Fact({ name, value }: { name: string; value: string | null }) {
  if (!value) return null;
  return (
    <div className="contents">
      <dt className="text-muted">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
