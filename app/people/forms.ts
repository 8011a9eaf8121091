import { z } from "zod";
import { isPlainDate } from "~/platform/dates";
import { type Outcome, type Refusal, refuseAll } from "~/platform/refusal";
import { platforms } from "./platforms";
import { contractTerms, probationFault, probationLimit } from "./probation-law";
import { normalisedLogin } from "./rules";
import { isWorkingWeek, isZone } from "./zones";

/**
 * Shapes of the larger forms, the same in the browser and on the server. Each message is a refusal code of the people messages.
 * A field that was left empty is null.
 */
const empty = z.literal("").transform(() => null);
const name = z.string().trim().min(1, "name_missing").max(80, "name_long");
const plainDate = z
  .string()
  .refine(isPlainDate, "date_malformed")
  .refine((day) => day >= "2000-01-01" && day <= "2099-12-31", "date_range");
/** The shop's own number of a person. */
const externalId = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u, "external_id_shape");
const email = z
  .string()
  .transform(normalisedLogin)
  .pipe(
    z
      .string()
      .max(254, "email_shape")
      .regex(/^[^\s@<>"(),;:\\]+@[^\s@.<>"(),;:\\]+(\.[^\s@.<>"(),;:\\]+)+$/, "email_shape"),
  );

const employment = {
  name,
  externalId: empty.or(externalId),
  email: empty.or(email),
  hireDate: empty.or(plainDate),
  contractTerm: empty.or(z.enum(contractTerms, "term_unknown")),
  probationEnd: empty.or(plainDate),
};

/** A person's name, numbers and dates, each by itself. */
export const detailsShape = z.object(employment);
function checkProbation(values: z.output<typeof detailsShape>, context: z.RefinementCtx): void {
  // A field that is no date has its own fault by now; nothing can be reckoned from it.
  if ([values.hireDate, values.probationEnd].some((day) => day !== null && !isPlainDate(day))) return;
  const fault = probationFault(values);
  if (!fault) return;
  const limit = (values.hireDate && values.contractTerm && probationLimit(values.hireDate, values.contractTerm)) || "";
  context.addIssue({ code: "custom", path: ["probationEnd"], message: fault, params: { limit } });
}

/** The same, with the legal limit of the probation. */
export const detailsSchema = detailsShape.superRefine(checkProbation);
export type Details = z.output<typeof detailsSchema>;
export type DetailsFields = z.input<typeof detailsSchema>;

/** One store of a set, as typed; a row without a store is no row. */
const shareRow = z.object({ storeId: z.string(), share: z.string() });
export const shareRows = z.array(shareRow).transform((rows) =>
  rows
    .filter((row) => row.storeId !== "")
    // What is no whole number becomes one that no rule accepts.
    .map((row) => ({ storeId: row.storeId, share: /^\d{1,3}$/.test(row.share.trim()) ? Number(row.share) : 0 })),
);

export const invitationSchema = z
  .object({
    ...employment,
    roles: z.array(z.enum(["agent", "supervisor", "manager", "content_owner", "administrator"], "role_unknown")).min(1, "role_missing"),
    teamId: empty.or(z.string()),
    shares: shareRows,
    sharesReason: z.string().trim().max(500, "reason_missing"),
  })
  .superRefine(checkProbation);
export type Invitation = z.output<typeof invitationSchema>;
export type InvitationFields = z.input<typeof invitationSchema>;

const zone = z.string().refine(isZone, "zone_unknown");
const workingWeek = z.array(z.coerce.number<string>()).refine(isWorkingWeek, "week_empty");

export const teamSchema = z.object({ name, zone, workingWeek });
export type TeamValues = z.output<typeof teamSchema>;

export const storeSchema = z.object({ name, platform: z.enum(platforms, "platform_unknown") });
export type StoreValues = z.output<typeof storeSchema>;

export const setUpSchema = z.object({
  shopName: name,
  name,
  login: z.string().transform(normalisedLogin),
  password: z.string(),
  teamName: name,
  zone,
  workingWeek,
  storeName: z.string().trim().max(80, "name_long"),
  platform: z.enum(platforms, "platform_unknown"),
});
export type SetUpValues = z.output<typeof setUpSchema>;

/** What a form says, checked: the values, or every refusal next to its field. */
export function checkForm<S extends z.ZodType>(schema: S, given: z.input<S>): Outcome<z.output<S>> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refuseAll(refusalsOf(parsed.error));
}

function refusalsOf(error: z.ZodError): Refusal[] {
  const seen = new Set<string>();
  return error.issues.flatMap((issue) => {
    const field = issue.path.length > 0 ? String(issue.path[0]) : undefined;
    if (seen.has(field ?? "")) return [];
    seen.add(field ?? "");
    const params = "params" in issue ? (issue.params as Record<string, string> | undefined) : undefined;
    return [{ code: codeOf(issue), field, params }];
  });
}

/** The refusal code of an issue. A union says only that nothing fitted; its last branch is the one that was meant. */
export function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union") {
    const inner = issue.errors.at(-1)?.[0];
    if (inner) return codeOf(inner);
  }
  return issue.message;
}
