import fc from "fast-check";
import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { grading, practicalSubmission } from "@db/schema";
import { access } from "~/access";
import { ensurePolicies } from "~/activation/policy.server";
import type { Role } from "~/people/permissions";
import { roleIsOfTeam } from "~/people/rules";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import routeConfig from "~/routes";
import { junkBody, type JunkBody, junkRequest, junkShown, junkText, type Known } from "@test/factories/junk";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { type Handlers, mappedRoutes } from "@test/setup/route-map";

/** Thirty posts and thirty addresses a route and role at full scale. */
const RUNS = Math.max(2, Math.round(30 * Number(process.env.TEST_SCALE ?? 0.05)));

const { db, owner, ownerSql, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const loadable = import.meta.glob<Handlers>(["/app/frame.tsx", "/app/*/routes/*.tsx"]);
const modules = new Map<string, Handlers>();
const routes = mappedRoutes(routeConfig);

const red = await make.team({ name: "Red" });
const roles: (Role | null)[] = [null, "agent", "supervisor", "manager", "content_owner", "administrator"];
const actors = new Map<Role | null, string>();

const known: Known = { people: [], teamId: red.id, storeId: "", questionId: "", planId: "", gradingId: newId(), submissionId: newId() };
const text = junkText(known);

beforeAll(async () => {
  for (const [path, load] of Object.entries(loadable)) modules.set(path.replace(/^\/app\//, "").replace(/\.tsx$/, ""), await load());
  await ensurePolicies(owner, MONDAY);
  for (const role of roles) {
    const teamId = role !== null && roleIsOfTeam(role) ? red.id : null;
    const made = await make.person({ roles: role ? [role] : [], teamId, state: role === "agent" ? "training" : null });
    actors.set(role, made.id);
  }
  const supervisorId = actors.get("supervisor") ?? "";
  const agentId = actors.get("agent") ?? "";
  const plan = await make.plan("plan");
  const checklist = await make.content("checklist", "probation");
  // Day 1 is done; today the lesson, a practical that asks for photos and a quiz are open.
  const done = { "lesson-1": "done", "practical-1": "done", "quiz-1": "done" } as const;
  await make.enrolment({ personId: agentId, teamId: red.id, planVersionId: plan.id, startDate: "2026-02-27", statuses: done });
  const trainee = await make.trainee(red.id);
  const enrolment = await make.enrolment({
    personId: trainee.id,
    teamId: red.id,
    planVersionId: plan.id,
    statuses: { "practical-1": "submitted" },
  });
  const waiting = { id: known.submissionId, personId: trainee.id, enrolmentId: enrolment.id, slug: "practical-1", attempt: 1, fileIds: [] };
  await owner.insert(practicalSubmission).values({ ...waiting, contentVersionId: plan.id, submittedAt: MONDAY });
  const ready = await make.deskReady({ teamId: red.id, supervisorId });
  const probation = await make.inProbation({ teamId: red.id, supervisorId });
  await owner.insert(grading).values({
    id: known.gradingId,
    personId: probation.person.id,
    checklistVersionId: checklist.id,
    graderId: supervisorId,
    attempt: 1,
    seed: "s",
    drawn: {},
    startedAt: MONDAY,
  });
  known.people = [trainee.id, ready.person.id, probation.person.id, agentId, supervisorId];
  known.storeId = (await make.store()).id;
  known.questionId = (await make.content("question", "lesson-2-q1", { lesson: "lesson-2" })).id;
  known.planId = plan.id;
});

const params = fc.record({
  personId: fc.nat().map((n) => known.people[n % known.people.length] ?? ""),
  slug: fc.constantFrom("lesson-2", "practical-2", "quiz-2", "rules-3", "desk-exam", "nothing", "__proto__", "😀", "%"),
  kind: fc.constantFrom("lesson", "question", "plan", "constructor"),
  gate: fc.constantFrom("desk", "activation", "toString"),
  teamId: fc.constantFrom(red.id, newId(), "x"),
  gradingId: fc.boolean().map((own) => (own ? known.gradingId : newId())),
  submissionId: fc.boolean().map((own) => (own ? known.submissionId : newId())),
  ...{ token: text, sittingId: text, noticeId: text, fileId: text },
});

/** Let the route answer and say how, as a status. What it throws that is no answer would be a 500. */
async function statusOf(handler: unknown, args: ActionFunctionArgs, about: () => string): Promise<number> {
  let result: unknown;
  try {
    result = await (handler as (args: ActionFunctionArgs) => unknown)(args);
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw new Error(`${about()} broke it`, { cause: thrown });
    result = thrown;
  }
  const status = result instanceof Response ? result.status : ((result as { init?: { status?: number } } | null)?.init?.status ?? 200);
  if (status >= 500) throw new Error(`${about()} gave ${status}`);
  return status;
}

async function signedIn(role: Role | null): Promise<string> {
  return make.signIn(actors.get(role) ?? "");
}

const evidence = [
  ...[
    "attempt",
    "sitting_result",
    "practical_submission",
    "signoff",
    "acknowledgement_signature",
    "grading_item",
    "grading_result",
    "second_request",
    "reconciled_item",
    "checklist_result",
  ],
  ...["gate_decision", "gate_evidence", "gate_override", "clearance_change", "extra_attempt"],
];
async function evidenceCounts(): Promise<Record<string, number>> {
  const rows = await ownerSql.unsafe<{ name: string; n: number }[]>(
    evidence.map((name) => `select '${name}' as name, count(*)::int as n from ${name}`).join(" union all "),
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

const addressed = (path: string, values: Record<string, string>) =>
  encodeURI(path).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? "x"));
const having = (kind: "loader" | "action") => routes.filter(({ id }) => access[id]?.[kind]);

describe("junk", () => {
  it.each(having("action").map((route) => [route.id, route] as const))(
    "posted to %s is refused in words and leaves no evidence",
    async (id, { path }) => {
      const handler = modules.get(id)?.action;
      const before = await evidenceCounts();
      for (const role of roles) {
        const post = async (values: Record<string, string>, body: JunkBody, isSignedIn: boolean) => {
          const cookie = isSignedIn ? await signedIn(role) : undefined;
          const args = routeArgs(addressed(path, values), { cookie, params: values, form: {} });
          args.request = junkRequest(known, args.request.url, new Headers(args.request.headers), body);
          args.context.demo = true;
          await statusOf(
            handler,
            args,
            () => `${role ?? "nobody in particular"}: ${JSON.stringify(values).slice(0, 600)} ${junkShown(body)}`,
          );
        };
        const mostly = fc.oneof({ arbitrary: fc.constant(true), weight: 19 }, fc.constant(false));
        await fc.assert(fc.asyncProperty(params, junkBody(known, id), mostly, post), { numRuns: RUNS, endOnFailure: true });
      }
      expect(await evidenceCounts()).toEqual(before);
    },
    60_000 + RUNS * 20_000,
  );

  const queries = [
    "q",
    "page",
    "team",
    "role",
    "state",
    "sort",
    "kind",
    "person",
    "item",
    "show",
    "area",
    "from",
    "until",
    "before",
    "year",
  ];
  const search = fc
    .array(fc.tuple(fc.constantFrom(...queries, "answered", "next", "kept", "v", "_routes"), text), { maxLength: 4 })
    // Addresses with NUL are refused before a route sees them, as very long ones are.
    .map((pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, value.replaceAll("\u0000", "").slice(0, 4000)])).toString());

  it.each(having("loader").map((route) => [route.id, route] as const))(
    "in an address of %s is an address like any other",
    async (id, { path }) => {
      const handler = modules.get(id)?.loader;
      for (const role of roles) {
        const visit = async (values: Record<string, string>, query: string) => {
          const address = `${addressed(path, values)}?${query}`;
          const args = routeArgs(address, { cookie: await signedIn(role), params: values });
          await statusOf(handler, args, () => `${role ?? "nobody in particular"}: ${address.slice(0, 600)}`);
        };
        await fc.assert(fc.asyncProperty(params, search, visit), { numRuns: RUNS, endOnFailure: true });
      }
    },
    60_000 + RUNS * 20_000,
  );
});
