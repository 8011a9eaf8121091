import { Link } from "@remix-run/react";
import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import type { ItemView, QuestionView } from "../item.server";
import { libraryMessages } from "../messages";
import { Facts, Part, RefLink, useSay } from "./parts";

/** A question as it is asked, with what is right and why. */
export function QuestionItem({ view }: { view: Extract<ItemView, { kind: "question" }> }) {
  const t = useT(libraryMessages);
  const say = useSay();
  const { body } = view;
  return (
    <>
      <p className="measure text-base font-medium">{say(body.stem)}</p>
      {body.type === "short_text" && body.answer_hint && <p className="mt-1 text-sm text-muted">{say(body.answer_hint)}</p>}
      <div className="mt-3">
        <Answers question={body} />
      </div>
      <Part title={t("why")}>
        <p className="measure text-sm">{say(body.explanation)}</p>
      </Part>
      <div className="mt-5 border-t border-line pt-4">
        <Facts
          rows={[
            { name: t("topic"), value: <RefLink to={view.topic} /> },
            { name: t("lesson"), value: <RefLink to={view.lesson} /> },
            { name: t("trains"), value: t(`quality.${body.quality}`) },
            { name: t("difficulty"), value: t("difficulty_of", { n: body.difficulty }) },
            { name: t("target"), value: body.target_seconds ? t("seconds", { count: body.target_seconds }) : null },
          ]}
        />
      </div>
    </>
  );
}

/** Questions in a row, each folded out with its answer. */
export function QuestionList({ questions }: { questions: readonly QuestionView[] }) {
  const t = useT(libraryMessages);
  const say = useSay();
  return (
    <ol className="divide-y divide-line border-y border-line">
      {questions.map((q, i) => (
        <li key={q.slug} className="py-3">
          <p className="text-sm">
            <span className="me-2 text-faint tabular-nums">{i + 1}</span>
            <Link to={`/library/question/${q.slug}`} prefetch="intent" className="font-medium hover:underline">
              {say(q.stem)}
            </Link>{" "}
            {q.critical && <Badge tone="waiting">{t("critical")}</Badge>}
          </p>
          <div className="mt-2">
            <Answers question={q} small />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Answers({ question, small }: { question: QuestionView; small?: boolean }) {
  const t = useT(libraryMessages);
  const say = useSay();
  if (question.type === "short_text") {
    return (
      <p className="text-sm">
        <span className="text-muted">{t("accepted")} </span>
        {[...new Set([...question.accepted["zh-CN"], ...question.accepted.en])].map((a) => (
          <span key={a} className="me-1.5 inline-block rounded-[0.375rem] bg-cleared-soft px-2 py-0.5 text-cleared-ink">
            {a}
          </span>
        ))}
      </p>
    );
  }
  return (
    <ul aria-label={t("answers")} className={classes(small ? "space-y-0.5 text-sm" : "space-y-2")}>
      {question.options.map((option) => (
        <li
          key={option.id}
          className={classes(
            small ? "flex items-start gap-2" : "flex items-start gap-3 rounded-box border px-4 py-2.5",
            !small && (option.correct ? "border-cleared bg-cleared-soft" : "border-line"),
            small && !option.correct && "text-muted",
          )}
        >
          <span className="mt-[0.2em] flex size-4 shrink-0 justify-center text-cleared-ink">
            {option.correct && <Check aria-hidden strokeWidth={3} className="size-4" />}
          </span>
          <span className="min-w-0">
            {say(option.text)}
            {option.correct && <span className="sr-only"> ({t("right")})</span>}
            {!small && option.why && <span className="block text-sm text-muted">{say(option.why)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
