import { describe, expect, it } from "vitest";
import {
  documentOf,
  draftOf,
  isSame,
  nameIn,
  textIn,
  valueAt,
  withAdded,
  withMoved,
  withoutAt,
  withValue,
} from "../../../../broker/pages/admin/draft.ts";
import { newId, newLetters, slugOf } from "../../../../broker/pages/admin/ids.ts";
import { missingIn, textsIn } from "../../../../broker/pages/admin/missing.ts";
import { sampleDraft } from "./sample.ts";

describe("a draft", () => {
  it("has every list even where the document left it out, and leaves empty optional ones out again", () => {
    const document = { v: 1, location: "x", languages: ["da"], queues: [] };
    expect(draftOf(document).tags).toEqual([]);
    expect(documentOf(draftOf(document))).not.toHaveProperty("tags");
    expect(documentOf(draftOf(document))).not.toHaveProperty("pauseReasons");
    expect(draftOf("no document").queues).toEqual([]);
  });

  it("keeps what it does not know when a value beside it changes", () => {
    const draft = draftOf({ ...sampleDraft(), novelty: { deep: 1 } });
    const next = withValue(draft, "queues.1.name.da", "Pas og kørekort");
    expect(valueAt(next, "queues.1.name.da")).toBe("Pas og kørekort");
    expect(valueAt(next, "novelty.deep")).toBe(1);
    expect(valueAt(draft, "queues.1.name.da")).toBe("Pas");
  });

  it("leaves a field out that is set to nothing, and makes what is missing on the way to one", () => {
    const made = withValue(sampleDraft(), "houseRules.recallLimit", 3);
    expect(valueAt(made, "houseRules")).toEqual({ recallLimit: 3 });
    expect(valueAt(withValue(made, "houseRules.recallLimit", undefined), "houseRules")).toEqual({});
  });

  it("adds, moves and removes parts of a list; past an end nothing moves", () => {
    const draft = sampleDraft();
    const more = withAdded(draft, "tags", { tag: "t", name: { da: "Tolk" } });
    expect(more.tags).toHaveLength(1);
    const ids = (one: typeof draft) => one.queues.map(({ queue }) => queue);
    expect(ids(withMoved(draft, "queues", { at: 0, by: 1 }))).toEqual(["b", "a"]);
    expect(ids(withMoved(draft, "queues", { at: 0, by: -1 }))).toEqual(["a", "b"]);
    expect(ids(withoutAt(draft, "queues", 0))).toEqual(["b"]);
  });

  it("is the same as another whatever the order of fields, and not the same in another order of parts", () => {
    expect(isSame({ a: 1, b: undefined, c: [1, 2] }, { c: [1, 2], a: 1 })).toBe(true);
    expect(isSame({ c: [1, 2] }, { c: [2, 1] })).toBe(false);
    expect(isSame([], {})).toBe(false);
  });

  it("tells a text in a language, in Danish where it has none, and a part without a name by its id", () => {
    expect(textIn({ da: "Skat", en: "Tax" }, "en")).toBe("Tax");
    expect(textIn({ da: "Pas", en: "" }, "en")).toBe("Pas");
    expect(textIn(null, "en")).toBe("");
    expect(nameIn("queues", { queue: "q", name: { da: "" } }, "da")).toBe("q");
  });
});

describe("ids", () => {
  it("are made from Danish names, with a number where one is taken", () => {
    expect(slugOf("Pas & kørekort, ældre Ås!")).toBe("pas-koerekort-aeldre-aas");
    expect(slugOf("???")).toBe("part");
    expect(slugOf("x".repeat(60))).toHaveLength(32);
    expect(newId(sampleDraft(), "services", "Tax")).toBe("tax-2");
    expect(newId(sampleDraft(), "services", "Ny")).toBe("ny");
  });

  it("of queues get letters that no other queue and no roll has, two when one no longer does", () => {
    const draft = sampleDraft();
    expect(newLetters(draft)).toBe("C");
    const letters = "ABCDEFGHIJKLMNOPQSTUVWXYZ".split("");
    const full = { ...draft, queues: letters.map((one) => ({ queue: one, name: {}, letters: one })) };
    expect(newLetters(full)).toBe("AA");
  });
});

describe("the texts of a location", () => {
  it("are all found with their places, and what each lacks", () => {
    const texts = textsIn(sampleDraft());
    const paths = texts.map(({ path }) => path);
    expect(paths).toContain("services.0.bring.0");
    expect(paths).toContain("stands.0.buttons.1.label");
    expect(paths).toContain("menus.0.items.0.label");
    const lacking = texts.filter((one) => missingIn(one, ["da", "en"]).length > 0);
    expect(lacking.map(({ path }) => path)).not.toContain("queues.0.name");
    expect(lacking.map(({ path }) => path)).toContain("queues.1.name");
  });

  it("of rooms, messages on displays and reasons for a break are among them", () => {
    const draft = sampleDraft();
    const paths = textsIn({
      ...draft,
      counters: draft.counters.map((one) => ({ ...one, room: { da: "1. sal" } })),
      displays: draft.displays.map((one) => ({ ...one, messages: [{ text: { da: "Husk legitimation" } }] })),
      pauseReasons: [{ reason: "x", name: { da: "Kaffe" } }],
    }).map(({ path }) => path);
    for (const path of ["counters.1.room", "displays.0.messages.0.text", "pauseReasons.0.name"])
      expect(paths).toContain(path);
  });

  it("of days that are otherwise are among them", () => {
    const draft = { ...sampleDraft(), exceptions: [{ date: "2026-12-24", name: { da: "Jul" } }] };
    expect(textsIn(draft).map(({ path }) => path)).toContain("exceptions.0.name");
  });
});
