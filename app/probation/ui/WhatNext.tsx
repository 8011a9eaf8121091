import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { probationMessages } from "../messages";
import type { GradingResultPage } from "../result.server";
import { RetakeOf } from "./RetakeOf";

type WhatNextProps = { result: GradingResultPage; left: number; over: boolean; again: string[] | null; gate: string | null };

/** What follows from a result: the gate, or what has to come up and how many gradings are left. */
export function WhatNext({ result, left, over, again, gate }: WhatNextProps) {
  const t = useT(probationMessages);
  const overview = <LinkButton to={`/probation/${result.person.id}`}>{t("result.next.again")}</LinkButton>;
  if (result.passed) {
    return (
      <Card title={t("result.next")}>
        <p className="mb-4 max-w-prose">{t("result.next.passed")}</p>
        <div className="flex flex-wrap gap-2">
          {gate && (
            <LinkButton variant="primary" to={gate}>
              {t("result.next.gate")}
            </LinkButton>
          )}
          {overview}
        </div>
      </Card>
    );
  }
  const areas = result.areas.filter((area) => !area.passed);
  const items = result.areas.flatMap((area) => area.items.filter((item) => item.failed));
  return (
    <Card title={t("result.next")}>
      <p>{t("result.next.failed")}</p>
      <ul className="my-3 list-disc space-y-1 ps-5">
        {result.totalShort && <li>{t("result.next.short_total", { total: result.total, mark: result.passTotal })}</li>}
        {areas.map((area) => (
          <li key={area.slug}>{t("result.next.area", { area: area.title, percent: area.percent, mark: result.passArea })}</li>
        ))}
        {items.map((item) => (
          <li key={item.slug}>{t("result.next.item", { item: item.title, grade: item.grade, mark: result.passCritical })}</li>
        ))}
      </ul>
      {!over && left > 0 && <RetakeOf areas={again} className="mb-2" />}
      {!over && <p className="mb-4 text-muted">{left > 0 ? t("result.next.left", { count: left }) : t("result.next.none")}</p>}
      {overview}
    </Card>
  );
}
