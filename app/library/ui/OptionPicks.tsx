import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { PickedOption } from "../how-it-does.server";
import { statisticsMessages } from "../messages.statistics";
import { Part } from "./parts";

const isJudgement = ({ id }: PickedOption) => id === "true" || id === "false";

/** How often each option was picked, as bars; what is right is marked by a sign and a word. A judgement's two halves stand by themselves. */
export function OptionPicks({ options }: { options: readonly PickedOption[] }) {
  const t = useT(statisticsMessages);
  const groups = [options.filter(isJudgement), options.filter((o) => !isJudgement(o))].filter((group) => group.length > 0);
  const isSeveral = groups.some((group) => group.filter((o) => o.right).length > 1);
  return (
    <Part title={t("picks")}>
      <div className="grid gap-4">
        {groups.map((group, i) => (
          <Bars key={i} options={group} />
        ))}
      </div>
      {isSeveral && <p className="mt-2 text-sm text-muted">{t("picks.several")}</p>}
    </Part>
  );
}

function Bars({ options }: { options: readonly PickedOption[] }) {
  const t = useT(statisticsMessages);
  const total = options.reduce((sum, { n }) => sum + n, 0);
  return (
    <ul className="grid gap-2.5">
      {options.map((option) => {
        const name = option.id === "true" || option.id === "false" ? t(`picks.${option.id}`) : option.id.toUpperCase();
        const share = total === 0 ? 0 : option.n / total;
        return (
          <li key={option.id} className="text-sm">
            <div className="flex items-baseline justify-between gap-4">
              <span className="min-w-0">
                <span className="me-2 font-medium">{name}</span>
                {option.text}
                {option.right && (
                  <span className="ms-2 inline-flex items-center gap-1 text-xs font-medium whitespace-nowrap text-accent-ink">
                    <Check aria-hidden className="size-3.5" />
                    {t("picks.right")}
                  </span>
                )}
              </span>
              <span className="shrink-0 text-muted tabular-nums">
                {option.n} · {t("percent", { value: Math.round(100 * share) })}
              </span>
            </div>
            <svg
              role="img"
              aria-label={t("picks.label", { option: name, n: option.n, of: total })}
              viewBox="0 0 100 4"
              preserveAspectRatio="none"
              className="mt-1 h-2 w-full"
            >
              <rect width="100" height="4" rx="0.6" className="fill-hover" />
              {option.n > 0 && (
                <rect
                  width={Math.max(0.8, 100 * share)}
                  height="4"
                  rx="0.6"
                  className={classes(option.right ? "fill-accent" : "fill-line-strong")}
                />
              )}
            </svg>
          </li>
        );
      })}
    </ul>
  );
}
