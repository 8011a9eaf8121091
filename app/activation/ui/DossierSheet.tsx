import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { DossierPage } from "../dossier-page.server";
import { dossierMessages } from "../messages.dossier";

/** A checklist as it was graded: each area with its share, each item with its grade, what that grade means, and the remark. */
export function DossierSheet({ sheet }: { sheet: DossierPage["sheets"][number] }) {
  const t = useT(dossierMessages);
  return (
    <div className="mt-3 grid gap-4">
      {sheet.areas.map((area) => (
        <section key={area.slug}>
          <h4 className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-1 font-medium">
            {area.title}
            <span className="text-sm font-normal text-muted tabular-nums">
              {t("weight", { weight: area.weight })} · {t("percent", { percent: area.percent })}
            </span>
          </h4>
          <ul>
            {area.items.map((item) => (
              <li key={item.slug} data-print="whole" className="py-1.5 text-sm">
                <p className="flex flex-wrap items-center gap-x-2">
                  {item.title}
                  {item.critical && <Badge>{t("critical")}</Badge>}
                </p>
                <p className="text-muted">
                  {t("grade", { grade: item.grade, means: item.means })}
                  {item.photos > 0 && ` · ${t("item_photos", { count: item.photos })}`}
                </p>
                {item.remark && <q className="whitespace-pre-line">{item.remark}</q>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
