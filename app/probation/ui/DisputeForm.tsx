import type { PlainDate } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { FileInput } from "~/ui/FileInput";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { REASON_MAX } from "../dispute-rules";
import { outcomeMessages } from "../messages.outcome";
import type { GradingResultPage } from "../result.server";

const PICTURE_BYTES = 8_000_000;

type Item = GradingResultPage["areas"][number]["items"][number];
type DisputeFormProps = { result: GradingResultPage; until: PlainDate; chosen: string | null; refusals?: Refusal[] };

/** Every item that was graded in this attempt, folded: what was reached and missed, and room to say what is wrong with it. */
export function DisputeForm({ result, until, chosen, refusals }: DisputeFormProps) {
  const t = useT(outcomeMessages);
  const { locale } = useReader();
  const carried = result.areas.filter((area) => area.carried);
  // What was refused stands open again beside what was chosen.
  const refused = new Set(refusals?.flatMap((r) => r.field?.split(":")[1] ?? []));
  return (
    <Form
      refusals={refusals}
      messages={outcomeMessages}
      draftKey={`dispute:${result.gradingId}`}
      encType="multipart/form-data"
      className="grid gap-5"
    >
      <div className="measure grid gap-2 text-sm">
        <p>{t("new.lead", { attempt: result.attempt })}</p>
        <p className="text-muted">{t("new.until", { day: formatDate(until, locale) })}</p>
        {carried.length > 0 && (
          <p className="text-muted">{t("new.carried", { areas: carried.map((area) => area.title).join(t("new.join")) })}</p>
        )}
      </div>
      {result.areas
        .filter((area) => !area.carried)
        .map((area) => (
          <Card key={area.slug} title={area.title} flush>
            <ul className="divide-y divide-line border-t border-line">
              {area.items.map((item) => (
                <li key={item.slug} id={`item-${item.slug}`} className="scroll-mt-4">
                  <DisputedItem item={item} open={item.slug === chosen || refused.has(item.slug)} />
                </li>
              ))}
            </ul>
          </Card>
        ))}
      <div>
        <ConfirmButton variant="primary" question={t("new.question")} consequence={t("new.consequence")}>
          {t("new.send")}
        </ConfirmButton>
      </div>
    </Form>
  );
}

function DisputedItem({ item, open }: { item: Item; open: boolean }) {
  const t = useT(outcomeMessages);
  const reached = Math.floor(item.grade);
  const next = item.descriptors[reached + 1];
  return (
    <Fold
      open={open}
      summaryClass="px-4 py-2 sm:px-5"
      summary={
        <>
          <span className="min-w-0">{item.title}</span>
          <Badge tone={item.failed ? "blocked" : "neutral"}>{t("new.grade", { grade: item.grade })}</Badge>
        </>
      }
    >
      <div className="grid gap-4 px-4 pb-5 sm:px-5">
        <dl className="grid gap-x-3 gap-y-1.5 text-sm sm:grid-cols-[7rem_1fr]">
          <dt className="text-muted">{t("new.reached")}</dt>
          <dd>{item.descriptors[reached]}</dd>
          {next && (
            <>
              <dt className="text-muted">{t("new.next", { grade: reached + 1 })}</dt>
              <dd>{next}</dd>
            </>
          )}
        </dl>
        <TextArea name={`reason:${item.slug}`} label={t("new.reason")} hint={t("new.reason_hint")} rows={3} maxLength={REASON_MAX} />
        <TextField
          name={`link:${item.slug}`}
          label={t("new.link")}
          hint={t("new.link_hint")}
          optional
          type="url"
          inputMode="url"
          maxLength={500}
        />
        <FileInput name={`picture:${item.slug}`} label={t("new.picture")} picture maxBytes={PICTURE_BYTES} />
      </div>
    </Fold>
  );
}
