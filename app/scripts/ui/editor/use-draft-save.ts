import { type FormEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ScriptDraftBody } from "@db/schema";
import type { Refusal } from "~/platform/refusal";
import { forgetTyped, keepTyped, keptTyped } from "./kept-draft";

export type SaveStatus = "saved" | "pending" | "saving" | "offline" | "signed_out" | "refused";
type Stored = { body: ScriptDraftBody; revision: number };
type Answer = { ok: true; revision: number } | { ok: false; refusals: Refusal[]; stored: Stored | null };

const PAUSE_MS = 1200;
const RETRY_MS = 5000;

/**
 * Saves a draft while it is typed, one request at a time. What is typed stays on this device until the server has it. Of two windows the second is told, and
 * goes over what the first saved only if its writer says so.
 */
export function useDraftSave(draft: { id: string; revision: number; body: ScriptDraftBody }, form: () => HTMLFormElement | null) {
  const { id } = draft;
  const [status, setStatus] = useState<SaveStatus>("saved");
  const [stale, setStale] = useState<Stored | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  // What the fields are filled with anew: found on this device, or taken from the other window.
  const [filled, setFilled] = useState<{ body: ScriptDraftBody; round: number; by: "device" | "other" } | null>(null);
  const revision = useRef(draft.revision);
  const typed = useRef(0);
  const busy = useRef(false);
  const isStale = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const getForm = useRef(form);
  getForm.current = form;

  const send = useCallback(async (): Promise<void> => {
    const element = getForm.current();
    if (!element || busy.current) return;
    busy.current = true;
    clearTimeout(timer.current);
    setStatus("saving");
    const at = typed.current;
    const body = new URLSearchParams(fieldsOf(element));
    body.set("revision", String(revision.current));
    const answer = await post(`/scripts/drafts/${id}/save`, body);
    busy.current = false;
    if (answer === "signed_out") return setStatus("signed_out");
    if (answer === "offline") {
      setStatus("offline");
      timer.current = setTimeout(() => void send(), RETRY_MS);
      return;
    }
    if (!answer.ok) {
      isStale.current = answer.stored !== null;
      setStale(answer.stored);
      setRefusals(answer.stored ? [] : answer.refusals);
      return setStatus("refused");
    }
    revision.current = answer.revision;
    setRefusals([]);
    const more = typed.current !== at;
    setStatus(more ? "pending" : "saved");
    if (more) timer.current = setTimeout(() => void send(), PAUSE_MS);
    else forgetTyped(id);
  }, [id]);

  /** Handing in was refused: what is typed is saved after all. */
  const resume = useCallback(() => {
    if (typed.current > 0 && !isStale.current) void send();
  }, [send]);

  useEffect(() => {
    const kept = keptTyped(id);
    if (kept) {
      revision.current = kept.revision;
      typed.current++;
      setFilled({ body: kept.body, round: 1, by: "device" });
      timer.current = setTimeout(() => void send(), PAUSE_MS);
    }
    return () => clearTimeout(timer.current);
  }, [id, send]);
  useEffect(() => {
    addEventListener("online", resume);
    return () => removeEventListener("online", resume);
  }, [resume]);

  const onInput = () => {
    const element = getForm.current();
    if (!element) return;
    typed.current++;
    keepTyped(id, revision.current, fieldsOf(element));
    if (isStale.current) return;
    setStatus("pending");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE_MS);
  };

  /** Saving needs no page of its own; handing in says upon which save it was typed. */
  const onSubmit = (event: FormEvent<HTMLFormElement>, revisionField: RefObject<HTMLInputElement>) => {
    const by = (event.nativeEvent as SubmitEvent).submitter;
    if (isStale.current) return event.preventDefault();
    if (by instanceof HTMLButtonElement && by.value === "save") {
      event.preventDefault();
      return void send();
    }
    // A save that is on its way says the same as what is handed in: whichever comes second finds it so.
    clearTimeout(timer.current);
    if (revisionField.current) revisionField.current.value = String(revision.current);
  };

  /** Settle what two windows wrote: keep what stands here, or take what is stored. */
  const settle = (whose: "mine" | "theirs") => {
    if (!stale) return;
    revision.current = stale.revision;
    isStale.current = false;
    setStale(null);
    if (whose === "mine") return void send();
    forgetTyped(id);
    setStatus("saved");
    setFilled((old) => ({ body: stale.body, round: (old?.round ?? 0) + 1, by: "other" }));
  };
  return { resume, status, stale, refusals, filled, onInput, onSubmit, settle };
}

/** The fields of the form that somebody types into. */
function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === "string" && !["submissionId", "revision", "do", "note"].includes(field[0]),
  );
}

async function post(address: string, body: URLSearchParams): Promise<Answer | "offline" | "signed_out"> {
  try {
    const response = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (response.type === "opaqueredirect") return "signed_out";
    if (!response.ok && response.status !== 409 && response.status !== 422) return "offline";
    return (await response.json()) as Answer;
  } catch {
    return "offline";
  }
}
