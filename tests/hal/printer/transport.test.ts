import { expect, it } from "vitest";
import { writePieces } from "../../../hal/printer/transport.ts";

it("what was handed over when the link was lost is in doubt, the very first piece too", async () => {
  const lost = new Error("gone");
  const written = await writePieces(new Uint8Array(1000), 1000, () => Promise.reject(lost));
  expect(written).toMatchObject({ accepted: 0, end: "lost", cause: lost });
  expect(written.inDoubt).toBeGreaterThan(0);
  const short = await writePieces(new Uint8Array(10), 1000, () => Promise.reject(lost));
  expect(short).toMatchObject({ accepted: 0, inDoubt: 10, end: "lost" });
});
