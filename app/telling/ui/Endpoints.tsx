import Webhook from "lucide-react/icons/webhook";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { RowLink } from "~/ui/RowLink";
import { webhookMessages } from "../messages.webhooks";
import { EndpointState } from "./EndpointState";

type Endpoint = {
  id: string;
  name: string;
  url: string;
  teamName: string | null;
  state: "active" | "paused";
  pausedFor: "hand" | "failures" | null;
  failingSince: Date | null;
  waiting: number;
  givenUp: number;
};

/** Who is told of changes, and how that goes. */
export function Endpoints({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const t = useT(webhookMessages);
  return (
    <Card title={t("title")} flush>
      <p className="max-w-prose px-4 pb-3 text-sm text-muted sm:px-5">{t("body")}</p>
      {endpoints.length === 0 ? (
        <EmptyState icon={<Webhook />} title={t("empty")} level={3}>
          {t("empty_body")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {endpoints.map((endpoint) => (
            <li key={endpoint.id}>
              <RowLink to={`/settings/telling/${endpoint.id}`} title={endpoint.name} state={<EndpointState endpoint={endpoint} />}>
                <span className="block text-sm break-all text-muted">{endpoint.url}</span>
                <span className="flex flex-wrap gap-x-4 text-sm text-muted">
                  <span>{endpoint.teamName ?? t("whole_shop")}</span>
                  {endpoint.waiting > 0 && <span>{t("waiting", { count: endpoint.waiting })}</span>}
                  {endpoint.givenUp > 0 && <span>{t("given_up", { count: endpoint.givenUp })}</span>}
                </span>
              </RowLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
