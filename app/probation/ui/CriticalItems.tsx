import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { probationMessages } from "../messages";
import type { GradingResultPage } from "../result.server";

/** The items that decide by themselves. */
export function CriticalItems({ areas, mark }: { areas: GradingResultPage["areas"]; mark: number }) {
  const t = useT(probationMessages);
  const items = areas.flatMap((area) => area.items.filter((item) => item.critical));
  if (items.length === 0) return null;
  return (
    <Card title={t("result.critical")}>
      <p className="mb-2 text-sm text-muted">{t("result.critical_detail", { mark })}</p>
      <ul>
        {items.map((item) => (
          <li key={item.slug} className="flex items-center justify-between gap-3 border-t border-line py-2 first:border-t-0">
            <span className="min-w-0">{item.title}</span>
            <Badge
              tone={item.failed ? "blocked" : "neutral"}
              icon={item.failed ? undefined : <Check aria-hidden className="size-[1.1em]" />}
            >
              {t("result.grade", { grade: item.grade })}
            </Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}
