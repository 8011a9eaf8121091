import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { probationMessages } from "../messages";
import { selfMessages } from "../messages.self";
import type { SelfSheet } from "../self-page.server";

type SelfStatePage = { personId: string; sheet: SelfSheet | null; mayStart: boolean; refusal: Refusal | null };

/** A self-assessment that nobody works on: not begun, handed in, or closed by the grading; with one's own entries to read. */
export function SelfState({ page, refusals }: { page: SelfStatePage; refusals: Refusal[] | null }) {
  const t = useT(selfMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(probationMessages);
  const { locale, zone } = useReader();
  const { personId, sheet, mayStart, refusal } = page;
  return (
    <>
      <PageHeader title={t("title")} back={{ to: `/probation/${personId}`, label: t("back") }} />
      <div className="grid max-w-3xl gap-5">
        {mayStart && (
          <Card raised title={t("start.title")}>
            <Form messages={probationMessages} refusals={refusals} className="grid gap-4">
              <p className="max-w-prose">{t("start.detail")}</p>
              <div>
                <Button type="submit" name="intent" value="start" variant="primary" size="lg">
                  {t("start.go")}
                </Button>
              </div>
            </Form>
          </Card>
        )}
        {!mayStart && !sheet && refusal && <Notice title={t("none.title")}>{say(`refusal.${refusal.code}`, refusal.params)}</Notice>}
        {sheet && !mayStart && (
          <Notice tone={sheet.submittedAt ? "neutral" : "waiting"} title={t(sheet.submittedAt ? "done.title" : "closed.title")}>
            {sheet.submittedAt
              ? t(sheet.gradingId ? "done.beside" : "done.detail", { when: formatDateTime(sheet.submittedAt, locale, zone) })
              : t("closed.detail")}
          </Notice>
        )}
        {sheet?.gradingId && (
          <div>
            <LinkButton to={`/probation/${personId}/result/${sheet.gradingId}`}>{t("closed.result")}</LinkButton>
          </div>
        )}
        {sheet?.submittedAt && !mayStart && <OwnEntries sheet={sheet} />}
      </div>
    </>
  );
}

/** What one chose, to read again. */
function OwnEntries({ sheet }: { sheet: SelfSheet }) {
  return (
    <div className="grid gap-4">
      {sheet.areas.map((area) => (
        <Card key={area.slug} title={area.title}>
          <ul className="grid gap-4">
            {area.items.map((item) => {
              const { grade = 0, remark } = sheet.entries[item.slug] ?? {};
              return (
                <li key={item.slug} className="flex items-start gap-3">
                  <span className="flex size-8 shrink-0 items-center justify-center rounded-full border border-line-strong font-semibold tabular-nums">
                    {grade}
                  </span>
                  <div className="min-w-0">
                    <h3 className="font-medium">{item.title}</h3>
                    <p className="text-sm">{item.descriptors[grade]}</p>
                    {remark && <p className="text-sm whitespace-pre-line text-muted">{remark}</p>}
                  </div>
                </li>
              );
            })}
          </ul>
        </Card>
      ))}
    </div>
  );
}
