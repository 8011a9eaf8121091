import { formatDateTime } from "~/platform/format";
import { locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Keys } from "~/ui/Keys";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import type { Asked } from "../../address";
import type { Thread } from "../../comments.server";
import { draftMessages } from "../../messages.drafts";
import { reviewMessages } from "../../messages.review";
import type { reviewPage } from "../../review-page.server";
import { Bubble } from "../Bubble";
import { Finding } from "../editor/Findings";
import { ProductChoice } from "../ProductChoice";
import { ScriptFacts } from "../ScriptFacts";
import { Threads } from "../Threads";
import { Changes } from "./Changes";
import { CommentedText } from "./CommentedText";
import { CommentForm } from "./CommentForm";
import { Decide } from "./Decide";
import { Steps } from "./Steps";
import { useSelection } from "./use-selection";

type ReviewProps = {
  page: NonNullable<Awaited<ReturnType<typeof reviewPage>>> & { asked: Asked };
  refusals: readonly Refusal[] | null;
};

const keys = [
  { key: "A", does: "approve" },
  { key: "R", does: "return" },
  { key: "Ctrl ↵", does: "send" },
  { key: "C", does: "comment" },
  { key: "J", does: "next" },
  { key: "K", does: "previous" },
  { key: "?", does: "help" },
] as const;

/** A script as its reviewer reads it: the text to comment on, what the check says, what changed, the decision. */
export function Review({ page, refusals }: ReviewProps) {
  const { draft, last, body, marked, threads, changes, beside, asked, previous, next } = page;
  const t = useT(reviewMessages);
  const say = useT(draftMessages);
  const { locale: own, zone } = useReader();
  const { marked: words, clear, textRef } = useSelection();
  const written = locales.filter((locale) => body.text[locale]?.trim());
  const waits = draft.state === "submitted";
  const mayComment = waits || draft.state === "returned";
  const here = `/scripts/review/${draft.id}`;
  const findings = locales.flatMap((locale) => marked[locale].map((one) => ({ ...one, locale })));
  const show = ({ id }: Thread) => document.getElementById(id)?.scrollIntoView({ block: "center" });
  return (
    <>
      <PageHeader
        title={body.title}
        detail={t("by", { author: draft.authorName, number: last.number, when: formatDateTime(last.submittedAt, own, zone) })}
        back={{ to: "/scripts/review", label: t("title") }}
        action={
          <>
            <Keys
              title={t("keys.title")}
              switchLabel={t("keys.switch")}
              keys={keys.map(({ key, does }) => ({ key, does: t(`keys.${does}`) }))}
            />
            <LinkButton to={`/scripts/drafts/${draft.id}/history`}>{say("history")}</LinkButton>
            <Steps previous={previous} next={next} />
          </>
        }
      />
      {!waits && <Settled page={page} />}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0 space-y-4">
          <Card title={t("text.title")}>
            {mayComment && <p className="mb-3 text-sm text-muted">{t("text.hint")}</p>}
            <div className="space-y-3">
              {written.map((locale) => (
                <CommentedText
                  key={locale}
                  text={body.text[locale] ?? ""}
                  locale={locale}
                  threads={threads.filter((thread) => thread.locale === locale)}
                  findings={marked[locale]}
                  textRef={textRef(locale)}
                />
              ))}
            </div>
            {mayComment && (
              <div className="mt-4 border-t border-line pt-4">
                <CommentForm draftId={draft.id} written={written} marked={words} onDone={clear} />
              </div>
            )}
          </Card>
          <Changes {...changes} number={last.number} />
          <Card title={t("when.title")}>
            <ScriptFacts body={body} />
          </Card>
          <Fold
            boxed
            summary={<span className="text-ui font-medium">{t("filled.title")}</span>}
            open={asked.product !== null || asked.find !== ""}
          >
            <div className="space-y-3 px-4 pb-4 sm:px-5">
              {written.map((locale) => (
                <Bubble key={locale} text={body.text[locale] ?? ""} values={beside.values[locale]} locale={locale} />
              ))}
              <ProductChoice product={beside.product} offers={beside.offers} asked={asked} at={`review/${draft.id}`} />
            </div>
          </Fold>
        </div>
        <div className="min-w-0 space-y-4">
          {last.note && (
            <Card title={t("note")}>
              <p className="text-sm break-words whitespace-pre-line">{last.note}</p>
            </Card>
          )}
          <Card title={t("comments.title")}>
            <Threads draftId={draft.id} threads={threads} returnTo={here} open={mayComment} onShow={show} />
          </Card>
          <Card title={t("check.title")}>
            {findings.length === 0 && <p className="text-sm text-muted">{t("check.none")}</p>}
            <ol className="divide-y divide-line">
              {findings.map((one, i) => (
                <li key={i} className="py-2 first:pt-0 last:pb-0">
                  <Finding one={one} locale={one.locale} />
                </li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
      {waits && <Decide versionId={last.id} refusals={refusals} />}
    </>
  );
}

/** Somebody was quicker, or its author took it back: who and when, and on to the next. */
function Settled({ page: { draft, last, next } }: Pick<ReviewProps, "page">) {
  const t = useT(reviewMessages);
  const { locale, zone } = useReader();
  const { decided } = last;
  return (
    <Notice
      role="status"
      tone={decided?.decision === "approved" ? "cleared" : decided ? "waiting" : "neutral"}
      title={decided ? t(`decided.${decided.decision}`, { name: decided.by, when: formatDateTime(decided.at, locale, zone) }) : null}
      className="mb-4"
      action={
        <span className="flex flex-wrap gap-2">
          {draft.state === "approved" && (
            <LinkButton to={`/scripts/publish/${draft.id}`} size="sm">
              {t("decided.publish")}
            </LinkButton>
          )}
          <LinkButton to={next ? `/scripts/review/${next}` : "/scripts/review"} size="sm" variant="primary">
            {t(next ? "decided.next" : "decided.back")}
          </LinkButton>
        </span>
      }
    >
      {decided ? decided.remark : t("decided.taken_back")}
    </Notice>
  );
}
