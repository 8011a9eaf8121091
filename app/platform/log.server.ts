import pino from "pino";
import { env } from "./env.server";

/** A path as it may be logged: links carry their token in it, certificates their code, in whatever case they were typed. */
export function loggedPath(path: string): string {
  return path.replace(/\/(invitation|reset|link|set-up|verify|confirm-email|unsubscribe)\/[^/]+/gi, "/$1/…");
}

/**
 * An error as it may be logged. Drizzle puts the parameters of a failed query into its message, PostgreSQL the value that it could not read:
 * they may be personal data. What was thrown may be anything.
 */
function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "something that is no error was thrown" };
  const stack = error.stack ?? "";
  const header = stack.indexOf(error.message) + error.message.length;
  return {
    type: error.name,
    message: withoutValues(error.message),
    stack: stack.includes(error.message) ? stack.slice(header) : undefined,
    cause: error.cause instanceof Error ? withoutValues(error.cause.message) : undefined,
    errors: error instanceof AggregateError ? error.errors.map(loggedError) : undefined,
  };
}

type LoggedError = { type: string; message: string; stack?: string; cause?: string; errors?: LoggedError[] };

function withoutValues(message: string): string {
  return message.replace(/\nparams: [\s\S]*$/, "\nparams: [redacted]").replace(/: "[\s\S]*"/, ": [redacted]");
}

/** The process's log: JSON lines. Query parameters and bodies never go in. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: loggedError },
});
