import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action of figures. */
export const resultsAuditMessages = defineMessages("people.audit.results", {
  en: {
    "results.imported":
      "Figures were imported from {{fileName}}: new {{fresh}}, corrected {{corrected}}, known {{same}}, left out {{faulty}}",
    "results.entered": "Entered figures of {{month}}: new {{fresh}}, corrected {{corrected}}, removed {{removed}}",
    "results.import_cancelled": "Dropped a file of figures: {{fileName}}",
    "results.import_taken_back": "Took back the import of {{was_fileName}}: removed {{removed}}, restored {{restored}}",
  },
  "zh-CN": {
    "results.imported": "从 {{fileName}} 导入数据：新增 {{fresh}}，更正 {{corrected}}，已有 {{same}}，未导入 {{faulty}}",
    "results.entered": "录入 {{month}} 的数据：新增 {{fresh}}，更正 {{corrected}}，删除 {{removed}}",
    "results.import_cancelled": "放弃了数据文件 {{fileName}}",
    "results.import_taken_back": "撤回了 {{was_fileName}} 的导入：删除 {{removed}}，恢复 {{restored}}",
  },
});
