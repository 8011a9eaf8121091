import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { EmptyState } from "~/ui/EmptyState";
import { FieldError } from "~/ui/FieldError";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { remedialMessages } from "../../messages.remedial";
import type { newRemedialPage } from "../../remedial-page.server";
import { ChosenQuestions } from "./ChosenQuestions";
import { QuestionPicker } from "./QuestionPicker";

type Page = Awaited<ReturnType<typeof newRemedialPage>>;
type Chosen = { people: string[]; items: string[] };

type AssignFormProps = {
  page: Page;
  chosen: Chosen;
  /** The case that led to it. */ behind: { id: string; number: number; title: string } | null;
  submissionId: string;
  refusals: readonly Refusal[] | null;
};

/** Who, which questions, by when and why. The boxes are the browser's own, so that it works without script; script counts along. */
export function AssignForm({ page, chosen: given, behind, submissionId, refusals }: AssignFormProps) {
  const t = useT(remedialMessages);
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Chosen>(given);
  const count = useCallback(() => setChosen({ people: ticked(frame.current, "people"), items: ticked(frame.current, "items") }), []);
  // A form that was emptied says so only afterwards.
  const countSoon = () => setTimeout(count);
  const tick = useCallback(
    (items: readonly string[], on: boolean) => {
      for (const box of boxes(frame.current, "items")) if (items.includes(box.value)) box.checked = on;
      count();
    },
    [count],
  );
  if (page.people.length === 0)
    return (
      <Card>
        <EmptyState title={t("new.nobody")}>{t("new.nobody_body")}</EmptyState>
      </Card>
    );
  return (
    <Form
      submissionId={submissionId}
      messages={remedialMessages}
      refusals={refusals}
      draftKey={behind ? `remedial:case:${behind.id}` : "remedial:new"}
      onInput={count}
      onReset={countSoon}
      className="[&>div]:min-w-0"
    >
      <div ref={frame} className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-5">
          <People people={page.people} given={given.people} refusals={refusals} />
          <QuestionPicker topics={page.topics} given={given.items} chosen={chosen.items} refusals={refusals}>
            <Weakest people={chosen.people} onFound={(items) => tick(items, true)} />
          </QuestionPicker>
        </div>
        <Card title={t("new.set")} className="lg:sticky lg:top-20">
          <div className="grid gap-4">
            {behind && <input type="hidden" name="case" value={behind.id} />}
            <TextField name="title" label={t("new.name")} hint={t("new.name_hint")} required maxLength={60} defaultValue={behind?.title} />
            <TextArea
              name="reason"
              label={t("new.reason")}
              hint={t("new.reason_hint")}
              required
              maxLength={500}
              defaultValue={behind ? t("new.reason_case", { number: behind.number, title: behind.title }) : undefined}
            />
            <TextField
              name="due"
              type="date"
              label={t("new.due")}
              hint={t("new.due_hint")}
              required
              min={page.today}
              defaultValue={page.due}
            />
            <ChosenQuestions
              topics={page.topics}
              chosen={chosen.items}
              people={chosen.people.length}
              onLeaveOut={(id) => tick([id], false)}
            />
            <Button type="submit" variant="primary" size="lg" block>
              {t("new.send")}
            </Button>
          </div>
        </Card>
      </div>
    </Form>
  );
}

function boxes(frame: HTMLElement | null, name: string): HTMLInputElement[] {
  return Array.from(frame?.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name=${name}]`) ?? []);
}

function ticked(frame: HTMLElement | null, name: string): string[] {
  return boxes(frame, name)
    .filter((box) => box.checked)
    .map((box) => box.value);
}

type PeopleProps = { people: Page["people"]; given: readonly string[]; refusals: readonly Refusal[] | null };

function People({ people, given, refusals }: PeopleProps) {
  const t = useT(remedialMessages);
  const teams = [...new Set(people.map(({ team }) => team))];
  const wrong = refusals?.find(({ field }) => field === "people");
  return (
    <Card title={t("new.who")}>
      <div className="grid gap-4">
        {teams.map((team) => (
          <fieldset key={team}>
            <legend className={teams.length > 1 ? "mb-1 text-sm font-medium text-muted" : "sr-only"}>{team}</legend>
            <div className="grid gap-x-4 sm:grid-cols-2 xl:grid-cols-3">
              {people
                .filter((one) => one.team === team)
                .map(({ id, name }) => (
                  <CheckboxField
                    key={id}
                    id={`person-${id}`}
                    name="people"
                    value={id}
                    label={name}
                    error=""
                    defaultChecked={given.includes(id)}
                  />
                ))}
            </div>
          </fieldset>
        ))}
      </div>
      <FieldError id="people-error" message={wrong ? t(`refusal.${wrong.code}` as "refusal.people_missing", wrong.params) : null} />
    </Card>
  );
}

/** Ticks the questions that the people chosen know least. */
function Weakest({ people, onFound }: { people: readonly string[]; onFound: (items: string[]) => void }) {
  const t = useT(remedialMessages);
  const { load, data, state } = useFetcher<{ weakest: string[] | null }>();
  const [isAsked, setAsked] = useState(false);
  const found = data?.weakest ?? null;
  useEffect(() => {
    if (!isAsked || state !== "idle" || found === null) return;
    setAsked(false);
    onFound(found);
  }, [isAsked, state, found, onFound]);
  const said = people.length === 0 ? t("new.weakest_first") : found?.length === 0 ? t("new.weakest_none") : null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        disabled={people.length === 0 || state !== "idle"}
        onClick={() => {
          load(`/remedial/new?weakest=1&${people.map((id) => `people=${id}`).join("&")}`);
          setAsked(true);
        }}
      >
        {t("new.weakest")}
      </Button>
      <p role="status" className="text-sm text-muted">
        {said ?? (found && !isAsked ? t("new.weakest_done", { count: found.length }) : null)}
      </p>
    </div>
  );
}
