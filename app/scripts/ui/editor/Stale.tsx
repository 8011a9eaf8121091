import type { ScriptDraftBody } from "@db/schema";
import { locales } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Notice } from "~/ui/Notice";
import { draftMessages } from "../../messages.drafts";

/** Another window was quicker: what it saved, and the two ways on. */
export function Stale({ stored, onSettle }: { stored: ScriptDraftBody; onSettle: (whose: "mine" | "theirs") => void }) {
  const t = useT(draftMessages);
  return (
    <Notice tone="waiting" role="alert" title={t("stale.title")} className="mb-4">
      <p>{t("stale.text")}</p>
      <Fold boxed className="mt-2" summary={<span className="font-medium">{t("stale.show")}</span>}>
        <div className="space-y-2 px-4 pb-3">
          <p className="font-medium">{stored.title}</p>
          {locales.map((locale) =>
            stored.text[locale] ? (
              <p key={locale} lang={locale} className="whitespace-pre-line">
                {stored.text[locale]}
              </p>
            ) : null,
          )}
        </div>
      </Fold>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={() => onSettle("mine")}>
          {t("stale.mine")}
        </Button>
        <Button size="sm" onClick={() => onSettle("theirs")}>
          {t("stale.theirs")}
        </Button>
      </div>
    </Notice>
  );
}
