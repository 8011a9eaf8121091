import { Link } from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
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
import { scriptMessages } from "../messages";
import { Bubble } from "./Bubble";
import { DraftHeader } from "./DraftHeader";
import { forgetTyped } from "./editor/kept-draft";
import { ProductChoice } from "./ProductChoice";

type DraftStandsProps = { page: Awaited<ReturnType<typeof draftPage>> & { asked: Asked }; refusals: readonly Refusal[] | null };

/** One's own draft while it is not to be changed: handed in, approved, in the library, given up. */
export function DraftStands({ page, refusals }: DraftStandsProps) {
  const { draft, beside, asked } = page;
  const say = useT<string>(scriptMessages);
  const t = useT(draftMessages);
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
        <dl className="mt-5 grid gap-x-6 gap-y-2 border-t border-line pt-4 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
          <Fact name={t("field.branch")}>{say(`branch.${body.branch}`)}</Fact>
          <Fact name={t("field.platforms")}>{body.platforms.map((platform) => say(`platform.${platform}`)).join(" · ")}</Fact>
          <Fact name={t("field.customer")}>{body.customer}</Fact>
          <Fact name={t("field.situation")}>{body.situation}</Fact>
          {body.picture && <Fact name={t("field.picture")}>{say(`picture.${body.picture}`)}</Fact>}
          <Fact name={t("field.why")}>{body.why}</Fact>
        </dl>
      </Card>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words whitespace-pre-line">{children}</dd>
    </>
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
