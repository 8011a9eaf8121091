import type { Permission } from "./people/permissions";

/**
 * Who may open what: for each route of `routes.ts` the permission that its loader and its action ask for first.
 * `public`: nobody need be signed in. `person`: the permission is asked for the person whom the URL names.
 * A generated test sends every role in every relation to every route and compares; a route that is missing here fails it.
 */
export type Access = "public" | { permission: Permission; about: "nobody" | "person" };
const of = (permission: Permission): Access => ({ permission, about: "nobody" });
const onPerson = (permission: Permission): Access => ({ permission, about: "person" });

export const access: Record<string, { loader?: Access; action?: Access }> = {
  "people/routes/sign-in": { loader: "public", action: "public" },
  "people/routes/sign-out": { action: "public" },
  "people/routes/invitation": { loader: "public", action: "public" },
  "people/routes/reset": { loader: "public", action: "public" },
  "people/routes/link": { loader: "public", action: "public" },
  "people/routes/set-up": { loader: "public", action: "public" },
  "people/routes/preferences": { action: "public" },
  "people/routes/notice": { action: of("profile:edit") },

  frame: { loader: of("home:view") },
  "today/routes/home": { loader: of("home:view") },
  "today/routes/today": { loader: of("home:view") },
  "inbox/routes/inbox": { loader: of("inbox:view") },
  "team/routes/team": { loader: of("team:view") },

  "training/routes/drill": { loader: of("training:do"), action: of("training:do") },
  "training/routes/drill-answer": { action: of("training:do") },
  "training/routes/graded": { loader: of("training:do") },
  "training/routes/grading": { loader: of("answers:queue") },
  "training/routes/grading-item": { loader: of("answers:queue"), action: of("answers:queue") },
  "training/routes/remarks": { loader: of("answers:queue"), action: of("answers:queue") },
  "training/routes/activity": { loader: of("training:do"), action: of("training:do") },
  "training/routes/sitting": { loader: of("training:do"), action: of("training:do") },
  "training/routes/sitting-answers": { action: of("training:do") },
  "training/routes/result": { loader: of("training:do") },
  "training/routes/progress": { loader: onPerson("training:view") },
  "training/routes/person-result": { loader: onPerson("training:view") },
  "training/routes/plan": { loader: onPerson("training:plan"), action: onPerson("training:plan") },
  "training/routes/exam-code": { loader: onPerson("exam:code"), action: onPerson("exam:code") },
  "training/routes/signoff": { loader: of("home:view"), action: onPerson("signoff:decide") },
  "training/routes/lesson-check": { action: of("training:do") },
  "training/routes/file": { loader: onPerson("training:view") },

  "probation/routes/overview": { loader: onPerson("probation:view"), action: onPerson("probation:grade") },
  "probation/routes/grading": { loader: onPerson("probation:grade"), action: onPerson("probation:grade") },
  "probation/routes/result": { loader: onPerson("probation:view") },
  "probation/routes/draft": { action: onPerson("probation:grade") },
  "probation/routes/evidence": { loader: onPerson("probation:view") },
  "activation/routes/gate": { loader: onPerson("gate:view"), action: onPerson("gate:confirm_desk") },
  "activation/routes/state": { loader: onPerson("person:state"), action: onPerson("person:state") },

  "people/routes/list": { loader: of("people:list") },
  "people/routes/invite": { loader: of("people:invite"), action: of("people:invite") },
  "people/routes/import": { loader: of("people:import"), action: of("people:import") },
  "people/routes/person": { loader: onPerson("person:view") },
  "people/routes/edit": { loader: onPerson("person:edit"), action: onPerson("person:edit") },
  "people/routes/access": { loader: onPerson("person:reset_link"), action: onPerson("person:reset_link") },
  "people/routes/profile": { loader: of("profile:edit"), action: of("profile:edit") },
  "people/routes/settings": { loader: of("settings:view"), action: of("settings:edit") },
  "people/routes/teams": { loader: of("team:edit"), action: of("team:edit") },
  "people/routes/team": { loader: of("team:edit"), action: of("team:edit") },
  "people/routes/stores": { loader: of("store:edit"), action: of("store:edit") },
  "people/routes/holidays": { loader: of("team:edit"), action: of("team:edit") },
  "people/routes/audit": { loader: of("audit:view") },

  "library/routes/export": { loader: of("library:export") },
  "library/routes/export-zip": { loader: of("library:export") },
  "library/routes/library": { loader: of("library:view") },
  "library/routes/statistics": { loader: of("library:view") },
  "library/routes/statistics-csv": { loader: of("library:view") },
  "library/routes/item": { loader: of("library:view"), action: of("library:edit") },
  "library/routes/drafts": { loader: of("library:edit"), action: of("library:edit") },
  "library/routes/edit": { loader: of("library:edit"), action: of("library:edit") },
  "library/routes/draft": { action: of("library:edit") },
  "library/routes/publish": { loader: of("library:edit"), action: of("library:edit") },
  "library/routes/history": { loader: of("library:view"), action: of("library:edit") },
  "library/routes/upgrades": { loader: of("library:edit") },
  "library/routes/upgrade": { loader: of("library:edit"), action: of("library:edit") },
  "library/routes/change": { loader: of("library:view"), action: of("library:retest") },
  "library/routes/catalogue": { loader: of("library:view") },
  "library/routes/product-new": { loader: of("catalogue:edit"), action: of("catalogue:edit") },
  "library/routes/product-import": { loader: of("catalogue:edit"), action: of("catalogue:edit") },
  "library/routes/product-sheet": { loader: of("catalogue:edit"), action: of("catalogue:edit") },
  "library/routes/product-labels": { loader: of("library:view") },
  "library/routes/product-edit": { loader: of("catalogue:edit"), action: of("catalogue:edit") },
  "library/routes/product": { loader: of("home:view") },
  "curriculum/routes/picture": { loader: of("home:view") },
  "curriculum/routes/nameless-picture": { loader: of("home:view") },
  "today/routes/demo": { action: of("demo:drive") },
  "ui/routes/kit": { loader: "public" },
  "ui/routes/not-found": { loader: "public", action: "public" },
};
