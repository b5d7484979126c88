import { describe, expect, it } from "vitest";
import { wayBack } from "../../../../broker/pages/sign-in/way-back.ts";

describe("where a sign-in leads", () => {
  it("goes back to the page that asked for it", () => {
    expect(wayBack("?to=/staff%3Fcounter%3D2")).toBe("/staff?counter=2");
  });
  it("goes to the staff page when nothing was asked", () => {
    expect(wayBack("")).toBe("/staff");
  });
  it.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/a b"])(
    "never leads to another place (%s)",
    (to) => {
      expect(wayBack(`?to=${encodeURIComponent(to)}`)).toBe("/staff");
    },
  );
});
