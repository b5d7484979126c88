import { describe, expect, it } from "vitest";
import { choiceOf, withChoice } from "../../../../broker/pages/admin/does.ts";
import {
  documentOf,
  type Item,
  valueAt,
  withAdded,
  withValue,
} from "../../../../broker/pages/admin/draft.ts";
import { faceOf } from "../../../../broker/pages/admin/face-keys.ts";
import {
  freeButton,
  stepsOf,
  withServices,
  withTemplate,
} from "../../../../broker/pages/admin/first-steps.ts";
import {
  facePageOf,
  indexIn,
  nearest,
  sectionOf,
  troublesIn,
  troublesOf,
} from "../../../../broker/pages/admin/places.ts";
import { checkLocation } from "../../../../protocol/config.ts";
import { sampleDraft } from "./sample.ts";

const draft = sampleDraft();

describe("a place in the document", () => {
  it("is edited in one section", () => {
    const sections = [
      "queues.1.letters",
      "menus.0",
      "stands.0",
      "exceptions.0.date",
      "hours",
      "tags.0",
      "name",
      "appointmentSources.0.kinds.1.service",
      "reminders.quiet.from",
    ];
    expect(sections.map(sectionOf)).toEqual([
      "queues",
      "stands",
      "stands",
      "hours",
      "hours",
      "house",
      "house",
      "appointments",
      "appointments",
    ]);
    expect(sectionOf("(whole)")).toBe("overview");
    expect(indexIn("queues.12.name", "queues")).toBe(12);
    expect(indexIn("queues", "queues")).toBeNull();
  });

  it("that is gone is told at the nearest part that is there", () => {
    expect(nearest(draft, "queues.0.order.lateMin")).toBe("queues.0");
    expect(nearest(draft, "nothing.here")).toBe("nothing");
  });

  it("on a stand's face is a page and a key of it, with the way through the menus", () => {
    expect(facePageOf(draft, "stands.0.buttons.1.label.da")).toEqual({
      stand: 0,
      trail: [],
      list: "stands.0.buttons",
      chosen: 1,
    });
    expect(facePageOf(draft, "menus.0.items.0")).toMatchObject({ trail: ["more"], chosen: 0 });
    expect(facePageOf(draft, "stands.7")).toMatchObject({ stand: 0 });
  });

  it("of menus that lead in a circle is found, and of one that nothing leads to as well", () => {
    const circle = withAdded(draft, "menus.0.items", { label: {}, does: { kind: "menu", menu: "more" } });
    const lost = withAdded(circle, "menus", { menu: "lost", title: {}, items: [] });
    expect(facePageOf(lost, "menus.1")).toMatchObject({ trail: ["lost"] });
  });

  it("has the problems that the hub tells of it, each once", () => {
    const problem = { path: "queues.0.letters", problem: "mangler" };
    const checked = { problems: [problem], leftOut: [problem], changes: [] };
    expect(troublesOf(checked)).toHaveLength(1);
    expect(troublesIn(checked, "queues.0")).toHaveLength(1);
    expect(troublesIn(checked, "queues.01")).toEqual([]);
  });
});

describe("a stand's face", () => {
  const first = (said: number | null) =>
    faceOf(draft, facePageOf(draft, "stands.0"), { said, language: "da" });

  it("has the first half of its buttons on the left, and empty places where there are none", () => {
    const face = first(4);
    expect(face.left.map(({ label }) => label)).toEqual(["Pas", ""]);
    expect(face.right.map(({ label, kind }) => [label, kind])).toEqual([
      ["Andet", "menu"],
      ["", "empty"],
    ]);
  });

  it("is drawn with as many buttons as are used, whatever is said", () => {
    expect(first(2).rows).toBe(2);
    expect(first(null).rows).toBe(4);
  });

  it("shows a menu's choices in a row, and then the way back", () => {
    const face = faceOf(draft, facePageOf(draft, "menus.0"), { said: 4, language: "en" });
    expect(face.head).toBe("Mere");
    expect([...face.left, ...face.right].map(({ kind }) => kind)).toEqual([
      "service",
      "back",
      "empty",
      "empty",
    ]);
  });

  const menuOf = (count: number) =>
    withValue(
      withValue(draft, "stands.0.buttons", []),
      "menus.0.items",
      Array.from({ length: count }, (_, at) => ({ label: { da: `Valg ${at + 1}` }, does: tax })),
    );
  const tax = { kind: "service", service: "tax" } as const;
  const page = (chosen: number | null = null) => ({
    stand: 0,
    trail: ["more"],
    list: "menus.0.items",
    chosen,
  });
  const shown = (count: number, turned = 0, chosen: number | null = null) => {
    const face = faceOf(menuOf(count), page(chosen), { said: 6, language: "da", turned });
    const keys = [...face.left, ...face.right].map(({ label, kind }) => label || kind);
    return { keys, help: face.help, mayGrow: face.mayGrow };
  };

  it("shows a menu with more choices than buttons page by page, as the stand does", () => {
    expect(shown(7)).toEqual({
      keys: ["Valg 1", "Valg 2", "Valg 3", "Valg 4", "Flere valg", "Tilbage"],
      help: "Side 1 af 2",
      mayGrow: true,
    });
    const second = {
      keys: ["Valg 5", "Valg 6", "Valg 7", "empty", "Flere valg", "Tilbage"],
      help: "Side 2 af 2",
      mayGrow: false,
    };
    expect(shown(7, 1)).toEqual(second);
    expect(shown(7, 0, 6)).toEqual(second);
    expect(shown(7, 2)).toEqual(shown(7));
  });

  it("lets a menu grow beyond its buttons, up to the most choices that a menu may have", () => {
    expect(shown(5)).toMatchObject({
      keys: ["Valg 1", "Valg 2", "Valg 3", "Valg 4", "Valg 5", "Tilbage"],
      mayGrow: true,
    });
    expect(shown(0)).toMatchObject({
      keys: ["Tilbage", "empty", "empty", "empty", "empty", "empty"],
      mayGrow: false,
    });
    expect(shown(11, 2)).toMatchObject({
      keys: ["Valg 9", "Valg 10", "Valg 11", "empty", "Flere valg", "Tilbage"],
    });
    expect(shown(12, 2).mayGrow).toBe(false);
    expect(faceOf(menuOf(3), page(2), { said: 2, language: "da" }).left[0]?.label).toBe("Valg 3");
  });
});

describe("what a key does", () => {
  const path = "stands.0.buttons.0";
  const chosen = (choice: string, from = draft) => withChoice(from, path, choice);
  const item = (from: typeof draft) => valueAt(from, path) as Item;

  it("may be another service, whose name it then says if it said the old one's", () => {
    const next = chosen("service:tax");
    expect(item(next)).toMatchObject({ does: { kind: "service", service: "tax" }, label: { da: "Skat" } });
    const own = withValue(draft, `${path}.label.da`, "Hent pas her");
    expect(item(chosen("service:tax", own)).label["da"]).toBe("Hent pas her");
  });

  it.each(["new-service:a", "new-service:", "new-menu", "new-information"])(
    "may be new: %s makes a whole document",
    (choice) => {
      const named = withValue(draft, `${path}.label`, { da: "Brevstemme" });
      const next = chosen(choice, named);
      expect(choiceOf(item(next))).toMatch(/:brevstemme$/);
      expect(checkLocation(documentOf(next))).toMatchObject({ ok: true });
    },
  );

  it("is nothing yet on a key that has just been added", () => {
    expect(choiceOf({ label: {} } as Item)).toBe("");
  });
});

describe("the first steps", () => {
  it("are done when the location has one of each", () => {
    expect(stepsOf(draft).every(({ isDone }) => isDone)).toBe(true);
    const bare = { ...draft, stands: [] };
    expect(
      stepsOf(bare)
        .filter(({ isDone }) => !isDone)
        .map(({ step }) => step),
    ).toEqual(["stands", "buttons"]);
  });

  it("take a list of services in: into queues by id, by name or by letter, into new ones, and none twice", () => {
    const next = withServices(draft, [
      { name: { da: "Skat" }, service: "skat" },
      { name: { da: "Flytning" }, service: "flytning" },
      { name: { da: "Kørekort" }, service: "koerekort", queue: "pas", queueName: "pas" },
      { name: { da: "Valg" }, service: "valg", queueName: "Valg", letters: "V" },
      { name: { da: "Brevstemme" }, service: "brevstemme", queueName: "Valg" },
      { name: { da: "Bolig" }, service: "bolig", letters: "A" },
    ]);
    expect(next.services.slice(2).map(({ service, queue }) => [service, queue])).toEqual([
      ["flytning", "a"],
      ["koerekort", "b"],
      ["valg", "valg"],
      ["brevstemme", "valg"],
      ["bolig", "a"],
    ]);
    expect(next.queues.at(-1)).toMatchObject({ letters: "V" });
    expect(checkLocation(documentOf(next))).toMatchObject({ ok: true });
  });

  it("begin with a template that leaves stands and displays their own names", () => {
    const template = {
      ...draft,
      location: "other",
      name: { da: "Skabelon" },
      stands: [
        { stand: "indgang", name: { da: "Ved døren" }, buttons: draft.stands[0]?.buttons.slice(0, 1) ?? [] },
      ],
      displays: [{ display: "x", name: { da: "X" }, counters: [] }],
    };
    const bare = { ...draft, stands: [{ stand: "s1", name: { da: "Hallen" }, buttons: [] }] };
    const machines = { stands: [], displays: [], buttons: {} };
    const next = withTemplate(bare, template, machines);
    expect(next).toMatchObject({ location: "demo", name: { da: "Rådhuset" } });
    expect(next.stands).toMatchObject([{ stand: "s1", name: { da: "Hallen" }, buttons: [{ button: 1 }] }]);
    expect(next.displays).toMatchObject([{ display: "d1", counters: [] }]);
    const none = { ...bare, stands: [], displays: [] };
    expect(withTemplate(none, template, machines).stands).toMatchObject([{ stand: "indgang" }]);
    const waiting = withTemplate(none, template, { stands: ["s1"], displays: ["d1"], buttons: {} });
    expect(waiting.stands).toMatchObject([{ stand: "s1", name: { da: "Ved døren" } }]);
    expect(waiting.displays).toMatchObject([{ display: "d1", name: { da: "X" } }]);
  });

  it("find the first free button", () => {
    expect(freeButton(draft.stands[0]?.buttons ?? [])).toBe(2);
  });
});
