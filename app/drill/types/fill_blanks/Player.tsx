import { Fragment, useRef } from "react";
import { useT } from "~/platform/use-locale";
import { inputStyle } from "~/ui/field";
import { ToneIcon } from "~/ui/ToneIcon";
import { typeMessages } from "../../messages.types";
import { BLANK_LENGTH } from "../lengths";
import type { PlayerProps } from "../question";
import type { BlankPart, FillBlanks } from "./rules";
import { useEnterOnwards } from "./use-enter-onwards";

type Blank = Exclude<BlankPart, { text: string }>;
const isFirst = (part: BlankPart): part is Blank => "blank" in part && !part.again;

/** A text with fields where its blanks are. */
export function FillBlanksPlayer({ view, answer, onAnswer, verdict }: PlayerProps<FillBlanks>) {
  const t = useT(typeMessages);
  const around = useRef<HTMLParagraphElement>(null);
  useEnterOnwards(around);
  const written = answer?.blanks ?? {};
  const of = view.parts.filter(isFirst).length;
  if (verdict) return <Filled parts={view.parts} written={written} blanks={verdict.key.blanks} />;

  const write = (id: string, text: string) => {
    const blanks = Object.fromEntries(Object.entries({ ...written, [id]: text }).filter(([, value]) => value !== ""));
    onAnswer?.(Object.keys(blanks).length > 0 ? { blanks } : null);
  };
  return (
    <p ref={around} className="measure text-base leading-loose whitespace-pre-line">
      {view.parts.map((part, i) =>
        "text" in part ? (
          part.text
        ) : part.again ? (
          <span key={i} className="font-medium">
            {written[part.blank] ?? `(${part.n})`}
          </span>
        ) : (
          <Fragment key={part.blank}>
            <input type="hidden" name="answer" value={part.blank} />
            <input
              type="text"
              name="answer"
              aria-label={t("blanks.label", { n: part.n, of })}
              placeholder={String(part.n)}
              value={written[part.blank] ?? ""}
              onChange={(event) => write(part.blank, event.currentTarget.value)}
              maxLength={BLANK_LENGTH}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              enterKeyHint="next"
              className={`${inputStyle} mx-1 my-1 inline-block! h-control w-[8.5em]! align-middle leading-normal placeholder:text-faint`}
            />
          </Fragment>
        ),
      )}
    </p>
  );
}

type FilledProps = { parts: BlankPart[]; written: Record<string, string>; blanks: FillBlanks["key"]["blanks"] };

/** The text after the answer: what was written, and the right wording where it was not. */
function Filled({ parts, written, blanks }: FilledProps) {
  const t = useT(typeMessages);
  const wrong = parts.filter(isFirst).filter(({ blank }) => !blanks[blank]?.correct && (blanks[blank]?.accepted.length ?? 0) > 1);
  return (
    <>
      <p className="measure text-base leading-loose whitespace-pre-line">
        {parts.map((part, i) => {
          if ("text" in part) return part.text;
          const { correct = false, accepted: [usual = ""] = [] } = blanks[part.blank] ?? {};
          const own = written[part.blank];
          if (part.again) return <strong key={i}>{correct ? own : usual}</strong>;
          return (
            <span key={i}>
              <span className={correct ? "font-medium text-cleared-ink" : "text-blocked-ink"}>
                <ToneIcon tone={correct ? "cleared" : "blocked"} className="me-0.5 inline size-4 align-[-0.15em]" />
                <span className="sr-only">{t(correct ? "blanks.right" : "blanks.wrong", { n: part.n })}</span>
                {correct ? own : own ? <s>{own}</s> : <em>{t("blanks.missing")}</em>}
              </span>
              {!correct && (
                <>
                  <span aria-hidden className="text-muted">
                    {" → "}
                  </span>
                  <span className="sr-only">{t("blanks.answer")}</span>
                  <strong className="font-medium">{usual}</strong>
                </>
              )}
            </span>
          );
        })}
      </p>
      {wrong.length > 0 && (
        <dl className="mt-3 text-sm text-muted">
          <dt>{t("blanks.accepted")}</dt>
          {wrong.map(({ blank, n }) => (
            <dd key={blank}>
              {n}. {blanks[blank]?.accepted.join(" · ")}
            </dd>
          ))}
        </dl>
      )}
    </>
  );
}
