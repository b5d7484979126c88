import { describe, expect, it } from "vitest";
import { NOTHING_ANNOUNCED } from "../../../../device/display/page/announce.ts";
import {
  ASK_STAFF_AFTER_MS,
  type DisplayView,
  type Link,
  QUEUE_PAGE_MS,
  QUEUES_AT_ONCE,
  type Said,
  viewOf,
} from "../../../../device/display/page/view.ts";
import type { DisplayPicture } from "../../../../protocol/snapshots.ts";
import type { QueueId } from "../../../../protocol/terms.ts";
import { call, DISPLAY_SCENES, display } from "../../../system/pages/scenes.ts";
import { MORNING } from "../../../system/pages/town.ts";

const live: Link = { state: "live" };
const see = (picture: DisplayPicture | null, link: Link = live, at = MORNING): DisplayView =>
  viewOf({ picture, announcing: NOTHING_ANNOUNCED, link, at });
const texts = (said: Said | undefined) => said?.map((one) => `${one.language}: ${one.text}`);

describe("what stands on a display", () => {
  it("starts in both languages while nothing is known", () => {
    const view = see(null, { state: "connecting" });
    expect(view.mode).toBe("connecting");
    expect(texts(view.message?.head)).toEqual(["da: Skærmen starter …", "en: The display is starting …"]);
  });

  it("says where the last number goes, Danish first, and the counter in the second language", () => {
    const { big } = see(display());
    expect(big?.number).toBe("A05");
    expect(texts(big?.label)).toEqual(["da: Nu kaldes", "en: Now calling"]);
    expect(texts(big?.counter)).toEqual(["da: Skranke 2", "en: Counter 2"]);
  });

  it("says a text once when both languages have the same", () => {
    const name = { da: "Skat" };
    const view = see(display({ queues: [{ ...display().queues[0]!, name }] }));
    expect(texts(view.queues[0]?.name)).toEqual(["da: Skat"]);
  });

  it("keeps to the one language of a display", () => {
    expect(texts(see(display({ languages: ["en"] })).big?.counter)).toEqual(["en: Counter 2"]);
  });

  it("calls a number the last one when nobody is being called any more", () => {
    expect(texts(see(DISPLAY_SCENES["last"] ?? null).big?.label)?.[0]).toBe("da: Sidst kaldt");
  });

  it("gives the big place to what is being announced", () => {
    const announced = call(3, "A02", "1", MORNING - 1000);
    const now = { call: announced, isSpoken: true, since: MORNING, isHeard: false };
    const view = viewOf({
      picture: display(),
      announcing: { ...NOTHING_ANNOUNCED, now },
      link: live,
      at: MORNING,
    });
    expect(view.big?.number).toBe("A02");
    expect(view.rows.map((row) => row.number)).toEqual(["A05", "AB04", "B02", "A03", "B01"]);
  });

  it("lists the last five other numbers, each once and the newest first", () => {
    const again = call(8, "A03", "1", MORNING - 1000);
    const view = see(display({ calls: [...display().calls, again] }));
    expect(view.big?.number).toBe("A03");
    expect(view.rows.map((row) => row.number)).toEqual(["A05", "AB04", "B02", "A02", "B01"]);
    expect(view.rows[0]?.isNow).toBe(true);
  });

  it("welcomes while nobody was called yet", () => {
    const view = see(display({ calls: [] }));
    expect(view.mode).toBe("empty");
    expect(texts(view.message?.head)?.[0]).toBe("da: Velkommen – træk et nummer ved standeren");
  });

  it("says when a closed location opens", () => {
    const view = see(DISPLAY_SCENES["closed"] ?? null);
    expect(view.mode).toBe("closed");
    expect(texts(view.message?.help)).toEqual([
      "da: Åbner i morgen kl. 10.00",
      "en: Opens tomorrow at 10:00",
    ]);
  });

  it("goes on showing calls after closing time while people still wait", () => {
    expect(see(display({ open: false })).mode).toBe("live");
  });

  it("keeps the numbers when the connection is lost, with their time, and calls none of them present", () => {
    const view = see(display(), { state: "lost", since: MORNING });
    expect(view.mode).toBe("lost");
    expect(view.big?.number).toBe("A05");
    expect(texts(view.big?.label)?.[0]).toBe("da: Sidst kaldt");
    expect(texts(view.banner)?.[0]).toBe("da: Skærmen har mistet forbindelsen. Numrene er fra kl. 10.45.");
  });

  it("sends people to the staff after five minutes without a connection", () => {
    const view = see(display(), { state: "lost", since: MORNING }, MORNING + ASK_STAFF_AFTER_MS);
    expect(texts(view.banner)?.[0]).toMatch(/Spørg personalet\.$/);
  });

  it("tells for each queue how many wait and how long, and nothing of waiting for a closed one", () => {
    const [first, , third] = see(display()).queues;
    expect(texts(first?.waiting)?.[0]).toBe("da: 7 venter");
    expect(texts(first?.wait)?.[0]).toBe("da: Ventetid ca. 10-18 min.");
    expect(texts(third?.waiting)?.[0]).toBe("da: Lukket");
    expect(third?.wait).toEqual([]);
  });

  it("turns the pages of more queues than fit", () => {
    const [queue] = display().queues;
    const queues = Array.from({ length: 6 }, (_, index) => ({
      ...queue!,
      queue: `q${index}` as QueueId,
      letters: "ABCDEF"[index] ?? "",
    }));
    const start = Math.floor(MORNING / (2 * QUEUE_PAGE_MS)) * 2 * QUEUE_PAGE_MS;
    const letters = (at: number) =>
      see(display({ queues }), live, at)
        .queues.map((one) => one.letters)
        .join("");
    expect(letters(start)).toBe("ABCDEF".slice(0, QUEUES_AT_ONCE));
    expect(letters(start + QUEUE_PAGE_MS)).toBe("ABCDEF".slice(QUEUES_AT_ONCE));
  });
});
