import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { TextField } from "~/ui/TextField";
import { uiMessages } from "~/ui/messages";
import { certificateMessages } from "../certificates/messages";
import { CODE_LENGTH } from "../certificates/rules";
import type { Verification } from "../certificates/verify.server";

/** The field for a code; it works without script, the address then holds the code. */
export function VerifyForm({ typed, found }: { typed: string; found: Verification | null }) {
  const t = useT(certificateMessages);
  const error =
    found?.state === "no_code"
      ? t("verify.no_code", { length: CODE_LENGTH })
      : found?.state === "throttled"
        ? t("verify.throttled", { seconds: found.waitSeconds })
        : null;
  return (
    <form method="get" action="/verify" className="grid gap-4">
      <TextField
        name="code"
        label={t("verify.code")}
        defaultValue={typed}
        error={error}
        required
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="font-mono"
      />
      <Button type="submit" variant="primary" size="lg" block>
        {t("verify.button")}
      </Button>
    </form>
  );
}

type Decided = Extract<Verification, { state: "valid" | "revoked" | "unknown" }>;

/** What is known of a code: the verdict first, then what the certificate says. */
export function VerifiedCertificate({ found }: { found: Decided }) {
  const t = useT(certificateMessages);
  const say = useT(uiMessages);
  const { locale, zone } = useReader();
  const code = <code className="font-mono text-sm break-all">{found.code}</code>;
  return (
    <div className="grid gap-5">
      {found.state === "valid" && <Notice tone="cleared" title={t("verify.valid")} />}
      {found.state === "revoked" && (
        <Notice tone="blocked" title={t("verify.revoked")}>
          {t("verify.revoked_detail", { when: formatDateTime(found.revokedAt, locale, zone) })}
        </Notice>
      )}
      {found.state === "unknown" && (
        <Notice tone="blocked" title={t("verify.unknown")}>
          {t("verify.unknown_detail")}
        </Notice>
      )}
      <Card>
        <dl className="grid gap-x-4 gap-y-3 sm:grid-cols-[8rem_1fr]">
          {found.state === "valid" && (
            <>
              <Fact term={t("verify.name")}>
                <span className="text-lg font-semibold">{found.name}</span>
              </Fact>
              <Fact term={t("verify.what")}>{t("verify.what_text")}</Fact>
              <Fact term={t("verify.when")}>{formatDate(found.day, locale)}</Fact>
            </>
          )}
          {found.state !== "unknown" && <Fact term={t("verify.shop")}>{found.shop || say("product.name")}</Fact>}
          {found.state === "valid" && (
            <Fact term={t("verify.policy")}>
              {t("verify.policy_text", { version: found.policyVersion })}
              {found.singleExaminer && <span className="block text-sm text-muted">{t("verify.single")}</span>}
            </Fact>
          )}
          <Fact term={t("verify.code")}>{code}</Fact>
          {found.state === "valid" && (
            <Fact term={t("verify.digest")}>
              <code className="font-mono text-xs break-all">{found.digest}</code>
              <span className="block text-sm text-muted">{t("verify.digest_hint")}</span>
            </Fact>
          )}
        </dl>
        {found.state === "valid" && <p className="mt-4 border-t border-line pt-3 text-sm text-muted">{t("verify.then")}</p>}
      </Card>
      <Link to="/verify" className="link inline-flex min-h-control-sm items-center justify-self-start">
        {t("verify.another")}
      </Link>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-muted sm:pt-0.5">{term}</dt>
      <dd className="min-w-0 max-sm:-mt-2">{children}</dd>
    </>
  );
}
