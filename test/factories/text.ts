import fc from "fast-check";

/** Any text that a browser could post: all of Unicode, halves of pairs and controls included. */
export const anyText = (maxLength = 60) => fc.array(fc.nat(0x10ffff), { maxLength }).map((points) => String.fromCodePoint(...points));
