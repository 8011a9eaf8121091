import type { Locale } from "~/platform/locale";
import type { HeldRole } from "./permissions";

/** The signed-in person, as every loader and action knows them. */
export type Actor = {
  personId: string;
  name: string;
  locale: Locale | null;
  theme: "light" | "dark" | null;
  roles: HeldRole[];
  state: "invited" | "training" | "probation" | "active" | "suspended" | "left" | null;
  clearance: "none" | "supervised" | "full";
  /** The team as an agent. */
  teamId: string | null;
  /** Zone of the agent's own team, else of the first team of a role, else Asia/Shanghai. */
  zone: string;
  /** Digest of the session. */
  sessionId: string;
};
