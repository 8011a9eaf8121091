import Bot from "lucide-react/icons/bot";
import { formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { RowLink } from "~/ui/RowLink";
import { robotMessages } from "../messages.robots";
import type { Vendor } from "../vendors";
import { RobotState } from "./RobotState";

type Robot = {
  id: string;
  vendor: Vendor;
  name: string;
  teamName: string | null;
  rhythm: "at_once" | "digest";
  state: "active" | "paused";
  failingSince: Date | null;
  lastSuccessAt: Date | null;
};

/** The groups that are told, and how that goes. */
export function Robots({ robots }: { robots: readonly Robot[] }) {
  const t = useT(robotMessages);
  const { locale, now } = useReader();
  return (
    <Card title={t("robots.title")} flush>
      <p className="max-w-prose px-4 pb-3 text-sm text-muted sm:px-5">{t("robots.body")}</p>
      {robots.length === 0 ? (
        <EmptyState icon={<Bot />} title={t("robots.empty")} level={3}>
          {t("robots.empty_body")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {robots.map((robot) => (
            <li key={robot.id}>
              <RowLink to={`/settings/notifications/${robot.id}`} title={robot.name} state={<RobotState robot={robot} />}>
                <span className="flex flex-wrap gap-x-4 text-sm text-muted">
                  <span>{t(`vendor.${robot.vendor}`)}</span>
                  <span>{robot.teamName ?? t("field.whole_shop")}</span>
                  <span>{t(`rhythm.${robot.rhythm}`)}</span>
                  <span>
                    {robot.failingSince
                      ? t("robot.failing", { when: formatRelative(robot.failingSince, now, locale) })
                      : robot.lastSuccessAt
                        ? t("robot.last", { when: formatRelative(robot.lastSuccessAt, now, locale) })
                        : t("robot.never")}
                  </span>
                </span>
              </RowLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
