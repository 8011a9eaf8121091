import { Link } from "@remix-run/react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Table } from "~/ui/Table";
import { exchangeMessages } from "../messages.exchange";
import { rowFaultMessages } from "../messages.row-faults";
import type { Made } from "../questions/import-page.server";

/** The third step: the drafts that were made, each to be looked at; or all of them to be given up. */
export function QuestionsMade({ made, submissionId, refusals }: { made: Made; submissionId: string; refusals: Refusal[] | null }) {
  const t = useT(exchangeMessages);
  const { drafts, untouched } = made;
  const isGivenUp = made.state === "discarded";
  const title = isGivenUp ? t("done.discarded") : t("done.title", { count: drafts.length });
  return (
    <Card title={title} flush>
      <div className="px-4 pb-4 sm:px-5">
        <p role="status" className="mb-4 max-w-prose text-base text-muted">
          {t(isGivenUp ? "done.discarded_lead" : "done.lead")}
        </p>
        <div className="flex flex-wrap items-start gap-3">
          <LinkButton to="/library/drafts">{t("done.drafts")}</LinkButton>
          {!isGivenUp && untouched > 0 && (
            <Form submissionId={submissionId} refusals={refusals} messages={rowFaultMessages}>
              <input type="hidden" name="intent" value="discard" />
              <ConfirmButton question={t("done.discard_question")} consequence={t("done.discard_consequence")}>
                {t("done.discard")}
              </ConfirmButton>
            </Form>
          )}
          <LinkButton to="/library/questions/import">{t("in.other")}</LinkButton>
        </div>
      </div>
      <Table
        caption={title}
        dense
        rows={drafts}
        rowKey={(draft) => draft.slug}
        columns={[
          {
            key: "question",
            header: t("done.question"),
            primary: true,
            cell: (draft) =>
              draft.state === "gone" && draft.isNew && isGivenUp ? (
                draft.title
              ) : (
                <Link to={`/library/question/${draft.slug}/${draft.state === "gone" ? "history" : "edit"}`} className="link break-words">
                  {draft.title}
                </Link>
              ),
          },
          {
            key: "what",
            header: t("done.kind"),
            cell: (draft) => <Badge tone={draft.isNew ? "accent" : "neutral"}>{t(draft.isNew ? "status.new" : "status.changed")}</Badge>,
          },
          { key: "state", header: t("done.state"), cell: (draft) => t(`done.${draft.state}`) },
        ]}
      />
    </Card>
  );
}
