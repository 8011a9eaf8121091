import { useCallback, useEffect, useRef, useState } from "react";
import type { Locale } from "~/platform/locale";
import type { Marked } from "../../lint.server";

export type Checked = {
  /** The text that was checked: findings hold for it alone. */
  text: string;
  findings: readonly Marked[];
  status: "checking" | "checked" | "offline" | "long";
};

const PAUSE_MS = 400;
const RETRY_MS = 5000;

/** Sends a text to the check while it is written; what is too long to be kept is not even sent. Terms and dictionary stay on the server. */
export function useCheck(locale: Locale, first: { text: string; findings: readonly Marked[] }, longest: number) {
  const [checked, setChecked] = useState<Checked>({ ...first, status: "checked" });
  const asked = useRef(first.text);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const running = useRef<AbortController>();

  const send = useCallback(
    async (fields: [string, string][], text: string): Promise<void> => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      const body = new URLSearchParams([...fields, [`text.${locale}`, text], ["locale", locale]]);
      const findings = await ask(body, abort.signal);
      if (abort.signal.aborted) return;
      if (findings) return setChecked({ text, findings, status: "checked" });
      setChecked((old) => ({ ...old, status: "offline" }));
      timer.current = setTimeout(() => void send(fields, text), RETRY_MS);
    },
    [locale],
  );

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      running.current?.abort();
    },
    [],
  );

  /** Look at what the form says now. */
  const look = useCallback(
    (form: FormData) => {
      const text = String(form.get(`text.${locale}`) ?? "").replaceAll("\r\n", "\n");
      const fields = [...form].filter((field): field is [string, string] => field[0] === "branch" || field[0] === "platforms");
      const key = `${JSON.stringify(fields)} ${text}`;
      if (key === asked.current) return;
      asked.current = key;
      clearTimeout(timer.current);
      running.current?.abort();
      if (text.length > longest) return setChecked({ text, findings: [], status: "long" });
      if (text.trim() === "") return setChecked({ text, findings: [], status: "checked" });
      setChecked((old) => ({ ...old, status: "checking" }));
      timer.current = setTimeout(() => void send(fields, text), PAUSE_MS);
    },
    [locale, longest, send],
  );
  return { checked, look };
}

async function ask(body: URLSearchParams, signal: AbortSignal): Promise<Marked[] | null> {
  try {
    const response = await fetch("/scripts/lint", { method: "POST", body, signal, redirect: "manual" });
    if (!response.ok) return null;
    return ((await response.json()) as { findings: Marked[] }).findings;
  } catch {
    return null;
  }
}
