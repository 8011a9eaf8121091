/** One clear sentence for what keeps the product from starting: what is wrong and what to do. The whole error is in the log. */
export function sentenceFor(error: unknown): string {
  const chain = causes(error);
  for (const { code, message } of chain) {
    const sentence = byCode[code]?.(message);
    if (sentence) return sentence;
  }
  const first = chain[0];
  const failedQuery = chain.find(({ message }) => message.startsWith("Failed query"));
  if (failedQuery)
    return `The database could not be brought to this release: ${chain.at(-1)?.message ?? ""}. Nothing was changed; the log says which statement.`;
  return first ? `Deskready cannot go on: ${first.message}` : "Deskready cannot go on.";
}

const byCode: Record<string, ((message: string) => string) | undefined> = {
  ECONNREFUSED: (message) => `The database does not answer (${message}): is PostgreSQL running, and is DATABASE_URL right?`,
  ENOTFOUND: (message) => `The database's host is unknown (${message}): look at DATABASE_URL.`,
  ETIMEDOUT: (message) => `The database does not answer in time (${message}): look at DATABASE_URL and the network.`,
  CONNECT_TIMEOUT: (message) => `The database does not answer in time (${message}): look at DATABASE_URL and the network.`,
  EADDRINUSE: () => `The port is taken by another program: stop that one, or choose another port with PORT.`,
  "28P01": () => "The database refuses the password: look at DATABASE_URL.",
  "28000": (message) => `The database refuses the user (${message}): look at DATABASE_URL.`,
  "3D000": (message) => `The database is not there (${message}): create it, or look at DATABASE_URL.`,
  "53300": () => "The database has no connection left: raise its max_connections (Deskready takes about 20).",
  EACCES: (message) => `A file or folder may not be used: ${message}.`,
  ENOSPC: () => "The disk is full.",
};

function causes(error: unknown): { code: string; message: string }[] {
  const found: { code: string; message: string }[] = [];
  for (let at = error; typeof at === "object" && at !== null && found.length < 8; at = (at as { cause?: unknown }).cause) {
    const code = "code" in at ? String(at.code) : "";
    const message = at instanceof Error ? at.message : String(at);
    found.push({ code, message });
    if (at instanceof AggregateError) found.push(...at.errors.flatMap(causes));
  }
  return found;
}
