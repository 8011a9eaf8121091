import { type FormEvent, type MutableRefObject, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Seen } from "~/curriculum/drafts.server";
import type { ItemFault } from "~/curriculum/library-check.server";
import type { ItemView } from "../item.server";
import type { Said, Stale } from "../stale.server";
import { forgetForm, formData, keepForm, keptForm, sameSeen } from "./kept-form";
import { type Pressed, pressedIn } from "./move-focus";

export type SaveStatus = "saved" | "pending" | "saving" | "offline" | "unreached" | "signed_out" | "refused";
/** What the last save brought back. */
export type Landed = { seen: Seen; faults: readonly ItemFault[]; preview: ItemView | null };
type Answer = ({ ok: true } & Landed & Partial<Said>) | ({ ok: false; seen: Seen; stale: Stale | null } & Said);
type Trouble = "offline" | "signed_out" | "unusable";
/** What became of the form otherwise than by typing: put together with another's, gone over theirs, or found on this device. */
export type Came = "merge" | "keep" | "restore";

const PAUSE_MS = 1200;
const RETRY_MS = 5000;

/**
 * Saves the draft while one types: one request at a time. Typed text stays on this device until the server has it: a button is carried out only once
 * what was typed has arrived, and what was left behind, by an ended session or a closed window, is sent when the editor is opened again.
 */
export function useAutosave(
  form: RefObject<HTMLFormElement>,
  address: string,
  first: Landed & { stale: Stale | null },
  pressedRef: MutableRefObject<Pressed | null>,
) {
  const [status, setStatus] = useState<SaveStatus>(first.stale ? "refused" : "saved");
  const [landed, setLanded] = useState<Landed>(first);
  const [stale, setStale] = useState<Stale | null>(first.stale);
  // What the fields are filled with anew: what came of both, or was found on this device.
  const [said, setSaid] = useState<(Said & { round: number }) | null>(null);
  const [came, setCame] = useState<Came | null>(null);
  // Counts how often one was brought to the differences, or to what came of them.
  const [called, setCalled] = useState(first.stale ? 1 : 0);
  const [due, setDue] = useState<HTMLButtonElement | null>(null);
  const [seen, setSeen] = useState(first.seen);
  const upon = useRef(first.seen);
  const isStale = useRef(first.stale !== null);
  const typed = useRef(0);
  const busy = useRef(false);
  const passing = useRef(false);
  const restoring = useRef(false);
  const leaving = useRef(false);
  const waiting = useRef<HTMLButtonElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const see = useCallback((now: Seen, found: Stale | null, isRefused: boolean) => {
    upon.current = now;
    isStale.current = isRefused;
    setSeen(now);
    setStale(found);
  }, []);
  const fill = useCallback(({ body, madeFrom }: Partial<Said>) => {
    setSaid((old) => ({ body: body ?? {}, madeFrom: madeFrom ?? null, round: (old?.round ?? 0) + 1 }));
  }, []);

  const send = useCallback(
    async (asked: "save" | Came = "save", kept: FormData | null = null): Promise<void> => {
      const element = form.current;
      if (!element || busy.current) return;
      busy.current = true;
      clearTimeout(timer.current);
      setStatus("saving");
      const at = kept ? 0 : typed.current;
      const from = upon.current;
      const body = kept ?? formData(element, from);
      body.set("do", asked);
      const result = await post(`${address}/draft`, body);
      busy.current = false;
      const button = waiting.current;
      waiting.current = null;
      const isByHand = button !== null || asked === "merge" || asked === "keep";
      if (kept) restoring.current = typeof result === "string" && result !== "unusable";
      if (result === "unusable" && kept) {
        forgetForm(address);
        return typed.current > 0 ? void send() : setStatus("saved");
      }
      if (typeof result === "string") {
        setStatus(result === "signed_out" ? result : isByHand ? "unreached" : "offline");
        if (result === "signed_out" && isByHand) return location.assign(signInFor(address));
        if (asked === "save" || asked === "restore") timer.current = setTimeout(() => void send(asked, kept), RETRY_MS);
        return;
      }
      if (!result.ok) {
        see(result.seen, result.stale, true);
        setStatus("refused");
        if (kept) fill(result);
        if (isByHand) setCalled((n) => n + 1);
        return;
      }
      const more = typed.current !== at;
      if (asked === "restore" && more) {
        // Typed while what was kept was on its way: upon the page as it was opened, so that both are shown beside each other.
        keepForm(address, element, from);
        return void send();
      }
      see(result.seen, null, false);
      setLanded(result);
      if (more) keepForm(address, element, result.seen);
      else forgetForm(address, asked === "save" ? from : null);
      setStatus(more ? "pending" : "saved");
      if (asked !== "save") {
        if (asked === "restore" && sameSeen(from, result.seen)) return;
        fill(result);
        setCame(asked);
        if (asked !== "restore") setCalled((n) => n + 1);
      } else if (more && button) {
        waiting.current = button;
        void send();
      } else if (more) timer.current = setTimeout(() => void send(), PAUSE_MS);
      else if (button) setDue(button);
    },
    [address, form, see, fill],
  );

  useEffect(() => {
    const kept = isStale.current ? null : keptForm(address);
    restoring.current = kept !== null;
    if (kept) void send("restore", kept.form);
    const again = () => {
      if (typed.current > 0 && !isStale.current && !restoring.current) void send();
    };
    addEventListener("online", again);
    return () => {
      clearTimeout(timer.current);
      removeEventListener("online", again);
      if (leaving.current && isElsewhere(address)) forgetForm(address);
    };
  }, [address, send]);

  // A button is pressed for good once the hidden fields say what was stored.
  useEffect(() => {
    if (!due) return;
    setDue(null);
    // What only had to be stored is done.
    if (!due.form || due.value === "save") return;
    passing.current = true;
    due.form.requestSubmit(due);
    passing.current = false;
  }, [due]);

  const onInput = () => {
    typed.current++;
    setCame(null);
    // What is kept is not yet where it belongs: nothing may take its place on this device.
    if (restoring.current) return;
    if (form.current) keepForm(address, form.current, upon.current);
    if (isStale.current) return;
    setStatus("pending");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE_MS);
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const by = (event.nativeEvent as SubmitEvent).submitter;
    const button = by instanceof HTMLButtonElement ? by : null;
    const asked = button?.value ?? "save";
    if (passing.current) {
      pressedRef.current = pressedIn(event.currentTarget, asked);
      leaving.current = asked === "discard";
      return;
    }
    event.preventDefault();
    if (asked === "merge" || asked === "keep") return void send(asked);
    if (isStale.current) return setCalled((n) => n + 1);
    if (restoring.current && !busy.current) return setStatus("unreached");
    waiting.current = button;
    void send();
  };
  return { status, landed, seen, stale, said, came, called, call: () => setCalled((n) => n + 1), onInput, onSubmit };
}

/** The sign-in page that leads back to the editor. */
export function signInFor(address: string): string {
  return `/sign-in?next=${encodeURIComponent(`${address}/edit`)}&kept=1`;
}

/** Whether the page went on to another of ours: not to an error, not to the sign-in. */
function isElsewhere(address: string): boolean {
  const { pathname } = location;
  return pathname !== `${address}/edit` && !pathname.startsWith("/sign-in") && document.querySelector("[data-error-page]") === null;
}

async function post(address: string, body: FormData): Promise<Answer | Trouble> {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.redirected || response.status === 401) return "signed_out";
    if (!(response.headers.get("Content-Type") ?? "").includes("json"))
      return [400, 404].includes(response.status) ? "unusable" : "offline";
    const answer = (await response.json()) as Answer;
    return typeof answer.ok === "boolean" ? answer : "offline";
  } catch {
    return "offline";
  }
}
