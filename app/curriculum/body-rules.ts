import type { ItemBody, ItemKind } from "./pack";

/** What is wrong with a body by itself: at which place in it, and which rule it breaks. */
export type BodyFault = { path: string; rule: string };

type Rules = { [K in ItemKind]?: (body: ItemBody<K>) => BodyFault[] };

const MOST_DRAWN = 50;
const LONGEST_ATTRIBUTION = 60;

/** Entries of a list that have the name of one before them. */
function twice(entries: readonly { slug: string }[], at: (index: number) => string): BodyFault[] {
  return entries.flatMap(({ slug }, i) =>
    entries.findIndex((other) => other.slug === slug) < i ? [{ path: at(i), rule: `the short name "${slug}" stands twice` }] : [],
  );
}

const within = (value: number, from: number, to: number) => value >= from && value <= to;

type Place = ItemBody<"checklist">["areas"][number]["items"][number] & { path: string };

/** What is wrong with what an item draws. */
function drawFaults({ draw, puzzles = [], path }: Place): BodyFault[] {
  const at = (rule: string) => [{ path: `${path}.draw.count`, rule }];
  return [
    ...twice(puzzles, (i) => `${path}.puzzles.${i}`),
    ...(draw?.from === "products" && draw.count > MOST_DRAWN ? at(`an item draws at most ${MOST_DRAWN} products`) : []),
    ...(draw?.from === "puzzles" && draw.count > puzzles.length ? at(`draws ${draw.count} puzzles, it has ${puzzles.length}`) : []),
    ...(puzzles.length > 0 && draw?.from !== "puzzles" ? [{ path: `${path}.puzzles`, rule: "puzzles are there to be drawn" }] : []),
  ];
}

function checklist({ areas, pass_total, pass_area }: ItemBody<"checklist">): BodyFault[] {
  const places = areas.flatMap((area, a) => area.items.map((item, i) => ({ ...item, path: `areas.${a}.items.${i}` })));
  return [
    ...(within(pass_total, 1, 100) ? [] : [{ path: "pass_total", rule: "the total to pass lies between 1 and 100" }]),
    ...(within(pass_area, 0, 100) ? [] : [{ path: "pass_area", rule: "the mark of an area lies between 0 and 100" }]),
    ...twice(areas, (i) => `areas.${i}`),
    ...twice(places, (i) => places[i]?.path ?? "areas"),
    ...(places.some((item) => item.critical) ? [] : [{ path: "areas", rule: "at least one item is critical" }]),
    ...places.flatMap(drawFaults),
  ];
}

type Metric = ItemBody<"kpi_rules">["metrics"][number];

/** What the values of a metric may be, by how it is measured. */
function bandFaults({ band, unit }: Metric, at: string): BodyFault[] {
  const steps = band.slice(1).map(([, share], i) => share - (band[i]?.[1] ?? share));
  const [from, to] = unit === "percent" ? [0, 100] : unit === "rating" ? [0, 5] : [0, Infinity];
  return [
    ...(steps.some((s) => s > 0) && steps.some((s) => s < 0)
      ? [{ path: `${at}.band`, rule: "the shares of a band rise all along, or fall all along" }]
      : []),
    ...band.flatMap(([value], i) =>
      within(value, from, to)
        ? []
        : [
            {
              path: `${at}.band.${i}.0`,
              rule: to === Infinity ? "a value is 0 or more" : `a value of this measure lies between 0 and ${to}`,
            },
          ],
    ),
  ];
}

function kpi({ metrics, bonus, filters, attribution_days: days, workload }: ItemBody<"kpi_rules">): BodyFault[] {
  return [
    ...twice(metrics, (i) => `metrics.${i}`),
    ...metrics.flatMap((metric, i) => bandFaults(metric, `metrics.${i}`)),
    ...bonus.flatMap(({ from }, i) =>
      i > 0 && from >= (bonus[i - 1]?.from ?? 101)
        ? [{ path: `bonus.${i}.from`, rule: "the scores of the bonus go from the highest down" }]
        : [],
    ),
    ...(bonus.at(-1)?.from === 0 ? [] : [{ path: "bonus", rule: "the last line of the bonus begins at 0, so that every score has one" }]),
    ...(0 <= days.min && days.min <= days.default && days.default <= days.max && days.max <= LONGEST_ATTRIBUTION
      ? []
      : [
          {
            path: "attribution_days",
            rule: `the days rise from the fewest over the usual to the most, within 0 and ${LONGEST_ATTRIBUTION}`,
          },
        ]),
    ...(0 <= workload.low && workload.low < workload.high
      ? []
      : [{ path: "workload", rule: "the lower number of inquiries is below the upper" }]),
    ...twice(filters, (i) => `filters.${i}`),
  ];
}

function levels({ levels: all }: ItemBody<"level_rules">): BodyFault[] {
  return [
    ...twice(all, (i) => `levels.${i}`),
    ...all.flatMap(({ entry, opens }, i): BodyFault[] => {
      const asked = entry?.modules ?? [];
      const opened = all.slice(0, i).flatMap((level) => level.opens);
      const before = all[i - 1]?.entry?.score;
      return [
        ...(i === 0 && entry ? [{ path: "levels.0.entry", rule: "everybody begins at the first level: it has no condition" }] : []),
        ...(i > 0 && !entry ? [{ path: `levels.${i}.entry`, rule: "a later level says what leads to it" }] : []),
        ...(entry && before !== undefined && entry.score < before
          ? [{ path: `levels.${i}.entry.score`, rule: `a level asks no lower score than the one before it (${before})` }]
          : []),
        ...opens.flatMap((slug, at) =>
          opens.indexOf(slug) < at ? [{ path: `levels.${i}.opens.${at}`, rule: `the module "${slug}" stands twice` }] : [],
        ),
        ...asked.flatMap((slug, at) =>
          opened.includes(slug)
            ? []
            : [
                {
                  path: `levels.${i}.entry.modules.${at}`,
                  rule: `a level asks for a module that opens with one before it, not for "${slug}"`,
                },
              ],
        ),
      ];
    }),
  ];
}

function conduct({ rules, thresholds, points_a_month: month }: ItemBody<"conduct_rules">): BodyFault[] {
  return [
    ...twice(thresholds, (i) => `thresholds.${i}`),
    ...thresholds.flatMap(({ at_most, months_running }, i): BodyFault[] => [
      ...(at_most === undefined && months_running === undefined
        ? [{ path: `thresholds.${i}`, rule: "says at how many points, or for how many months running" }]
        : []),
      ...(at_most !== undefined && !(at_most >= 0 && at_most < month)
        ? [{ path: `thresholds.${i}.at_most`, rule: `lies between 0 and the ${month} points of a month` }]
        : []),
    ]),
    ...twice(rules, (i) => `rules.${i}`),
    ...rules.flatMap(({ replaces_previous, points = 0, steps }, i): BodyFault[] => {
      const before = rules[i - 1];
      const lighter =
        before &&
        steps.length === 0 &&
        before.steps.length === 0 &&
        !before.replaces_previous &&
        before.points !== undefined &&
        before.points > points;
      return replaces_previous && !lighter
        ? [{ path: `rules.${i}.replaces_previous`, rule: "only a rule that costs less, has no steps and replaces none can be replaced" }]
        : [];
    }),
    ...rules.flatMap(({ points, steps, suspends }, i): BodyFault[] => [
      ...(points === undefined && steps.length === 0 && !suspends
        ? [{ path: `rules.${i}`, rule: "costs points, at once or by how often, or suspends the clearance" }]
        : []),
      ...[points, ...steps.map((s) => s.points)].flatMap((cost, at) =>
        cost !== undefined && -cost > month
          ? [
              {
                path: `rules.${i}.${at === 0 ? "points" : `steps.${at - 1}.points`}`,
                rule: `costs no more than the ${month} points of a month`,
              },
            ]
          : [],
      ),
      ...steps.flatMap((step, at) => {
        const before = steps[at - 1];
        return before && (step.count <= before.count || step.points >= before.points)
          ? [{ path: `rules.${i}.steps.${at}`, rule: "each step comes later than the one before it and costs more" }]
          : [];
      }),
    ]),
  ];
}

const byKind: Rules = { checklist, kpi_rules: kpi, level_rules: levels, conduct_rules: conduct };

/**
 * What a body breaks that its schema cannot say: marks in range, each name once, steps in order. Of a body of the right shape; a pack with such a fault is
 * refused, a draft is not published.
 */
export function bodyFaults<K extends ItemKind>(kind: K, body: ItemBody<K>): BodyFault[] {
  return byKind[kind]?.(body) ?? [];
}
