import { breather } from "~/platform/breath";
import { Ground, type MadeQuestions } from "./content-ground";
import { contentFaultsOf, togetherFaults } from "./content-rules";
import { alikeFaults, askedIn } from "./content-rules-questions";
import type { ItemBody, ItemKind } from "./pack";
import { madeFaults, packFaultsOf } from "./pack-rules";
import type { PackFault, PackItem } from "./read-pack.server";
import { nameKey, namesIn } from "./references";

/** What is to be put into the library, or (body null) taken out of it. */
export type Change = { kind: ItemKind; slug: string; body: ItemBody<ItemKind> | null };

/** A library as the check of a change needs it: whole what somebody wrote and what is to be changed, of the catalogue and what was made from it the names. */
export type Library = { items: readonly PackItem[]; made: readonly MadeQuestions[]; products: ReadonlySet<string> };

/** The file of an item of the library, as faults name it. */
export const fileOf = ({ kind, slug }: { kind: string; slug: string }) => `${kind}/${slug}`;

// What an item is called may be told apart by nothing but a number.
const NAME_OR_NUMBER = /"(?=[\d-]*[a-z])[a-z0-9-]+"|[\d.]+/g;
/** What makes faults the same. Numbers change with every edit: what was wrong with 120 of 330 is the same fault with 121. */
export const faultKey = (fault: PackFault) =>
  `${fault.file} ${fault.path} ${fault.rule.replace(NAME_OR_NUMBER, (found) => (found.startsWith('"') ? found : "0"))}`;

/** The library once the changes are made. In their places: of two items that are alike the rules name the one that comes first. */
export function changedItems(items: readonly PackItem[], changes: readonly Change[]): PackItem[] {
  const changed = new Map(changes.map((change) => [nameKey(change), change]));
  const itemOf = (c: Change | undefined): PackItem[] =>
    c && c.body !== null ? [{ kind: c.kind, slug: c.slug, file: fileOf(c), body: c.body } as PackItem] : [];
  const known = new Set(items.map(nameKey));
  return [
    ...items.flatMap((item) => (changed.has(nameKey(item)) ? itemOf(changed.get(nameKey(item))) : [item])),
    ...changes.filter((c) => !known.has(nameKey(c))).flatMap(itemOf),
  ];
}

/**
 * What a check of the changes has to look at, by key: the changed items, what names them and what they name, before and after. A lesson is judged with its
 * questions (what they ask about says whether it teaches a platform's rules), an exam by the questions of its topics, a plan by what its lessons show, a
 * term by all that is said, an example of a prepared message by the others of the same.
 */
function concerned(before: readonly PackItem[], after: readonly PackItem[], changes: readonly Change[]): ReadonlySet<string> {
  const changed = new Set(changes.map(nameKey));
  const found = new Set(changed);
  const all = [...before, ...after.filter((item) => changed.has(nameKey(item)))];
  const names = all.map((item) => ({ item, named: namesIn(item.kind, item.body).map(nameKey) }));
  const naming = (keys: ReadonlySet<string>, kinds: readonly ItemKind[] | null) =>
    new Set(
      names.flatMap(({ item, named }) =>
        (!kinds || kinds.includes(item.kind)) && named.some((key) => keys.has(key)) ? [nameKey(item)] : [],
      ),
    );
  const own = names.filter(({ item }) => changed.has(nameKey(item)));
  const add = (keys: Iterable<string>) => {
    for (const key of keys) found.add(key);
  };
  add(own.flatMap(({ named }) => named));
  const direct = naming(changed, null);
  add(direct);
  const ofQuestions = new Set(own.flatMap(({ item, named }) => (item.kind === "question" ? named : [])));
  add(naming(ofQuestions, ["exam"]));
  const lessons = [...ofQuestions, ...changed, ...direct].filter((key) => key.startsWith("lesson "));
  add(naming(new Set(lessons), ["question", "plan"]));
  const prepared = new Set(own.flatMap(({ item }) => (item.kind === "script" ? (item.body.prepared ?? []) : [])));
  const hasTerm = own.some(({ item }) => item.kind === "term");
  for (const item of all)
    if (
      item.kind === "script"
        ? hasTerm || prepared.has(item.body.prepared ?? 0)
        : hasTerm && (item.kind === "question" || item.kind === "simulation" || item.kind === "term")
    )
      found.add(nameKey(item));
  return found;
}

/** The faults of those items, and of all together; `hard`: of shape or reference. Others have their turn in between. */
async function faultsAmong(
  ground: Ground,
  concern: ReadonlySet<string>,
  changed: ReadonlySet<string>,
  breathe: () => Promise<void>,
): Promise<{ hard: PackFault[]; soft: PackFault[] }> {
  const hard = madeFaults(ground);
  const soft: PackFault[] = [];
  for (const item of ground.items) {
    if (!concern.has(nameKey(item))) continue;
    hard.push(...packFaultsOf(item, ground, () => true));
    soft.push(...contentFaultsOf(item, ground));
    await breathe();
  }
  soft.push(...togetherFaults(ground));
  await breathe();
  const questions = new Set(ground.written.flatMap((q) => (changed.has(nameKey(q)) ? [q.slug] : [])));
  if (questions.size > 0) {
    await readQuestions(ground, breathe);
    soft.push(...alikeFaults(ground.written, questions));
    await breathe();
  }
  return { hard, soft };
}

/**
 * What the rules find wrong once the changes are made: new faults anywhere, and every fault of shape or reference of the changed items. What was wrong
 * elsewhere before keeps nobody from mending something else. The same as all rules over the whole library would find, looking only at what can be new.
 */
export async function changeFaults({ items, made, products }: Library, changes: readonly Change[]): Promise<PackFault[]> {
  const breathe = breather();
  const changed = new Set(changes.map(nameKey));
  const after = changedItems(items, changes);
  const concern = concerned(items, after, changes);
  await breathe();
  const without = (slugs: ReadonlySet<string>, kind: ItemKind) => {
    const out = changes.filter((change) => change.kind === kind && slugs.has(change.slug)).map(({ slug }) => slug);
    return out.length === 0 ? slugs : new Set([...slugs].filter((slug) => !out.includes(slug)));
  };
  const beside = {
    made: made.map((group) => ({ ...group, slugs: without(group.slugs, "question") })),
    products: without(products, "product"),
  };
  const then = await faultsAmong(new Ground(items, beside), concern, changed, breathe);
  const now = await faultsAmong(new Ground(after, beside), concern, changed, breathe);
  const standing = new Set([...then.hard, ...then.soft].map(faultKey));
  const files = new Set(changes.map(fileOf));
  return [
    ...now.hard.filter((fault) => files.has(fault.file) || !standing.has(faultKey(fault))),
    ...now.soft.filter((fault) => !standing.has(faultKey(fault))),
  ];
}

/** Reading all questions for what they have in common takes long the first time. */
async function readQuestions(ground: Ground, breathe: () => Promise<void>): Promise<void> {
  for (const question of ground.written) {
    askedIn(question.body);
    await breathe();
  }
}

/** Everything that the rules find wrong with a library; `hard`: of shape or reference. Others have their turn in between. */
export async function wholeFaults(items: readonly PackItem[]): Promise<{ hard: PackFault[]; soft: PackFault[] }> {
  const ground = new Ground(items);
  const breathe = breather();
  const hard: PackFault[] = [];
  const soft: PackFault[] = [];
  for (const item of items) {
    hard.push(...packFaultsOf(item, ground, () => true));
    soft.push(...contentFaultsOf(item, ground));
    await breathe();
  }
  soft.push(...togetherFaults(ground));
  await readQuestions(ground, breathe);
  return { hard, soft: [...soft, ...alikeFaults(ground.written, null)] };
}
