export * from "./platform";
export * from "./people";
export * from "./work";
export * from "./curriculum";
export * from "./training";
export * from "./drill";
export * from "./probation";
export * from "./activation";
