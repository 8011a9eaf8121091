import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { formMessages } from "../messages.forms";
import { peopleMessages } from "../messages";
import { type Role, roles } from "../permissions";

type Held = { id: string; role: Role; team: string | null; from: Date; by: string | null };

/** The roles that somebody holds, since when and by whom; an administrator gives and ends them here. */
export function RolesCard({
  held,
  teams,
  mayChange,
  refusals,
}: {
  held: readonly Held[];
  teams: { id: string; name: string }[];
  mayChange: boolean;
  refusals: Refusal[] | null;
}) {
  const { locale, zone } = useReader();
  const t = useT(formMessages);
  const people = useT(peopleMessages);
  const named = (one: Held) => people(one.team ? "role.in_team" : "role.whole_shop", { role: people(`role.${one.role}`), team: one.team });
  return (
    <Card title={t("access.roles")}>
      {held.length === 0 && <p className="text-sm text-muted">{t("access.roles_none")}</p>}
      <ul className="divide-y divide-line">
        {held.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-4 py-3 first:pt-0">
            <div className="min-w-0">
              <p className="text-ui">{named(one)}</p>
              <p className="text-sm text-muted">
                {t("access.roles_since", { day: formatDate(plainDateIn(zone, one.from), locale) })}
                {one.by && ` · ${t("access.roles_by", { name: one.by })}`}
              </p>
            </div>
            {mayChange &&
              (one.role === "agent" ? (
                <span className="shrink-0 text-sm text-muted">{t("access.role_agent")}</span>
              ) : (
                <Form>
                  <input type="hidden" name="intent" value="end" />
                  <input type="hidden" name="grantId" value={one.id} />
                  <ConfirmButton
                    size="sm"
                    question={t("access.role_end_question", { role: named(one) })}
                    consequence={t("access.role_end_body")}
                  >
                    {t("access.role_end")}
                  </ConfirmButton>
                </Form>
              ))}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <Form refusals={refusals} messages={peopleMessages} className="mt-4 grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
          <input type="hidden" name="intent" value="grant" />
          <SelectField
            name="role"
            label={t("access.role_give")}
            className="sm:self-end"
            placeholder
            required
            options={roles.map((one) => ({ value: one, label: people(`role.${one}`) }))}
          />
          <SelectField
            name="teamId"
            label={t("team.label")}
            hint={t("access.role_team_hint")}
            placeholder={t("team.whole")}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
          />
          <div className="sm:col-span-2">
            <Button type="submit">{t("access.role_give_button")}</Button>
          </div>
        </Form>
      ) : (
        <p className="mt-3 border-t border-line pt-3 text-sm text-muted">{t("access.roles_admin")}</p>
      )}
    </Card>
  );
}
