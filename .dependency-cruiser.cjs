/** The floors of the house (docs: README, "The map"): a capability imports only from lower ones, never from its own floor. */
const floors = [
  ["platform"],
  ["ui", "wording"],
  ["people"],
  ["work"],
  ["curriculum"],
  ["drill", "results", "conduct"],
  ["chats"],
  ["scripts"],
  ["simulator"],
  ["training"],
  ["probation"],
  ["activation"],
  ["telling"],
  ["cases"],
  ["kpi"],
  ["notifying"],
  ["today", "team", "inbox", "library", "insight", "interop"],
];
/** The composition roots: they may use everything, nothing uses them. */
const roots = "^app/(processes/|root\\.tsx|frame\\.tsx|navigation\\.ts|routes\\.ts|access\\.ts|entry\\.)";

const upward = floors.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const allowed = [...floors.slice(0, floor).flat(), room, "ui"];
    const above = floors.flat().filter((other) => !allowed.includes(other));
    return {
      name: `floors-${room}`,
      comment: `${room} stands on floor ${floor}: it imports only from lower floors, and from app/ui. Facts flow up by being read from above.`,
      severity: "error",
      from: { path: `^app/${room}/` },
      to: { path: `^app/(${above.join("|")})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...upward.filter(({ from }) => !from.path.startsWith("^app/platform") && !from.path.startsWith("^app/ui")),
    {
      name: "floors-platform",
      comment:
        "The platform knows no business: it imports nothing of the app but itself (app/ui/messages.ts has the words of its error pages).",
      severity: "error",
      from: { path: "^app/platform/" },
      to: { path: "^app/", pathNot: "^app/(platform/|ui/messages\\.ts$)" },
    },
    {
      name: "floors-ui",
      comment: "Shared components know no business.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^app/", pathNot: "^app/(ui|platform)/" },
    },
    {
      name: "own-routes-and-components",
      comment: "routes/ and ui/ of a capability belong to it alone.",
      severity: "error",
      from: { path: "^app/([^/]+)/" },
      to: { path: "^app/[^/]+/(routes|ui)/", pathNot: ["^app/$1/", "^app/ui/"] },
    },
    {
      name: "nobody-imports-a-root",
      comment: "Composition roots use everything; nothing uses them.",
      severity: "error",
      from: { path: "^(app|db)/", pathNot: roots },
      to: { path: roots, pathNot: "^app/access\\.ts$" },
    },
    {
      name: "pure-rules",
      comment: "Rules are pure: no database, no server code, no components.",
      severity: "error",
      from: { path: "^app/[^/]+/(rules|[a-z-]+-rules|requirements)\\.ts$" },
      to: {
        path: ["\\.server\\.tsx?$", "^db/", "\\.tsx$", "node_modules/(drizzle-orm|postgres|react)/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "lucia-behind-one-door",
      comment: "Lucia is feature-frozen: only people/session.server.ts knows it.",
      severity: "error",
      from: { path: "^(app|db)/", pathNot: "^app/people/session\\.server\\.ts$" },
      to: { path: "node_modules/lucia/" },
    },
    {
      name: "database-knows-no-app",
      comment: "db/ is below the app: it imports ids and the shapes that columns hold, and the seed drives the app's own actions.",
      severity: "error",
      from: { path: "^db/", pathNot: "^db/(seed|demo)" },
      to: { path: "^app/", pathNot: "^app/platform/ids\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    { name: "no-test-in-the-product", severity: "error", from: { path: "^(app|db)/" }, to: { path: "^test/" } },
    {
      name: "no-circle",
      comment: "No circles.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(virtual:remix/server-build|vite/client)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
