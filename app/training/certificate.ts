import { type PlainDate, plainDateIn } from "~/platform/dates";
import { type Calendar, workingDaysAfter } from "./calendar";

/** For how many training days a bank certificate counts where no pack says. */
export const CERTIFICATE_DAYS = 10;

/** How many of the person's training days have begun since the certificate was issued, up to the day of `at`: leave and holidays do not age it. */
export function certificateAge(calendar: Calendar & { zone: string }, issuedAt: Date, at: Date): number {
  const day = (instant: Date): PlainDate => plainDateIn(calendar.zone, instant);
  return workingDaysAfter(calendar, day(issuedAt), day(at));
}

/** What a bank lacks for its certificate. `open`: so many questions are not fluent. `lessons`: all that came is, but a lesson is still to be done. `renew`: nothing but an answer on which it is written anew. `empty`: nothing is required. */
export type CertificateLack = "open" | "lessons" | "renew" | "empty";

/** See `CertificateLack`; of a bank without a certificate that counts. What the person can do first is named first. */
export function certificateLack(bank: { required: number; fluent: number }, lessonsLeft: boolean): CertificateLack {
  if (bank.fluent < bank.required) return "open";
  if (lessonsLeft) return "lessons";
  return bank.required > 0 ? "renew" : "empty";
}
