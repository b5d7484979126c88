import { describe, expect, it } from "vitest";
import { remarksOf } from "../../../../broker/pages/staff/remarks.ts";
import type { CounterId, ServiceId } from "../../../../protocol/terms.ts";
import { atCounter, listed, staff } from "../../../system/pages/staff-scenes.ts";
import { MINUTE, MORNING } from "../../../system/pages/town.ts";

const picture = staff(atCounter(null));
const remarks = (change: Parameters<typeof listed>[2]) =>
  remarksOf(listed("A10", "waiting", change), picture, "da");

describe("what is special about a ticket", () => {
  it("is nothing, as a rule", () => {
    expect(remarks({})).toEqual([]);
  });
  it("is whom it is held for, by the counter's name or the person's id", () => {
    expect(remarks({ heldFor: { counter: "2" as CounterId } })).toEqual(["Kun til Skranke 2"]);
    expect(remarks({ heldFor: { counter: "9" as CounterId } })).toEqual(["Kun til 9"]);
    expect(remarks({ heldFor: { staff: "anna" } })).toEqual(["Kun til anna"]);
  });
  it("is until when its citizen lets others go first, and not that it would be printing", () => {
    const put = remarks({ notBefore: MORNING + MINUTE, callable: false });
    expect(put).toHaveLength(1);
    expect(put[0]).toMatch(/^Udsat til 10.46$/);
    expect(remarks({ notBefore: null, callable: false })).toEqual(["Printes"]);
  });
  it("is what comes after, and its tags; unknown ones are passed over", () => {
    expect(
      remarks({ next: ["passport" as ServiceId, "gone" as ServiceId], tags: ["wheelchair", "gone"] }),
    ).toEqual([expect.stringMatching(/^Derefter /) as string, "Kørestol"]);
  });
  it("is what was asked for, said once, with the way to it where that says more", () => {
    const passport = "passport" as ServiceId;
    const name = "Pas og kørekort";
    expect(remarks({ service: passport, answers: [name] })).toEqual([name]);
    expect(remarks({ service: passport, answers: ["Pas", name] })).toEqual([`Pas → ${name}`]);
    expect(remarks({ service: passport, answers: ["Pas", "Nyt pas"] })).toEqual([`${name} · Pas → Nyt pas`]);
    expect(remarks({ answers: ["Pas", "Nyt pas"] })).toEqual(["Pas → Nyt pas"]);
  });
  it("is a paper that nobody is sure of", () => {
    expect(remarks({ paper: "unknown" })).toEqual(["Seddel uvis"]);
  });
});
