import { expect, it } from "vitest";
import { daStaff, enStaff } from "../../../protocol/texts/staff.ts";

it("a hold that ended says for whom it was, and whether they have closed or nobody came", () => {
  const said = [daStaff, enStaff].flatMap(({ notice }) =>
    [true, false].map((isClosed) => notice["hold-released"]("A07", "Skranke 2", isClosed)),
  );
  expect(said).toEqual([
    "A07 var holdt til Skranke 2, som er lukket. Alle kan kalde det nu.",
    "A07 var holdt til Skranke 2, men ingen har kaldt det. Alle kan kalde det nu.",
    "A07 was held for Skranke 2, which has closed. Anybody may call it now.",
    "A07 was held for Skranke 2, but nobody has called it. Anybody may call it now.",
  ]);
});
