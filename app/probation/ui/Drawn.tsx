import { useT } from "~/platform/use-locale";
import { Picture } from "~/ui/Picture";
import { sheetMessages } from "../messages.sheet";
import type { DrawnProduct } from "../queries.server";

/** The products that the system drew for an item, in their order. What is right stays folded until the grader asks for it. */
export function Drawn({ products }: { products: readonly DrawnProduct[] }) {
  const t = useT(sheetMessages);
  if (products.length === 0) return null;
  return (
    <details open className="rounded-box border border-line bg-sunken">
      <summary className="flex min-h-control items-center px-3 text-sm font-medium">{t("drawn")}</summary>
      <ol className="grid gap-x-4 px-3 pb-2 sm:grid-cols-2">
        {products.map((product, index) => (
          <li key={product.slug} className="flex gap-3 border-t border-line py-2">
            <span className="w-5 shrink-0 pt-0.5 text-end text-sm text-faint tabular-nums">{index + 1}</span>
            <div className="w-16 shrink-0">
              <Picture src={product.picture} alt="" width={96} height={96} />
            </div>
            <div className="min-w-0 flex-1 text-sm">
              <p className="font-medium">{product.name}</p>
              <p className="text-xs text-muted">{product.code}</p>
              <details>
                <summary className="inline-flex min-h-8 items-center text-accent-ink">{t("drawn.facts")}</summary>
                <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 pb-1">
                  <Fact name={t("drawn.price")}>{t("drawn.yuan", { price: product.priceYuan })}</Fact>
                  <Fact name={t("drawn.material")}>{product.material}</Fact>
                  <Fact name={t("drawn.size")}>{product.size}</Fact>
                  <Fact name={t("drawn.features")}>{product.features.join(" · ")}</Fact>
                </dl>
              </details>
            </div>
          </li>
        ))}
      </ol>
    </details>
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
