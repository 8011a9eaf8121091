import { formatDate, formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import type { EntryPage } from "../entry-page.server";
import { rulings, TEXT_MAX, TEXT_MIN } from "../entry-rules";
import { conductMessages } from "../messages";

type AppealPartProps = { page: EntryPage; refused: { intent: string; refusals: Refusal[] } | null };
const limits = { rows: 4, minLength: TEXT_MIN, maxLength: TEXT_MAX, required: true };

/** The appeal against an entry: to make it, to rule on it, or what came of it. Nothing where none of that is to be said. */
export function AppealPart({ page, refused }: AppealPartProps) {
  const t = useT(conductMessages);
  const { locale } = useReader();
  if (!page.appeal && !page.appealUntil && !page.appealLate) return null;
  return (
    <Card title={t("appeal.title")} raised={page.mayRule}>
      <div className="grid gap-4">
        {page.appealLate && <p className="text-sm text-muted">{t("appeal.late", { day: formatDate(page.appealLate, locale) })}</p>}
        {page.appealUntil && (
          <Form
            refusals={refused?.intent === "appeal" ? refused.refusals : null}
            messages={conductMessages}
            draftKey={`conduct-appeal:${page.id}`}
            className="grid gap-3"
          >
            <p className="max-w-prose text-sm">{t("appeal.open", { day: formatDate(page.appealUntil, locale) })}</p>
            <TextArea name="said" label={t("appeal.said")} hint={t("appeal.said_hint")} {...limits} />
            <div>
              <ConfirmButton
                name="intent"
                value="appeal"
                variant="primary"
                question={t("appeal.question")}
                consequence={t("appeal.consequence")}
              >
                {t("appeal.send")}
              </ConfirmButton>
            </div>
          </Form>
        )}
        {page.appeal && <Said appeal={page.appeal} name={page.person.name} />}
        {page.ownEntry && <p className="text-sm text-muted">{t("appeal.not_yours")}</p>}
        {page.mayRule && <Rule page={page} refusals={refused?.intent === "rule" ? refused.refusals : null} />}
      </div>
    </Card>
  );
}

function Said({ appeal, name }: { appeal: NonNullable<EntryPage["appeal"]>; name: string }) {
  const t = useT(conductMessages);
  const { locale, zone } = useReader();
  const when = (instant: Date) => formatDateTime(instant, locale, zone);
  return (
    <div className="grid max-w-prose gap-2 text-sm">
      <p className="text-muted">{t("appeal.of", { name, when: when(appeal.at) })}</p>
      <p className="whitespace-pre-line">{appeal.said}</p>
      {appeal.outcome === null || appeal.closedAt === null ? (
        <p>
          <Badge tone="waiting">{t("appeal.waits")}</Badge>
        </p>
      ) : (
        <>
          <p className="font-medium">
            {t(`ruled.${appeal.outcome}`, { name: appeal.by ?? "", when: when(appeal.closedAt), title: appeal.changedTo ?? "" })}
          </p>
          {appeal.ruling && <p className="whitespace-pre-line">{appeal.ruling}</p>}
          {appeal.alone && <p className="text-muted">{t("ruled.alone")}</p>}
        </>
      )}
    </div>
  );
}

function Rule({ page, refusals }: { page: EntryPage; refusals: Refusal[] | null }) {
  const t = useT(conductMessages);
  return (
    <Form
      refusals={refusals}
      messages={conductMessages}
      draftKey={`conduct-ruling:${page.id}`}
      className="grid gap-3 border-t border-line pt-4"
    >
      <h3 className="font-semibold">{t("rule.title")}</h3>
      {page.alone && <Notice tone="waiting">{t("appeal.alone")}</Notice>}
      <RadioCards
        name="ruling"
        legend={t("rule.title")}
        legendHidden
        required
        options={rulings.map((value) => ({ value, label: t(`rule.${value}`) }))}
      />
      <SelectField name="rule" label={t("rule.other")} options={page.others} placeholder optional />
      <TextArea name="reason" label={t("rule.reason")} {...limits} />
      <div>
        <ConfirmButton
          name="intent"
          value="rule"
          variant="primary"
          question={t("rule.question")}
          consequence={t("rule.consequence", { name: page.person.name })}
        >
          {t("rule.send")}
        </ConfirmButton>
      </div>
    </Form>
  );
}
