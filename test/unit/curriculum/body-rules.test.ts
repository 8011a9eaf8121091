import { beforeAll, describe, expect, it } from "vitest";
import { bodyFaults } from "~/curriculum/body-rules";
import { type ItemBody, type ItemKind, itemSchemas } from "~/curriculum/pack";
import { readPack } from "~/curriculum/read-pack.server";
import { faultInEnglish } from "~/library/faults-en";
import { faultInChinese } from "~/library/faults-zh";

type Body = Record<string, unknown>;
const bodies = new Map<ItemKind, Body>();

beforeAll(async () => {
  const { pack } = await readPack("content/taobao-cs");
  for (const { kind, body } of pack?.items ?? []) bodies.set(kind, body);
});

/** The pack's own rules with one value changed, as an editor would type it. */
function changed(kind: ItemKind, path: string, value: unknown): Body {
  const body = structuredClone(bodies.get(kind)) ?? {};
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const holder = steps.reduce<Body>((at, step) => at[step] as Body, body);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return body;
}

const faults = (kind: ItemKind, body: Body): { path: string; rule: string }[] => {
  const parsed = itemSchemas[kind].safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => ({ path: issue.path.join("."), rule: issue.message }));
  return bodyFaults(kind, parsed.data as ItemBody<typeof kind>);
};

describe("the rules of a body by itself", () => {
  it.each(["checklist", "kpi_rules", "level_rules", "conduct_rules", "drill_rules"] as const)("find nothing in the pack's %s", (kind) => {
    expect(faults(kind, bodies.get(kind) ?? {})).toEqual([]);
  });

  it.each<[ItemKind, string, unknown, string, string]>([
    [
      "conduct_rules",
      "rules.3.replaces_previous",
      true,
      "rules.3.replaces_previous",
      "only a rule that costs less, has no steps and replaces none can be replaced",
    ],
    ["checklist", "pass_total", 120, "pass_total", "the total to pass lies between 1 and 100"],
    ["checklist", "pass_area", -1, "pass_area", "the mark of an area lies between 0 and 100"],
    ["checklist", "pass_critical", 5, "pass_critical", "Too big: expected number to be <=4"],
    ["checklist", "retakes", 1.5, "retakes", "Invalid input: expected int, received number"],
    ["checklist", "areas.0.weight", 15, "areas", "the weights of the areas must sum to 100, they make 95"],
    ["checklist", "areas.4.items.0.draw.count", 13, "areas.4.items.0.draw.count", "draws 13 puzzles, it has 12"],
    ["checklist", "areas.4.items.0.draw", undefined, "areas.4.items.0.puzzles", "puzzles are there to be drawn"],
    ["checklist", "areas.4.items.0.draw.from", "products", "areas.4.items.0.puzzles", "puzzles are there to be drawn"],
    [
      "checklist",
      "areas.4.items.0.puzzles.1.slug",
      "stock-but-empty-shelf",
      "areas.4.items.0.puzzles.1",
      'the short name "stock-but-empty-shelf" stands twice',
    ],
    ["checklist", "areas.1.slug", "product-features", "areas.1", 'the short name "product-features" stands twice'],
    [
      "checklist",
      "areas.1.items.0.slug",
      "features-describe-ten",
      "areas.1.items.0",
      'the short name "features-describe-ten" stands twice',
    ],
    ["checklist", "areas.0.items.0.draw.count", 500, "areas.0.items.0.draw.count", "an item draws at most 50 products"],
    ["kpi_rules", "metrics.0.points", 45, "metrics", "the points of the metrics must sum to 100, they make 95"],
    ["kpi_rules", "metrics.0.band.1.0", 90, "metrics.0.band", "the values of a band rise"],
    ["kpi_rules", "metrics.0.band.2.0", 140, "metrics.0.band.2.0", "a value of this measure lies between 0 and 100"],
    ["kpi_rules", "metrics.3.band.2.0", 6, "metrics.3.band.2.0", "a value of this measure lies between 0 and 5"],
    ["kpi_rules", "metrics.2.band.0.0", -3, "metrics.2.band.0.0", "a value is 0 or more"],
    ["kpi_rules", "metrics.0.band.2.1", 10, "metrics.0.band", "the shares of a band rise all along, or fall all along"],
    ["kpi_rules", "store_shares", [60, 30], "store_shares", "the shares of the stores must sum to 100, they make 90"],
    ["kpi_rules", "bonus.1.from", 95, "bonus.1.from", "the scores of the bonus go from the highest down"],
    ["kpi_rules", "bonus.2.from", 60, "bonus", "the last line of the bonus begins at 0, so that every score has one"],
    [
      ...(["kpi_rules", "attribution_days.default", 20, "attribution_days"] as const),
      "the days rise from the fewest over the usual to the most, within 0 and 60",
    ],
    ["kpi_rules", "workload.low", 130, "workload", "the lower number of inquiries is below the upper"],
    ["level_rules", "levels.1.entry", undefined, "levels.1.entry", "a later level says what leads to it"],
    [
      "level_rules",
      "levels.0.entry",
      { months: 1, score: 70 },
      "levels.0.entry",
      "everybody begins at the first level: it has no condition",
    ],
    ["level_rules", "levels.2.entry.score", 70, "levels.2.entry.score", "a level asks no lower score than the one before it (80)"],
    ["level_rules", "levels.1.opens", ["a-b", "a-b"], "levels.1.opens.1", 'the module "a-b" stands twice'],
    [
      ...(["level_rules", "levels.1.entry.modules", ["a-b"], "levels.1.entry.modules.0"] as const),
      'a level asks for a module that opens with one before it, not for "a-b"',
    ],
    ["drill_rules", "seconds.match", 700, "seconds.match", "Too big: expected number to be <=600"],
    ["drill_rules", "reading.chinese", 0, "reading.chinese", "Too small: expected number to be >=1"],
    ["conduct_rules", "rules.0.points", 0.5, "rules.0.points", "Too big: expected number to be <0"],
    ["conduct_rules", "rules.0.points", -11, "rules.0.points", "costs no more than the 10 points of a month"],
    ["conduct_rules", "rules.0.points", undefined, "rules.0", "costs points, at once or by how often, or suspends the clearance"],
    ["conduct_rules", "thresholds.0.at_most", undefined, "thresholds.0", "says at how many points, or for how many months running"],
    ["conduct_rules", "thresholds.0.at_most", 10, "thresholds.0.at_most", "lies between 0 and the 10 points of a month"],
  ])("%s: %s = %j", (kind, path, value, at, rule) => {
    expect(faults(kind, changed(kind, path, value))).toContainEqual({ path: at, rule });
    expect(faultInChinese(rule)).toMatch(/\p{Script=Han}/u);
    expect(faultInChinese(rule)).not.toMatch(/\$\d/);
    expect(faultInEnglish(rule)).not.toMatch(/expected|\$\d/);
  });

  it("wants a critical item, and steps that cost more and more", () => {
    const areas = (bodies.get("checklist") as ItemBody<"checklist">).areas.map((area) => ({
      ...area,
      items: area.items.map((item) => ({ ...item, critical: false })),
    }));
    expect(faults("checklist", changed("checklist", "areas", areas))).toEqual([{ path: "areas", rule: "at least one item is critical" }]);
    const steps = [
      { count: 3, points: -5 },
      { count: 5, points: -2 },
    ];
    expect(faults("conduct_rules", changed("conduct_rules", "rules.2.steps", steps))).toEqual([
      { path: "rules.2.steps.1", rule: "each step comes later than the one before it and costs more" },
    ]);
  });

  it("adds up what people type, thirds and all", () => {
    const { metrics } = bodies.get("kpi_rules") as ItemBody<"kpi_rules">;
    const points = [33.3, 33.3, 33.3, 0.1];
    const few = metrics.slice(0, 4).map((m, i) => ({ ...m, points: points[i] ?? 0 }));
    expect(faults("kpi_rules", changed("kpi_rules", "metrics", few))).toEqual([]);
  });
});
