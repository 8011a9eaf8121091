import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { webhookMessages } from "../messages.webhooks";
import { Shown } from "./Shown";

/** The secret of an endpoint, this once. */
export function MadeSecret({ secret }: { secret: string }) {
  const t = useT(webhookMessages);
  return (
    <Card raised title={t("secret.title")}>
      <p role="status" className="mb-3 max-w-prose text-sm text-muted">
        {t("secret.body")}
      </p>
      <Shown text={secret} />
    </Card>
  );
}
