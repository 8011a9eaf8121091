import { Form } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import type { FigureFilter } from "../figure-list.server";
import { measuresByPart, type Part } from "../measures";
import { figureMessages } from "../messages.figures";
import { measureMessages } from "../messages.measures";

type Choice = readonly { id: string; name: string }[];

/** Store, agent, part and days by which figures are found; one plain form. */
export function FigureFilters({ filter, agents, stores }: { filter: FigureFilter; agents: Choice; stores: Choice }) {
  const t = useT(figureMessages);
  const say = useT(measureMessages);
  const named = (all: Choice) => all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form method="get" action="/results" key={JSON.stringify(filter)} className="grid grid-cols-2 items-end gap-3 lg:grid-cols-6">
      <SelectField name="agent" label={t("agent")} placeholder={t("all")} defaultValue={filter.agent ?? ""} options={named(agents)} />
      <SelectField name="store" label={t("store")} placeholder={t("all")} defaultValue={filter.store ?? ""} options={named(stores)} />
      <SelectField
        name="part"
        label={t("part")}
        placeholder={t("all")}
        defaultValue={filter.part ?? ""}
        options={(Object.keys(measuresByPart) as Part[]).map((part) => ({ value: part, label: say(`part.${part}`) }))}
      />
      <TextField name="from" type="date" label={t("from")} defaultValue={filter.from ?? ""} />
      <TextField name="to" type="date" label={t("to")} defaultValue={filter.to ?? ""} />
      {filter.importId && <input type="hidden" name="import" value={filter.importId} />}
      <div>
        <Button type="submit">{t("apply")}</Button>
      </div>
      {filter.importId && <p className="col-span-full text-sm text-muted">{t("only_import")}</p>}
    </Form>
  );
}
