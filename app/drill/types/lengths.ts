/** Longest typed answers taken, in UTF-16 units; what is longer was not typed into the field. */
export const NUMBER_LENGTH = 80;
export const BLANK_LENGTH = 100;
export const REPLY_LENGTH = 500;
