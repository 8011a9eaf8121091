import { type ReactNode, useState } from "react";
import { useT } from "~/platform/use-locale";
import type { Refusal } from "~/platform/refusal";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { FieldError } from "~/ui/FieldError";
import { Fold } from "~/ui/Fold";
import { TextField } from "~/ui/TextField";
import { remedialMessages } from "../../messages.remedial";
import type { Assignable } from "../../remedial-page.server";

export type PickerTopic = { slug: string; title: string; questions: Assignable[] };

type QuestionPickerProps = {
  topics: readonly PickerTopic[];
  /** Ticked when the page arrived. */
  given: readonly string[];
  /** Ticked now. */
  chosen: readonly string[];
  refusals: readonly Refusal[] | null;
  children: ReactNode;
};

/** All questions by topic, each with its box. What does not hold the words that are looked for is out of sight, and stays ticked. */
export function QuestionPicker({ topics, given, chosen, refusals, children }: QuestionPickerProps) {
  const t = useT(remedialMessages);
  const [words, setWords] = useState("");
  const wanted = words.normalize("NFKC").trim().toLowerCase();
  const fits = ({ stem }: Assignable) => wanted === "" || stem.normalize("NFKC").toLowerCase().includes(wanted);
  const isNothing = wanted !== "" && !topics.some(({ questions }) => questions.some(fits));
  const wrong = refusals?.find(({ field }) => field === "items");
  return (
    <Card title={t("new.which")}>
      <div className="grid gap-4">
        {children}
        <TextField
          name="find"
          type="search"
          label={t("new.find")}
          autoComplete="off"
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Looking for a question sends nothing.
            if (event.key === "Enter") event.preventDefault();
          }}
        />
        <FieldError id="items-error" message={wrong ? t(`refusal.${wrong.code}` as "refusal.items_missing", wrong.params) : null} />
        {isNothing && (
          <p role="status" className="text-sm text-muted">
            {t("new.nothing")}
          </p>
        )}
        <div className="divide-y divide-line border-y border-line">
          {topics.map((topic) => (
            <Topic key={topic.slug} topic={topic} given={given} chosen={chosen} fits={fits} isSearch={wanted !== ""} />
          ))}
        </div>
      </div>
    </Card>
  );
}

type TopicProps = Pick<QuestionPickerProps, "given" | "chosen"> & {
  topic: PickerTopic;
  fits: (question: Assignable) => boolean;
  isSearch: boolean;
};

function Topic({ topic, given, chosen, fits, isSearch }: TopicProps) {
  const t = useT(remedialMessages);
  const { title, questions } = topic;
  const ticked = questions.filter(({ id }) => chosen.includes(id)).length;
  const found = questions.filter(fits).length;
  return (
    <div hidden={found === 0}>
      <Fold
        open={isSearch || questions.some(({ id }) => given.includes(id))}
        summary={
          <>
            <span className="text-ui font-medium">{title}</span>
            <span className="text-sm text-muted tabular-nums">
              {ticked > 0 && <span className="me-3 text-ink">{t("new.topic_chosen", { count: ticked })}</span>}
              {t("new.topic", { count: found })}
            </span>
          </>
        }
      >
        <ul className="pb-3 ps-6">
          {questions.map((question) => (
            <li key={question.id} hidden={!fits(question)}>
              <CheckboxField
                id={`item-${question.id}`}
                name="items"
                value={question.id}
                error=""
                defaultChecked={given.includes(question.id)}
                label={question.stem}
                hint={[t("new.seconds", { seconds: Math.round(question.ms / 1000) }), question.critical && t("new.critical")]
                  .filter(Boolean)
                  .join(" · ")}
              />
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}
