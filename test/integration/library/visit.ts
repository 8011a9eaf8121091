import type { ActionFunctionArgs } from "@remix-run/node";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";

export type Answered = { status: number; to: string | null; body: Record<string, unknown> };

/** Open a page, or send a form to it: what it answered, a thrown response too. */
export async function visit(
  run: (args: ActionFunctionArgs) => unknown,
  path: string,
  { cookie, params = {}, form }: { cookie: string; params?: Record<string, string>; form?: Record<string, string | Blob> },
): Promise<Answered> {
  try {
    const result = await run(routeArgs(path, { cookie, form: form && { submissionId: newId(), ...form }, params }));
    const wrapped = result as { type?: string; data?: Record<string, unknown>; init?: { status?: number } };
    if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, to: null, body: wrapped.data ?? {} };
    return { status: 200, to: null, body: result as Record<string, unknown> };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, to: thrown.headers.get("Location"), body: {} };
    throw thrown;
  }
}
