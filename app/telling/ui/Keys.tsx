import KeyRound from "lucide-react/icons/key-round";
import { formatDateTime, formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { Table } from "~/ui/Table";
import type { Tone } from "~/ui/tone";
import { tellingMessages } from "../messages";
import { isScope } from "../scopes";

type Key = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  teamName: string | null;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  standing: "live" | "expired" | "revoked";
};

const tones: Record<Key["standing"], Tone> = { live: "accent", expired: "waiting", revoked: "neutral" };

/** The keys of the shop: for what, what they may read, when they were used last. */
export function Keys({ keys, api }: { keys: readonly Key[]; api: string }) {
  const t = useT(tellingMessages);
  const { locale, zone, now } = useReader();
  const described = `${api}/openapi.json`;
  const empty = (
    <EmptyState icon={<KeyRound />} title={t("keys.empty")} level={3}>
      {t("keys.empty_body")}
    </EmptyState>
  );
  return (
    <Card title={t("keys.title")} flush>
      <p className="px-4 pb-3 text-sm text-muted sm:px-5">
        {t("keys.body")}{" "}
        <a href="/api/v1/openapi.json" className="link break-all">
          {described}
        </a>
      </p>
      <Table
        caption={t("keys.title")}
        rows={keys}
        rowKey={(key) => key.id}
        empty={empty}
        columns={[
          {
            key: "name",
            header: t("key.name"),
            primary: true,
            cell: (key) => (
              <>
                <span className="block">{key.name}</span>
                <code className="font-mono text-xs text-muted">{key.prefix}…</code>
              </>
            ),
          },
          {
            key: "may",
            header: t("key.may"),
            cell: (key) => (
              <>
                {key.scopes.filter(isScope).map((scope) => (
                  <span key={scope} className="block">
                    {t(`scope.${scope}`)}
                  </span>
                ))}
                <span className="block text-sm text-muted">{key.teamName ?? t("key.whole_shop")}</span>
              </>
            ),
          },
          {
            key: "used",
            header: t("key.last_used"),
            cell: (key) => (key.lastUsedAt ? formatRelative(key.lastUsedAt, now, locale) : t("key.never_used")),
          },
          {
            key: "made",
            header: t("key.made_by"),
            cell: (key) => t("key.by", { name: key.createdByName, when: formatDateTime(key.createdAt, locale, zone) }),
          },
          {
            key: "until",
            header: t("key.until"),
            cell: (key) => (key.expiresAt ? formatDateTime(key.expiresAt, locale, zone) : t("key.no_end")),
          },
          {
            key: "standing",
            header: t("key.standing"),
            align: "end",
            cell: (key) =>
              key.standing === "revoked" ? (
                <Badge>{t("key.revoked")}</Badge>
              ) : (
                <span className="inline-flex flex-wrap items-center justify-end gap-2">
                  <Badge tone={tones[key.standing]}>{t(`key.${key.standing}`)}</Badge>
                  <Form>
                    <input type="hidden" name="keyId" value={key.id} />
                    <ConfirmButton
                      name="step"
                      value="revoke"
                      size="sm"
                      question={t("key.revoke_question")}
                      consequence={t("key.revoke_body")}
                    >
                      {t("key.revoke")}
                    </ConfirmButton>
                  </Form>
                </span>
              ),
          },
        ]}
      />
    </Card>
  );
}
