import { useEffect, useState } from "react";
import { newId } from "~/platform/ids";

// Ids that were accepted in this document; the same form asks for a new one rather than being taken for a repetition.
const used = new Set<string>();

/** Note that the server has accepted this submission. */
export function markUsed(submissionId: string): void {
  used.add(submissionId);
}

/** The id that the next submission of this form carries: the loader's, or a fresh one when that was used up already. */
export function useSubmissionId(given: string | undefined, round: number): string {
  const [id, setId] = useState(given ?? "");
  useEffect(() => {
    setId(given && !used.has(given) ? given : newId());
  }, [given, round]);
  return id;
}
