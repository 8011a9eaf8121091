import type { Database } from "@db/client";
import { chatFactories } from "./chats";
import { curriculumFactories } from "./curriculum";
import { deskWorkFactories } from "./desk-work";
import { dossierFactories } from "./dossier";
import { kpiFactories } from "./kpi";
import { peopleFactories } from "./people";
import { readyFactories } from "./ready";
import { simulatorFactories } from "./simulator";
import { trainingFactories } from "./training";

/** Rows for tests, written as the owner. One file per capability; each function takes what matters and fills in the rest. */
export function factories(db: Database) {
  const others = { ...peopleFactories(db), ...curriculumFactories(db), ...trainingFactories(db), ...deskWorkFactories(db) };
  return {
    ...others,
    ...readyFactories(db, others),
    ...dossierFactories(db, others),
    ...chatFactories(db),
    ...kpiFactories(db),
    simulator: simulatorFactories(db),
  };
}
