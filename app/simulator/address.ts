/** Where a run is played. */
export const runAddress = (runId: string): string => `/simulator/runs/${runId}`;
/** Where a run that has ended is looked at. */
export const debriefAddress = (runId: string): string => `${runAddress(runId)}/debrief`;
