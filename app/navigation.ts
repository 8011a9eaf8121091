import { type HeldRole, mayEver, type Permission } from "./people/permissions";

/** A destination of the frame; `key` is a text `nav.<key>` of the ui messages and names its icon. */
export type NavItem = {
  key: "today" | "drill" | "simulator" | "scripts" | "mastery" | "inbox" | "cases" | "kpi" | "team" | "people" | "library" | "settings";
  to: string;
  count?: number;
};

const destinations: { key: NavItem["key"]; to: string; permission: Permission }[] = [
  { key: "today", to: "/today", permission: "training:do" },
  { key: "drill", to: "/drill", permission: "training:do" },
  { key: "simulator", to: "/simulator", permission: "simulator:do" },
  { key: "scripts", to: "/scripts", permission: "scripts:use" },
  { key: "mastery", to: "/mastery", permission: "training:do" },
  { key: "inbox", to: "/inbox", permission: "inbox:view" },
  { key: "cases", to: "/cases", permission: "cases:view" },
  { key: "kpi", to: "/kpi", permission: "kpi:view" },
  { key: "team", to: "/team", permission: "team:view" },
  { key: "people", to: "/people", permission: "people:list" },
  { key: "library", to: "/library", permission: "library:view" },
  { key: "settings", to: "/settings", permission: "settings:view" },
];

/** What a person with these roles finds in the navigation; `waiting` is the number on the inbox. */
export function navigationFor(held: readonly HeldRole[], waiting: number): NavItem[] {
  const roles = held.map((h) => h.role);
  return destinations
    .filter((d) => mayEver(d.permission, roles))
    .map(({ key, to }) => (key === "inbox" && waiting > 0 ? { key, to, count: waiting } : { key, to }));
}
