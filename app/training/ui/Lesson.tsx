import { HouseForm } from "~/curriculum/HouseForm";
import { curriculumMessages } from "~/curriculum/messages";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
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
        {content.forms.map((form) => (
          <section key={form.slug} className="mt-8">
            <h2 className="mb-1 text-base font-semibold">{form.title}</h2>
            <HouseForm form={form} />
          </section>
        ))}
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
      <LessonCheck slug={slug} done={done} questions={content.questions} answered={answered} />
    </>
  );
}
