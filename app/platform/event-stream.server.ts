/** What a page hears while it is open, as `text/event-stream`. Knows nothing of what is told. */

/** Tabs and devices of one person that may listen at once; another one takes the place of the oldest. */
const MOST_OF_ONE = 6;
/** So many messages that somebody does not take, and they are let go: they come back and get the present state. */
const MOST_WAITING = 64;
/** What a browser waits before it asks again, ms. */
const AGAIN_MS = 2000;

/** An open connection to a page. */
export type EventStream = {
  /** `id`: what the page has heard when it has heard this. */
  send(data: string, about?: { id?: number; event?: string }): void;
  /** End it. The page hears why, and does not ask again by itself; without a reason it does. */
  end(reason?: string): void;
};

const open = new Map<string, Set<EventStream>>();

/**
 * A response that stays open, and the stream to write to. `holder`: whose it is, since each may have so many. `onEnd` is called once, whoever ended it.
 */
export function eventStream(request: Request, holder: string, onEnd: () => void): { response: Response; stream: EventStream } {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const own = open.get(holder) ?? new Set();
  open.set(holder, own);

  const close = () => {
    if (!controller) return;
    const closing = controller;
    controller = null;
    request.signal.removeEventListener("abort", close);
    own.delete(stream);
    if (own.size === 0 && open.get(holder) === own) open.delete(holder);
    try {
      closing.close();
    } catch {
      // The other side has let go of it first.
    }
    onEnd();
  };
  const write = (text: string) => {
    if (!controller) return;
    if ((controller.desiredSize ?? 0) < -MOST_WAITING) return close();
    controller.enqueue(encoder.encode(text));
  };
  const stream: EventStream = {
    send: (data, { id, event } = {}) =>
      write(`${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${data}\n\n`),
    end(reason) {
      if (reason !== undefined) write(`event: end\ndata: ${reason}\n\n`);
      close();
    },
  };

  const body = new ReadableStream<Uint8Array>({
    start(begun) {
      controller = begun;
    },
    cancel: close,
  });
  // Not before the caller has what it is given.
  if (request.signal.aborted) queueMicrotask(close);
  request.signal.addEventListener("abort", close);
  own.add(stream);
  for (const oldest of own) if (own.size > MOST_OF_ONE) oldest.end("elsewhere");
  write(`retry: ${AGAIN_MS}\n\n`);
  const headers = {
    "Content-Type": "text/event-stream; charset=utf-8",
    // Nothing on the way may keep it, pack it or hold it back.
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
    // Once it has ended nothing waits on it: a process that stops would be kept from it.
    Connection: "close",
  };
  return { response: new Response(body, { headers }), stream };
}

/** End all connections, so that a process that stops waits for none: the pages ask again and find another process, or the next one. */
export function closeEventStreams(): void {
  for (const own of [...open.values()]) for (const stream of [...own]) stream.end();
}
