import { formatDate, formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import type { DisputePage } from "../dispute-page.server";
import { outcomeMessages } from "../messages.outcome";
import { DisputeItem } from "./DisputeItem";
import { RuledSums } from "./RuledSums";

/** A dispute: where it stands, item by item both sides, and the ruling, or the form that gives it. */
export function DisputeView({ page, title, refusals }: { page: DisputePage; title: string; refusals?: Refusal[] }) {
  const t = useT(outcomeMessages);
  const { locale, zone } = useReader();
  const result = `/probation/${page.person.id}/result/${page.gradingId}`;
  const day = formatDate(page.due, locale);
  const items = page.items.map((item) => <DisputeItem key={item.slug} item={item} page={page} />);
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <div>
        <PageHeader
          title={title}
          detail={
            <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
              {t("page.detail", { attempt: page.attempt, when: formatDateTime(page.openedAt, locale, zone) })}
              {page.outcome === null && (
                <Badge tone={page.isLate ? "blocked" : "waiting"}>{t(page.isLate ? "page.overdue" : "page.due", { day })}</Badge>
              )}
            </span>
          }
          back={page.self ? { to: result, label: t("page.back_result") } : { to: "/probation/disputes", label: t("page.back_queue") }}
          action={!page.self && <LinkButton to={result}>{t("page.result")}</LinkButton>}
        />
        <State page={page} />
      </div>
      {page.outcome === "ruled" && <RuledSums before={page.before} after={page.after} />}
      {page.mayRule ? (
        <Form refusals={refusals} messages={outcomeMessages} draftKey={`ruling:${page.id}`} className="grid gap-5">
          <input type="hidden" name="intent" value="rule" />
          <p className="measure text-sm text-muted">{t("rule.intro")}</p>
          {items}
          <div>
            <ConfirmButton
              variant="primary"
              question={t("rule.question")}
              consequence={t("rule.consequence", { name: page.person.name })}
              confirmLabel={t("rule.send")}
            >
              {t("rule.send")}
            </ConfirmButton>
          </div>
        </Form>
      ) : (
        items
      )}
      {page.self && page.outcome === null && (
        <Form refusals={refusals} messages={outcomeMessages}>
          <ConfirmButton
            variant="secondary"
            name="intent"
            value="withdraw"
            question={t("withdraw.question")}
            consequence={t("withdraw.consequence")}
          >
            {t("withdraw")}
          </ConfirmButton>
        </Form>
      )}
    </div>
  );
}

function State({ page }: { page: DisputePage }) {
  const t = useT(outcomeMessages);
  const { locale, zone } = useReader();
  const { outcome, closed, person, self } = page;
  const when = closed ? formatDateTime(closed.at, locale, zone) : "";
  if (outcome === null) {
    if (self) return <Notice tone="waiting">{t("page.open_self")}</Notice>;
    if (page.alone) return <Notice tone="waiting">{t("page.alone")}</Notice>;
    return page.graded ? <Notice>{t("page.open_grader")}</Notice> : null;
  }
  if (outcome === "left") return <Notice>{t("page.left", { name: person.name })}</Notice>;
  if (outcome === "withdrawn") return <Notice>{t(self ? "page.withdrawn_self" : "page.withdrawn", { name: person.name, when })}</Notice>;
  return (
    <Notice tone="accent" title={page.changed === 0 ? t("page.ruled_kept") : t("page.ruled_changed", { count: page.changed })}>
      <p>{t("page.ruled_by", { name: closed?.by ?? "", when })}</p>
      {closed?.alone && <p className="mt-1">{t("page.ruled_alone", { name: closed.by })}</p>}
    </Notice>
  );
}
