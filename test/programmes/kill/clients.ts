import { newId } from "~/platform/ids";
import { LESSON, picture, PRACTICALS, QUIZ, type Seat, traineesOf, type World } from "./world";

/** Something that a person does once, under an id of its own; sent again with the same id when nobody said whether it happened. */
export type Deed =
  | { kind: "answer"; seat: Seat; id: string }
  | { kind: "practical"; seat: Seat; id: string; slug: string }
  | { kind: "signoff"; seat: Seat; id: string; submissionId: string };

/** What the server has acknowledged, and what it left open. */
export type Ledger = { done: Deed[]; unsure: Deed[]; sittings: Saves[] };
/** The answers of one sitting as its window knows them: the newest acknowledged revision, and the one that was on its way. */
export type Saves = {
  seat: Seat;
  sittingId: string;
  question: string;
  options: string[];
  acknowledged: { revision: number; option: string | null };
  sent: { option: string } | null;
};

const PATIENCE_MS = 15_000;

/** Posts like a page of ours. True when the server says that it is done; false when nothing is known. A clear refusal is an error. */
async function post(
  url: string,
  path: string,
  cookie: string,
  form: FormData,
  accept: (response: Response, text: string) => boolean,
): Promise<boolean> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url + path, {
      method: "POST",
      headers: { Cookie: cookie, Origin: url },
      body: form,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    text = await response.text();
  } catch {
    return false;
  }
  if (response.status >= 500) return false;
  if (accept(response, text)) return true;
  throw new Error(`${path} was refused with ${response.status}: ${text.slice(0, 300)}`);
}

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const redirected = (response: Response) => response.status === 302;

/** Do it; true when acknowledged. */
export function perform(url: string, world: World, deed: Deed): Promise<boolean> {
  const { cookie } = deed.seat;
  switch (deed.kind) {
    case "answer": {
      const payload = JSON.stringify({ option: world.question.wrong });
      const form = formOf({ attemptId: deed.id, question: world.question.versionId, payload, ms: "1200" });
      return post(url, `/learn/${LESSON}/check.data`, cookie, form, (response, text) => response.ok && text.includes('"verdict"'));
    }
    case "practical": {
      const photos = new File([new Uint8Array(picture(deed.id).bytes)], "photo.png", { type: "image/png" });
      const form = formOf({ intent: "practical", submissionId: deed.id, note: "done", photos });
      return post(url, `/learn/${deed.slug}`, cookie, form, redirected);
    }
    case "signoff": {
      const form = formOf({ submissionId: deed.id, decision: "accepted", remark: "", next: "/inbox" });
      return post(url, `/signoff/${deed.submissionId}`, cookie, form, redirected);
    }
  }
}

/** One round: who works, the sitting that is open, and how supervisors see what waits for them. */
export type Shift = { url: string; world: World; round: number; saves: Saves; waiting: () => Promise<string[]> };

/** Several people at work until `stop` says so. */
export async function work(at: Shift, ledger: Ledger, stop: () => boolean): Promise<void> {
  const { url, world, round, saves, waiting } = at;
  const attempt = async (deed: Deed) => {
    const acknowledged = await perform(url, world, deed);
    (acknowledged ? ledger.done : ledger.unsure).push(deed);
    return acknowledged;
  };
  const learner = async (seat: Seat) => {
    while (!stop()) if (!(await attempt({ kind: "answer", seat, id: newId() }))) return;
  };
  const trainee = async () => {
    for (const seat of traineesOf(world, round)) {
      for (const slug of PRACTICALS) if (stop() || !(await attempt({ kind: "practical", seat, id: newId(), slug }))) return;
    }
  };
  const taken = new Set<string>();
  const supervisor = async (seat: Seat) => {
    while (!stop()) {
      const submissionId = (await waiting().catch(() => [])).find((id) => !taken.has(id));
      if (!submissionId) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      taken.add(submissionId);
      if (!(await attempt({ kind: "signoff", seat, id: newId(), submissionId }))) return;
    }
  };
  await Promise.all([...world.learners.map(learner), trainee(), ...world.supervisors.map(supervisor), sit(url, saves, stop)]);
}

/** Begin the quiz of day 1. */
export function beginQuiz(url: string, seat: Seat): Promise<boolean> {
  return post(url, `/learn/${QUIZ}/sitting`, seat.cookie, formOf({ intent: "start", submissionId: newId() }), redirected);
}

/** Change one answer again and again, as the page saves it. */
async function sit(url: string, saves: Saves, stop: () => boolean): Promise<void> {
  for (let turn = 0; !stop(); turn++) {
    const option = saves.options[turn % saves.options.length] ?? "";
    saves.sent = { option };
    const { revision } = saves.acknowledged;
    const changes = JSON.stringify({ [saves.question]: { answer: { option }, ms: 900 } });
    const form = formOf({ intent: "save", sittingId: saves.sittingId, revision: String(revision), changes });
    const path = `/learn/${QUIZ}/sitting/answers`;
    if (!(await post(url, path, saves.seat.cookie, form, (response, text) => response.ok && text.includes('"saved"')))) return;
    Object.assign(saves, { acknowledged: { revision: revision + 1, option }, sent: null });
  }
}
