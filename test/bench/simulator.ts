import { startApp } from "@test/setup/app";
import { measure, signIn } from "./pages";
import type { Figure } from "./run";

const SIMULATION = "greeting-to-order";

/** What it costs that a page asks how its chats stand, some thirty times a minute, and what a message costs. */
export async function simulator(tell: (line: string) => void): Promise<Figure[]> {
  const app = await startApp();
  try {
    const cookie = await signIn(app, "trainee");
    const headers = { Cookie: cookie, Origin: app.url, "Content-Type": "application/x-www-form-urlencoded" };
    const begun = await fetch(`${app.url}/simulator/${SIMULATION}`, { method: "POST", redirect: "manual", headers });
    const run = app.url + (begun.headers.get("Location") ?? "");
    if (begun.status !== 302) throw new Error(`beginning ${SIMULATION} gave ${begun.status}`);
    const { mark } = (await (await fetch(`${run}/state`, { headers })).json()) as { mark: string };
    const asked = `${run}/state?have=${encodeURIComponent(mark)}`;
    const figures = [await measure(app, "chat asked", asked, cookie), await measure(app, "chat whole", `${run}/state`, cookie)];
    const cpu = figures[0]?.cpuMsPerOp ?? 0;
    tell(
      `a page that plays costs ${(cpu * 0.5).toFixed(2)} ms of one core a second; ${(1000 / (cpu * 0.5)).toFixed(0)} of them would fill it`,
    );
    return figures;
  } finally {
    await app.stop();
  }
}
