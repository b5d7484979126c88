import { describe, expect, it } from "vitest";
import { pictureOf } from "../../../../broker/pages/admin/display-picture.ts";
import type { Display, Draft } from "../../../../broker/pages/admin/draft.ts";
import { MESSAGES } from "../../../../protocol/messages.ts";
import { sampleDraft } from "./sample.ts";

const NOW = Date.UTC(2026, 8, 7, 8);
const shown = (change: Partial<Display>, draft: Draft = sampleDraft()) =>
  pictureOf(draft, { display: "d1", name: { da: "Hallen" }, ...change }, NOW);

describe("the preview of a display", () => {
  it("is such a picture as the hub would send", () => {
    const picture = shown({
      look: "light",
      bigType: true,
      languageTurnS: 5,
      messages: [{ text: { da: "Husk legitimation" } }],
      arrows: [{ counter: "1", direction: "left" }],
    });
    expect(MESSAGES.displayPicture.safeParse(picture).error).toBeUndefined();
    expect(picture.show).toEqual({
      look: "light",
      bigType: true,
      languageTurnS: 5,
      messages: [{ da: "Husk legitimation" }],
    });
    expect(picture.counters[0]).toMatchObject({ counter: "1", state: "calling", arrow: "left" });
    expect(picture.calls.at(-1)?.counter).toBe("1");
  });

  it("shows the counters and queues that were chosen, and in the place's languages those that were", () => {
    const picture = shown({ counters: ["2"], queues: ["b"], languages: ["en", "so"] });
    expect(picture.counters.map(({ counter }) => counter)).toEqual(["2"]);
    expect(picture.queues.map(({ queue }) => queue)).toEqual(["b"]);
    expect(new Set(picture.calls.map(({ queue }) => queue))).toEqual(new Set(["b"]));
    expect(picture.languages).toEqual(["en"]);
    expect(shown({}).languages).toEqual(["da", "en"]);
  });

  it("shows the queues of its counters where none were chosen, and none that is out of use", () => {
    const draft = sampleDraft();
    const counters = draft.counters.map((one) => ({ ...one, queues: ["b"] }));
    expect(shown({}, { ...draft, counters }).queues.map(({ queue }) => queue)).toEqual(["b"]);
    const queues = draft.queues.map((one) => ({ ...one, active: one.queue === "a" }));
    expect(shown({}, { ...draft, queues }).queues.map(({ queue }) => queue)).toEqual(["a"]);
  });

  it("stands up to a draft that is half typed or still empty", () => {
    const empty = { ...sampleDraft(), counters: [], queues: [], timeZone: "Europe/Cop" };
    expect(shown({ messages: [{ text: { da: " " } }], languageTurnS: "x" }, empty)).toMatchObject({
      timeZone: "UTC",
      calls: [],
      counters: [],
      show: { look: "dark", bigType: false },
    });
    expect(shown({ messages: [{ text: { da: "" } }] }).show).not.toHaveProperty("messages");
  });
});
