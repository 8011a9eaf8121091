/** Status of what a loader or action answers or throws; `data` gives what it answered, `to` where it leads. */
export async function ask(work: Promise<unknown>): Promise<{ status: number; data: unknown; to: string | null }> {
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, data: await answer.clone().text(), to: answer.headers.get("Location") };
  if (answer instanceof Error) throw answer;
  const wrapped = answer as { type?: string; data?: unknown; init?: { status?: number } | null };
  if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, data: wrapped.data, to: null };
  return { status: 200, data: answer, to: null };
}
