import Copy from "lucide-react/icons/copy";
import PenLine from "lucide-react/icons/pen-line";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { KeyHint } from "~/ui/KeyHint";
import type { Locale } from "~/platform/locale";
import { scriptMessages } from "../messages";
import type { ScriptView } from "../page.server";
import { Parts } from "./Parts";
import { useCopy } from "./use-copy";

/** What to say by kind of customer, as it arrives in the customer's window; one key each copies it. */
export function Variants({ script, text, writes }: { script: ScriptView; text: Locale; writes: boolean }) {
  const t = useT(scriptMessages);
  const copy = useCopy(script);
  return (
    <section aria-label={t("variants")} className="mt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="text-sm font-semibold">{t("variants")}</h2>
        <span className="text-xs text-muted">{t("shop")}</span>
      </div>
      <noscript>
        <p className="mt-1 text-sm text-muted">{t("copy.no_script")}</p>
      </noscript>
      <ol className="mt-2 space-y-5">
        {script.variants.map((variant, at) => (
          <li key={variant.slug}>
            <div className="flex items-center justify-between gap-3">
              <h3 className="min-w-0 text-sm text-muted">{variant.customer}</h3>
              <Button
                variant={variant.slug === script.lead ? "primary" : "secondary"}
                size="sm"
                icon={<Copy aria-hidden className="size-4" />}
                aria-label={t("copy.variant", { customer: variant.customer })}
                aria-keyshortcuts={String(at + 1)}
                onClick={() => void copy(variant.slug, variant.parts)}
                className="shrink-0"
              >
                {t("copy")}
                <KeyHint className="ms-2">{at + 1}</KeyHint>
              </Button>
            </div>
            <p
              lang={text}
              className="mt-1.5 w-fit max-w-[34rem] rounded-box rounded-ss-none border border-line bg-sunken px-4 py-2.5 break-words whitespace-pre-line"
            >
              <Parts parts={variant.parts} />
            </p>
            {writes && (
              <Form action="/scripts/mine" className="mt-1">
                <input type="hidden" name="slug" value={script.slug} />
                <input type="hidden" name="version" value={script.versionId} />
                <input type="hidden" name="variant" value={variant.slug} />
                <Button
                  type="submit"
                  size="sm"
                  variant="quiet"
                  icon={<PenLine aria-hidden className="size-4" />}
                  aria-label={t("better.variant", { customer: variant.customer })}
                >
                  {t("better")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
