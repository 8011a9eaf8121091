import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { quotaMessages } from "../quota/messages";
import type { ReviewPage } from "../quota/page.server";
import { quotaOutcomes } from "../quota/quota-rules";
import { useMonth } from "./month";
import { QuotaFormula, QuotaMonths } from "./QuotaMonths";

/** One review: the months that it rests on, and what comes of it. */
export function QuotaReviewView({ page, refusals }: { page: ReviewPage; refusals?: Refusal[] }) {
  const t = useT(quotaMessages);
  const monthOf = useMonth();
  return (
    <>
      <PageHeader
        title={t("one.title", { name: page.name })}
        detail={[page.team, page.months.map(({ month }) => monthOf(month)).join(" · ")].filter(Boolean).join(" · ")}
        back={{ to: "/kpi/quota", label: t("list.title") }}
        action={<LinkButton to={`/kpi/quota/${page.personId}`}>{t("one.to_person", { name: page.name })}</LinkButton>}
      />
      <div className="grid gap-5">
        <Card title={t("one.facts")} flush>
          <QuotaMonths caption={t("one.facts")} months={page.months} />
          <div className="grid gap-4 border-t border-line px-4 py-4 sm:px-5">
            {page.months.map((of) => (
              <div key={of.month}>
                <h3 className="mb-1 text-sm font-semibold">{monthOf(of.month)}</h3>
                <QuotaFormula of={of} storeNames={page.storeNames} />
              </div>
            ))}
          </div>
        </Card>
        {page.outcome === null ? <Decide page={page} refusals={refusals} /> : <Decided page={page} />}
      </div>
    </>
  );
}

function Decide({ page, refusals }: { page: ReviewPage; refusals?: Refusal[] }) {
  const t = useT(quotaMessages);
  return (
    <Card title={t("one.decide")} raised>
      <Form messages={quotaMessages} refusals={refusals} draftKey={`quota-review:${page.id}`} className="grid gap-4">
        <p className="measure text-sm text-muted">{t("one.decide_lead", { name: page.name })}</p>
        <RadioCards
          name="outcome"
          legend={t("outcome")}
          columns={2}
          options={quotaOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        />
        <TextArea name="note" label={t("note")} rows={3} maxLength={500} />
        <div>
          <Button type="submit" variant="primary">
            {t("one.save")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Decided({ page }: { page: ReviewPage }) {
  const t = useT(quotaMessages);
  const { locale, zone } = useReader();
  if (page.outcome === null) return null;
  return (
    <Notice title={t(`outcome.${page.outcome}`)}>
      {page.outcome === "lapsed" && <p>{t("outcome.lapsed_why")}</p>}
      {page.closedBy && page.closedAt && (
        <p>{t("outcome.by", { name: page.closedBy, when: formatDateTime(new Date(page.closedAt), locale, zone) })}</p>
      )}
      {page.note && <p className="whitespace-pre-line">{page.note}</p>}
    </Notice>
  );
}
