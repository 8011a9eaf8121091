/** Headers of every answer. Documents add the content security policy with their nonce. */
export const commonHeaders: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
};

/** Scripts and style elements only with this request's nonce; only style attributes may be inline. In development Vite needs more. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Whether a write comes from our own pages: its Origin is ours, or (no Origin) the browser says same-origin. Both missing: no.
 */
export function isOwnOrigin(headers: { origin?: string; host?: string; secFetchSite?: string }, publicUrl: string | undefined): boolean {
  if (headers.origin === undefined) return headers.secFetchSite === "same-origin";
  try {
    const origin = new URL(headers.origin);
    return publicUrl ? origin.origin === new URL(publicUrl).origin : origin.host === headers.host;
  } catch {
    return false;
  }
}
