import type { Reader } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { isId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";

/** The job that sends what is due to one person or one group. */
export const NOTIFY_TASK = "notify";

/** To whom something is sent. */
export type Target = { personId: string } | { robotId: string };

/** The target out of a job. Throws on a job that names none. */
export function targetIn(payload: unknown): Target {
  const { personId, robotId } = (payload ?? {}) as { personId?: unknown; robotId?: unknown };
  if (isId(personId)) return { personId };
  if (isId(robotId)) return { robotId };
  throw new Error("a job to send names neither a person nor a robot");
}

/** Ask for what is due to be sent, in the caller's transaction; `runAt`: not before, by the machine's clock. */
export function askForSending(tx: Reader, target: Target, runAt?: Date): Promise<void> {
  const key = "personId" in target ? `person ${target.personId}` : `robot ${target.robotId}`;
  return addJob(tx, NOTIFY_TASK, target, { key: `${NOTIFY_TASK} ${key}`, runAt });
}

/** Whether anything goes out at all: every message carries links, which stand on PUBLIC_URL. */
export function goesOut(): boolean {
  return env.PUBLIC_URL !== undefined;
}

/** The whole address of a page of ours. Throws without PUBLIC_URL: nothing is sent then. */
export function linkTo(path: string): string {
  if (!env.PUBLIC_URL) throw new Error("a link needs PUBLIC_URL");
  return new URL(path, env.PUBLIC_URL).href;
}
