import { Link } from "@remix-run/react";
import { HouseForm } from "~/curriculum/HouseForm";
import { houseFormIn } from "~/curriculum/house-form";
import type { ItemBody } from "~/curriculum/pack";
import { formatDate, formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Markdown } from "~/ui/Markdown";
import { Picture } from "~/ui/Picture";
import type { ItemView } from "../item.server";
import { libraryMessages } from "../messages";
import { choiceMessages } from "../messages.choices";
import { fieldMessages } from "../messages.fields";
import { ChecklistItem } from "./Checklist";
import { ExamItem } from "./Exam";
import { Facts, Lines, Part, Points, Rules, useSay } from "./parts";
import { PlanItem } from "./Plan";
import { QuestionItem, QuestionList } from "./Question";
import { ConductRules } from "./ConductRules";
import { DrillRules } from "./DrillRules";
import { KpiRules } from "./KpiRules";
import { LevelRules } from "./LevelRules";
import { ModuleItem } from "./Module";
import { ScriptItem } from "./Script";
import { SimulationItem } from "./Simulation";
import { TermItem } from "./Term";

/** One item as its reader sees it, in the language of the side in which it stands. */
export function Item({ view }: { view: ItemView }) {
  switch (view.kind) {
    case "plan":
      return <PlanItem view={view} />;
    case "module":
      return <ModuleItem view={view} />;
    case "lesson":
      return <LessonItem view={view} />;
    case "question":
      return <QuestionItem view={view} />;
    case "practical":
      return <PracticalItem view={view} />;
    case "quiz":
      return <QuizItem view={view} />;
    case "exam":
      return <ExamItem view={view} />;
    case "acknowledgement":
      return <AcknowledgementItem view={view} />;
    case "checklist":
      return <ChecklistItem view={view} />;
    case "product":
      return <ProductItem view={view} />;
    case "script":
      return <ScriptItem body={view.body} />;
    case "simulation":
      return <SimulationItem view={view} />;
    case "term":
      return <TermItem body={view.body} />;
    case "house_form":
      return <HouseFormItem body={view.body} />;
    case "kpi_rules":
      return <KpiRules body={view.body} />;
    case "level_rules":
      return <LevelRules body={view.body} refs={view.refs} />;
    case "conduct_rules":
      return <ConductRules body={view.body} />;
    case "drill_rules":
      return <DrillRules body={view.body} />;
  }
}

type Of<K extends ItemView["kind"]> = { view: Extract<ItemView, { kind: K }> };

function HouseFormItem({ body }: { body: ItemBody<"house_form"> }) {
  const { locale } = useReader();
  return <HouseForm form={houseFormIn(body, locale)} />;
}

function LessonItem({ view: { body, html, questions, forms } }: Of<"lesson">) {
  const t = useT(libraryMessages);
  const say = useSay();
  const { locale } = useReader();
  return (
    <>
      <Trains qualities={body.qualities} minutes={body.minutes} />
      <p className="measure mb-5 text-base text-muted">{say(body.summary)}</p>
      <Markdown html={html[locale]} />
      {forms.map((form) => (
        <Part
          key={form.slug}
          title={
            <Link to={`/library/house_form/${form.slug}`} prefetch="intent" className="hover:underline">
              {say(form.title)}
            </Link>
          }
        >
          <HouseForm form={houseFormIn(form, locale)} />
        </Part>
      ))}
      <div className="mt-8">
        <Part title={t("check")}>
          <QuestionList questions={questions} />
        </Part>
      </div>
      {body.sources.length > 0 && (
        <Part title={t("sources")}>
          <ul className="space-y-1 text-sm text-muted">
            {body.sources.map((source) => (
              <li key={source.name.en}>
                {say(source.name)}
                {source.where && ` · ${source.where}`} · {t("checked_on", { day: formatDate(source.checked_on, locale) })}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function PracticalItem({ view: { body } }: Of<"practical">) {
  const t = useT(libraryMessages);
  const field = useT(fieldMessages);
  const choice = useT(choiceMessages);
  const say = useSay();
  return (
    <>
      <Trains qualities={body.qualities} minutes={body.minutes} />
      <Lines text={body.intro} />
      <Part title={t("steps")}>
        <ol className="list-decimal space-y-1 ps-5 text-sm marker:text-faint">
          {body.steps.map((step) => (
            <li key={step.en}>{say(step)}</li>
          ))}
        </ol>
      </Part>
      {body.done_in.length > 0 && (
        <Part title={field("field.done_in")}>
          <ul className="text-sm">
            {body.done_in.map((place) => (
              <li key={place}>{choice(`choice.${place}`)}</li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t("looks_for")}>
        <Points points={body.looks_for} />
      </Part>
      <Part title={t("failed")}>
        <p className="measure text-sm">{say(body.failed_looks_like)}</p>
      </Part>
      <Part title={t("photos")}>
        <p className="text-sm">{t("photos_of", { min: body.photos.min, max: body.photos.max })}</p>
      </Part>
    </>
  );
}

function QuizItem({ view: { body, questions } }: Of<"quiz">) {
  const t = useT(libraryMessages);
  return (
    <>
      <Rules
        rules={[
          t("questions", { count: body.questions.length }),
          t("pass", { pass: body.pass }),
          t("attempts", { count: body.attempts }),
          body.critical_must_be_right && t("critical_rule"),
        ]}
      />
      <QuestionList questions={questions} />
    </>
  );
}

function AcknowledgementItem({ view: { body, html } }: Of<"acknowledgement">) {
  const t = useT(libraryMessages);
  const say = useSay();
  const { locale } = useReader();
  return (
    <>
      <Markdown html={html[locale]} />
      <div className="mt-6 rounded-box bg-sunken px-4 py-3">
        <p className="text-xs text-muted">{t("statement")}</p>
        <p className="mt-0.5 text-base">{say(body.statement)}</p>
      </div>
    </>
  );
}

function ProductItem({ view: { body, picture } }: Of<"product">) {
  const t = useT(libraryMessages);
  const say = useSay();
  return (
    <>
      {picture && <Picture src={picture} alt={t("picture", { name: say(body.name) })} width={4} height={3} className="mb-5 max-w-sm" />}
      <Facts
        rows={[
          { name: t("code"), value: body.code },
          { name: t("price"), value: t("yuan", { price: body.price_yuan }) },
          { name: t("family"), value: body.family_name ? say(body.family_name) : <code className="text-sm">{body.family}</code> },
          { name: t("colours"), value: body.colours.map(say).join(" · ") },
          { name: t("size"), value: body.size && say(body.size) },
          { name: t("material"), value: body.material && say(body.material) },
          { name: t("craft"), value: body.craft && say(body.craft) },
          { name: t("shelf"), value: body.shelf },
          { name: t("stock"), value: body.stock === undefined ? null : t("pieces", { count: body.stock }) },
        ]}
      />
      {body.features.length > 0 && (
        <Part title={t("features")}>
          <Points points={body.features} />
        </Part>
      )}
      {(["reason", "fits", "not_for"] as const).map((key) => {
        const text = body[key];
        return (
          text && (
            <Part key={key} title={t(key)}>
              <p className="measure text-sm">{say(text)}</p>
            </Part>
          )
        );
      })}
    </>
  );
}

function Trains({
  qualities,
  minutes,
}: {
  qualities: readonly ("professionalism" | "confidence" | "enthusiasm" | "courage_to_ask")[];
  minutes: number;
}) {
  const t = useT(libraryMessages);
  const { locale } = useReader();
  return (
    <p className="mb-3 flex flex-wrap items-center gap-1.5">
      <Badge>{formatMinutes(minutes, locale)}</Badge>
      {qualities.map((q) => (
        <Badge key={q} tone="accent">
          {t(`quality.${q}`)}
        </Badge>
      ))}
    </p>
  );
}
