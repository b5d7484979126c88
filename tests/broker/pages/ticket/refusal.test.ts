import { describe, expect, it } from "vitest";
import { languagesIn, onRefusal } from "../../../../broker/pages/ticket/refusal.ts";

describe("a ticket that the hub refuses to follow", () => {
  it("is called valid for 20 s when it is unknown, for its stand may just have been cut off", () => {
    let unknownFrom: number | null = null;
    const after = (at: number, status: number | null) => {
      const refusal = onRefusal(status, { unknownFrom, at });
      unknownFrom = refusal.unknownFrom;
      return refusal.link;
    };
    expect(after(1_000, 404)).toBe("soon");
    expect(after(20_999, 404)).toBe("soon");
    expect(after(21_000, 410)).toBe("gone");
    // A stand that turns out to be off line begins it anew, however long that lasts.
    expect(after(25_000, 425)).toBe("soon");
    expect(after(90_000, 425)).toBe("soon");
    expect(after(95_000, 404)).toBe("soon");
    expect(after(115_000, 404)).toBe("gone");
  });

  it("is judged by nothing else: an overloaded or silent hub says nothing about it", () => {
    expect(onRefusal(503, { unknownFrom: 1_000, at: 60_000 })).toEqual({ link: null, unknownFrom: 1_000 });
    expect(onRefusal(null, { unknownFrom: null, at: 60_000 })).toEqual({ link: null, unknownFrom: null });
  });

  it("names the languages of its location, and none that the page does not have", () => {
    expect(languagesIn({ problem: "there is nothing", languages: ["da", "ar", "xx", 7] })).toEqual([
      "da",
      "ar",
    ]);
    for (const body of [null, "text", {}, { languages: "da" }, { languages: [] }, { languages: ["xx"] }])
      expect(languagesIn(body)).toBeNull();
  });
});
