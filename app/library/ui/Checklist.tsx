import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { ItemView } from "../item.server";
import { libraryMessages } from "../messages";
import { Lines, useSay } from "./parts";

/** The checklist: areas with their weights, items, and what each grade looks like. */
export function ChecklistItem({ view: { body } }: { view: Extract<ItemView, { kind: "checklist" }> }) {
  const t = useT(libraryMessages);
  const say = useSay();
  return (
    <>
      <Lines text={body.intro} />
      <p className="mt-2 text-sm text-muted">
        {t("passes", { total: body.pass_total, area: body.pass_area, critical: body.pass_critical })} ·{" "}
        {t("retakes", { count: body.retakes })}
      </p>
      {body.areas.map((area) => (
        <section key={area.slug} className="mt-6">
          <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 text-base font-semibold">
            {say(area.title)}
            <span className="text-sm font-normal text-muted">{t("weight", { weight: area.weight })}</span>
          </h3>
          <p className="mt-0.5 text-sm text-muted">{say(area.how)}</p>
          <ul className="mt-2 divide-y divide-line border-y border-line">
            {area.items.map((item) => (
              <li key={item.slug} className="py-3">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
                  {say(item.title)}
                  {item.critical && <Badge tone="waiting">{t("critical_item")}</Badge>}
                  {item.draw && <Badge>{t("draws", { count: item.draw.count })}</Badge>}
                  {item.evidence === "required" && <Badge>{t("evidence.required")}</Badge>}
                </p>
                <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
                  {item.descriptors.map((descriptor, grade) => (
                    <div key={grade} className="contents">
                      <dt className="text-muted tabular-nums">{t("grade", { grade })}</dt>
                      <dd className="min-w-0">{say(descriptor)}</dd>
                    </div>
                  ))}
                </dl>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
