/** What the desk gate asks of writing, where its policy does not say otherwise (2-domain, "State, clearance, gates"; day 14 of the plan). */
export const SCRIPTS_APPROVED = 5;
/** The prepared messages of the checklist. */
export const MESSAGES_PREPARED = 10;
