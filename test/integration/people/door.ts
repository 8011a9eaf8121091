/** What a route of the door answered. */
export type Answer = {
  status: number;
  body: { refusals?: { code: string; field?: string }[]; page?: { ok: boolean; fault?: string } } | null;
  to: string | null;
  cookies: string[];
};

/** What a route answers, whether it is a redirect, data with a status, or plain data. */
export async function ask(run: () => unknown): Promise<Answer> {
  const result = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    });
  if (result instanceof Response)
    return { status: result.status, body: null, to: result.headers.get("Location"), cookies: result.headers.getSetCookie() };
  const wrapped = result as { data?: Answer["body"]; init?: { status?: number } };
  return { status: wrapped.init?.status ?? 200, body: wrapped.data ?? null, to: null, cookies: [] };
}

/** The codes of what was refused, or undefined. */
export function refusedCodes(answer: Answer): string[] | undefined {
  return answer.body?.refusals?.map((r) => r.code);
}
