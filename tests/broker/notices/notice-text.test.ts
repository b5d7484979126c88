/** What citizens read of their appointments. */
import { describe, expect, it } from "vitest";
import { type NoticeFacts, noticeText } from "../../../broker/notices/notice-text.ts";
import { smsCost } from "../../../protocol/gsm7.ts";
import type { ServiceId } from "../../../protocol/terms.ts";
import { town } from "../town.ts";

const services = [
  { service: "pas", name: { da: "Pas" }, queue: "a" },
  { service: "job", name: { da: "Jobcenter" }, queue: "a", reminders: { isSensitive: true } },
];
const location = town({ name: { da: "Rådhuset", en: "the town hall" }, services });
const text = (otherwise: Partial<NoticeFacts["appointment"]> = {}, facts: Partial<NoticeFacts> = {}) =>
  noticeText({
    tells: "reminder",
    location,
    language: "da",
    message: null,
    appointment: {
      ...{ startAt: Date.UTC(2026, 10, 24, 9, 15), service: "pas" as ServiceId },
      ...{ form: "physical", isConfidential: false, ...otherwise },
    },
    ...facts,
  });

describe("what a host told a guest who is here", () => {
  it("follows the number, and bears neither place nor name", () => {
    const answer = { number: "A07", answer: { kind: "room", room: "B204" } } as const;
    expect(text({}, { tells: "host-answer", answer, message: "Hej" })).toBe("A07: Gå til lokale B204.");
    expect(text({}, { tells: "host-answer", answer, language: "so" })).toBe("A07: Go to room B204.");
    expect(text({}, { tells: "host-answer" })).toBe("");
  });
});

describe("the first message of an appointment", () => {
  const checkIn = { url: "https://hub.dk/a/LINK", code: "1234 5678" };

  it("bears code and link where somebody is to come to the house, and none else does", () => {
    expect(text({}, { tells: "invitation", checkIn })).toMatch(
      /Rådhuset\. Kode ved ankomst: 1234 5678\. https:\/\/hub\.dk\/a\/LINK$/,
    );
    expect(text({}, { tells: "reminder", checkIn })).not.toContain("1234");
    expect(text({ form: "phone" }, { tells: "invitation", checkIn })).not.toContain("1234");
  });
});

describe("a message about an appointment", () => {
  it("says when and where in the house's own time, in Danish and English", () => {
    expect(text()).toBe("Husk din aftale tirsdag 24. november kl. 10.15 på Rådhuset.");
    expect(text({}, { tells: "invitation" })).toBe(
      "Du har en aftale tirsdag 24. november kl. 10.15 på Rådhuset.",
    );
    expect(text({}, { tells: "moved" })).toBe(
      "Din aftale er flyttet til tirsdag 24. november kl. 10.15 på Rådhuset.",
    );
    expect(text({}, { tells: "cancelled" })).toBe(
      "Din aftale tirsdag 24. november kl. 10.15 på Rådhuset er aflyst.",
    );
    expect(text({}, { language: "en" })).toBe(
      "Remember your appointment on Tuesday 24 November at 10:15 at the town hall.",
    );
    expect(text({}, { language: "so", tells: "invitation" })).toMatch(/^You have an appointment/);
    expect(text({}, { language: "en", tells: "moved" })).toMatch(/^Your appointment is moved to/);
    expect(text({}, { language: "en", tells: "cancelled" })).toMatch(/is cancelled\.$/);
  });

  it.each([
    ["phone", "da", "med Rådhuset i telefonen."],
    ["digital", "da", "med Rådhuset på video."],
    ["letter", "da", "med Rådhuset."],
    ["phone", "en", "with the town hall by telephone."],
    ["digital", "en", "with the town hall by video."],
    ["letter", "en", "with the town hall."],
  ] as const)("by %s in %s ends %s", (form, language, end) => {
    expect(text({ form }, { language }).endsWith(end)).toBe(true);
  });

  it("bears what the host wrote, in letters that cost least", () => {
    const said = text({}, { message: "Medbring pas – og foto…" });
    expect(said).toMatch(/Medbring pas - og foto\.\.\.$/);
    expect(smsCost(said)).toMatchObject({ alphabet: "gsm7", parts: 1 });
  });

  it("says nothing but when and where of what is confidential or of a sensitive service, nor when it is cancelled", () => {
    const message = "Om din sygemelding";
    for (const said of [
      text({ isConfidential: true }, { message }),
      text({ service: "job" as ServiceId }, { message }),
      text({}, { message, tells: "cancelled" }),
    ])
      expect(said).not.toMatch(/sygemelding|Jobcenter/);
    expect(text({ service: null }, { message })).toMatch(/sygemelding$/);
  });
});
