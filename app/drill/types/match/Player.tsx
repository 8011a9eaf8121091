import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { SelectField } from "~/ui/SelectField";
import { inkTone } from "~/ui/tone";
import { ToneIcon } from "~/ui/ToneIcon";
import { typeMessages } from "../../messages.types";
import type { PlayerProps } from "../question";
import { useScripted } from "../use-scripted";
import { Pairing } from "./Pairing";
import type { Match } from "./rules";

/** Left sides, one below the other, each to be given its right one. Without script each has a list to choose from. */
export function MatchPlayer({ view, answer, onAnswer, verdict, keys }: PlayerProps<Match>) {
  const t = useT(typeMessages);
  const scripted = useScripted();
  const given = new Map(answer?.pairs.map((p) => [p.left, p.right]));
  if (verdict) return <Matched view={view} given={given} matched={verdict.key} />;
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{t(view.right.length > view.left.length ? "match.hint_extra" : "match.hint")}</p>
      {scripted ? (
        <Pairing view={view} given={given} onAnswer={onAnswer} keys={keys} />
      ) : (
        view.left.map(({ id, text }) => (
          <SelectField
            key={id}
            name="answer"
            label={text}
            placeholder
            options={view.right.map((right) => ({ value: `${id}=${right.id}`, label: right.text }))}
            defaultValue={given.has(id) ? `${id}=${given.get(id)}` : ""}
          />
        ))
      )}
    </div>
  );
}

type MatchedProps = { view: Match["view"]; given: ReadonlyMap<string, string>; matched: Match["key"] };

/** What belongs together, and what was chosen instead. */
function Matched({ view, given, matched }: MatchedProps) {
  const t = useT(typeMessages);
  const right = new Map(view.right.map((r) => [r.id, r.text]));
  const pairs = new Map(matched.pairs.map((p) => [p.left, p]));
  return (
    <>
      <ul aria-label={t("match.legend")} className="grid gap-2">
        {view.left.map(({ id, text }) => {
          const pair = pairs.get(id);
          const tone = pair?.correct ? "cleared" : "blocked";
          const yours = given.get(id);
          return (
            <li
              key={id}
              className={classes(
                "flex items-start gap-3 rounded-box border px-4 py-2.5",
                tone === "cleared" ? "border-cleared bg-cleared-soft" : "border-blocked bg-blocked-soft",
              )}
            >
              <span className="grid min-w-0 flex-1 gap-x-4 text-base sm:grid-cols-2">
                <span className="text-muted">{text}</span>
                <span className="min-w-0">
                  <span className="font-medium">{right.get(pair?.right ?? "")}</span>
                  <span className={`block text-sm ${inkTone[tone]}`}>
                    {pair?.correct
                      ? t("match.yours_right")
                      : yours === undefined
                        ? t("match.missing")
                        : t("match.yours_wrong", { right: right.get(yours) })}
                  </span>
                </span>
              </span>
              <ToneIcon tone={tone} className={`mt-[0.15em] size-5 ${inkTone[tone]}`} />
            </li>
          );
        })}
      </ul>
      {matched.extra.length > 0 && (
        <dl className="mt-3 text-sm">
          <dt className="text-muted">{t("match.extra")}</dt>
          {matched.extra.map((id) => (
            <dd key={id}>{right.get(id)}</dd>
          ))}
        </dl>
      )}
    </>
  );
}
