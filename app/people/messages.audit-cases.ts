import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action of cases and what they are made of. */
export const casesAuditMessages = defineMessages("people.audit.cases", {
  en: {
    "cases.made": "Case #{{number}} was made: {{title}}",
    "cases.edited": "Case #{{number}} was changed: {{title}}",
    "cases.dismissed": "Case #{{number}} was dismissed: {{title}}",
    "cases.reopened": "Case #{{number}} was opened again: {{title}}",
    "cases.merged": "Case #{{number}} was taken into #{{into}}: {{title}}",
  },
  "zh-CN": {
    "cases.made": "建立了案例 #{{number}}：{{title}}",
    "cases.edited": "修改了案例 #{{number}}：{{title}}",
    "cases.dismissed": "作废了案例 #{{number}}：{{title}}",
    "cases.reopened": "重新打开了案例 #{{number}}：{{title}}",
    "cases.merged": "案例 #{{number}} 并入了 #{{into}}：{{title}}",
  },
});
