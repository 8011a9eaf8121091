import { type RunningApp, startApp } from "@test/setup/app";
import { chatFile } from "./chat-file";
import { milliseconds, timed } from "./database";
import { signIn } from "./pages";
import type { Figure } from "./run";

const MESSAGES = 20_000;
const SHOP = "行囊天猫旗舰店";
const ALONE = 200;
const PAUSE_MS = 20;

/** The whole product in one process while it brings a file in: how long the upload and the import take, and how long somebody waits for a page meanwhile, against a quiet time. */
export async function chatsBeside(tell: (line: string) => void): Promise<Figure[]> {
  const app = await startApp();
  try {
    const [manager, reader] = [await signIn(app, "manager"), await signIn(app, "trainee")];
    const page = async () => {
      const answer = await fetch(`${app.url}/today`, { headers: { Cookie: reader } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`/today answered ${answer.status}`);
    };
    for (let i = 0; i < ALONE / 2; i++) await page();
    const quiet = await times(page, (count) => count >= ALONE);
    let path = "";
    const uploading = await milliseconds(async () => (path = await sent(app, manager)));
    let isOver = false;
    const began = performance.now();
    await posted(app, manager, path, { intent: "order" });
    const busy = times(page, () => isOver);
    while (!isOver) isOver = await ended(app, manager, path);
    const seconds = (performance.now() - began) / 1000;
    const figures = [timed("/today, quiet", quiet), timed("/today, beside import", await busy)];
    const [alone, beside] = figures.map(({ p95Ms }) => p95Ms.toFixed(0));
    tell(
      `${MESSAGES} messages sent in ${(uploading / 1000).toFixed(1)} s and brought in by the app in ${seconds.toFixed(1)} s; a page took ${alone} ms at p95 before, ${beside} ms meanwhile`,
    );
    return figures;
  } finally {
    await app.stop();
  }
}

/** One reader who opens a page again and again, with a breath between. */
async function times(page: () => Promise<void>, isEnough: (count: number) => boolean): Promise<number[]> {
  const found: number[] = [];
  while (!isEnough(found.length)) {
    found.push(await milliseconds(page));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return found;
}

/** The file through the form. Returns the page of its import. */
async function sent(app: RunningApp, cookie: string): Promise<string> {
  const form = await (await fetch(`${app.url}/chats/imports/new`, { headers: { Cookie: cookie } })).text();
  const storeId = new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>${SHOP}`).exec(form)?.[1];
  if (!storeId) throw new Error("the form offers no store");
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of chatFile(SHOP, MESSAGES)) pieces.push(new Uint8Array(piece));
  const body = new FormData();
  for (const [name, value] of Object.entries({ kind: "chats", storeId, day: "" })) body.set(name, value);
  body.set("file", new File(pieces, "bench.json"));
  const answer = await fetch(`${app.url}/chats/imports/new`, {
    ...{ method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: app.url }, body },
  });
  const path = answer.headers.get("Location");
  if (!path) throw new Error(`the file was answered with ${answer.status}`);
  return path;
}

async function posted(app: RunningApp, cookie: string, path: string, values: Record<string, string>): Promise<void> {
  const headers = { Cookie: cookie, Origin: app.url, "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(app.url + path, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(values) });
  if (answer.status !== 302) throw new Error(`${path} answered ${answer.status}`);
}

/** Whether an import has ended; asked as seldom as its page asks. */
async function ended(app: RunningApp, cookie: string, path: string): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const html = await (await fetch(app.url + path, { headers: { Cookie: cookie } })).text();
  return !/The import is under way|正在导入/.test(html);
}
