import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { useFormState } from "~/ui/form-context";
import { checkMessages } from "../messages.checks";
import type { CardView } from "../reading.server";
import { type Mark, marks } from "../scorecard-rules";

/** The key that gives each mark to the criterion that is on. */
const keyOf: Record<Mark, string> = { none: "0", half: "1", full: "2", na: "9" };

type MarkSheetProps = {
  card: CardView;
  given: Readonly<Record<string, Mark>> | null;
  /** The criterion to which the keys go. */
  on?: number;
  onMarked?: (at: number) => void;
};

/** The criteria with a mark each; the keys go to the one that is on. */
export function MarkSheet({ card, given, on = -1, onMarked }: MarkSheetProps) {
  const t = useT(checkMessages);
  const { errors } = useFormState();
  return (
    <ol className="grid gap-1">
      {card.criteria.map(({ slug, name, weight, critical, anchors }, at) => {
        const isOn = at === on;
        const error = errors[`mark:${slug}`];
        return (
          <li
            key={slug}
            data-criterion={at}
            className={classes("rounded-box border px-3 py-2", isOn ? "border-accent bg-accent-soft/40" : "border-transparent")}
          >
            <fieldset className="min-w-0" aria-invalid={error ? true : undefined}>
              <legend className="mb-1 flex w-full flex-wrap items-center justify-between gap-x-2 text-sm font-medium">
                <span className="flex flex-wrap items-center gap-x-2">
                  {name}
                  {critical && <Badge tone="blocked">{t("card.critical")}</Badge>}
                </span>
                <span className="text-xs font-normal text-muted tabular-nums">{t("card.weight", { weight })}</span>
              </legend>
              <div className="grid grid-cols-4 gap-1">
                {marks.map((mark) => (
                  <label
                    key={mark}
                    className={classes(
                      "relative flex min-h-control cursor-pointer items-center justify-center rounded-box border border-line-strong/60 bg-surface px-1 text-center text-sm",
                      "hover:bg-hover has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                      critical && mark === "na" && "pointer-events-none opacity-40",
                    )}
                  >
                    <input
                      type="radio"
                      name={`mark:${slug}`}
                      value={mark}
                      required
                      disabled={critical && mark === "na"}
                      defaultChecked={given?.[slug] === mark}
                      aria-keyshortcuts={isOn ? keyOf[mark] : undefined}
                      onChange={() => onMarked?.(at)}
                      className="absolute inset-0 cursor-pointer opacity-0"
                    />
                    {t(`mark.${mark}`)}
                  </label>
                ))}
              </div>
              {error && <p className="mt-1 text-sm text-blocked-ink">{error}</p>}
              <details open={isOn || undefined} className="text-sm">
                <summary className="flex min-h-6 items-center text-xs text-muted">{t("card.anchors")}</summary>
                <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-2 gap-y-0.5 text-xs">
                  {(["none", "half", "full"] as const).map((mark) => (
                    <div key={mark} className="contents">
                      <dt className="text-muted">{t(`mark.${mark}`)}</dt>
                      <dd>{anchors[mark]}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            </fieldset>
          </li>
        );
      })}
    </ol>
  );
}
