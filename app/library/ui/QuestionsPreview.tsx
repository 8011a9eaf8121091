import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { SelectField } from "~/ui/SelectField";
import { exchangeMessages } from "../messages.exchange";
import { rowFaultMessages } from "../messages.row-faults";
import type { Preview } from "../questions/import-page.server";

const statuses = ["new", "changed", "same", "busy", "faulty"] as const;

type Props = { preview: Preview; submissionId: string; refusals: Refusal[] | null };

/** The second step: what would happen, and the order to do it. */
export function QuestionsPreview({ preview, submissionId, refusals }: Props) {
  const t = useT(exchangeMessages);
  const { counts, ready, taken, examples } = preview;
  return (
    <Card title={t("in.preview")}>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {statuses.map((status) => (
          <div key={status} className="flex flex-col-reverse rounded-box bg-sunken px-4 py-3">
            <dt className="text-sm text-muted">{t(`status.${status}`)}</dt>
            <dd className="text-xl font-semibold tabular-nums">{counts[status]}</dd>
          </div>
        ))}
      </dl>
      <Form submissionId={submissionId} refusals={refusals} messages={rowFaultMessages} className="mt-5 flex flex-wrap items-center gap-3">
        {taken > 0 && (
          <Button type="submit" name="intent" value="draft" variant="primary">
            {t("in.make", { count: taken })}
          </Button>
        )}
        {ready > 0 && taken < ready && (
          <Button type="submit" name="intent" value="all">
            {t("in.all")}
          </Button>
        )}
        {taken > 0 && (
          <Button type="submit" name="intent" value="none">
            {t("in.none")}
          </Button>
        )}
        <LinkButton to="/library/questions/import">{t("in.other")}</LinkButton>
      </Form>
      {taken < ready && <p className="mt-3 text-sm text-muted">{t("in.left_out", { count: ready - taken })}</p>}
      {examples > 0 && <p className="mt-3 text-sm text-muted">{t("in.examples", { count: examples })}</p>}
      {taken === 0 && (
        <Notice tone="neutral" className="mt-4">
          {t("in.nothing")}
        </Notice>
      )}
    </Card>
  );
}

/** Where the file's own words for topics and lessons lead. */
export function QuestionsPlaces({ places, submissionId, refusals }: Omit<Props, "preview"> & { places: Preview["places"] }) {
  const t = useT(exchangeMessages);
  const kinds = [
    { kind: "topic", title: t("places.topics") },
    { kind: "lesson", title: t("places.lessons") },
  ] as const;
  return (
    <Card title={t("places.title")}>
      <p className="mb-4 max-w-prose text-sm text-muted">{t("places.lead")}</p>
      <Form submissionId={submissionId} refusals={refusals} messages={rowFaultMessages} className="grid gap-5">
        <input type="hidden" name="intent" value="places" />
        {kinds.map(({ kind, title }) =>
          places[kind].labels.length === 0 ? null : (
            <fieldset key={kind} className="min-w-0">
              <legend className="mb-2 text-sm font-semibold">{title}</legend>
              <div className="grid gap-4 sm:grid-cols-2">
                {places[kind].labels.map(({ label, said, chosen }, i) => (
                  <div key={label} className="min-w-0">
                    <input type="hidden" name={`${kind}-label-${i}`} value={said} />
                    <SelectField
                      name={`${kind}-${i}`}
                      label={<span className="break-words">{said || t("places.unnamed")}</span>}
                      placeholder={t("places.choose")}
                      defaultValue={chosen}
                      options={places[kind].choices}
                    />
                  </div>
                ))}
              </div>
            </fieldset>
          ),
        )}
        <div>
          <Button type="submit" variant={places.topic.labels.concat(places.lesson.labels).some((l) => !l.chosen) ? "primary" : "secondary"}>
            {t("places.save")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
