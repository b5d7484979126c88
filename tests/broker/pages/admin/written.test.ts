import { describe, expect, it } from "vitest";
import { textsIn } from "../../../../broker/pages/admin/missing.ts";
import { ownerOf } from "../../../../broker/pages/admin/written.tsx";
import { sampleDraft } from "./sample.ts";

describe("a text of the location", () => {
  const name = { da: "X" };
  const draft = {
    ...sampleDraft(),
    exceptions: [{ date: "2026-12-24", name, spans: [] }],
    closures: [
      { from: "2027-07-05", to: "2027-07-30", name },
      { from: "2027-08-02", to: "2027-08-02", name },
    ],
  };
  const owners = (language: "da" | "en") =>
    Object.fromEntries(textsIn(draft).map((one) => [one.path, ownerOf(draft, one, language)]));

  it("of a special day or a closure is told by its days", () => {
    expect(owners("da")).toMatchObject({
      "exceptions.0.name": "torsdag den 24. december 2026",
      "closures.0.name": "mandag den 5. juli 2027 – fredag den 30. juli 2027",
      "closures.1.name": "mandag den 2. august 2027",
    });
    expect(owners("en")["exceptions.0.name"]).toContain("24 December 2026");
  });
});
