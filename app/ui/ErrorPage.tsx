import { isRouteErrorResponse, Link, useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { useT } from "~/platform/use-locale";
import { buttonStyle } from "./button-style";
import { codeOfStatus, type ErrorCode, errorCodes } from "./error-codes";
import { LinkButton } from "./LinkButton";
import { uiMessages } from "./messages";
import { Logo } from "./shell/Logo";

/** Which page an error asks for: the code it carries, else its status, else "unexpected". */
function codeOf(error: unknown): ErrorCode {
  if (!isRouteErrorResponse(error)) return "unexpected";
  const data: unknown = typeof error.data === "string" ? parsed(error.data) : error.data;
  const problem = data !== null && typeof data === "object" && "problem" in data ? data.problem : null;
  return errorCodes.find((code) => code === problem) ?? codeOfStatus(error.status);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const RETRY: readonly ErrorCode[] = ["unexpected", "unavailable", "stale", "throttled"];

export type ErrorPageProps = {
  error: unknown;
  /** Shown for errors of our own making, to find them in the log. */
  requestId?: string;
  /** Inside the frame: no logo, no full height. */
  framed?: boolean;
};

/** Something went otherwise: what happened, what it means for one's work, what to do. */
export function ErrorPage({ error, requestId, framed }: ErrorPageProps) {
  const t = useT(uiMessages);
  const { pathname, search } = useLocation();
  const code = codeOf(error);
  const title = t(`error.${code}.title`);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const retry = RETRY.includes(code);
  const content = (
    <div data-error-page={code} className="mx-auto w-full max-w-lg py-10">
      {!framed && <Logo className="mb-8 size-10" />}
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="mt-3">{t(`error.${code}.body`)}</p>
      <p className="mt-1 text-muted">{t(`error.${code}.action`)}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        {retry && (
          <Link to={pathname + search} reloadDocument replace className={buttonStyle("primary")}>
            {t("action.retry")}
          </Link>
        )}
        <LinkButton to="/" variant={retry ? "secondary" : "primary"}>
          {t("error.home")}
        </LinkButton>
      </div>
      {code === "unexpected" && requestId && <p className="mt-8 font-mono text-xs text-faint">{t("error.number", { id: requestId })}</p>}
    </div>
  );
  return framed ? content : <main className="flex min-h-dvh items-center px-gutter">{content}</main>;
}
