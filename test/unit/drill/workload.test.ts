import { describe, expect, it } from "vitest";
import { workloadOf } from "~/drill/workload";

const road = { readyBy: new Date("2026-03-20T10:00:00Z"), daysLeft: 10 };

describe("what the drill asks of somebody today", () => {
  it.each([
    ["nothing", { due: 0, unseen: 0, begun: 0 }, road, { reviews: 0, fresh: 0, minutes: 0 }],
    ["18 reviews take six minutes", { due: 18, unseen: 0, begun: 0 }, road, { reviews: 18, fresh: 0, minutes: 6 }],
    [
      "of many new ones twice their even share of the days left",
      { due: 0, unseen: 200, begun: 0 },
      road,
      { reviews: 0, fresh: 40, minutes: 14 },
    ],
    ["less those begun today", { due: 1, unseen: 170, begun: 30 }, road, { reviews: 1, fresh: 10, minutes: 4 }],
    ["the share is used up", { due: 0, unseen: 100, begun: 60 }, road, { reviews: 0, fresh: 0, minutes: 0 }],
    ["never more than there are", { due: 0, unseen: 3, begun: 0 }, road, { reviews: 0, fresh: 3, minutes: 1 }],
    ["off the road the usual 25", { due: 2, unseen: 200, begun: 5 }, null, { reviews: 2, fresh: 20, minutes: 8 }],
  ])("%s", (_, counts, way, load) => {
    expect(workloadOf(counts, way)).toEqual(load);
  });
});
