import { describe, expect, it } from "vitest";
import { askedIn } from "~/library/list.server";
import { branchKey, dayKey, groupKey, lessonKey, openNodes, planKey, withNode } from "~/library/tree";

describe("the unfolded nodes in the address", () => {
  const open = (query: string) => openNodes(new URLSearchParams(query));

  it("are read back as they were written", () => {
    const keys = [
      ...[planKey("p-1"), dayKey("p-1", 12), lessonKey("l"), branchKey("script"), groupKey("term", "health_and_effect")],
      groupKey("product", "bags-2"),
    ];
    expect([...open(`open=${keys.join(",")}`)]).toEqual(keys);
  });

  it("are nobody's choice while the address says nothing", () => {
    expect(open("").isDefault).toBe(true);
    expect(open("open=").isDefault).toBe(false);
  });

  it.each(["open=<script>,x.y,p.", "open=p.Ab,d.a.b.c,l.a'", "open=k.,k.script.x,g.script,g.product.A"])(
    "pass over what is no node: %s",
    (query) => {
      expect(open(query).size).toBe(0);
    },
  );

  it("follow what is folded and unfolded", () => {
    expect(withNode(["p.a"], "d.a.1", true)).toBe("p.a,d.a.1");
    expect(withNode(["p.a", "d.a.1"], "p.a", false)).toBe("d.a.1");
  });
});

describe("what the address asks for", () => {
  const asked = (query: string) => askedIn(new URLSearchParams(query));

  it.each(["", "open=p.a", "q=++", "topic=../x", "state=gone"])("is nothing in ?%s", (query) => {
    expect(asked(query)).toBeNull();
  });

  it("is read with bounds", () => {
    expect(asked("kind=nothing&page=-2")).toMatchObject({ kind: null, page: 1, state: "current" });
    expect(asked(`q=${"x".repeat(999)}&page=99999999`)).toMatchObject({ page: 10_000 });
    expect(asked("kind=script&topic=a-b&pack=shop&state=archived")).toMatchObject({
      kind: "script",
      topic: "a-b",
      pack: "shop",
      state: "archived",
    });
  });
});
