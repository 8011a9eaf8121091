import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "~/drill/types/registry";
import { momentNow, msBetween } from "~/platform/moment";
import { useReader } from "~/platform/use-locale";
import { hear, tell } from "~/ui/offline/channel";
import { useOffline } from "~/ui/offline/context";
import { hold } from "~/ui/offline/in-turn";
import { enqueue, keep, kept, waitingOf } from "~/ui/offline/store";
import { noteAsked, reserveOf } from "./ahead";
import {
  begun,
  begunFrom,
  type Go,
  type GoStart,
  graded,
  type Held,
  isOver,
  type KeptGo,
  replied,
  resumed,
  savedHere,
  wentOn,
  without,
} from "./go";
import { gradedOf } from "./graded";
import { type GivenHere, type More, sendAnswers, sendUnkept } from "./send";

/** What somebody had entered when the page was left, and how long the question had stood there. */
export type Typed = { ticket: string; answer: Answer | null; spentMs: number };

const GO = "go";
const TYPED = "typed";
/** Fetch more when fewer than this are here: the next question is always there when the answer is sent. */
const ENOUGH = 4;
const MORE = 6;
/** Longer nobody waits for a verdict: the answer is kept and the next question comes. */
const PATIENCE_MS = 8_000;

/**
 * A go of the drill. Each answer is kept in this browser first, then sent once; its verdict comes with the reply, or it waits for a connection. The go itself survives a reload:
 * it goes on at the same question. `resumes` false: the page shows what a plain form came to, and keeps nothing.
 */
export function useDrill(start: GoStart, resumes: boolean) {
  const { person } = useOffline();
  const { locale } = useReader();
  const chosen = start.chosen?.address ?? null;
  const [go, setGo] = useState<Go>(() => begun(start, NO_MOMENT));
  const [typed, setTyped] = useState<Typed | null>(null);
  const [reserve, setReserve] = useState<readonly Held[]>([]);
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  }, [go]);
  const busy = useRef(false);
  const isOurs = useRef(false);
  const ready = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    const at = momentNow();
    setGo((was) => ({ ...was, ...begunAt(was, at) }));
    if (person === null || !resumes) return;
    let letGo: (() => void) | null = null;
    let isGone = false;
    // The page lay in the browser: its questions are of then.
    const isOld = document.documentElement.dataset.kept !== undefined;
    delete document.documentElement.dataset.kept;
    const restore = async () => {
      letGo = await hold(`deskready go ${person}`);
      if (isGone) return letGo?.();
      const [was, entered, waiting, results, ahead] = await Promise.all([
        letGo ? kept<KeptGo>(person, GO) : undefined,
        letGo ? kept<Typed>(person, TYPED) : undefined,
        waitingOf<GivenHere>(person, "answer"),
        gradedOf(person),
        reserveOf(person, locale),
      ]);
      const waits = new Set(waiting.map(({ id }) => id));
      const interrupted = resumed(was, { locale, chosen, now: momentNow(), waits, results, reserve: ahead });
      setReserve(ahead);
      setTyped(entered ?? null);
      setGo(
        (fresh) =>
          interrupted ??
          (isOld && chosen === null ? begunFrom(fresh, ahead) : without(fresh, new Set(waiting.map(({ body }) => body.itemId)))),
      );
      isOurs.current = letGo !== null;
    };
    // Without storage a go lives as long as its page.
    ready.current = restore().catch(() => undefined);
    const stop = hear(person, (news) => {
      if (news.about === "results") setGo((was) => graded(was, news.results));
    });
    return () => {
      isGone = true;
      isOurs.current = false;
      stop();
      letGo?.();
    };
  }, [person, locale, resumes, chosen]);

  useEffect(() => {
    if (person === null || !isOurs.current) return;
    const value = isOver(go) ? undefined : ({ locale, at: momentNow(), go } satisfies KeptGo);
    keep(person, GO, value).catch(() => undefined);
  }, [person, locale, go]);

  const send = useCallback(
    async (ticket: string, answer: Answer, ms: number) => {
      await ready.current;
      const { current, rest, line, outcome: before } = latest.current;
      // What was on the page while the interrupted go came back is not answered in its place.
      if (current?.question.ticket !== ticket || busy.current || before.state === "answered" || before.state === "saved") return;
      busy.current = true;
      setGo((was) => ({ ...was, outcome: { state: "sending" } }));
      const more = { held: [current, ...rest].map(({ question }) => question.itemId), want: rest.length < ENOUGH ? MORE : 0, line };
      const outcome = await keepAndSend(person ?? "", current, answer, ms, more);
      busy.current = false;
      if (person !== null && outcome !== "lost") setReserve(await reserveOf(person, locale).catch(() => []));
      setGo((was) =>
        outcome === "saved"
          ? savedHere(was)
          : outcome === "lost"
            ? { ...was, outcome: { state: "lost" } }
            : replied(was, outcome, momentNow()),
      );
    },
    [person, locale],
  );
  const goOn = useCallback(() => setGo((was) => wentOn(was, reserve)), [reserve]);
  const again = useCallback(() => setGo((was) => begunFrom(was, reserve)), [reserve]);
  const keepTyped = useCallback(
    async (entered: Typed) => {
      // What is typed while the interrupted go still comes back is kept as soon as it is known whose it is.
      await ready.current;
      if (person === null || !isOurs.current || latest.current.current?.question.ticket !== entered.ticket) return;
      await keep(person, TYPED, entered).catch(() => undefined);
    },
    [person],
  );
  return { go, typed, reserve, send, goOn, again, keepTyped };
}

/** Keep an answer, then send it with whatever waits before it. "saved": it waits; "lost": it could not even be kept. */
async function keepAndSend(person: string, { question, since }: Held, answer: Answer, ms: number, more: More) {
  const { ticket, itemId, view } = question;
  const given: GivenHere = { ticket, itemId, stem: view.stem, answer, ms: Math.round(ms), after: msBetween(since, momentNow()) };
  try {
    await enqueue(person, "answer", ticket, given);
    await noteAsked(person, itemId);
  } catch {
    const sent = await sendUnkept(person, given, more);
    return sent.state === "arrived" && sent.reply ? sent.reply : ("lost" as const);
  }
  tell(person, { about: "waiting" });
  if (!navigator.onLine) return "saved" as const;
  const fresh = { ticket, late: false };
  const patience = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const sent = await Promise.race([sendAnswers(person, fresh, more), patience]);
  if (sent?.state === "arrived" && sent.reply) return sent.reply;
  fresh.late = true;
  if (sent?.state === "out" && sent.to) window.location.assign(sent.to);
  return "saved" as const;
}

/** The server and the first page of the browser know no moment; it is put in when the script has taken over. */
const NO_MOMENT = { wall: 0, page: 0, run: 0 };

function begunAt({ current, rest }: Go, since: Held["since"]): Pick<Go, "current" | "rest"> {
  const dated = (held: Held) => (held.since === NO_MOMENT ? { ...held, since } : held);
  return { current: current && dated(current), rest: rest.map(dated) };
}
