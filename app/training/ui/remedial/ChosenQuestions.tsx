import X from "lucide-react/icons/x";
import { minutesFor } from "~/drill/remedial-minutes";
import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { IconButton } from "~/ui/IconButton";
import { remedialMessages } from "../../messages.remedial";
import type { PickerTopic } from "./QuestionPicker";

type ChosenQuestionsProps = {
  topics: readonly PickerTopic[];
  chosen: readonly string[];
  people: number;
  onLeaveOut: (id: string) => void;
};

/** What was chosen so far, how long it takes, and for how many. */
export function ChosenQuestions({ topics, chosen, people, onLeaveOut }: ChosenQuestionsProps) {
  const t = useT(remedialMessages);
  const { locale } = useReader();
  const questions = topics.flatMap((topic) => topic.questions).filter(({ id }) => chosen.includes(id));
  const time = formatMinutes(minutesFor(questions.map(({ ms }) => ms)), locale);
  return (
    <div className="border-t border-line pt-4">
      <h3 className="text-ui font-medium">{t("new.chosen")}</h3>
      <p aria-live="polite" className="text-sm text-muted tabular-nums">
        {questions.length === 0
          ? t("new.chosen_none")
          : [
              t("list.questions", { count: questions.length }),
              people > 0 && t("new.sum_people", { count: people }),
              t("new.takes", { time }),
            ]
              .filter(Boolean)
              .join(" · ")}
      </p>
      {questions.length > 0 && (
        <ul className="mt-2 max-h-72 divide-y divide-line overflow-y-auto">
          {questions.map(({ id, stem }) => (
            <li key={id} className="flex items-start gap-2 py-1">
              <span className="line-clamp-2 min-w-0 flex-1 py-2 text-sm">{stem}</span>
              <IconButton label={t("new.remove", { stem })} icon={<X aria-hidden />} onClick={() => onLeaveOut(id)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
