import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { ItemView, QuestionView } from "../item.server";
import { libraryMessages } from "../messages";
import { Answers } from "./Answers";
import { Facts, Part, RefLink, refOf, useSay } from "./parts";

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
        <Answers question={body} refs={view.refs} />
      </div>
      <Part title={t("why")}>
        <p className="measure text-sm">{say(body.explanation)}</p>
      </Part>
      <div className="mt-5 border-t border-line pt-4">
        <Facts
          rows={[
            { name: t("topic"), value: <RefLink to={refOf(view.refs, "topic", body.topic)} /> },
            { name: t("lesson"), value: <RefLink to={refOf(view.refs, "lesson", body.lesson)} /> },
            { name: t("trains"), value: t(`quality.${body.quality}`) },
            { name: t("difficulty"), value: t("difficulty_of", { n: body.difficulty }) },
            { name: t("made_from"), value: body.made_from && <RefLink to={refOf(view.refs, "product", body.made_from.product)} /> },
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
