import { describe, expect, it } from "vitest";
import { viewOf } from "../../../../broker/pages/door/view.ts";
import type { DoorPicture } from "../../../../protocol/snapshots.ts";

const picture: DoorPicture = {
  at: 1000,
  place: [{ language: "da", text: "Borgerservice" }],
  code: { url: "https://koe.example/d/X", qr: { size: 33, path: "M0 0" }, until: 5000 },
  said: [{ language: "da", text: "Scan" }],
  appointment: [{ language: "da", text: "Tast 482 109" }],
  away: [{ language: "da", text: "Gå til standeren" }],
};

describe("a screen at the door", () => {
  it("shows the code with the words beside it", () => {
    expect(viewOf(picture, "live", 4999)).toMatchObject({
      mode: "code",
      code: { size: 33 },
      said: picture.said,
      appointment: picture.appointment,
    });
  });

  it("shows no code that opens nothing any more, nor any while the hub is silent", () => {
    for (const view of [viewOf(picture, "live", 5000), viewOf(picture, "lost", 1000)])
      expect(view).toMatchObject({ mode: "away", code: null, said: picture.away, appointment: [] });
  });

  it("says so when nothing is given on phones, and nothing before it knows", () => {
    expect(viewOf({ ...picture, code: null }, "live", 9000)).toMatchObject({ mode: "none", code: null });
    expect(viewOf(null, "lost", 0)).toMatchObject({ mode: "connecting", code: null, said: [] });
  });
});
