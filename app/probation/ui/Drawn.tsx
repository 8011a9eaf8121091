import { useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import { Picture } from "~/ui/Picture";
import { sheetMessages } from "../messages.sheet";
import type { DrawnProduct } from "../sheet.server";

/** The products that the system drew for an item, in their order. What is right stays folded until the grader asks for it. */
export function Drawn({ products }: { products: readonly DrawnProduct[] }) {
  const t = useT(sheetMessages);
  if (products.length === 0) return null;
  return (
    <Fold open className="rounded-box border border-line bg-sunken px-3 pb-2" summaryClass="text-sm font-medium" summary={t("drawn")}>
      <ol className="-mx-3 flex snap-x gap-2 overflow-x-auto px-3 sm:mx-0 sm:grid sm:grid-cols-2 sm:gap-x-4 sm:gap-y-0 sm:px-0">
        {products.map((product, index) => (
          <li
            key={product.slug}
            className="w-56 shrink-0 snap-start rounded-box border border-line bg-surface p-3 sm:flex sm:w-auto sm:gap-3 sm:rounded-none sm:border-0 sm:border-t sm:bg-transparent sm:px-0 sm:py-2"
          >
            <div className="flex gap-2">
              <span className="w-5 shrink-0 pt-0.5 text-end text-sm text-faint tabular-nums">{index + 1}</span>
              <div className="w-24 shrink-0 sm:w-16">
                {product.picture && <Picture src={product.picture} alt="" width={96} height={96} />}
              </div>
            </div>
            <div className="min-w-0 flex-1 text-sm">
              <p className="mt-2 font-medium sm:mt-0">{product.name}</p>
              <p className="text-xs text-muted">{product.code}</p>
              <Fold summaryClass="inline-flex min-h-control-sm! text-accent-ink" summary={t("drawn.facts")}>
                <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 pb-1">
                  <Fact name={t("drawn.price")}>{t("drawn.yuan", { price: product.priceYuan })}</Fact>
                  {product.material && <Fact name={t("drawn.material")}>{product.material}</Fact>}
                  {product.size && <Fact name={t("drawn.size")}>{product.size}</Fact>}
                  {product.features.length > 0 && <Fact name={t("drawn.features")}>{product.features.join(" · ")}</Fact>}
                </dl>
              </Fold>
            </div>
          </li>
        ))}
      </ol>
    </Fold>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </>
  );
}
