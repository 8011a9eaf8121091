import { type PlainDate, plainDateIn } from "~/platform/dates";
import { type Calendar, workingDaysAfter } from "./calendar";

/** For how many training days a bank certificate counts where no pack says. */
export const CERTIFICATE_DAYS = 10;

/** How many of the person's training days have begun since the certificate was issued, up to the day of `at`: leave and holidays do not age it. */
export function certificateAge(calendar: Calendar & { zone: string }, issuedAt: Date, at: Date): number {
  const day = (instant: Date): PlainDate => plainDateIn(calendar.zone, instant);
  return workingDaysAfter(calendar, day(issuedAt), day(at));
}
