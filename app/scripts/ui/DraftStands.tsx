import { Link } from "@remix-run/react";
import { useEffect } from "react";
import { formatDateTime } from "~/platform/format";
import { locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import type { Asked } from "../address";
import type { draftPage } from "../draft-page.server";
import { draftMessages } from "../messages.drafts";
import { reviewMessages } from "../messages.review";
import { Bubble } from "./Bubble";
import { DraftHeader } from "./DraftHeader";
import { forgetTyped } from "./editor/kept-draft";
import { ProductChoice } from "./ProductChoice";
import { ScriptFacts } from "./ScriptFacts";
import { Threads } from "./Threads";

type DraftStandsProps = { page: Awaited<ReturnType<typeof draftPage>> & { asked: Asked }; refusals: readonly Refusal[] | null };

/** One's own draft while it is not to be changed: handed in, approved, in the library, given up. */
export function DraftStands({ page, refusals }: DraftStandsProps) {
  const { draft, beside, asked, threads } = page;
  const t = useT(draftMessages);
  const say = useT(reviewMessages);
  useEffect(() => forgetTyped(draft.id), [draft.id]);
  const { body } = draft;
  return (
    <div className="mx-auto max-w-4xl">
      <DraftHeader draft={draft} />
      <Standing page={page} refusals={refusals} />
      <Card title={t("preview.title")}>
        <div className="space-y-3">
          {locales.map((locale) =>
            body.text[locale]?.trim() ? (
              <Bubble key={locale} text={body.text[locale] ?? ""} values={beside.values[locale]} locale={locale} />
            ) : null,
          )}
        </div>
        <ProductChoice product={beside.product} offers={beside.offers} asked={asked} at={`drafts/${draft.id}`} />
        <div className="mt-5 border-t border-line pt-4">
          <ScriptFacts body={body} />
        </div>
      </Card>
      {threads.length > 0 && (
        <Card title={say("comments.title")} className="mt-4">
          <Threads draftId={draft.id} threads={threads} returnTo={`/scripts/drafts/${draft.id}`} open={draft.state === "submitted"} />
        </Card>
      )}
    </div>
  );
}

/** What has become of it, and the one thing that may be done. */
function Standing({ page: { draft, last, publishedAs }, refusals }: DraftStandsProps) {
  const t = useT(draftMessages);
  const { locale, zone } = useReader();
  const when = (at: Date) => formatDateTime(at, locale, zone);
  const button = (does: string, label: string) => (
    <Form messages={draftMessages} refusals={refusals}>
      <input type="hidden" name="do" value={does} />
      <Button type="submit" size="sm">
        {label}
      </Button>
    </Form>
  );
  if (draft.state === "submitted")
    return (
      <Notice
        tone="waiting"
        title={last ? t("handin.waits", { when: when(last.submittedAt), number: last.number }) : null}
        action={button("take_back", t("handin.take_back"))}
        className="mb-4"
      >
        {t("handin.take_back_hint")}
      </Notice>
    );
  if (draft.state === "withdrawn")
    return (
      <Notice action={button("restore", t("withdrawn.restore"))} className="mb-4">
        {t("withdrawn.text")}
      </Notice>
    );
  return (
    <Notice tone="cleared" className="mb-4">
      {last?.decided && t("approved.text", { name: last.decided.by, when: when(last.decided.at) })}
      {last?.decided?.remark && <span className="mt-1 block whitespace-pre-line">{last.decided.remark}</span>}
      {publishedAs && (
        <span className="mt-1 block">
          {t("published.text")}{" "}
          <Link to={`/scripts/${publishedAs}`} className="link">
            {t("published.see")}
          </Link>
        </span>
      )}
    </Notice>
  );
}
