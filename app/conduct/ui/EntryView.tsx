import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { Picture } from "~/ui/Picture";
import { TextArea } from "~/ui/TextArea";
import type { EntryPage } from "../entry-page.server";
import { TEXT_MAX, TEXT_MIN } from "../entry-rules";
import { conductMessages } from "../messages";

/** What was entered, with its evidence and what became of it. */
export function EntryView({ page }: { page: EntryPage }) {
  const t = useT(conductMessages);
  const { locale, zone } = useReader();
  const when = (instant: Date) => formatDateTime(instant, locale, zone);
  return (
    <Card title={page.title} action={page.suspends && <Badge tone="blocked">{t("entry.suspends")}</Badge>}>
      <div className="grid max-w-prose gap-4">
        <Part name={t("entry.what")}>{page.note}</Part>
        <Part name={t("entry.evidence")}>{page.evidence}</Part>
        {page.hasPicture && (
          <Picture
            src={`/conduct/entries/${page.id}/picture`}
            alt={t("entry.picture")}
            width={480}
            height={360}
            enlarge
            className="max-w-md"
          />
        )}
        {page.chatId && (
          <div>
            <LinkButton to={`/chats/${page.chatId}`} size="sm">
              {t("entry.chat")}
            </LinkButton>
          </div>
        )}
        <p className="text-sm text-muted">{t("entry.by", { name: page.by, when: when(page.at) })}</p>
        <Fold summary={t("entry.asks")} summaryClass="text-sm text-muted">
          <p className="text-sm">{page.asks}</p>
        </Fold>
        {page.withdrawal && (
          <Notice title={t("entry.withdrawn", { name: page.withdrawal.by, when: when(page.withdrawal.at) })}>
            {page.withdrawal.reason}
          </Notice>
        )}
      </div>
    </Card>
  );
}

function Part({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <h3 className="text-sm font-medium">{name}</h3>
      <p className="whitespace-pre-line">{children}</p>
    </div>
  );
}

/** What the entry did to the clearance, and where somebody decides on it. */
export function HoldNotice({ page }: { page: EntryPage }) {
  const t = useT(conductMessages);
  if (!page.hold) return null;
  if (page.hold.over) return <Notice>{t("entry.hold_over")}</Notice>;
  return (
    <Notice
      tone="blocked"
      action={!page.self && <LinkButton to={`/people/${page.person.id}/clearance`}>{t("entry.see_clearance")}</LinkButton>}
    >
      {t(page.gone && page.manages ? "entry.give_back" : "entry.held")}
    </Notice>
  );
}

/** The form by which an entry is taken back as a mistake. */
export function Withdraw({ page, refusals }: { page: EntryPage; refusals: Refusal[] | null }) {
  const t = useT(conductMessages);
  return (
    <Fold
      open={refusals !== null}
      className="rounded-box border border-line px-4 sm:px-5"
      summaryClass="min-h-12 font-semibold"
      summary={t("withdraw.title")}
    >
      <Form refusals={refusals} messages={conductMessages} draftKey={`conduct-withdraw:${page.id}`} className="grid gap-3 pb-5">
        <p className="text-sm text-muted">{t("withdraw.detail")}</p>
        <TextArea name="reason" label={t("withdraw.reason")} rows={2} minLength={TEXT_MIN} maxLength={TEXT_MAX} required />
        <div>
          <ConfirmButton name="intent" value="withdraw" question={t("withdraw.question")} consequence={t("withdraw.consequence")}>
            {t("withdraw.do")}
          </ConfirmButton>
        </div>
      </Form>
    </Fold>
  );
}
