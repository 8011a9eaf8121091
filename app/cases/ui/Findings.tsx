import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { Found } from "../better.server";
import { caseFormMessages } from "../messages.form";

/** What the check says of what should have been said. */
export function Findings({ findings }: { findings: readonly Found[] }) {
  const t = useT(caseFormMessages);
  if (findings.length === 0)
    return (
      <p role="status" className="inline-flex items-center gap-1.5 text-sm text-muted">
        <Check aria-hidden className="size-4 text-cleared-ink" />
        {t("check.none")}
      </p>
    );
  return (
    <div role="status">
      <p className="text-sm text-muted">{t("check.found", { count: findings.length })}</p>
      <ul className="mt-1.5 divide-y divide-line rounded-box border border-line text-sm">
        {findings.map((one, at) => (
          <li key={at} className="px-3 py-2">
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone={one.severity === "block" ? "blocked" : "waiting"}>{t(`check.${one.severity}`)}</Badge>
              {one.found && <q className="font-medium">{one.found}</q>}
            </p>
            <p className="mt-0.5">{one.reason}</p>
            {one.instead && <p className="text-muted">{t("check.instead", { text: one.instead })}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
