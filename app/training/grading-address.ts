/** The address of the grading queue, or of one question in it: at an answer, after one that was graded, of the own teams or of all. */
export function gradingAddress(itemId: string | null, about: { at?: string; graded?: string; everybody: boolean }): string {
  const entries = Object.entries({ at: about.at, graded: about.graded, teams: about.everybody ? "all" : undefined });
  const query = new URLSearchParams(entries.flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return `/grading${itemId ? `/${itemId}` : ""}${query.size > 0 ? `?${query}` : ""}`;
}
