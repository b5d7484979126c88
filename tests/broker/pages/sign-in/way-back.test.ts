import { describe, expect, it } from "vitest";
import { wayBack } from "../../../../broker/pages/sign-in/way-back.ts";

describe("where a sign-in leads", () => {
  it("goes back to the page that asked for it", () => {
    expect(wayBack("?to=/staff%3Fcounter%3D2")).toBe("/staff?counter=2");
  });
  it("goes back to the part of the page, as it was asked for or as this page's own address says", () => {
    expect(wayBack("?to=/admin%23queues.a")).toBe("/admin#queues.a");
    expect(wayBack("?to=/admin", "#hours")).toBe("/admin#hours");
    expect(wayBack("?to=/admin%23queues", "#hours")).toBe("/admin#queues");
    expect(wayBack("", "#hours")).toBe("/staff");
    expect(wayBack("?to=/admin", "#//evil.example")).toBe("/admin");
    expect(wayBack("?to=%23/admin")).toBe("/staff");
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
