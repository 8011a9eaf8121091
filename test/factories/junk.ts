import fc from "fast-check";
import { newId } from "~/platform/ids";

/** What stands in the house, so that junk gets further than the first look: people at every gate, work that waits, an open sheet. */
export type Known = {
  people: string[];
  teamId: string;
  storeId: string;
  questionId: string;
  planId: string;
  gradingId: string;
  submissionId: string;
};

const nasty = [
  ...["", " ", "\u0000", "a\u0000b", "a" + "😀".repeat(300), "一".repeat(600), "x".repeat(300_000), "\u202e\ufeff\u2028"],
  ...["'; drop table person; --", "<script>alert(1)</script>", "=1+1", "../../etc/passwd", "//evil.example", "__proto__", "constructor"],
  ...["-1", "0", "1e309", "NaN", "Infinity", "1.5", "99999999999999999999", "2147483648", "007"],
  ...["2026-02-31", "0000-01-01", "9999-12-31", "2026-03-02", "2026-03-02T00:00:00Z", "UTC", "Mars/Olympus"],
  ...["null", "[]", "{}", '"\\u0000"', '"\\ud800"', '{"__proto__":{"x":1}}', '{"item":{"grade":9}}', '{"item":{"remark":"\\u0000"}}'],
  ...["018F0000-0000-7000-8000-000000000000", "00000000-0000-0000-0000-000000000000"],
];

/** A text that no page would send in this place: too long, of another kind, somebody else's id. */
export function junkText(known: Known): fc.Arbitrary<string> {
  const ids = () => [...known.people, known.teamId, known.storeId, known.questionId, known.planId, newId()];
  return fc.oneof(
    { arbitrary: fc.constantFrom(...nasty), weight: 6 },
    { arbitrary: fc.nat().map((n) => ids()[n % ids().length] ?? ""), weight: 3 },
    { arbitrary: fc.string({ unit: "binary", maxLength: 40 }), weight: 1 },
    { arbitrary: fc.json(), weight: 1 },
  );
}

const junkFile = fc
  .constantFrom(["", "image/png"], ["no picture", "image/jpeg"], ["\ufffd\ufffd\ufffd", "text/html"], ["PK\u0003\u0004", "application/zip"])
  .map(([bytes = "", type = ""]) => new Blob([bytes], { type }));

/** Every field that a form of ours has, as a page would post it, so that one rotten field is met by the code that trusts the others. */
function soundFields(known: Known): Record<string, string> {
  const person = { name: "Li Na", login: "li.na", identifier: "li.na", password: "a kettle in the rain", current: "x", externalId: "X1" };
  const hire = { email: "li@na.example", hireDate: "2026-03-02", contractTerm: "under_1_year", probationEnd: "2026-03-20", roles: "agent" };
  const shares = { storeId: known.storeId, share: "100", sharesReason: "", sharesFrom: "2026-03-02", teamFrom: "2026-03-02" };
  const shop = {
    shopName: "Shop",
    teamName: "Team",
    storeName: "Store",
    platform: "taobao",
    couriers: "中通",
    zone: "UTC",
    workingWeek: "1",
    archived: "",
  };
  const account = { accountId: newId(), nick: "na", at: "new", role: "content_owner", grantId: newId(), sessionId: "x" };
  const plan = { planSlug: "plan", startDate: "2026-03-03", leaveId: newId(), from: "2026-03-09", to: "2026-03-10", slug: "quiz-2" };
  const sitting = {
    sittingId: newId(),
    question: known.questionId,
    attemptId: newId(),
    payload: "",
    ms: "1000",
    answer: "",
    code: "123456",
  };
  const work = { note: "done", remark: "well", decision: "", typedName: "Li Na", versionId: known.planId, confirmed: "on", photos: "" };
  const sheet = { gradingId: known.gradingId, item: "item", grade: "3", changes: "{}", revision: "0", fileId: newId(), picture: "" };
  const gate = { requirement: "desk_exam", days: "3", reason: "because it is so", change: "", personId: known.people[0] ?? "" };
  const holiday = { id: newId(), day: "2026-05-01", kind: "off", nameZh: "假", nameEn: "Off", teamId: known.teamId, file: "" };
  const scope = { where: "these", store: known.storeId };
  const everywhere = { locale: "en", theme: "dark", next: "/inbox", returnTo: "/today", submissionId: newId() };
  return {
    ...person,
    ...hire,
    ...shares,
    ...shop,
    ...account,
    ...plan,
    ...sitting,
    ...work,
    ...sheet,
    ...gate,
    ...holiday,
    ...scope,
    ...everywhere,
  };
}

/** What each address can be asked to do. Left out is what would be a sound request by itself: to confirm, to accept, to move the clock. */
const intents: Record<string, string[]> = {
  "training/routes/activity": ["start", "practical", "acknowledge"],
  "training/routes/sitting": ["start", "ask", "save", "submit"],
  "training/routes/sitting-answers": ["save", "focus"],
  "training/routes/plan": ["assign", "leave", "cancel_leave", "extra"],
  "probation/routes/overview": ["start", "abandon", "extra"],
  "probation/routes/grading": ["submit", "abandon", "save", "add_picture", "remove_picture"],
  "probation/routes/result": ["read", "second"],
  "chats/routes/check-day": ["open", "choose", "chance"],
  "chats/routes/check": ["open", "save", "skip"],
  "chats/routes/scorecards": ["new", "choose", "terms"],
  "chats/routes/scorecard": ["save", "add", "publish", "archive"],
  "chats/routes/calibration": ["score", "close"],
  "chats/routes/chat": ["reply", "dispute", "withdraw", "rule", "breach"],
  "probation/routes/dispute": ["withdraw", "rule"],
  "probation/routes/draft": ["save", "add_picture", "remove_picture"],
  "activation/routes/gate": ["override"],
  "people/routes/import": ["check", "import"],
  "people/routes/edit": ["details", "team", "stores"],
  "people/routes/access": ["renew", "withdraw", "reset", "grant", "end", "close", "reopen"],
  "people/routes/profile": ["name", "password", "session", "sessions"],
  "people/routes/settings": ["name", "couriers", "single_on"],
  "people/routes/team": ["save", "edit", "archive", "restore"],
  "people/routes/stores": ["add", "edit", "assign", "end"],
  "people/routes/holidays": ["add", "remove", "load"],
};

export type JunkBody = { intent: string | null; junk: [string, string | Blob][] } | { raw: string; type: string };

/** A sound form for the route with up to five fields gone bad, or a body that is no form at all. */
export function junkBody(known: Known, routeId: string): fc.Arbitrary<JunkBody> {
  const text = junkText(known);
  const value: fc.Arbitrary<string | Blob> = fc.oneof({ arbitrary: text, weight: 6 }, { arbitrary: junkFile, weight: 1 });
  const field = fc.constantFrom(...Object.keys(soundFields(known)));
  const types = ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", ""];
  const form = fc.record({
    intent: fc.option(fc.constantFrom(...(intents[routeId] ?? ["none"])), { freq: 12 }),
    junk: fc.array(fc.tuple(field, value), { maxLength: 5 }),
  });
  return fc.oneof({ arbitrary: form, weight: 9 }, { arbitrary: fc.record({ raw: text, type: fc.constantFrom(...types) }), weight: 1 });
}

/** The post that carries it. */
export function junkRequest(known: Known, url: string, headers: Headers, body: JunkBody): Request {
  if ("raw" in body) {
    headers.set("Content-Type", body.type);
    return new Request(url, { method: "POST", headers, body: body.raw });
  }
  headers.delete("Content-Type");
  const form = new FormData();
  for (const [name, value] of Object.entries(soundFields(known))) form.set(name, value);
  for (const name of ["intent", "step"]) form.set(name, body.intent ?? "nonsense");
  const changed = new Set<string>();
  for (const [name, value] of body.junk) {
    // The first takes the place of what was sound, a second stands beside it.
    if (changed.has(name)) form.append(name, value);
    else form.set(name, value);
    changed.add(name);
  }
  return new Request(url, { method: "POST", headers, body: form });
}

/** The same for the message of a failing test. */
export function junkShown(body: JunkBody): string {
  return JSON.stringify(body, (_, value: unknown) => {
    if (value instanceof Blob) return `(file of ${value.size})`;
    return typeof value === "string" && value.length > 80 ? `${value.slice(0, 80)}… (${value.length})` : value;
  });
}
