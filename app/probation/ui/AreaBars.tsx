import OctagonX from "lucide-react/icons/octagon-x";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { probationMessages } from "../messages";

type Area = { slug: string; title: string; weight: number; percent: string; passed: boolean; carried: boolean };

/** A bar per area against the line that it must reach. Every bar says its figure in words too. */
export function AreaBars({ areas, mark }: { areas: Area[]; mark: number }) {
  const t = useT(probationMessages);
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{t("result.bars", { mark })}</figcaption>
      <ul className="grid gap-4">
        {areas.map((area) => (
          <li key={area.slug}>
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">
                {area.title}
                {area.carried && <Badge className="ms-2">{t("result.carried")}</Badge>}
              </span>
              <span className="flex items-baseline gap-3 text-sm text-muted">
                {t("result.weight", { weight: area.weight })}
                <span className={classes("text-base font-semibold tabular-nums", area.passed ? "text-ink" : "text-blocked-ink")}>
                  {t("result.percent", { percent: area.percent })}
                </span>
              </span>
            </p>
            <Bar
              label={t("result.bar", { area: area.title, percent: area.percent, weight: area.weight })}
              percent={Number(area.percent)}
              mark={mark}
              passed={area.passed}
            />
            {!area.passed && (
              <p className="mt-1 flex items-center gap-1.5 text-sm text-blocked-ink">
                <OctagonX aria-hidden className="size-4" />
                {t("result.area_short", { mark })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Bar({ label, percent, mark, passed }: { label: string; percent: number; mark: number; passed: boolean }) {
  return (
    <svg role="img" aria-label={label} viewBox="0 0 100 8" preserveAspectRatio="none" className="mt-1 h-4 w-full overflow-visible">
      <rect x="0" y="1" width="100" height="6" className="fill-hover" />
      <rect x="0" y="1" width={percent} height="6" className={passed ? "fill-accent" : "fill-blocked"} />
      <line
        x1={mark}
        x2={mark}
        y1="-1"
        y2="9"
        vectorEffect="non-scaling-stroke"
        strokeWidth="2"
        strokeDasharray="3 2"
        className="stroke-ink"
      />
    </svg>
  );
}
