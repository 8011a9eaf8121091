/** Longest typed answers taken, in UTF-16 units; what is longer was not typed into the field. */
export const SHORT_TEXT_LENGTH = 200;
/** The address of a shelf label fits, with what a campaign hangs on it. */
export const FIND_PRODUCT_LENGTH = 400;
export const NUMBER_LENGTH = 80;
export const BLANK_LENGTH = 100;
export const REPLY_LENGTH = 500;
