import { useT } from "~/platform/use-locale";
import { WordChanges } from "~/ui/WordChanges";
import type { FieldDiff } from "../body-diff";
import { choiceMessages } from "../messages.choices";
import { fieldMessages } from "../messages.fields";
import { libraryMessages } from "../messages";
import { publishMessages } from "../messages.publish";

/** Says the place of a field in words: names of fields, letters and numbers of entries, the language. */
export function usePlace(): (path: readonly string[]) => string {
  const say = useT<string>(fieldMessages);
  const side = useT<string>(libraryMessages);
  return (path) =>
    path
      .map((step, i) => {
        // Grades begin at 0, places at 1.
        if (path[i - 1] === "descriptors" && /^[1-5]$/.test(step)) return say(`field.grade_${Number(step) - 1}`);
        if (step === "zh-CN" || step === "en") return side(`side.${step}`);
        return `field.${step}` in fieldMessages.texts.en ? say(`field.${step}`) : step;
      })
      .join(" › ");
}

/** Fields whose values are choices or ticks, which have words. */
const chosen = new Set(
  ["qualities quality platforms role severity group branch picture step who kind unit evidence answer types"]
    .concat("critical required correct mandatory proctored critical_must_be_right on suspends no_serious_conduct")
    .flatMap((names) => names.split(" ")),
);

/** Says a value of such a field in words. */
function useValue(): (path: readonly string[], text: string) => string {
  const choice = useT<string>(choiceMessages);
  return (path, text) =>
    chosen.has(path.at(-1) ?? "")
      ? text.replace(/[a-z_]+/g, (value) => (`choice.${value}` in choiceMessages.texts.en ? choice(`choice.${value}`) : value))
      : text;
}

/** Field by field what changed, word by word: struck out what was, underlined what is. Read out too. */
export function Diff({ rows, legend = true }: { rows: readonly FieldDiff[]; legend?: boolean }) {
  const t = useT(publishMessages);
  const place = usePlace();
  const value = useValue();
  return (
    <>
      {legend && (
        <p className="mb-3 flex flex-wrap gap-x-5 text-xs text-muted">
          <span>
            <del className="rounded-[0.25rem] bg-blocked-soft px-1 text-blocked-ink">{t("diff.was")}</del>
          </span>
          <span>
            <ins className="rounded-[0.25rem] bg-cleared-soft px-1 text-cleared-ink">{t("diff.is")}</ins>
          </span>
        </p>
      )}
      <dl className="divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <div key={row.path.join(".")} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="text-sm text-muted">{place(row.path)}</dt>
            <dd className="min-w-0 text-base break-words whitespace-pre-wrap" lang={row.path.at(-1) === "en" ? "en" : undefined}>
              <WordChanges
                stretches={row.stretches.map((stretch) => ({ ...stretch, text: value(row.path, stretch.text) }))}
                words={{ removed: t("diff.removed"), added: t("diff.added") }}
              />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
