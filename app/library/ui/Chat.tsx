import type { LocalText } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { QuestionView } from "../item.server";
import { answerMessages } from "../messages.answers";
import { Part, useSay, Wordings } from "./parts";

type Line = { who: "customer" | "agent"; text: LocalText };

/** A chat as the agent sees it: the customer's lines on the left, the agent's on the right. `marked`: words that stand out. */
export function Chat({ lines, marked = [] }: { lines: readonly Line[]; marked?: readonly { line: number; words: LocalText }[] }) {
  const t = useT(answerMessages);
  const say = useSay();
  return (
    <ol aria-label={t("chat")} className="space-y-2">
      {lines.map((line, i) => (
        <li key={i} className={classes("max-w-[85%]", line.who === "agent" && "ms-auto")}>
          <span className={classes("block text-xs text-faint", line.who === "agent" && "text-end")}>{t(`who.${line.who}`)}</span>
          <span
            className={classes(
              "block rounded-box px-3 py-2 text-sm whitespace-pre-line",
              line.who === "agent" ? "bg-accent-soft text-accent-ink" : "bg-sunken",
            )}
          >
            <Marked text={say(line.text)} words={marked.filter((m) => m.line === i + 1).map((m) => say(m.words))} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A text with the given words marked, at each place where they stand. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const [first, ...others] = words;
  if (first === undefined) return text;
  return text.split(first).map((part, i) => (
    <span key={i}>
      {i > 0 && <mark className="rounded-[0.25rem] bg-blocked-soft px-0.5 text-blocked-ink">{first}</mark>}
      <Marked text={part} words={others} />
    </span>
  ));
}

/** What a free reply (or a rewritten one) must say, should say and must not say, and replies that a supervisor would be glad of. */
export function Reply({ question }: { question: Extract<QuestionView, { type: "free_reply" | "rewrite" }> }) {
  const t = useT(answerMessages);
  const say = useSay();
  const { locale } = useReader();
  return (
    <>
      {question.chat && <Chat lines={question.chat} />}
      {question.type === "rewrite" && (
        <Part title={t("poor")}>
          <p className="measure rounded-box bg-blocked-soft px-4 py-2.5 whitespace-pre-line text-blocked-ink">{say(question.poor)}</p>
        </Part>
      )}
      <KeyPoints title={t("must_say")} points={question.must_say} tone="cleared" />
      <KeyPoints title={t("should_say")} points={question.should_say} tone="neutral" />
      <KeyPoints title={t("must_not_say")} points={question.must_not_say} tone="blocked" />
      <Part title={t("model_answers")}>
        <ul className="space-y-2">
          {question.model_answers[locale].map((reply) => (
            <li key={reply} className="measure rounded-box border border-line px-4 py-2.5 text-sm whitespace-pre-line">
              {reply}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

type KeyPoint = { point: LocalText; any_of: Record<"zh-CN" | "en", string[]> };

function KeyPoints({ title, points, tone }: { title: string; points: readonly KeyPoint[]; tone: "cleared" | "neutral" | "blocked" }) {
  const say = useSay();
  const { locale } = useReader();
  if (points.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="space-y-2 text-sm">
        {points.map((point) => (
          <li key={point.point.en}>
            {say(point.point)} <Wordings words={point.any_of[locale]} tone={tone} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
