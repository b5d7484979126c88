import { describe, expect, it } from "vitest";
import { waitSeconds } from "../../../../broker/pages/sign-in/wait-seconds.ts";

describe("the pause after too many tries", () => {
  it.each([
    ["8", 8],
    ["1", 1],
    [null, 60],
    ["", 60],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 60],
    ["-3", 60],
  ])("of Retry-After %j is %i seconds", (header, seconds) => {
    expect(waitSeconds(header)).toBe(seconds);
  });
});
