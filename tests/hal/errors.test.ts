/** The table of faults: every code says what happened, with which value, and what to do next. */
import { describe, expect, it } from "vitest";
import { faultMessage, HAL_FAULTS, type HalCode, HalFault, systemCode } from "../../hal/errors.ts";

const codes = Object.keys(HAL_FAULTS) as HalCode[];

describe("the faults of the hardware layer", () => {
  it.each(codes)("%s says what happened with which value and what to do next", (code) => {
    const cause = new Error("underneath");
    const fault = new HalFault(code, "/dev/thing7", cause);
    expect(code).toMatch(/^HAL_[A-Z]+(_[A-Z]+)*$/);
    expect(fault.message).toContain("/dev/thing7");
    expect(fault.message).toMatch(/^[A-Z].+\. [A-Z].+\.$/s);
    expect(HAL_FAULTS[code].next.length).toBeGreaterThan(15);
    expect(fault).toMatchObject({ code, value: "/dev/thing7", cause, name: "HalFault" });
    expect(fault).toBeInstanceOf(Error);
  });

  it("no two codes say the same", () => {
    const messages = codes.map((code) => faultMessage(code, "x"));
    expect(new Set(messages).size).toBe(codes.length);
  });

  it("a fault without a cause has no cause at all", () => {
    expect("cause" in new HalFault("HAL_CLOSED", "printer")).toBe(false);
  });

  it("the code of a system error is read, and anything else has none", () => {
    expect(systemCode(Object.assign(new Error("no"), { code: "EBUSY" }))).toBe("EBUSY");
    expect(systemCode(Object.assign(new Error("no"), { code: 7 }))).toBe("");
    expect(systemCode("EBUSY")).toBe("");
  });
});
