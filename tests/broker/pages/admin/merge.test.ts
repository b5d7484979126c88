import { describe, expect, it } from "vitest";
import { draftOf, withAdded, withMoved, withoutAt, withValue } from "../../../../broker/pages/admin/draft.ts";
import { merge } from "../../../../broker/pages/admin/merge.ts";
import { sampleDraft } from "./sample.ts";

const base = sampleDraft();
const together = (mine: typeof base, theirs: typeof base) => {
  const { merged, clashes } = merge({ base, mine, theirs });
  return { draft: draftOf(merged), clashes };
};

describe("two administrators' changes put together", () => {
  it("keep both where they are of different things, in one part and in different parts", () => {
    const mine = withValue(base, "queues.0.name.da", "Service");
    const theirs = withValue(withValue(base, "queues.0.letters", "K"), "counters.0.name.da", "Luge 1");
    const { draft, clashes } = together(mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft.queues[0]).toMatchObject({ name: { da: "Service" }, letters: "K" });
    expect(draft.counters[0]?.name["da"]).toBe("Luge 1");
  });

  it("tell where both changed the same, and keep mine there", () => {
    const mine = withValue(base, "queues.0.letters", "M");
    const theirs = withValue(base, "queues.0.letters", "T");
    const { draft, clashes } = together(mine, theirs);
    expect(clashes).toEqual(["queues.0.letters"]);
    expect(draft.queues[0]?.letters).toBe("M");
  });

  it("find parts by their ids, whatever has moved, come or gone before them", () => {
    const mine = withValue(base, "services.1.name.da", "Pas og ID");
    const theirs = withoutAt(withMoved(base, "services", { at: 1, by: -1 }), "services", 1);
    const { draft, clashes } = together(mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft.services.map(({ name }) => name["da"])).toEqual(["Pas og ID"]);
  });

  it("have the new parts of both", () => {
    const mine = withAdded(base, "tags", { tag: "m", name: { da: "Min" } });
    const theirs = withAdded(base, "tags", { tag: "t", name: { da: "Deres" } });
    expect(
      together(mine, theirs)
        .draft.tags.map(({ tag }) => tag)
        .toSorted(),
    ).toEqual(["m", "t"]);
  });

  it("take a week as one thing: two halves of two weeks would be nobody's", () => {
    const week = (from: string) => [{ weekday: 1, from, to: "15:00" }];
    const { draft, clashes } = together(
      withValue(base, "hours", week("09:00")),
      withValue(base, "hours", week("10:00")),
    );
    expect(clashes).toEqual(["hours"]);
    expect(draft.hours).toEqual(week("09:00"));
  });

  it("tell a part that I changed and they removed, and keep it", () => {
    const mine = withValue(base, "counters.1.name.da", "Min skranke");
    const { draft, clashes } = together(mine, withoutAt(base, "counters", 1));
    expect(clashes).toEqual(["counters.1"]);
    expect(draft.counters).toHaveLength(2);
  });

  it("take a list with an id twice as one value", () => {
    const twice = withAdded(base, "tags", { tag: "x", name: { da: "1" } });
    const mine = withAdded(twice, "tags", { tag: "x", name: { da: "2" } });
    const theirs = withAdded(base, "tags", { tag: "y", name: { da: "3" } });
    expect(together(mine, theirs).clashes).toEqual(["tags"]);
  });
});
