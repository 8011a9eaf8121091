import type { MouseEvent, ReactNode } from "react";
import type { Messages } from "~/platform/messages";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { sheetMessages } from "../messages.sheet";
import type { GradingSheet } from "../sheet.server";
import { missingItems } from "../rules";
import type { DraftView } from "./draft-keeper";

type FinishProps = {
  areas: GradingSheet["areas"];
  draft: DraftView;
  words: { title: string; complete: string; submit: string; question: string; consequence: string };
  /** Why it cannot be submitted whatever is in it; null: it can. */
  barred: string | null;
  messages: Messages;
  refusals: Refusal[] | null;
  onGo: (slug: string) => void;
  children?: ReactNode;
};

/** The end of a sheet: what is missing, with the way there; submit. */
export function Finish({ areas, draft, words, barred, messages, refusals, onGo, children }: FinishProps) {
  const t = useT(sheetMessages);
  const missing = missingItems({ areas }, draft.entries);
  const titles = new Map(areas.flatMap((area) => area.items.map((item) => [item.slug, item.title])));
  const ready = missing.length === 0 && draft.status === "saved" && barred === null;
  return (
    <section aria-labelledby="finish" className="rounded-box border border-line-strong bg-surface p-4 sm:p-5">
      <h2 id="finish" tabIndex={-1} className="mb-3 text-lg font-semibold">
        {words.title}
      </h2>
      {barred !== null && (
        <Notice tone="blocked" className="mb-4">
          {barred}
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
        <p className="mb-4 max-w-prose">{words.complete}</p>
      )}
      <Form messages={messages} refusals={refusals}>
        <input type="hidden" name="revision" value={draft.revision} />
        <ConfirmButton
          name="intent"
          value="submit"
          variant="primary"
          size="lg"
          disabled={!ready}
          question={words.question}
          consequence={words.consequence}
        >
          {words.submit}
        </ConfirmButton>
        {missing.length === 0 && draft.status !== "saved" && <p className="mt-2 text-sm text-waiting-ink">{t("finish.unsaved")}</p>}
      </Form>
      {children}
    </section>
  );
}
