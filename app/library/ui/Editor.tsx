import { Form } from "@remix-run/react";
import { type MutableRefObject, useEffect, useMemo, useRef } from "react";
import type { Seen } from "~/curriculum/drafts.server";
import type { ItemFault } from "~/curriculum/library-check.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { FormContext } from "~/ui/form-context";
import { Notice } from "~/ui/Notice";
import { TextField } from "~/ui/TextField";
import type { Choices } from "../edit-page.server";
import type { Fields } from "../field";
import type { DraftBody } from "../form-body";
import type { ItemView } from "../item.server";
import { editMessages } from "../messages.edit";
import type { Stale } from "../stale.server";
import { usePlace } from "./Diff";
import { EditFields } from "./EditFields";
import { ChoiceLists, ChoicesContext } from "./EditRef";
import { focusMoved, type Pressed } from "./move-focus";
import { Preview } from "./Preview";
import { SaveLine } from "./SaveLine";
import { StaleDraft } from "./StaleDraft";
import { useAutosave } from "./use-autosave";

type EditorProps = {
  address: string;
  fields: Fields;
  body: DraftBody;
  /** What this window has seen: a save is refused where something else is stored. */
  seen: Seen;
  madeFrom: string | null;
  choices: Choices;
  preview: ItemView | null;
  faults: readonly ItemFault[];
  stale: Stale | null;
  /** The button of a list that the form was taken anew after. */
  pressedRef: MutableRefObject<Pressed | null>;
};

/** Where faults stand in the form: at their field, or at the list or text that holds them. */
function errorsOf(faults: readonly ItemFault[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, rule } of faults) {
    errors[path] ??= rule;
    errors[path.replace(/(\.\d+)+$/, "")] ??= rule;
  }
  return errors;
}

/** The form of a draft beside its preview; saves itself while one types, and by its button without script. */
export function Editor(props: EditorProps) {
  const { address, fields, choices, pressedRef } = props;
  const t = useT(editMessages);
  const form = useRef<HTMLFormElement>(null);
  const first = useMemo(
    () => ({ seen: props.seen, faults: props.faults, preview: props.preview, stale: props.stale }),
    [props.seen, props.faults, props.preview, props.stale],
  );
  const { status, landed, seen, stale, said, came, called, call, onInput, onSubmit } = useAutosave(form, address, first, pressedRef);
  const isDraft = landed.seen.revision > 0;
  // What is missing is named once something was saved; an untouched form does not begin with reproaches.
  const state = useMemo(
    () => ({ errors: isDraft ? errorsOf(landed.faults) : {}, pending: false, pressed: null }),
    [isDraft, landed.faults],
  );
  useEffect(() => {
    if (form.current && pressedRef.current) focusMoved(form.current, pressedRef.current);
    pressedRef.current = null;
  }, [pressedRef]);
  const word = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (called === 0) return;
    word.current?.scrollIntoView({ block: "start" });
    word.current?.focus({ preventScroll: true });
  }, [called]);
  return (
    <ChoicesContext.Provider value={choices}>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,6fr)_minmax(0,7fr)]">
        <FormContext.Provider value={state}>
          <Form
            ref={form}
            method="post"
            noValidate
            preventScrollReset
            aria-label={t("edit.form")}
            onInput={onInput}
            onSubmit={onSubmit}
            autoComplete="off"
            className="min-w-0"
          >
            {/* Enter in a field presses the first button of a form. */}
            <button type="submit" name="do" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
            <input type="hidden" name="draft" value={seen.draftId ?? ""} />
            <input type="hidden" name="revision" value={seen.revision} />
            <input type="hidden" name="base" value={seen.baseVersionId ?? ""} />
            <div ref={word} tabIndex={-1} className="scroll-mt-4 rounded-box">
              {stale && <StaleDraft stale={stale} address={address} />}
              {!stale && came && (
                <Notice tone="cleared" role="status" className="mb-4">
                  {t(`came.${came}`)}
                </Notice>
              )}
            </div>
            <Faults faults={isDraft ? landed.faults : []} shown={isDraft} />
            <Card key={said?.round ?? 0}>
              <EditFields fields={fields} value={said?.body ?? props.body} />
              <TextField
                name="madeFrom"
                label={t("edit.made_from")}
                hint={t("edit.made_from_hint")}
                optional
                defaultValue={(said ? said.madeFrom : props.madeFrom) ?? ""}
                maxLength={300}
                className="mt-6 border-t border-line pt-5"
              />
            </Card>
            <input type="hidden" name="whole" value="yes" />
            <div className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-3 border-t border-line bg-paper py-3 max-md:bottom-14">
              <Button type="submit" name="do" value="publish" variant="primary">
                {t("edit.publish")}
              </Button>
              <Button type="submit" name="do" value="save">
                {t("edit.save")}
              </Button>
              {isDraft && (
                <ConfirmButton
                  name="do"
                  value="discard"
                  variant="danger"
                  question={t("edit.discard_question")}
                  consequence={t("edit.discard_consequence")}
                >
                  {t("edit.discard")}
                </ConfirmButton>
              )}
              <SaveLine status={status} address={address} onSee={call} />
            </div>
          </Form>
        </FormContext.Provider>
        <div
          className="min-w-0 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto"
          tabIndex={0}
          role="region"
          aria-label={t("edit.preview")}
        >
          <Preview view={landed.preview} />
        </div>
      </div>
      <ChoiceLists />
    </ChoicesContext.Provider>
  );
}

function Faults({ faults, shown }: { faults: readonly ItemFault[]; shown: boolean }) {
  const t = useT(editMessages);
  const place = usePlace();
  if (!shown) return null;
  if (faults.length === 0) return <p className="mb-3 text-sm text-muted">{t("edit.sound")}</p>;
  return (
    <Notice className="mb-4">
      <Fold summary={<span className="font-semibold">{t("edit.faults", { count: faults.length })}</span>} summaryClass="min-h-8">
        <ul className="mt-1 space-y-1">
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.rule}`}>
              <span className="text-muted">{place(fault.path.split(".").map((s) => (/^\d+$/.test(s) ? String(Number(s) + 1) : s)))}</span> ·{" "}
              {fault.rule}
            </li>
          ))}
        </ul>
      </Fold>
    </Notice>
  );
}
