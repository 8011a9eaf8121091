/** The checklist by which people in probation are graded where their team has chosen no other: every shop has it, and it is never put away. */
export const SHOP_CHECKLIST = "probation";
