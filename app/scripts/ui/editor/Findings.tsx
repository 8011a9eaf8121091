import Check from "lucide-react/icons/check";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import type { Marked } from "../../lint.server";
import { lintMessages } from "../../messages.lint";
import type { TextHandle } from "./code-text";
import { mend, show } from "./mend";
import type { Checked } from "./use-check";

type FindingsProps = { checked: Checked; longest: number; handle: TextHandle; locale: Locale };
const SHOWN = 12;

/** What the check says of a text: where, why, what to say instead, and the button that puts it right. */
export function Findings({ checked, longest, handle, locale }: FindingsProps) {
  const t = useT(lintMessages);
  const { text, findings, status } = checked;
  const shown = findings.slice(0, SHOWN);
  return (
    <div className="mt-2">
      <p role="status" className="text-sm text-muted">
        {status === "long" ? (
          <span className="text-blocked-ink">{t("too_long", { length: text.length, max: longest })}</span>
        ) : status === "offline" || status === "checking" ? (
          t(status)
        ) : text.trim() === "" ? null : findings.length > 0 ? (
          t("findings.count", { count: findings.length })
        ) : (
          <span className="inline-flex items-center gap-1.5">
            <Check aria-hidden className="size-4 text-cleared-ink" />
            {t("findings.none")}
          </span>
        )}
      </p>
      {shown.length > 0 && status !== "long" && (
        <ol aria-label={t("findings")} className="mt-1.5 divide-y divide-line rounded-box border border-line">
          {shown.map((one, i) => (
            <li key={`${one.from} ${one.rule} ${i}`} className="px-3 py-2.5">
              <Finding one={one} locale={locale} />
              <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
                {one.fix && (
                  <Button size="sm" onClick={() => one.fix && mend(handle, text, one.fix)}>
                    <FixName one={one} />
                  </Button>
                )}
                {one.from < one.to && (
                  <Button size="sm" variant="quiet" onClick={() => show(handle, text, one)}>
                    {t("show")}
                  </Button>
                )}
              </div>
            </li>
          ))}
          {findings.length > SHOWN && (
            <li className="px-3 py-2.5 text-sm text-muted">{t("findings.more", { count: findings.length - SHOWN })}</li>
          )}
        </ol>
      )}
    </div>
  );
}

/** One place that the check marked, in words. */
export function Finding({ one, locale }: { one: Marked; locale: Locale }) {
  const t = useT(lintMessages);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Badge tone={one.severity === "block" ? "blocked" : "waiting"}>{t(`severity.${one.severity}`)}</Badge>
        <span className="font-medium">{t(`name.${one.rule}`)}</span>
        {one.found && (
          <q lang={locale} className="min-w-0 break-all text-muted">
            {one.found}
          </q>
        )}
      </p>
      <p className="mt-1 text-sm text-pretty">{one.reason}</p>
      {one.instead && (
        <p className="mt-1 text-sm text-pretty text-muted">
          {t("instead")} <q lang={locale}>{one.instead}</q>
        </p>
      )}
    </>
  );
}

function FixName({ one }: { one: Marked }) {
  const t = useT(lintMessages);
  if (one.rule === "prohibited") return t("fix.sentence");
  if (one.fix?.insert === "\n") return t("fix.break");
  return t("fix.to", { text: one.fix?.insert.slice(0, 40) });
}
