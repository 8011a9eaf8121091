import { HouseForm } from "~/curriculum/HouseForm";
import { curriculumMessages } from "~/curriculum/messages";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Markdown } from "~/ui/Markdown";
import type { ActivityContent } from "../activity-page.server";
import { type Answered, LessonCheck } from "./LessonCheck";

type LessonContent = Extract<ActivityContent, { kind: "lesson" }>;

/** A lesson: the text, the house forms that belong to it, where its figures come from, and the questions at its end. */
export function Lesson({
  slug,
  done,
  content,
  answered,
}: {
  slug: string;
  done: boolean;
  content: LessonContent;
  answered: Answered | null;
}) {
  const t = useT(curriculumMessages);
  const { locale } = useReader();
  return (
    <>
      <article className="max-w-2xl">
        <p className="measure mb-6 text-base text-muted">{content.summary}</p>
        <Markdown html={content.html} />
        {content.sources.length > 0 && (
          <aside className="measure mt-8 border-t border-line pt-3 text-sm text-muted">
            <h2 className="text-sm font-medium">{t("source.title")}</h2>
            <ul className="mt-1 grid gap-1">
              {content.sources.map((source) => (
                <li key={source.name}>
                  {source.name}
                  {source.where && <> · {source.where}</>} · {t("source.checked", { date: formatDate(source.checkedOn, locale) })}
                </li>
              ))}
            </ul>
          </aside>
        )}
      </article>
      {/* A form may have six columns: it takes more room than the text. */}
      {content.forms.map((form) => (
        <section key={form.slug} aria-label={form.title} className={classes("mt-8", form.columns.length > 3 ? "max-w-5xl" : "max-w-2xl")}>
          <h2 className="mb-1 text-base font-semibold">{form.title}</h2>
          <HouseForm form={form} />
        </section>
      ))}
      <LessonCheck slug={slug} done={done} questions={content.questions} answered={answered} />
    </>
  );
}
