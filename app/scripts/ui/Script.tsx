import { Link } from "@remix-run/react";
import ImageIcon from "lucide-react/icons/image";
import Star from "lucide-react/icons/star";
import { type Locale, locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Form } from "~/ui/Form";
import { KeyHint } from "~/ui/KeyHint";
import { useOffline } from "~/ui/offline/context";
import { Picture } from "~/ui/Picture";
import { type Asked, scriptsAddress } from "../address";
import type { ByHand } from "../by-hand";
import { fillGaps } from "../gap-rules";
import { scriptMessages } from "../messages";
import { deskMessages } from "../messages.desk";
import type { ScriptView } from "../page.server";
import type { Offer, ProductAtHand } from "../product.server";
import type { StoreChoice } from "../store-scope.server";
import { ProductChoice } from "./ProductChoice";
import { Gaps } from "./Gaps";
import { StoreScope } from "./StoreScope";
import { useGaps } from "./use-gaps";
import { Variants } from "./Variants";

type ScriptProps = {
  script: ScriptView;
  product: ProductAtHand | null;
  offers: Offer[] | null;
  asked: Asked;
  /** The language of what is said to the customer. */
  text: Locale;
  /** More copies than this are not counted. */
  mostUses: number;
  /** Whether the reader writes scripts: then each wording can be taken for a better one. */
  writes: boolean;
  byHand: ByHand;
  stores: readonly StoreChoice[];
  /** Whether the reader keeps the library: then they say where it holds. */
  keeps: boolean;
  refusals?: readonly Refusal[];
};

/** A script at the desk: when, what to say, why. */
export function Script({ script, product, offers, asked, text, mostUses, writes, byHand, stores, keeps, refusals }: ScriptProps) {
  const t = useT(scriptMessages);
  const desk = useT(deskMessages);
  const { person } = useOffline();
  const { typed, type } = useGaps(person, asked, script.slug);
  const variants = script.variants.map((variant) => ({ ...variant, parts: fillGaps(variant.parts, typed, byHand.presets) }));
  return (
    <Card>
      <div className="flex items-start justify-between gap-3">
        <h1 className="min-w-0 text-xl font-semibold">{script.title}</h1>
        <Favourite script={script} here={scriptsAddress(asked, script.slug)} />
      </div>
      <p className="mt-1.5 flex flex-wrap items-center gap-1.5">
        <Badge>{t(`branch.${script.branch}`)}</Badge>
        {script.platforms?.map((platform) => (
          <Badge key={platform}>{t(`platform.${platform}`)}</Badge>
        ))}
        {script.stores && <Badge>{desk("store.only", { stores: script.stores.map(({ name }) => name).join(desk("store.join")) })}</Badge>}
        {script.prepared !== null && <Badge tone="accent">{t("prepared", { n: script.prepared })}</Badge>}
        {script.uses !== null && (
          <span className="text-xs text-muted tabular-nums">
            {script.uses >= mostUses ? t("uses_most", { count: mostUses }) : t("uses", { count: script.uses })}
          </span>
        )}
      </p>
      <h2 className="mt-4 text-sm font-semibold">{t("situation")}</h2>
      <p className="measure mt-1 text-sm whitespace-pre-line">{script.situation}</p>
      {(script.takesProduct || product) && <ProductChoice product={product} offers={offers} asked={asked} at={script.slug} />}
      <TextLanguage asked={asked} slug={script.slug} text={text} />
      {script.customerSays && (
        <div className="mt-3 flex flex-col items-end">
          <h2 className="text-xs font-normal text-muted">{t("customer_says")}</h2>
          <p
            lang={text}
            className="mt-1 max-w-[85%] rounded-box rounded-se-none bg-accent-soft px-4 py-2.5 whitespace-pre-line text-accent-ink"
          >
            {script.customerSays}
          </p>
        </div>
      )}
      <Gaps byHand={byHand} typed={typed} onType={type} asked={asked} slug={script.slug} />
      <Variants script={{ ...script, variants }} text={text} writes={writes} />
      {script.picture && <PictureSlot of={script.picture} product={product} />}
      <h2 className="mt-5 text-sm font-semibold">{t("why")}</h2>
      <p className="measure mt-1 text-sm whitespace-pre-line">{script.why}</p>
      {keeps && (
        <StoreScope
          slug={script.slug}
          scope={script.stores}
          stores={stores}
          here={scriptsAddress(asked, script.slug)}
          refusals={refusals}
        />
      )}
    </Card>
  );
}

function Favourite({ script, here }: { script: ScriptView; here: string }) {
  const t = useT(scriptMessages);
  return (
    <Form action={`/scripts/${script.slug}/favourite`} preventScrollReset replace className="shrink-0">
      <input type="hidden" name="on" value={script.favourite ? "0" : "1"} />
      <input type="hidden" name="returnTo" value={here} />
      <Button
        type="submit"
        size="sm"
        variant="quiet"
        aria-keyshortcuts="F"
        icon={<Star aria-hidden className={classes("size-4", script.favourite && "fill-current")} />}
      >
        <span className="max-sm:sr-only">{script.favourite ? t("favourite.remove") : t("favourite.add")}</span>
        <KeyHint className="ms-2">F</KeyHint>
      </Button>
    </Form>
  );
}

function TextLanguage({ asked, slug, text }: { asked: Asked; slug: string; text: Locale }) {
  const t = useT(scriptMessages);
  return (
    <nav aria-label={t("text")} className="mt-5 flex flex-wrap items-center gap-x-3 border-t border-line pt-3 text-sm">
      <span className="text-muted">{t("text")}</span>
      <ul className="flex gap-1">
        {locales.map((locale) => (
          <li key={locale}>
            <Link
              to={scriptsAddress(asked, slug, { text: locale })}
              replace
              preventScrollReset
              lang={locale}
              aria-current={locale === text ? "true" : undefined}
              className={classes(
                "inline-flex min-h-control-sm items-center rounded-box px-3",
                locale === text ? "bg-accent-soft font-medium text-accent-ink" : "text-muted hover:bg-hover hover:text-ink",
              )}
            >
              {t(`text.${locale}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where a picture belongs, with the one that the catalogue has where it is of the product. */
function PictureSlot({ of, product }: { of: NonNullable<ScriptView["picture"]>; product: ProductAtHand | null }) {
  const t = useT(scriptMessages);
  const picture = of === "order" || of === "logistics" ? null : product?.picture;
  return (
    <div className="mt-5 flex items-center gap-3 rounded-box border border-dashed border-line-strong p-3 text-sm">
      {picture ? (
        <div className="w-24 shrink-0">
          <Picture src={picture} alt={t("picture.of", { product: product?.name })} width={1} height={1} enlarge />
        </div>
      ) : (
        <ImageIcon aria-hidden className="size-6 shrink-0 text-muted" />
      )}
      <p className="min-w-0">
        {t("picture.slot", { what: t(`picture.${of}`) })}
        {picture && <span className="block text-muted">{t("picture.have")}</span>}
      </p>
    </div>
  );
}
