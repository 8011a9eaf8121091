import { requirementIds } from "~/activation/gate-facts";
import { clearances } from "./ask-rules";

const instant = { type: "string", format: "date-time" } as const;
const instantOrNull = { type: ["string", "null"], format: "date-time" } as const;
const id = { type: "string", format: "uuid" } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** An object whose properties are all there, and no others, but for the optional ones. */
function object<P extends Record<string, unknown>>(properties: P, optional: (keyof P & string)[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

const name = { type: "string", description: "Only for keys with the scope names:read." };
const externalId = { type: ["string", "null"], description: "The shop's own number of the agent." };
const clearance = { type: "string", enum: clearances };

const gate = object({
  passed_at: instantOrNull,
  single_examiner: { type: "boolean" },
  policy_version: { type: "integer" },
  met: { type: "boolean", description: "Whether every requirement is met now." },
  requirements: { type: "array", items: ref("Requirement") },
});

const schemas = {
  Clearance: object(
    {
      id,
      external_id: externalId,
      name,
      state: { type: "string", enum: ["invited", "training", "probation", "active", "suspended", "left"] },
      clearance: { ...clearance, description: "none: no seat. supervised: beside somebody. full: alone." },
      since: instantOrNull,
      sequence: { type: "integer", description: "Number of the last change of this agent's clearance; 0 before the first." },
      lapses_at: { ...instantOrNull, description: "The clearance lapses then, unless something is mended before." },
      single_examiner: { type: "boolean", description: "The only grader also confirmed the last gate." },
    },
    ["name"],
  ),
  ClearanceList: object({
    data: { type: "array", items: ref("Clearance") },
    next: { type: ["string", "null"], description: "The cursor of the next page; null on the last." },
  }),
  ChangeList: object({
    data: {
      type: "array",
      items: object({ sequence: { type: "integer", minimum: 1 }, from: clearance, to: clearance, at: instant }),
    },
    more: { type: "boolean", description: "Ask again with the last sequence." },
  }),
  Requirement: object({
    id: { type: "string", enum: requirementIds },
    met: { type: "boolean" },
    progress: object({ done: { type: "integer" }, of: { type: "integer" } }),
    evidence: { type: "array", items: object({ kind: { type: "string" }, id, at: instant }) },
    override: { oneOf: [{ type: "null" }, object({ id, expires_at: instant })] },
    blocker: {
      oneOf: [
        { type: "null" },
        object({ code: { type: "string" }, text: object({ "zh-CN": { type: "string" }, en: { type: "string" } }) }),
      ],
    },
  }),
  Gates: object({ id, external_id: externalId, name, gates: object({ desk: gate, activation: gate }) }, ["name"]),
  Problem: {
    type: "object",
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      detail: { type: "string", description: "In Chinese or English, as Accept-Language asks." },
    },
    required: ["type", "title", "status", "detail"],
  },
};

const problem = (description: string) => ({ description, content: { "application/problem+json": { schema: ref("Problem") } } });
const refusals = {
  "401": problem("No key, or one that opens nothing (any more)."),
  "403": problem("The key lacks the scope."),
  "429": problem("More than 120 requests in a minute; Retry-After says how many seconds to wait."),
};
const notModified = { "304": { description: "Unchanged since the ETag of If-None-Match." } };
const answered = (description: string, schema: string) => ({
  description,
  headers: { ETag: { schema: { type: "string" } } },
  content: { "application/json": { schema: ref(schema) } },
});
const known = { name: "If-None-Match", in: "header", schema: { type: "string" }, description: "The ETag of the answer that you have." };
const limit = { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 200, default: 100 } };
const agent = {
  name: "external_id",
  in: "path",
  required: true,
  schema: { type: "string" },
  description: "The shop's own number of the agent; a slash in it is written %2F.",
};
const absent = { "404": problem("No such agent, or none whom this key may know.") };
const unread = { "400": problem("A parameter that is unknown, said twice, or cannot be read.") };
const needs = (scope: string) => ({ security: [{ key: [scope] }] });

/** The description of the API (OpenAPI 3.1), as it is served. A test validates it, and every answer against it. */
export const openApi = {
  openapi: "3.1.0",
  info: {
    title: "Deskready",
    version: "1",
    description:
      "Who may sit at the desk, and why. Made for whoever switches seats on and off: read the list once, follow the webhook clearance.changed, and compare by sequence.",
  },
  servers: [{ url: "/api/v1" }],
  security: [{ key: [] }],
  paths: {
    "/clearance": {
      get: {
        operationId: "listClearance",
        summary: "The clearance of all agents",
        ...needs("clearance:read"),
        parameters: [
          { name: "clearance", in: "query", schema: clearance },
          {
            name: "changed_since",
            in: "query",
            schema: instant,
            description: "Only those whose clearance changed at that instant or later. Ask with some overlap: several may change at once.",
          },
          { name: "cursor", in: "query", schema: { type: "string" }, description: "The `next` of the page before." },
          limit,
          known,
        ],
        responses: {
          "200": answered("A page of agents, in an order that stays.", "ClearanceList"),
          ...notModified,
          ...unread,
          ...refusals,
        },
      },
    },
    "/clearance/{external_id}": {
      get: {
        operationId: "getClearance",
        summary: "The clearance of one agent",
        ...needs("clearance:read"),
        parameters: [agent, known],
        responses: { "200": answered("The agent.", "Clearance"), ...notModified, ...absent, ...refusals },
      },
    },
    "/clearance/{external_id}/changes": {
      get: {
        operationId: "listChanges",
        summary: "The changes of one agent's clearance, oldest first",
        ...needs("clearance:read"),
        parameters: [
          agent,
          {
            name: "after_sequence",
            in: "query",
            schema: { type: "integer", minimum: 0, default: 0 },
            description: "The last one that you have.",
          },
          limit,
          known,
        ],
        responses: { "200": answered("The changes.", "ChangeList"), ...notModified, ...absent, ...unread, ...refusals },
      },
    },
    "/gates/{external_id}": {
      get: {
        operationId: "getGates",
        summary: "Both gates of one agent with their requirements",
        ...needs("gates:read"),
        parameters: [agent, known],
        responses: { "200": answered("Both gates.", "Gates"), ...notModified, ...absent, ...refusals },
      },
    },
    "/openapi.json": {
      get: {
        operationId: "getDescription",
        summary: "This description",
        security: [],
        parameters: [known],
        responses: {
          "200": { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } },
          ...notModified,
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key made under Settings, Other systems." } },
    schemas,
  },
};
