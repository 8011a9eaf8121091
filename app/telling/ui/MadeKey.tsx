import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { tellingMessages } from "../messages";
import { Shown } from "./Shown";

/** A key, this once. `made` null: the form was sent a second time, and the first answer showed it. */
export function MadeKey({ made, api }: { made: string | null; api: string }) {
  const t = useT(tellingMessages);
  if (!made)
    return (
      <Notice tone="waiting" role="status">
        {t("key.made_again")}
      </Notice>
    );
  return (
    <Card raised title={t("key.made")}>
      <p role="status" className="mb-3 max-w-prose text-sm text-muted">
        {t("key.made_body")}
      </p>
      <Shown text={made} />
      <p className="mt-4 mb-1 text-sm font-medium">{t("key.try")}</p>
      <Shown text={`curl -H "Authorization: Bearer ${made}" ${api}/clearance`} />
    </Card>
  );
}
