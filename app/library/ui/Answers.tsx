import Check from "lucide-react/icons/check";
import type { LocalText } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Picture } from "~/ui/Picture";
import type { QuestionView, Ref } from "../item.server";
import { answerMessages } from "../messages.answers";
import { Chat, Reply } from "./Chat";
import { Part, RefLink, refOf, useSay, Wordings } from "./parts";

type Of<T extends QuestionView["type"]> = Extract<QuestionView, { type: T }>;

/** What a question shows beside its stem, and what is right. `refs`: the products that it names. */
export function Answers({ question, refs = {}, small }: { question: QuestionView; refs?: Record<string, Ref>; small?: boolean }) {
  const t = useT(answerMessages);
  switch (question.type) {
    case "single_choice":
    case "multiple_choice":
      return <Options options={question.options} small={small} />;
    case "short_text":
      return (
        <p className="text-sm">
          <span className="text-muted">{t("accepted")} </span>
          <Wordings words={[...question.accepted["zh-CN"], ...question.accepted.en]} />
        </p>
      );
    case "true_false":
      return (
        <>
          <p className="mb-2 text-sm">
            <span className="text-muted">{t("the_statement")} </span>
            <Wordings words={[t(question.answer ? "true" : "false")]} />
          </p>
          <Options options={question.reasons} small={small} />
        </>
      );
    case "number":
      return <NumberAnswer question={question} />;
    case "free_reply":
    case "rewrite":
      return <Reply question={question} />;
    case "fill_blanks":
      return <Blanks question={question} />;
    case "order_steps":
      return <Steps question={question} />;
    case "match":
      return <Pairs question={question} />;
    case "spot_violation":
      return <Violations question={question} />;
    case "choose_next_line":
      return (
        <>
          <Chat lines={question.chat} />
          <div className="mt-3">
            <Options options={question.options} small={small} />
          </div>
        </>
      );
    case "find_product":
      return (
        <Part title={t("products")}>
          <ul className="space-y-1 text-sm">
            {question.products.map((slug) => (
              <li key={slug}>
                <RefLink to={refOf(refs, "product", slug)} />
              </li>
            ))}
          </ul>
        </Part>
      );
    case "image_choice":
      return <Pictures question={question} refs={refs} />;
  }
}

type Option = { id: string; text: LocalText; correct: boolean; why?: LocalText | undefined };

function Options({ options, small = false }: { options: readonly Option[]; small?: boolean | undefined }) {
  const t = useT(answerMessages);
  const say = useSay();
  return (
    <ul aria-label={t("answers")} className={classes(small ? "space-y-0.5 text-sm" : "space-y-2")}>
      {options.map((option) => (
        <li
          key={option.id}
          className={classes(
            small ? "flex items-start gap-2" : "flex items-start gap-3 rounded-box border px-4 py-2.5",
            !small && (option.correct ? "border-cleared bg-cleared-soft" : "border-line"),
            small && !option.correct && "text-muted",
          )}
        >
          <Tick shown={option.correct} />
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

function Tick({ shown }: { shown: boolean }) {
  return (
    <span className="mt-[0.2em] flex size-4 shrink-0 justify-center text-cleared-ink">
      {shown && <Check aria-hidden strokeWidth={3} className="size-4" />}
    </span>
  );
}

function NumberAnswer({ question }: { question: Of<"number"> }) {
  const t = useT(answerMessages);
  const unit = useSay()(question.unit);
  return (
    <p className="text-sm">
      <span className="text-muted">{t("right")} </span>
      <Wordings words={[`${question.answer} ${unit}`]} />
      {question.tolerance > 0 && <span className="mt-1 block text-muted">{t("off_by", { tolerance: question.tolerance, unit })}</span>}
    </p>
  );
}

/** The text with its blanks filled. */
function Blanks({ question }: { question: Of<"fill_blanks"> }) {
  const t = useT(answerMessages);
  const say = useSay();
  const { locale } = useReader();
  const accepted = new Map(question.blanks.map((b) => [b.id, b.accepted[locale]]));
  return (
    <Part title={t("blanks")}>
      <p className="measure leading-loose whitespace-pre-line">
        {say(question.body)
          .split(/\[\[(\w+)\]\]/)
          .map((part, i) => (i % 2 === 1 ? <Wordings key={i} words={accepted.get(part) ?? [part]} /> : part))}
      </p>
    </Part>
  );
}

function Steps({ question }: { question: Of<"order_steps"> }) {
  const t = useT(answerMessages);
  const say = useSay();
  return (
    <Part title={t("order")}>
      <ol className="list-decimal space-y-1 ps-5 text-sm marker:text-faint">
        {question.steps.map((step) => (
          <li key={step.id}>{say(step.text)}</li>
        ))}
      </ol>
    </Part>
  );
}

function Pairs({ question }: { question: Of<"match"> }) {
  const t = useT(answerMessages);
  const say = useSay();
  return (
    <Part title={t("pairs")}>
      <ul className="divide-y divide-line border-y border-line text-sm">
        {question.pairs.map((pair) => (
          <li key={pair.id} className="grid grid-cols-2 gap-x-4 py-2">
            <span>{say(pair.left)}</span>
            <span className="text-cleared-ink">{say(pair.right)}</span>
          </li>
        ))}
      </ul>
      {question.extra.length > 0 && (
        <p className="mt-2 text-sm">
          <span className="text-muted">{t("extra")} </span>
          <Wordings words={question.extra.map(say)} tone="neutral" />
        </p>
      )}
    </Part>
  );
}

function Violations({ question }: { question: Of<"spot_violation"> }) {
  const t = useT(answerMessages);
  const say = useSay();
  return (
    <>
      <Chat lines={question.chat} marked={question.violations} />
      <Part title={t("violations")}>
        <ul className="space-y-2 text-sm">
          {question.violations.map((violation) => (
            <li key={`${violation.line} ${violation.words.en}`}>
              <span className="text-muted">{t("line", { line: violation.line })} </span>
              <Wordings words={[say(violation.words)]} tone="blocked" />
              <span className="measure block">{say(violation.rule)}</span>
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Pictures({ question, refs }: { question: Of<"image_choice">; refs: Record<string, Ref> }) {
  const t = useT(answerMessages);
  const say = useSay();
  return (
    <ul aria-label={t("answers")} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {question.options.map((option) => {
        const product = refOf(refs, "product", option.product);
        return (
          <li
            key={option.id}
            className={classes("rounded-box border p-2 text-sm", option.correct ? "border-cleared bg-cleared-soft" : "border-line")}
          >
            {product.picture && <Picture src={product.picture} alt="" width={4} height={3} />}
            <span className="mt-1 flex items-start gap-1.5">
              {option.correct && <Tick shown />}
              <span className="min-w-0">
                <RefLink to={product} />
                {option.correct && <span className="sr-only"> ({t("right")})</span>}
                {option.why && <span className="block text-muted">{say(option.why)}</span>}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
