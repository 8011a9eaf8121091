import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { probationMessages } from "../messages";

type Area = { slug: string; title: string; weight: number; items: number };

/** The areas with their weights, and what passing takes: no secret to anybody. */
export function HowGraded({
  title,
  areas,
  marks,
}: {
  title: string;
  areas: Area[];
  marks: { total: number; area: number; critical: number };
}) {
  const t = useT(probationMessages);
  return (
    <Card title={t("overview.how")}>
      <p className="font-medium">{title}</p>
      <p className="mt-1 text-sm text-muted">{t("overview.how_intro", marks)}</p>
      <table className="mt-4 w-full text-sm">
        <thead>
          <tr className="border-b border-line text-muted">
            <th scope="col" className="py-1.5 text-start font-medium">
              {t("overview.col.area")}
            </th>
            <th scope="col" className="py-1.5 ps-3 text-end font-medium whitespace-nowrap">
              {t("overview.col.items")}
            </th>
            <th scope="col" className="py-1.5 ps-3 text-end font-medium whitespace-nowrap">
              {t("overview.col.weight")}
            </th>
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area.slug} className="border-b border-line last:border-b-0">
              <th scope="row" className="py-1.5 text-start font-normal">
                {area.title}
              </th>
              <td className="py-1.5 ps-3 text-end tabular-nums">{area.items}</td>
              <td className="py-1.5 ps-3 text-end tabular-nums">{area.weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
