import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Logo } from "~/ui/shell/Logo";
import { QrCode } from "~/ui/QrCode";
import { uiMessages } from "~/ui/messages";
import { certificateMessages } from "../certificates/messages";

export type PaperFacts = {
  shop: string;
  name: string;
  day: string;
  by: string;
  policyVersion: number;
  singleExaminer: boolean;
  code: string;
  digest: string;
  /** Where the code is checked; null where the server does not know its address. */
  address: string | null;
  revoked: boolean;
};

/** The certificate as a sheet of A4, lying: the same on screen and on paper, dark on white in both themes. */
export function CertificatePaper({ facts }: { facts: PaperFacts }) {
  const t = useT(certificateMessages);
  const say = useT(uiMessages);
  const { locale } = useReader();
  const { address, code } = facts;
  const rows = [
    [t("paper.date"), formatDate(facts.day, locale)],
    [t("paper.by"), facts.by],
    [t("paper.policy"), t("paper.policy_version", { version: facts.policyVersion })],
  ] as const;
  return (
    <section data-theme="light" className="certificate" aria-label={t("paper.heading")}>
      <div className="certificate-frame">
        <p className="certificate-shop">
          <Logo className="certificate-logo" />
          {facts.shop || say("product.name")}
        </p>
        <div className="certificate-body">
          <h2 className="certificate-heading">{t("paper.heading")}</h2>
          <p className="certificate-lead">{t("paper.is_given")}</p>
          <p className="certificate-name">{facts.name}</p>
          <p className="certificate-text">{t("paper.text")}</p>
          {facts.singleExaminer && <p className="certificate-note">{t("paper.single")}</p>}
        </div>
        <div className="certificate-foot">
          <dl className="certificate-facts">
            {rows.map(([term, value]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <div className="certificate-check">
            <p>
              {address ? t("paper.check", { address: `${address.replace(/^https?:\/\//, "")}/verify` }) : t("paper.check_offline")}
              <span className="certificate-code">{code}</span>
              <span className="certificate-digest">{t("paper.record", { digest: facts.digest.slice(0, 16) })}</span>
            </p>
            {address && (
              <QrCode
                text={`${address}/verify/${code.replaceAll("-", "")}`}
                label={t("paper.qr", { address: `${address}/verify` })}
                className="certificate-qr"
              />
            )}
          </div>
        </div>
        {facts.revoked && <p className="certificate-stamp">{t("paper.revoked")}</p>}
      </div>
    </section>
  );
}
