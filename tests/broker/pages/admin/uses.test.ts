import { describe, expect, it } from "vitest";
import { documentOf } from "../../../../broker/pages/admin/draft.ts";
import { usesOf, withoutPart } from "../../../../broker/pages/admin/uses.ts";
import { checkLocation } from "../../../../protocol/config.ts";
import { sampleDraft } from "./sample.ts";

const kinds = (list: Parameters<typeof usesOf>[1]["list"], id: string) =>
  usesOf(sampleDraft(), { list, id }).map(({ kind, path }) => `${kind} ${path}`);

describe("removing a part", () => {
  it("says first what leads to it", () => {
    expect(kinds("services", "tax")).toEqual(["item menus.0.items.0"]);
    expect(kinds("services", "passport")).toEqual(["button stands.0.buttons.0"]);
    expect(kinds("menus", "more")).toEqual(["button stands.0.buttons.1"]);
    expect(kinds("counters", "2")).toEqual(["display displays.0"]);
    expect(kinds("queues", "a")).toEqual(["service services.0", "counter counters.0", "catch-all catchAll"]);
    expect(kinds("queues", "b")).toContain("rule counters.1");
    expect(kinds("displays", "d1")).toEqual([]);
  });

  it("gives a queue's services and its place at counters to another queue, each once", () => {
    const next = withoutPart(sampleDraft(), { list: "queues", id: "a" }, "b");
    expect(next.services.map(({ queue }) => queue)).toEqual(["b", "b"]);
    expect(next.counters.map(({ queues }) => queues)).toEqual([["b"], ["b"]]);
    expect(next.catchAll).toBe("b");
    expect(checkLocation(documentOf(next)).ok).toBe(true);
  });

  it("is told of displays that show a queue or point to a counter, which then show and point to others", () => {
    const draft = sampleDraft();
    const [first] = draft.displays;
    if (first === undefined) throw new Error("the sample has no display");
    const arrows = [
      { counter: "1", direction: "left" },
      { counter: "2", direction: "up" },
    ];
    const shown = { ...draft, displays: [{ ...first, counters: [], queues: ["a", "b"], arrows }] };
    expect(usesOf(shown, { list: "queues", id: "a" }).map(({ kind }) => kind)).toContain("display-queue");
    expect(usesOf(shown, { list: "counters", id: "1" }).map(({ kind }) => kind)).toEqual(["display"]);
    expect(withoutPart(shown, { list: "queues", id: "a" }, "b").displays[0]?.queues).toEqual(["b"]);
    expect(withoutPart(shown, { list: "counters", id: "1" }).displays[0]?.arrows).toEqual([arrows[1]]);
  });

  it("is told of sources whose meetings became a service, which become none until somebody says which", () => {
    const source = { source: "planner", name: { da: "Planlægger" }, service: "tax" };
    const kinds = [
      { kind: "Samtale", service: "tax" },
      { kind: "Pas", service: "passport" },
    ];
    const draft = { ...sampleDraft(), appointmentSources: [{ ...source, kinds }] };
    const of = (id: string) => usesOf(draft, { list: "services", id }).map(({ kind }) => kind);
    expect([of("tax"), of("passport")]).toEqual([
      ["item", "source"],
      ["button", "source"],
    ]);
    const next = withoutPart(draft, { list: "services", id: "tax" });
    expect(next.appointmentSources[0]).toMatchObject({ service: undefined, kinds: [kinds[1]] });
    expect(checkLocation(documentOf(next)).ok).toBe(true);
    expect(withoutPart(draft, { list: "services", id: "passport" }).appointmentSources[0]).toMatchObject({
      service: "tax",
      kinds: [kinds[0]],
    });
  });

  it("takes the keys that led to it along, and a menu that has lost its last one", () => {
    const next = withoutPart(sampleDraft(), { list: "services", id: "tax" });
    expect(next.menus).toEqual([]);
    expect(next.stands[0]?.buttons.map(({ button }) => button)).toEqual([1]);
    expect(checkLocation(documentOf(next)).ok).toBe(true);
  });

  it.each(["queues", "services", "menus", "counters", "displays", "stands", "appointmentSources"] as const)(
    "of %s leaves nothing that leads nowhere",
    (list) => {
      const draft = sampleDraft();
      for (const part of draft[list]) {
        const id = Object.values(part)[0] as string;
        const heir = draft.queues.find(({ queue }) => queue !== id)?.queue ?? "";
        const checked = checkLocation(documentOf(withoutPart(draft, { list, id }, heir)));
        expect(checked).toMatchObject({ ok: true });
      }
    },
  );

  it("of a counter takes it from the displays alone", () => {
    const next = withoutPart(sampleDraft(), { list: "counters", id: "1" });
    expect(next.displays[0]?.counters).toEqual(["2"]);
  });
});
