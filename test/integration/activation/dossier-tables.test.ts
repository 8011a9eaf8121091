import { describe, expect, it } from "vitest";
import { dossierTables, tablesByName } from "~/activation/dossier-tables";
import { freshDatabase } from "@test/setup/database";

const { ownerSql } = await freshDatabase();

const named = [...tablesByName.keys()];

describe("the tables of a dossier", () => {
  it.each(dossierTables.map((t, at) => [named[at] ?? "", t] as const))(
    "%s: are frozen but for what goes on changing",
    async (name, { mutable = [], settled = [] }) => {
      const columns = await ownerSql<{ name: string; changes: boolean }[]>`
      select a.attname as name, has_column_privilege('deskready_app', a.attrelid, a.attnum, 'UPDATE') as changes
      from pg_attribute a where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped order by 1`;
      expect(tablesByName.get(name)?.columns.toSorted()).toEqual(columns.map((c) => c.name));
      // Whoever makes a column changeable says which of the two it is.
      const changeable = columns.filter((c) => c.changes).map((c) => c.name);
      const said = [...mutable, ...settled].filter((column) => !(name === "gate_decision" && column === "dossier"));
      expect(said.toSorted()).toEqual(changeable);
    },
  );
});
