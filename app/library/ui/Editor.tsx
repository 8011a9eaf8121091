import { Form, Link } from "@remix-run/react";
import { useMemo, useRef } from "react";
import type { ItemFault } from "~/curriculum/library-check.server";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { FormContext } from "~/ui/form-context";
import { Notice } from "~/ui/Notice";
import { TextField } from "~/ui/TextField";
import type { Stale } from "../edit-form.server";
import type { Choices } from "../edit-page.server";
import type { Fields } from "../field";
import type { DraftBody } from "../form-body";
import type { ItemView } from "../item.server";
import { editMessages } from "../messages.edit";
import { Diff, usePlace } from "./Diff";
import { EditFields } from "./EditFields";
import { ChoiceLists, ChoicesContext } from "./EditRef";
import { Preview } from "./Preview";
import { SaveLine } from "./SaveLine";
import { useAutosave } from "./use-autosave";

type EditorProps = {
  address: string;
  fields: Fields;
  body: DraftBody;
  baseVersionId: string | null;
  revision: number;
  madeFrom: string | null;
  choices: Choices;
  preview: ItemView | null;
  faults: readonly ItemFault[];
  stale: Stale | null;
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
  const { address, fields, body, choices } = props;
  const t = useT(editMessages);
  const form = useRef<HTMLFormElement>(null);
  const first = useMemo(
    () => ({ revision: props.revision, faults: props.faults, preview: props.preview }),
    [props.revision, props.faults, props.preview],
  );
  const { status, landed, stale: found, onInput, onSubmit } = useAutosave(form, address, first);
  const stale = found ?? props.stale;
  // What is missing is named once something was saved; an untouched form does not begin with reproaches.
  const state = useMemo(() => ({ errors: landed.revision > 0 ? errorsOf(landed.faults) : {}, pending: false, pressed: null }), [landed]);
  return (
    <ChoicesContext.Provider value={choices}>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
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
            {/* Once the differences were shown, the next save is made in knowledge of them. */}
            <input type="hidden" name="base" value={(stale ? stale.baseVersionId : props.baseVersionId) ?? ""} />
            <input type="hidden" name="revision" value={stale ? stale.revision : landed.revision} />
            {stale && <StaleDraft stale={stale} address={address} />}
            <Faults faults={landed.revision > 0 ? landed.faults : []} shown={landed.revision > 0} />
            <Card>
              <EditFields fields={fields} value={body} />
              <TextField
                name="madeFrom"
                label={t("edit.made_from")}
                hint={t("edit.made_from_hint")}
                optional
                defaultValue={props.madeFrom ?? ""}
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
              {landed.revision > 0 && (
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
              <SaveLine status={status} />
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

function StaleDraft({ stale, address }: { stale: Stale; address: string }) {
  const t = useT(editMessages);
  const { locale, zone } = useReader();
  return (
    <Notice tone="waiting" role="alert" title={t("stale.title")} className="mb-4">
      {stale.by && stale.at && <p>{t("stale.by", { name: stale.by, when: formatDateTime(new Date(stale.at), locale, zone) })}</p>}
      {stale.rows.length === 0 ? (
        <p className="mt-1">{t("stale.same")}</p>
      ) : (
        <div className="mt-2 rounded-box bg-surface p-3">
          <p className="mb-2 text-muted">{t("stale.lead")}</p>
          <Diff rows={stale.rows} />
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button type="submit" name="do" value="merge" size="sm" variant="primary">
          {t("stale.merge")}
        </Button>
        <Button type="submit" name="do" value="save" size="sm">
          {t("stale.keep")}
        </Button>
        <Link to={`${address}/edit`} reloadDocument className="link">
          {t("stale.take")}
        </Link>
      </div>
    </Notice>
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
