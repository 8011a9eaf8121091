import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { entitlementMessages } from "../entitlements/messages";
import type { EntitlementSettings } from "../entitlements/settings.server";
import { EntitlementKindForm } from "./EntitlementKindForm";

type Kind = EntitlementSettings["kinds"][number];
type EntitlementKindProps = Pick<EntitlementSettings, "teams" | "owners"> & { kind: Kind; refusals: Refusal[] | null };

/** An entry of the list, with its form folded under it. */
export function EntitlementKind({ kind, teams, owners, refusals }: EntitlementKindProps) {
  const t = useT(entitlementMessages);
  const { locale } = useReader();
  const isArchived = kind.archivedAt !== null;
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1">
          <span className="block text-ui font-medium">{pick(kind.name, locale)}</span>
          <span className="block text-sm text-muted">
            {t("settings.line", {
              owner: kind.owner ?? t(`role.${kind.ownerRole ?? "manager"}`),
              days: kind.dueDays,
              team: kind.team ?? t("settings.everybody"),
            })}
          </span>
        </span>
        {isArchived ? <Badge>{t("settings.archived")}</Badge> : kind.takenBack && <Badge>{t("settings.taken_back")}</Badge>}
        <Form messages={entitlementMessages}>
          <input type="hidden" name="kindId" value={kind.id} />
          <Button type="submit" name="intent" value={isArchived ? "restore" : "archive"} size="sm">
            {t(isArchived ? "settings.restore" : "settings.archive")}
          </Button>
        </Form>
      </div>
      {!isArchived && (
        <Fold open={refusals !== null} className="mt-1" summaryClass="text-sm text-accent-ink" summary={t("settings.edit")}>
          <div className="pb-2">
            <EntitlementKindForm kind={kind} teams={teams} owners={owners} refusals={refusals} />
          </div>
        </Fold>
      )}
    </li>
  );
}
