import { Form, Link, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Picture } from "~/ui/Picture";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { type Asked, fieldsOf, scriptsAddress } from "../address";
import { scriptMessages } from "../messages";
import type { Offer, ProductAtHand } from "../product.server";
import { Kept } from "./Kept";

type ChoiceProps = {
  product: ProductAtHand | null;
  offers: Offer[] | null;
  asked: Asked;
  /** The page below /scripts that it stands on: a script, or a draft. */
  at: string;
};

/** The product that fills a script: the one that is chosen, with which of its colours and features; or the search for one. */
export function ProductChoice({ product, offers, asked, at }: ChoiceProps) {
  const t = useT(scriptMessages);
  if (product) return <Chosen product={product} asked={asked} at={at} />;
  return (
    <div className="mt-5">
      <SearchField
        name="find"
        label={t("product.search")}
        defaultValue={asked.find}
        action={`/scripts/${at}`}
        keep={fieldsOf({ ...asked, find: "", product: null })}
        className="max-w-xl"
      />
      <div role="status">
        {offers?.length === 0 && <p className="mt-2 text-sm text-muted">{t("product.none")}</p>}
        {offers && offers.length > 0 && (
          <ul aria-label={t("product.offers")} className="mt-1 max-w-xl divide-y divide-line rounded-box border border-line bg-surface">
            {offers.map((offer) => (
              <li key={offer.slug}>
                <Link
                  to={scriptsAddress(asked, at, { product: offer.slug, colour: 0, feature: 0 })}
                  preventScrollReset
                  className="flex min-h-control flex-wrap items-center gap-x-3 rounded-box px-3 py-1.5 text-ui hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0 flex-1">{offer.name}</span>
                  <span className="text-sm text-muted tabular-nums">{offer.code}</span>
                  <span className="text-sm tabular-nums">{t("product.yuan", { price: offer.price })}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Chosen({ product, asked, at }: { product: ProductAtHand; asked: Asked; at: string }) {
  const t = useT(scriptMessages);
  const submit = useSubmit();
  const choices = [
    { name: "colour", label: t("product.colour"), of: product.colours, chosen: asked.colour },
    { name: "feature", label: t("product.feature"), of: product.features, chosen: asked.feature },
  ].filter((choice) => choice.of.length > 1);
  return (
    <section aria-label={t("product.title")} className="mt-5 rounded-box border border-line p-3">
      <div className="flex items-start gap-3">
        {product.picture && (
          <div className="w-14 shrink-0">
            <Picture src={product.picture} alt="" width={1} height={1} cover />
          </div>
        )}
        <div className="min-w-0 flex-1">
          <p className="text-xs text-muted">{t("product.title")}</p>
          <p className="text-ui font-medium">{product.name}</p>
          <p className="text-sm text-muted tabular-nums">
            {t("product.yuan", { price: product.price })} · {product.code}
          </p>
          <Link
            to={scriptsAddress(asked, at, { product: null, colour: 0, feature: 0 })}
            preventScrollReset
            className="link inline-flex min-h-control-sm items-center text-sm"
          >
            {t("product.clear")}
          </Link>
        </div>
      </div>
      {choices.length > 0 && (
        <Form
          key={`${product.slug} ${asked.colour} ${asked.feature}`}
          method="get"
          action={`/scripts/${at}`}
          onChange={(e) => submit(e.currentTarget, { preventScrollReset: true, replace: true })}
          className="mt-2 grid gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]"
        >
          <Kept fields={fieldsOf({ ...asked, colour: 0, feature: 0, find: "" })} />
          {choices.map(({ name, label, of, chosen }) => (
            <SelectField
              key={name}
              name={name}
              label={label}
              options={of.map((words, i) => ({ value: String(i), label: words }))}
              defaultValue={String(chosen < of.length ? chosen : 0)}
            />
          ))}
          <ApplyButton>{t("filter.apply")}</ApplyButton>
        </Form>
      )}
    </section>
  );
}
