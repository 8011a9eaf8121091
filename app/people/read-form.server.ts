import { textOf } from "~/platform/http.server";
import type { DetailsFields, InvitationFields } from "./forms";
import { type roles } from "./permissions";

/** The fields of a person's details, as typed. */
export function detailsOf(form: FormData): DetailsFields {
  return {
    name: textOf(form, "name"),
    externalId: textOf(form, "externalId"),
    email: textOf(form, "email"),
    hireDate: textOf(form, "hireDate"),
    // Checked by the schema; the type only names what it accepts.
    contractTerm: textOf(form, "contractTerm") as DetailsFields["contractTerm"],
    probationEnd: textOf(form, "probationEnd"),
  };
}

/** The stores and shares of a form, row by row. */
export function sharesOf(form: FormData): { storeId: string; share: string }[] {
  const shares = form.getAll("share").map(String);
  return form
    .getAll("storeId")
    .slice(0, 20)
    .map((storeId, i) => ({ storeId: String(storeId), share: shares[i] ?? "" }));
}

/** The fields of an invitation, as typed; a role that does not exist stays for the schema to refuse. */
export function invitationOf(form: FormData): InvitationFields {
  const asked = [...new Set(form.getAll("roles").map(String))];
  return {
    ...detailsOf(form),
    roles: asked as (typeof roles)[number][],
    teamId: textOf(form, "teamId"),
    shares: sharesOf(form),
    sharesReason: textOf(form, "sharesReason"),
  };
}
