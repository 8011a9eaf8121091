import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ScriptDraftBody } from "@db/schema";
import { formatDateTime } from "~/platform/format";
import { type Locale, locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import type { Asked } from "../../address";
import type { draftPage } from "../../draft-page.server";
import { LIMITS, NOTE_LENGTH } from "../../draft-rules";
import { draftMessages } from "../../messages.drafts";
import { reviewMessages } from "../../messages.review";
import { DraftHeader } from "../DraftHeader";
import { Threads } from "../Threads";
import { Withdraw } from "../Withdraw";
import type { TextHandle } from "./code-text";
import { WhenFields, WithFields } from "./Fields";
import { Guide } from "./Guide";
import { Preview } from "./Preview";
import { SaveLine } from "./SaveLine";
import { Stale } from "./Stale";
import { TextEditor } from "./TextEditor";
import { useCheck } from "./use-check";
import { useDraftSave } from "./use-draft-save";
import { usePlaces } from "./use-places";

type DraftEditorProps = {
  page: Awaited<ReturnType<typeof draftPage>> & { asked: Asked };
  refusals: readonly Refusal[] | null;
  /** What was typed, where it came by a plain form and was refused. */
  typed: ScriptDraftBody | null;
};

/** A script while it is written: the form, what the check says, and how it arrives at the customer's. */
export function DraftEditor({ page, refusals, typed }: DraftEditorProps) {
  const { draft, marked, beside, asked, last, threads, choices } = page;
  const t = useT(draftMessages);
  const say = useT(reviewMessages);
  const { locale: own } = useReader();
  const revision = useRef<HTMLInputElement>(null);
  // What the page began with: a search for a product, or a save, makes the page anew but not what is typed.
  const [first] = useState(() => ({ body: typed ?? draft.body, marked }));
  const save = useDraftSave(draft, () => revision.current?.form ?? null);
  const body = save.filled?.body ?? first.body;
  const { checked: zhChecked, look: lookZh } = useCheck(
    "zh-CN",
    { text: first.body.text["zh-CN"] ?? "", findings: first.marked["zh-CN"] },
    LIMITS.text,
  );
  const { checked: enChecked, look: lookEn } = useCheck("en", { text: first.body.text.en ?? "", findings: first.marked.en }, LIMITS.text);
  const checks = { "zh-CN": zhChecked, en: enChecked };
  const [texts, setTexts] = useState(first.body.text);
  const [picture, setPicture] = useState(first.body.picture);
  const handles = useRef<Partial<Record<Locale, TextHandle>>>({});
  const onReady = useCallback((locale: Locale, handle: TextHandle) => void (handles.current[locale] = handle), []);

  const look = useCallback(() => {
    const form = revision.current?.form;
    if (!form) return;
    const now = new FormData(form);
    setTexts({ "zh-CN": textIn(now, "text.zh-CN"), en: textIn(now, "text.en") });
    setPicture(textIn(now, "picture") || null);
    lookZh(now);
    lookEn(now);
  }, [lookZh, lookEn]);
  // What was filled in anew is looked at as if it had been typed.
  useEffect(look, [look, save.filled]);
  const { resume } = save;
  useEffect(() => {
    if (refusals) resume();
  }, [refusals, resume]);

  const { shown, places } = usePlaces(threads, texts);
  const all = useMemo(() => [...(refusals ?? []), ...save.refusals], [refusals, save.refusals]);
  // The language that something stands in comes first, else the reader's.
  const order = useMemo(() => orderOf(first.body, own), [first.body, own]);
  return (
    <>
      <DraftHeader draft={draft} />
      {last?.decided?.decision === "returned" && draft.state === "returned" && <Returned decided={last.decided} />}
      {save.stale && <Stale stored={save.stale.body} onSettle={save.settle} />}
      {save.filled?.by === "device" && (
        <Notice role="status" className="mb-4">
          {t("save.restored")}
        </Notice>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0">
          <Form
            aria-label={t("editor.form")}
            messages={draftMessages}
            refusals={all}
            preventScrollReset
            onInput={() => {
              save.onInput();
              look();
            }}
            onSubmit={(event) => save.onSubmit(event, revision)}
          >
            {/* Enter in a field presses the first button of a form. */}
            <button type="submit" name="do" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
            <input ref={revision} type="hidden" name="revision" defaultValue={draft.revision} />
            <div key={save.filled?.round ?? 0} className="space-y-4">
              <Card>
                <WhenFields body={body} choices={choices} />
              </Card>
              <Card title={t("field.text")}>
                <p className="mb-3 text-sm text-muted">{t("field.text_hint", { braces: "{{price}}" })}</p>
                {order.map((locale, at) => {
                  const editor = (
                    <TextEditor
                      locale={locale}
                      defaultValue={body.text[locale] ?? ""}
                      checked={checks[locale]}
                      longest={LIMITS.text}
                      comments={places[locale]}
                      onReady={onReady}
                    />
                  );
                  return at === 0 ? (
                    <div key={locale}>{editor}</div>
                  ) : (
                    <Fold
                      key={locale}
                      open={Boolean(body.text[locale])}
                      className="mt-3 border-t border-line pt-1"
                      summary={<span className="text-sm font-medium">{t(`field.text.${locale}`)}</span>}
                    >
                      {editor}
                    </Fold>
                  );
                })}
              </Card>
              <Card>
                <WithFields body={body} choices={choices} />
              </Card>
            </div>
            <Card title={t("handin.title")} className="mt-4">
              <p className="mb-3 text-sm text-muted">{t("handin.lead")}</p>
              <TextArea name="note" label={t("field.note")} hint={t("field.note_hint")} optional maxLength={NOTE_LENGTH} rows={2} />
            </Card>
            <div className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-3 border-t border-line bg-paper py-3 max-md:bottom-14">
              <Button type="submit" name="do" value="hand_in" variant="primary">
                {t("handin.do")}
              </Button>
              <Button type="submit" name="do" value="save">
                {t("save.do")}
              </Button>
              <SaveLine status={save.status} draftId={draft.id} />
            </div>
          </Form>
          <Withdraw draftId={draft.id} />
        </div>
        <div className="min-w-0 space-y-4 xl:sticky xl:top-4">
          {threads.length > 0 && (
            <Card title={say("comments.title")}>
              <Threads
                draftId={draft.id}
                threads={shown}
                returnTo={`/scripts/drafts/${draft.id}`}
                open
                onShow={({ locale, place }) => place && handles.current[locale]?.select(place.from, place.to)}
              />
            </Card>
          )}
          <Preview texts={texts} picture={picture} beside={beside} asked={asked} at={`drafts/${draft.id}`} />
          <Guide placeholders={choices.placeholders} longestMessage={choices.longestMessage} />
        </div>
      </div>
    </>
  );
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

function orderOf(body: ScriptDraftBody, own: Locale): readonly Locale[] {
  const written = locales.filter((locale) => body.text[locale]?.trim());
  const lead = written.length === 1 && written[0] ? written[0] : own;
  return [lead, ...locales.filter((locale) => locale !== lead)];
}

function Returned({ decided }: { decided: NonNullable<NonNullable<DraftEditorProps["page"]["last"]>["decided"]> }) {
  const t = useT(draftMessages);
  const { locale, zone } = useReader();
  return (
    <Notice
      tone="blocked"
      title={t("returned.text", { name: decided.by, when: formatDateTime(decided.at, locale, zone) })}
      className="mb-4"
    >
      {decided.remark && <p className="whitespace-pre-line">{decided.remark}</p>}
      <p>{t("returned.lead")}</p>
    </Notice>
  );
}
