import type { OutgoingFault } from "~/platform/outgoing.server";
import { isLocale, type Locale } from "~/platform/locale";
import { accept, type Outcome, type Refusal, refuseAll } from "~/platform/refusal";
import type { WaitingRole } from "~/work/kinds";
import { isClockTime, liesInQuiet, minutesIn } from "./timing-rules";
import { isVendor, type Vendor, vendorOf } from "./vendors";

/** Robots that a shop may have. */
export const MOST_ROBOTS = 30;
/** Whose inboxes a robot can tell of. */
export const robotRoles = ["supervisor", "manager", "content_owner", "administrator"] as const satisfies readonly WaitingRole[];
export const rhythms = ["at_once", "digest"] as const;

/** What is typed of a robot. Address and secret empty: they stay as they are. */
export type RobotFields = {
  vendor: string;
  name: string;
  address: string;
  secret: string;
  teamId: string;
  roles: string[];
  locale: string;
  rhythm: string;
  digestAt: string;
  quiet: boolean;
  quietFrom: string;
  quietTo: string;
};
export type RobotValues = {
  vendor: Vendor;
  name: string;
  address: string | null;
  secret: string | null;
  teamId: string | null;
  roles: WaitingRole[];
  locale: Locale;
  rhythm: (typeof rhythms)[number];
  digestAt: string;
  quietFrom: string | null;
  quietTo: string | null;
};

/**
 * The values of a robot, or what is wrong with them. `faultOf` judges the address as sending would; an address that is plainly another vendor's is refused, since it would
 * answer every message with an error. A new robot must have an address.
 */
export function robotValues(fields: RobotFields, isNew: boolean, faultOf: (url: string) => OutgoingFault | null): Outcome<RobotValues> {
  const refusals: Refusal[] = [];
  const wrong = (code: string, field: string) => void refusals.push({ code, field });
  const [name, address, secret] = [fields.name.trim(), fields.address.trim(), fields.secret.trim()];
  if (name === "" || name.length > 80) wrong(name === "" ? "robot_name_missing" : "name_long", "name");
  if (!isVendor(fields.vendor)) wrong("vendor_unknown", "vendor");
  if (address === "" && isNew) wrong("robot_address_missing", "address");
  if (address !== "") {
    const fault = faultOf(address);
    const owner = fault ? null : vendorOf(address);
    if (fault) wrong(`url_${fault}`, "address");
    else if (owner && isVendor(fields.vendor) && owner !== fields.vendor) wrong("other_vendor", "address");
  }
  if (secret.length > 200) wrong("secret_long", "secret");
  const roles = robotRoles.filter((role) => fields.roles.includes(role));
  if (roles.length === 0 || roles.length < fields.roles.length) wrong("roles_missing", "roles");
  if (!isLocale(fields.locale)) wrong("language_unknown", "locale");
  const rhythm = rhythms.find((one) => one === fields.rhythm);
  if (!rhythm) wrong("rhythm_unknown", "rhythm");
  for (const field of ["digestAt", ...(fields.quiet ? (["quietFrom", "quietTo"] as const) : [])] as const)
    if (!isClockTime(fields[field])) wrong("time_malformed", field);
  const quiet = { from: fields.quietFrom, to: fields.quietTo };
  if (fields.quiet && refusals.length === 0 && quiet.from === quiet.to) wrong("quiet_empty", "quietTo");
  else if (fields.quiet && refusals.length === 0 && rhythm === "digest" && liesInQuiet(minutesIn(fields.digestAt), quiet))
    wrong("digest_in_quiet", "digestAt");
  if (refusals.length > 0 || !rhythm || !isVendor(fields.vendor) || !isLocale(fields.locale)) return refuseAll(refusals);
  return accept({
    ...{ vendor: fields.vendor, name, address: address || null, secret: secret || null, teamId: fields.teamId || null, roles },
    ...{ locale: fields.locale, rhythm, digestAt: fields.digestAt },
    ...(fields.quiet ? { quietFrom: quiet.from, quietTo: quiet.to } : { quietFrom: null, quietTo: null }),
  });
}
