import { type FormEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ItemFault } from "~/curriculum/library-check.server";
import { clearDraft, restoreDraft, saveDraft, untouched } from "~/ui/form-draft";
import type { Stale } from "../edit-form.server";
import type { ItemView } from "../item.server";

export type SaveStatus = "saved" | "pending" | "saving" | "offline" | "signed_out" | "refused";
type Answer = { ok: true; revision: number; faults: ItemFault[]; preview: ItemView | null } | { ok: false; stale: Stale | null };
/** What the last save brought back. */
export type Landed = { revision: number; faults: readonly ItemFault[]; preview: ItemView | null };

const PAUSE_MS = 1200;
const RETRY_MS = 5000;

/**
 * Saves the draft while one types: one request at a time, typed text stays on this device until the server has it, and a button pressed meanwhile waits
 * for the save under way, so that nobody overtakes themselves.
 */
export function useAutosave(form: RefObject<HTMLFormElement>, address: string, first: Landed) {
  const [status, setStatus] = useState<SaveStatus>("saved");
  const [landed, setLanded] = useState(first);
  const [stale, setStale] = useState<Stale | null>(null);
  const revision = useRef(first.revision);
  const typed = useRef(0);
  const busy = useRef(false);
  const waiting = useRef<HTMLButtonElement | null>(null);
  const pristine = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const key = useCallback(() => `library:${address}:${revision.current}`, [address]);

  const send = useCallback(async (): Promise<void> => {
    const element = form.current;
    if (!element || busy.current) return;
    busy.current = true;
    setStatus("saving");
    const at = typed.current;
    const body = new FormData(element);
    body.set("revision", String(revision.current));
    const result = await post(`${address}/draft`, body);
    busy.current = false;
    if (typeof result === "string") {
      setStatus(result);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), RETRY_MS);
    } else if (!result.ok) {
      setStale(result.stale);
      setStatus("refused");
    } else {
      clearDraft(key());
      revision.current = result.revision;
      setLanded(result);
      const more = typed.current !== at;
      setStatus(more ? "pending" : "saved");
      if (more && form.current) {
        saveDraft(key(), form.current, pristine.current);
        timer.current = setTimeout(() => void send(), PAUSE_MS);
      }
    }
    const button = waiting.current;
    waiting.current = null;
    if (button && typeof result !== "string" && result.ok) button.form?.requestSubmit(button);
  }, [address, form, key]);

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    pristine.current = untouched(element);
    if (restoreDraft(key(), element)) {
      typed.current++;
      setStatus("pending");
      timer.current = setTimeout(() => void send(), 0);
    }
    return () => clearTimeout(timer.current);
  }, [form, key, send]);

  const onInput = () => {
    typed.current++;
    if (form.current) saveDraft(key(), form.current, pristine.current);
    if (status === "refused") return;
    setStatus("pending");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE_MS);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    clearTimeout(timer.current);
    if (!busy.current) return clearDraft(key());
    event.preventDefault();
    const by = (event.nativeEvent as SubmitEvent).submitter;
    waiting.current = by instanceof HTMLButtonElement ? by : null;
  };
  return { status, landed, stale, onInput, onSubmit };
}

async function post(address: string, body: FormData): Promise<Answer | "offline" | "signed_out"> {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.redirected || response.status === 401) return "signed_out";
    if (!(response.headers.get("Content-Type") ?? "").includes("json") || response.status >= 500) return "offline";
    const answer = (await response.json()) as Answer;
    return typeof answer.ok === "boolean" ? answer : "offline";
  } catch {
    return "offline";
  }
}
