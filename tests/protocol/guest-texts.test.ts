import { expect, it } from "vitest";
import { hostNoticesProblems } from "../../protocol/config/host-notices.ts";
import * as drafts from "../../protocol/texts/check-in-drafts.ts";
import { GUEST_TEXTS } from "../../protocol/texts/guests.ts";

it("staff read which guest, at which stand, in both languages", () => {
  for (const words of Object.values(GUEST_TEXTS)) {
    expect(words.released("A23")).toContain("A23");
    expect(words.withoutCode("Indgang")).toContain("Indgang");
    expect(words.checkedIn("Bo", "A23")).toMatch(/Bo.*A23/);
  }
});

it("a draft names the number of who has checked in, or says to wait for a call", () => {
  for (const words of Object.values(drafts)) {
    const say = words.refused!["already-checked-in"]!;
    expect(say("10:15", "A23")[1]).toContain("A23");
    expect(say("10:15", "")[1]).not.toContain("A23");
    expect(say("10:15", "")[1]).not.toBe("");
  }
});

it("a telephone exchange that has a password needs a name", () => {
  const phone = { host: "pbx", from: "sip:talon@pbx", passwordFile: "/x" } as never;
  expect(hostNoticesProblems({ phone })).toMatchObject([{ path: "hostNotices.phone.username" }]);
  expect(hostNoticesProblems({ phone: { host: "pbx" } as never })).toEqual([]);
  expect(hostNoticesProblems({})).toEqual([]);
});
