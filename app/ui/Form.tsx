import { type FetcherWithComponents, Form as RemixForm, type FormProps as RemixFormProps, useNavigation } from "@remix-run/react";
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Messages } from "~/platform/messages";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { checkFields } from "./form-checks";
import { FormContext, type FormState } from "./form-context";
import { clearDraft, restoreDraft, saveDraft, untouched } from "./form-draft";
import { FormSummary } from "./FormSummary";
import { uiMessages } from "./messages";
import { markUsed, useSubmissionId } from "./submission";

export type FormProps = Omit<RemixFormProps, "children" | "method" | "navigate"> & {
  children: ReactNode;
  method?: "post" | "put" | "patch" | "delete";
  /** From the loader; makes a repetition harmless. A form without one makes its own in the browser. */
  submissionId?: string;
  /** What the action refused; shown next to the fields and in a summary that takes focus. */
  refusals?: readonly Refusal[] | null;
  /** The capability's texts with a key `refusal.<code>` for each refusal. */
  messages?: Messages;
  /** Keep typed text under this key until it was accepted. Name the thing, not only the form: `grading:<id>`. */
  draftKey?: string;
  /** Send through a fetcher: the page stays where it is. */
  fetcher?: FetcherWithComponents<unknown>;
  /** Once it was accepted the fields are as they came: what makes something new makes another only when it is filled again. */
  clears?: boolean;
  /** `onSubmit` keeps what is sent until there is a network. */
  keepsOffline?: boolean;
};

const GENERAL: Messages = { namespace: "none", texts: { en: {}, "zh-CN": {} } };

/** A form that cannot be sent twice, keeps what is typed, and says what was refused and where. */
export function Form(props: FormProps) {
  const {
    children,
    submissionId,
    refusals,
    messages = GENERAL,
    draftKey,
    fetcher,
    clears = false,
    keepsOffline,
    onSubmit,
    onInput,
    className,
    method = "post",
    ...rest
  } = props;
  const t = useT(uiMessages);
  const { locale } = useReader();
  const say = useT(messages);
  const ref = useRef<HTMLFormElement>(null);
  const navigation = useNavigation();
  const [round, setRound] = useState(0);
  const id = useSubmissionId(submissionId, round);
  const [found, setFound] = useState<Record<string, string>>({});
  const [isUnreached, setUnreached] = useState(false);
  const [pressed, setPressed] = useState<FormState["pressed"]>(null);
  const [restored, setRestored] = useState(false);
  const pristine = useRef("");

  // "sent" from the press until router or fetcher has taken it over, "flying" until it is idle again.
  const phase = useRef<"idle" | "sent" | "flying">("idle");
  const transport = fetcher ?? navigation;
  const pending = transport.state !== "idle" && transport.formData?.get("submissionId") === id && id !== "";

  useEffect(() => {
    if (pending) phase.current = "flying";
    else if (phase.current === "flying" && (transport.state === "idle" || !transport.formData)) {
      phase.current = "idle";
      if (transport.state === "idle" && !refusals?.length) {
        markUsed(id);
        if (draftKey) forgetOnceAccepted(draftKey);
        if (clears) ref.current?.reset();
        setRestored(false);
        setRound((r) => r + 1);
      }
    }
  }, [pending, transport.state, transport.formData, refusals, id, draftKey, clears]);

  useEffect(() => {
    const form = ref.current;
    if (!draftKey || !form) return;
    pristine.current = untouched(form);
    if (restoreDraft(draftKey, form)) setRestored(true);
    return () => {
      if (phase.current === "flying") forgetOnceAccepted(draftKey);
    };
  }, [draftKey]);

  useEffect(() => setFound({}), [refusals]);

  const timer = useRef<ReturnType<typeof setTimeout>>();
  const keep = () => {
    clearTimeout(timer.current);
    if (draftKey && ref.current && phase.current === "idle") saveDraft(draftKey, ref.current, pristine.current);
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (phase.current !== "idle") return event.preventDefault();
    // A press without network would end on an error page.
    if (!navigator.onLine && !keepsOffline) {
      event.preventDefault();
      keep();
      setUnreached(true);
      return setFound({});
    }
    setUnreached(false);
    const by = (event.nativeEvent as SubmitEvent).submitter;
    const button = by instanceof HTMLButtonElement ? by : null;
    const wrong = button?.formNoValidate ? {} : checkFields(event.currentTarget, t, locale);
    setFound(wrong);
    if (Object.keys(wrong).length > 0) return event.preventDefault();
    onSubmit?.(event);
    if (event.defaultPrevented) return;
    keep();
    setPressed(button && { name: button.name, value: button.value });
    phase.current = "sent";
    // A navigation that never starts (the router refused it) must not lock the form.
    setTimeout(() => {
      if (phase.current === "sent") phase.current = "idle";
    }, 1000);
  };

  const sentences = useMemo(() => {
    const list = Object.entries(found).map(([field, text]) => ({ field: field as string | undefined, text }));
    if (list.length > 0) return list;
    return (refusals ?? []).map((r) => ({ field: r.field, text: say(`refusal.${r.code}`, r.params) }));
  }, [found, refusals, say]);
  const state = useMemo<FormState>(() => {
    const errors: Record<string, string> = {};
    for (const { field, text } of sentences) if (field) errors[field] ??= text;
    return { errors, pending, pressed: pending ? pressed : null };
  }, [sentences, pending, pressed]);

  const Element = fetcher ? fetcher.Form : RemixForm;
  return (
    <FormContext.Provider value={state}>
      <Element
        {...rest}
        ref={ref}
        method={method}
        noValidate
        autoComplete={draftKey ? "off" : undefined}
        aria-busy={pending || undefined}
        className={classes("min-w-0", className)}
        onSubmit={submit}
        onInput={(event) => {
          onInput?.(event);
          clearTimeout(timer.current);
          if (draftKey) timer.current = setTimeout(keep, 400);
        }}
        onBlur={keep}
      >
        <input type="hidden" name="submissionId" value={id} />
        <FormSummary
          sentences={sentences}
          form={ref}
          restored={restored}
          unreached={isUnreached}
          onDiscard={() => {
            if (draftKey) clearDraft(draftKey);
            ref.current?.reset();
            setRestored(false);
          }}
        />
        {children}
      </Element>
    </FormContext.Provider>
  );
}

/** A form is no longer on its way: forget its draft unless the way led to an error or to the sign-in page, which may not be shown yet (a fetcher is idle before it). */
function forgetOnceAccepted(draftKey: string): void {
  setTimeout(() => {
    const failed = document.querySelector("[data-error-page]") !== null || location.pathname.startsWith("/sign-in");
    if (!failed) clearDraft(draftKey);
  });
}
