import { plainDateIn } from "~/platform/dates";
import { formatDate, formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TEXT_MAX, TEXT_MIN } from "../entry-rules";
import type { LedgerPage } from "../ledger-page.server";
import { conductMessages } from "../messages";

type Threshold = LedgerPage["thresholds"][number];
type ThresholdsProps = { page: LedgerPage; self: boolean; maySettle: boolean; refused: { id: string; refusals: Refusal[] } | null };

/** The thresholds that a month reached, each with what was said and decided, or the form for it. */
export function Thresholds({ page, self, maySettle, refused }: ThresholdsProps) {
  const t = useT(conductMessages);
  return (
    <div id="thresholds">
      <Card title={t("thresholds.title")}>
        <ul className="grid gap-5">
          {page.thresholds.map((one) => (
            <li key={one.id} className="grid gap-3">
              <Said one={one} self={self} />
              {maySettle && one.settledAt === null && (
                <Settle one={one} name={page.person.name} refusals={refused?.id === one.id ? refused.refusals : null} />
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Said({ one, self }: { one: Threshold; self: boolean }) {
  const t = useT(conductMessages);
  const { locale, zone } = useReader();
  return (
    <div className="grid max-w-prose gap-1.5 text-sm">
      <h3 className="flex flex-wrap items-center gap-2 text-base font-semibold">
        {one.title}
        {one.settledAt === null && <Badge tone="waiting">{t("thresholds.waits")}</Badge>}
      </h3>
      <p className="text-muted">{one.means}</p>
      <p className="text-muted">{t("thresholds.reached", { day: formatDate(plainDateIn(zone, one.reachedAt), locale) })}</p>
      {one.lifted && <p>{t("thresholds.lifted")}</p>}
      {one.settledAt === null && self && <p>{t("thresholds.waits_own")}</p>}
      {one.settledAt && (
        <>
          <p className="font-medium">{t("thresholds.heard")}</p>
          <p className="whitespace-pre-line">{one.heard}</p>
          <p className="font-medium">{t("thresholds.note")}</p>
          <p className="whitespace-pre-line">{one.note}</p>
          <p className="text-muted">
            {t("thresholds.settled", { name: one.settledBy ?? "", when: formatDateTime(one.settledAt, locale, zone) })}
          </p>
        </>
      )}
    </div>
  );
}

function Settle({ one, name, refusals }: { one: Threshold; name: string; refusals: Refusal[] | null }) {
  const t = useT(conductMessages);
  const limits = { rows: 3, minLength: TEXT_MIN, maxLength: TEXT_MAX, required: true };
  return (
    <Form refusals={refusals} messages={conductMessages} draftKey={`conduct-threshold:${one.id}`} className="grid gap-3">
      <input type="hidden" name="threshold" value={one.id} />
      <TextArea name="heard" label={t("thresholds.heard")} hint={t("thresholds.heard_hint")} {...limits} />
      <TextArea name="note" label={t("thresholds.note")} hint={t("thresholds.note_hint")} {...limits} />
      <div>
        <ConfirmButton variant="primary" question={t("thresholds.question")} consequence={t("thresholds.consequence", { name })}>
          {t("thresholds.save")}
        </ConfirmButton>
      </div>
    </Form>
  );
}
