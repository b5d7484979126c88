import { describe, expect, it } from "vitest";
import { type Grant, PERSON_ROLES } from "../../../../broker/accounts/rights.ts";
import {
  choicesOf,
  grantsOf,
  isAtQueues,
  isEmpty,
  ROLES,
  toggled,
} from "../../../../broker/pages/people/roles.ts";

const ticks = (...grants: Grant[]) => choicesOf(grants);
const of = (role: Grant["role"], ...grants: Grant[]) =>
  ticks(...grants).find((one) => one.role === role) ?? expect.fail(role);

describe("the ticks of somebody's roles", () => {
  it("offer every role that there is", () => {
    expect([...ROLES].sort()).toEqual([...PERSON_ROLES].sort());
  });

  it("say what was there when nobody touches them", () => {
    const all: Grant[][] = [
      [],
      [{ role: "staff" }, { role: "auditor" }],
      [{ role: "staff", queues: ["a", "b"] }],
      [{ role: "leader", locations: ["demo"] }],
      [
        { role: "staff", locations: ["demo"], queues: ["a"] },
        { role: "staff", locations: ["other"] },
      ],
    ];
    for (const grants of all) expect(grantsOf(choicesOf(grants))).toEqual(grants);
  });

  it("never widen a role whose limits they cannot show", () => {
    expect(isAtQueues(of("staff", { role: "staff", locations: ["demo"] }))).toBe(false);
    expect(isAtQueues(of("staff", { role: "staff", queues: ["a"] }))).toBe(true);
    expect(isAtQueues(of("administrator"))).toBe(false);
  });

  it("are not whole while a role is on for no queue", () => {
    const none = { ...of("staff", { role: "staff" }), queues: toggled(["a"], "a") };
    expect(isEmpty([none])).toBe(true);
    expect(isEmpty([{ ...none, isOn: false }])).toBe(false);
    expect(isEmpty([{ ...none, queues: toggled([], "a") }])).toBe(false);
    expect(isEmpty(ticks({ role: "staff" }))).toBe(false);
  });
});
