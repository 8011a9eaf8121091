import { canBeFound } from "~/wording/terms";
import type { Ground } from "./content-ground";
import { faultOf, type ItemOf, locales } from "./content-rules-items";
import { neverHolds } from "./content-rules-conditions";
import { simulationRunFaults } from "./content-rules-simulation-runs";
import { termsOf } from "./content-rules-wording";
import type { Customer } from "./pack-simulation";
import type { PackFault } from "./read-pack.server";
import { atomsIn } from "./simulation-conditions";

/** A chat that ends in one way, or two, tells nobody what they did. */
const FEWEST_ENDINGS = 3;

type Add = (path: string, rule: string) => void;

/** Names that stand twice in a list. */
function twice(list: readonly { slug: string }[], path: string, add: Add): void {
  list.forEach(({ slug }, at) => {
    if (list.findIndex((other) => other.slug === slug) < at) add(`${path}.${at}.slug`, `the short name "${slug}" stands twice`);
  });
}

/** Where a node can lead, each with its place in the node. */
const leads = (node: Customer["nodes"][number]): { path: string; to: string }[] => [
  ...node.ways.map(({ to }, at) => ({ path: `ways.${at}.to`, to })),
  { path: "otherwise", to: node.otherwise },
  { path: "silence", to: node.silence },
];

/** Everything that can be reached from `start`, itself among it. */
function reachedFrom(start: string, next: (slug: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const slug of reached) for (const to of next(slug)) reached.add(to);
  return reached;
}

/** Names that lead nowhere, what nothing leads to, and chats without an end. */
function wayFaults({ nodes, endings }: Customer, add: Add): void {
  const bySlug = new Map(nodes.map((node) => [node.slug, node]));
  const ends = new Set(endings.map(({ slug }) => slug));
  endings.forEach(({ slug }, at) => {
    if (bySlug.has(slug)) add(`endings.${at}.slug`, `a node has the name "${slug}" too`);
  });
  nodes.forEach((node, at) => {
    for (const { path, to } of leads(node))
      if (!bySlug.has(to) && !ends.has(to)) add(`nodes.${at}.${path}`, `there is no node and no ending "${to}"`);
  });
  const next = (slug: string) => {
    const node = bySlug.get(slug);
    return node ? leads(node).map(({ to }) => to) : [];
  };
  const reached = reachedFrom(nodes[0]?.slug ?? "", next);
  nodes.forEach(({ slug }, at) => {
    if (!reached.has(slug)) add(`nodes.${at}`, `no way leads to the node "${slug}"`);
    const onwards = reachedFrom(slug, next);
    if (![...onwards].some((to) => ends.has(to))) add(`nodes.${at}`, `the chat goes on without end from the node "${slug}"`);
    const silent = reachedFrom(slug, (from) => (bySlug.has(from) ? [bySlug.get(from)?.silence ?? ""] : []));
    if ([...silent].every((to) => bySlug.has(to)))
      add(`nodes.${at}.silence`, `the lines go on for ever from the node "${slug}" when nobody replies`);
  });
  endings.forEach(({ slug }, at) => {
    if (!reached.has(slug)) add(`endings.${at}`, `no way leads to the ending "${slug}"`);
  });
}

/** Points without a wording that can be found; conditions that name what is not there, or that can never be met. */
function conditionFaults(customer: Customer, groups: ReadonlySet<string>, add: Add): void {
  const points = new Set(customer.points.map(({ slug }) => slug));
  customer.points.forEach(({ any_of }, at) => {
    for (const locale of locales)
      any_of[locale].forEach((wording, index) => {
        if (!canBeFound(wording))
          add(`points.${at}.any_of.${locale}.${index}`, `"${wording}" has neither letter nor digit and cannot be found`);
      });
  });
  customer.points.forEach(({ kind, until }, at) => {
    if (until === undefined) return;
    if (kind !== "fault") add(`points.${at}.until`, "only a fault is one until something is said");
    if (!points.has(until)) add(`points.${at}.until`, `there is no point "${until}"`);
  });
  customer.facts.forEach(({ asked_with }, at) => {
    if (asked_with !== undefined && !points.has(asked_with)) add(`facts.${at}.asked_with`, `there is no point "${asked_with}"`);
  });
  const facts = new Set(customer.facts.map(({ slug }) => slug));
  customer.nodes.forEach((node, at) => {
    node.tells?.forEach((slug, index) => {
      if (!facts.has(slug)) add(`nodes.${at}.tells.${index}`, `there is no fact "${slug}"`);
    });
    node.ways.forEach(({ when }, index) => {
      const path = `nodes.${at}.ways.${index}.when`;
      const unknown = [...atomsIn(when)].flatMap(({ atom, path: place }) =>
        ["point" in atom ? atom.point : null, "other" in atom ? atom.other : null].flatMap((slug) =>
          slug !== null && !points.has(slug) ? [{ place, slug }] : [],
        ),
      );
      for (const { place, slug } of unknown) add(`${path}.${place}`, `there is no point "${slug}"`);
      const empty = [...atomsIn(when)].flatMap(({ atom, path: place }) =>
        atom.is === "prohibited" ? (atom.groups ?? []).flatMap((group) => (groups.has(group) ? [] : [{ place, group }])) : [],
      );
      for (const { place, group } of empty) add(`${path}.${place}`, `no term of the group "${group}" must not be sent here`);
      const same = [...atomsIn(when)].find(({ atom }) => atom.is === "before" && atom.point === atom.other);
      if (same) add(`${path}.${same.path}`, "names the same point before and after");
      if (unknown.length > 0 || empty.length > 0 || same) return;
      const earlier = node.ways.slice(0, index).map((way) => way.when);
      if (neverHolds(when, [], node, customer)) add(path, "the condition can never be met");
      else if (neverHolds(when, earlier, node, customer)) add(path, "one of the ways before it is taken whenever the condition is met");
    });
  });
}

function customerFaults(customer: Customer, groups: ReadonlySet<string>, add: Add): void {
  twice(customer.points, "points", add);
  twice(customer.nodes, "nodes", add);
  twice(customer.endings, "endings", add);
  twice(customer.facts, "facts", add);
  if (customer.endings.length < FEWEST_ENDINGS)
    add("endings", `a customer has at least ${FEWEST_ENDINGS} endings, this one ${customer.endings.length}`);
  wayFaults(customer, add);
  conditionFaults(customer, groups, add);
}

/**
 * The rules about a simulation: every name leads somewhere, every line and every end can be reached, every condition can be met; and played through, its model runs
 * pass, each run reaches its ending, and who answers "I'm here" to everything fails. It is played only when its parts hold together.
 */
export function simulationFaults(item: ItemOf<"simulation">, ground: Ground): PackFault[] {
  const faults: PackFault[] = [];
  const add: Add = (path, rule) => void faults.push(faultOf(item, path, rule));
  const { customers, platforms, products, scripts } = item.body;
  const sent = termsOf(ground).terms.filter((term) => term.severity === "block" && term.platforms.some((one) => platforms.includes(one)));
  const groups = new Set<string>(sent.map(({ group }) => group));
  products.forEach((slug, at) => {
    if (!ground.has("product", slug)) add(`products.${at}`, `there is no product "${slug}"`);
  });
  scripts.forEach((slug, at) => {
    if (!ground.has("script", slug)) add(`scripts.${at}`, `there is no script "${slug}"`);
  });
  const before = faults.length;
  twice(customers, "customers", add);
  customers.forEach((customer, at) => customerFaults(customer, groups, (path, rule) => add(`customers.${at}.${path}`, rule)));
  return faults.length > before ? faults : [...faults, ...simulationRunFaults(item, ground)];
}
