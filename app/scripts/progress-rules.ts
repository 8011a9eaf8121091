/** How far somebody is with the scripts that the gate asks for. Pure. */

/** What the gate asks for where its policy says nothing else. */
export const SCRIPTS_NEEDED = { approved: 5, prepared: 10 } as const;

/** What stands of somebody: approved scripts in this employment, and which of the ten prepared messages were handed in. */
export type ScriptStanding = { approved: number; prepared: readonly number[] };

export type ScriptsProgress = {
  approved: { have: number; of: number };
  prepared: { have: number; of: number };
  met: boolean;
};

/** The standing beside what is needed; more than is needed counts as all of it. */
export function scriptsProgress(
  { approved, prepared }: ScriptStanding,
  needed: { approved: number; prepared: number } = SCRIPTS_NEEDED,
): ScriptsProgress {
  const messages = new Set(prepared).size;
  return {
    approved: { have: Math.min(approved, needed.approved), of: needed.approved },
    prepared: { have: Math.min(messages, needed.prepared), of: needed.prepared },
    met: approved >= needed.approved && messages >= needed.prepared,
  };
}
