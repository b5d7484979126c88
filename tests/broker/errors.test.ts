import { describe, expect, test } from "vitest";
import { HUB_FAULTS, type HubCode, HubFault } from "../../broker/errors.ts";

const codes = Object.keys(HUB_FAULTS) as HubCode[];

describe("every fault of the hub", () => {
  test.each(codes)("%s says what happened, with which value, and what to do next", (code) => {
    const cause = new Error("underneath");
    const fault = new HubFault(code, "<value>", cause);
    expect(code).toMatch(/^HUB_[A-Z_]+$/);
    expect(fault).toMatchObject({ name: "HubFault", code, value: "<value>", cause });
    expect(fault.message).toContain("<value>");
    expect(HUB_FAULTS[code].next).toMatch(/^[A-Z].*\.$/s);
    expect(fault.message.endsWith(HUB_FAULTS[code].next)).toBe(true);
  });
});
