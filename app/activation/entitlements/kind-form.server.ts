import { textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { type KindValues, ownerRoles } from "./rules";

/** An entry of the list as a form posts it; the owner is `role:manager` or `person:<id>`. What is no number of days becomes one that no rule accepts. */
export function kindOf(form: FormData): KindValues {
  const [sort, value = ""] = textOf(form, "owner").split(":");
  const teamId = textOf(form, "teamId");
  const days = textOf(form, "dueDays");
  return {
    name: { "zh-CN": textOf(form, "nameZh"), en: textOf(form, "nameEn") },
    teamId: isId(teamId) ? teamId : null,
    ownerRole: sort === "role" ? (ownerRoles.find((role) => role === value) ?? null) : null,
    ownerId: sort === "person" && isId(value) ? value : null,
    dueDays: /^\d{1,3}$/.test(days) ? Number(days) : Number.NaN,
    takenBack: textOf(form, "takenBack") !== "",
  };
}
