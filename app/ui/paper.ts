/** The ground of each theme, as in theme.css: for what takes no style sheet. */
export const paper = { light: "#f6f5f1", dark: "#151614" };
