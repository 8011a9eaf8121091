import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/** The map: every URL of the product. Who may open what stands beside it, in `access.ts`. */
export default [
  // Before signing in
  route("sign-in", "people/routes/sign-in.tsx"),
  route("sign-out", "people/routes/sign-out.tsx"),
  route("invitation/:token", "people/routes/invitation.tsx"),
  route("reset/:token", "people/routes/reset.tsx"),
  route("link/:token", "people/routes/link.tsx"),
  route("set-up/:token", "people/routes/set-up.tsx"),
  route("preferences", "people/routes/preferences.tsx"),

  // Inside the frame: navigation, language, theme, person
  layout("frame.tsx", [
    index("today/routes/home.tsx"),
    route("today", "today/routes/today.tsx"),
    route("inbox", "inbox/routes/inbox.tsx"),
    route("team", "team/routes/team.tsx"),

    route("learn/:slug", "training/routes/activity.tsx"),
    route("learn/:slug/sitting", "training/routes/sitting.tsx"),
    route("learn/:slug/result/:sittingId", "training/routes/result.tsx"),
    route("training/:personId", "training/routes/progress.tsx"),
    route("training/:personId/plan", "training/routes/plan.tsx"),
    route("training/:personId/exam-code", "training/routes/exam-code.tsx"),
    route("signoff/:submissionId", "training/routes/signoff.tsx"),

    route("probation/:personId", "probation/routes/overview.tsx"),
    route("probation/:personId/grading/:gradingId", "probation/routes/grading.tsx"),
    route("probation/:personId/result/:gradingId", "probation/routes/result.tsx"),
    route("gate/:personId/:gate", "activation/routes/gate.tsx"),
    route("people/:personId/state", "activation/routes/state.tsx"),

    route("people", "people/routes/list.tsx"),
    route("people/invite", "people/routes/invite.tsx"),
    route("people/import", "people/routes/import.tsx"),
    route("people/:personId", "people/routes/person.tsx"),
    route("people/:personId/edit", "people/routes/edit.tsx"),
    route("people/:personId/access", "people/routes/access.tsx"),
    route("profile", "people/routes/profile.tsx"),

    route("library", "library/routes/library.tsx"),
    route("library/products", "library/routes/catalogue.tsx"),
    route("library/products/new", "library/routes/product-new.tsx"),
    route("library/products/import", "library/routes/product-import.tsx"),
    route("library/products/import/:importId", "library/routes/product-sheet.tsx"),
    route("library/products/labels", "library/routes/product-labels.tsx"),
    route("library/product/:slug/edit", "library/routes/product-edit.tsx"),
    route("products/:slug", "library/routes/product.tsx"),
    route("library/drafts", "library/routes/drafts.tsx"),
    route("library/export", "library/routes/export.tsx"),
    route("library/upgrades", "library/routes/upgrades.tsx"),
    route("library/upgrades/:offerId", "library/routes/upgrade.tsx"),
    route("library/changes/:materialId", "library/routes/change.tsx"),
    route("library/:kind/:slug", "library/routes/item.tsx"),
    route("library/:kind/:slug/edit", "library/routes/edit.tsx"),
    route("library/:kind/:slug/publish", "library/routes/publish.tsx"),
    route("library/:kind/:slug/history", "library/routes/history.tsx"),

    route("settings", "people/routes/settings.tsx"),
    route("settings/teams", "people/routes/teams.tsx"),
    route("settings/teams/:teamId", "people/routes/team.tsx"),
    route("settings/stores", "people/routes/stores.tsx"),
    route("settings/holidays", "people/routes/holidays.tsx"),
    route("settings/audit", "people/routes/audit.tsx"),
  ]),

  // Without a page
  route("library/export.zip", "library/routes/export-zip.tsx"),
  route("library/:kind/:slug/draft", "library/routes/draft.tsx"),
  route("notices/:noticeId", "people/routes/notice.tsx"),
  route("learn/:slug/check", "training/routes/lesson-check.tsx"),
  route("learn/:slug/sitting/answers", "training/routes/sitting-answers.tsx"),
  route("probation/:personId/grading/:gradingId/draft", "probation/routes/draft.tsx"),
  route("probation/:personId/evidence/:fileId", "probation/routes/evidence.tsx"),
  route("files/:fileId", "training/routes/file.tsx"),
  route("products/:slug/picture", "curriculum/routes/picture.tsx"),
  route("pictures/:versionId", "curriculum/routes/nameless-picture.tsx"),
  route("demo", "today/routes/demo.tsx"),
  route("kit", "ui/routes/kit.tsx"),
  route("*", "ui/routes/not-found.tsx"),
] satisfies RouteConfig;
