/**
 * What is said and answered as one text, beside its Request and Response: the web's streams cost more than the answer to a question (docs/decisions/011).
 * A Request that has a text here was read whole already, and whoever made it takes the Response's text the same way.
 */
const texts = new WeakMap<Request | Response, string>();

/** Keep the text that belongs to a Request or a Response without a body. */
export function keepText<T extends Request | Response>(of: T, text: string): T {
  texts.set(of, text);
  return of;
}

/** The text that was kept for it; null: it has a body as any other. */
export function keptText(of: Request | Response): string | null {
  return texts.get(of) ?? null;
}

/** A JSON answer to a request, without a stream where the asker takes it whole. */
export function jsonAnswer(request: Request, value: unknown, headers: Record<string, string>): Response {
  const init = { headers: { "Content-Type": "application/json", ...headers } };
  const text = JSON.stringify(value);
  return texts.has(request) ? keepText(new Response(null, init), text) : new Response(text, init);
}
