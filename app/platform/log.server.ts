import pino from "pino";
import { env } from "./env.server";

/** The process's log: JSON lines. Query parameters and bodies never go in. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: {
    // Drizzle puts the parameters of a failed query into its message: they may be personal data.
    err: (error: Error) => ({
      type: error.name,
      message: error.message.replace(/\nparams: [\s\S]*$/, "\nparams: [redacted]"),
      stack: error.stack?.replace(/\nparams: .*/g, "\nparams: [redacted]"),
      cause: error.cause instanceof Error ? error.cause.message : undefined,
    }),
  },
});
