import type { MouseEvent } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import { probationMessages } from "../messages";
import { sheetMessages } from "../messages.sheet";
import type { GradingSheet } from "../sheet.server";
import { missingItems } from "../rules";
import type { DraftView } from "./draft-keeper";

type FinishProps = {
  sheet: GradingSheet;
  draft: DraftView;
  refused: { intent: string; refusals: Refusal[] } | undefined;
  onGo: (slug: string) => void;
};

/** The end of the sheet: what is missing, with the way there; submit; or give up. */
export function Finish({ sheet, draft, refused, onGo }: FinishProps) {
  const t = useT(sheetMessages);
  const say = useT(probationMessages);
  const missing = missingItems(sheet, draft.entries);
  const titles = new Map(sheet.areas.flatMap((area) => area.items.map((item) => [item.slug, item.title])));
  const inProbation = sheet.person.state === "probation";
  const ready = missing.length === 0 && draft.status === "saved" && inProbation;
  return (
    <section aria-labelledby="finish" className="rounded-box border border-line-strong bg-surface p-4 sm:p-5">
      <h2 id="finish" tabIndex={-1} className="mb-3 text-lg font-semibold">
        {t("finish.title")}
      </h2>
      {!inProbation && (
        <Notice tone="blocked" className="mb-4">
          {say("refusal.not_in_probation")}
        </Notice>
      )}
      {missing.length > 0 ? (
        <>
          <p className="mb-2">{t("finish.missing", { count: missing.length })}</p>
          <ul className="mb-5 grid gap-x-6 sm:grid-cols-2">
            {missing.map(({ slug, lack }) => (
              <li key={slug} className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line">
                <a
                  className="link inline-flex min-h-control items-center"
                  href={`?item=${slug}`}
                  onClick={(event: MouseEvent) => {
                    event.preventDefault();
                    onGo(slug);
                  }}
                >
                  {titles.get(slug)}
                </a>
                <span className="text-sm text-muted">{t(`finish.lack_${lack}`)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="mb-4 max-w-prose">{t("finish.complete")}</p>
      )}
      <Form messages={probationMessages} refusals={refused?.intent === "submit" ? refused.refusals : null}>
        <input type="hidden" name="revision" value={draft.revision} />
        <ConfirmButton
          name="intent"
          value="submit"
          variant="primary"
          size="lg"
          disabled={!ready}
          question={t("finish.question")}
          consequence={t("finish.consequence", { name: sheet.person.name })}
        >
          {t("finish.submit")}
        </ConfirmButton>
        {missing.length === 0 && draft.status !== "saved" && <p className="mt-2 text-sm text-waiting-ink">{t("finish.unsaved")}</p>}
      </Form>
      <Fold
        className="mt-8 border-t border-line pt-2"
        open={refused?.intent === "abandon"}
        summaryClass="text-sm text-muted"
        summary={t("abandon")}
      >
        <Form
          messages={probationMessages}
          refusals={refused?.intent === "abandon" ? refused.refusals : null}
          draftKey={`abandon:${sheet.gradingId}`}
          className="grid gap-3"
        >
          <p className="max-w-prose text-sm text-muted">{t("abandon.detail")}</p>
          <TextArea name="reason" label={t("abandon.reason")} rows={2} required minLength={5} maxLength={500} />
          <div>
            <ConfirmButton name="intent" value="abandon" question={t("abandon.question")} consequence={t("abandon.detail")}>
              {t("abandon")}
            </ConfirmButton>
          </div>
        </Form>
      </Fold>
    </section>
  );
}
