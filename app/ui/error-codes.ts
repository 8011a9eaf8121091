/** What an error page can say: the keys `error.<code>.*` of the ui messages. */
export const errorCodes = [
  "not_found",
  "forbidden",
  "foreign",
  "stale",
  "bad_request",
  "too_large",
  "method",
  "throttled",
  "unavailable",
  "unexpected",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

const byStatus: Record<number, ErrorCode> = {
  403: "forbidden",
  404: "not_found",
  405: "method",
  409: "stale",
  413: "too_large",
  429: "throttled",
  503: "unavailable",
};

/** What a status says by itself. */
export function codeOfStatus(status: number): ErrorCode {
  return byStatus[status] ?? (status < 500 ? "bad_request" : "unexpected");
}
