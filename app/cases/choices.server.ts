import { currentVersions } from "~/curriculum/queries.server";
import { agentsOfTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import type { Reach } from "./reach";

export type Choice = { value: string; label: string };

/** The agents of the teams that somebody leads, by name: what a filter offers. Nobody for agents. */
export async function agentChoices(reader: Reader, { leads }: Reach, now: Date): Promise<Choice[]> {
  if (leads !== "all" && leads.length === 0) return [];
  const agents = await agentsOfTeams(reader, leads, now);
  return agents.map(({ personId, name }) => ({ value: personId, label: name }));
}

/** The products of the catalogue by name. */
export async function productChoices(reader: Reader, locale: Locale): Promise<Choice[]> {
  const products = await currentVersions(reader, "product");
  return products
    .map(({ slug, body }) => ({ value: slug, label: pick(body.name, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
