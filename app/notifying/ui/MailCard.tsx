import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import { notifyingMessages } from "../messages";

type Address = { email: string; confirmedAt: Date | null; offAt: Date | null } | null;
type MailCardProps = { address: Address; accountEmail: string | null; canSend: boolean; refusals: readonly Refusal[] | null };

/** Where e-mail goes, whether it does, and how that is changed. */
export function MailCard({ address, accountEmail, canSend, refusals }: MailCardProps) {
  const t = useT(notifyingMessages);
  const { locale, zone } = useReader();
  const standing = !address ? null : address.offAt ? "off" : address.confirmedAt ? "confirmed" : "waiting";
  const said = () => {
    if (!address) return t("mail.none");
    if (address.offAt) return t("mail.off", { when: formatDateTime(address.offAt, locale, zone), email: address.email });
    return t(address.confirmedAt ? "mail.on" : "mail.waits", { email: address.email });
  };
  const ask = (
    <Form refusals={refusals} messages={notifyingMessages} draftKey="mail-address" className="flex flex-wrap items-end gap-3">
      <TextField
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        label={t("mail.address")}
        hint={t("mail.address_hint")}
        defaultValue={address?.email ?? accountEmail ?? ""}
        required
        maxLength={254}
        className="w-full max-w-sm"
      />
      <Button type="submit" name="step" value="address">
        {t("mail.ask")}
      </Button>
    </Form>
  );
  return (
    <Card
      title={t("mail.title")}
      action={standing && <Badge tone={standing === "confirmed" ? "accent" : "waiting"}>{t(`state.${standing}`)}</Badge>}
    >
      <p className="mb-3 max-w-prose break-words">{said()}</p>
      {address?.confirmedAt && (
        <Form className="mb-2">
          <Button type="submit" name="step" value={address.offAt ? "on" : "off"} size="sm">
            {t(address.offAt ? "mail.turn_on" : "mail.turn_off")}
          </Button>
        </Form>
      )}
      {canSend &&
        (address?.confirmedAt ? (
          <Fold summary={t("mail.change")} open={refusals !== null}>
            {ask}
          </Fold>
        ) : (
          ask
        ))}
    </Card>
  );
}
