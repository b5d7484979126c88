import { describe, expect, it } from "vitest";
import { NOTHING_ANNOUNCED } from "../../../../device/display/page/announce.ts";
import type { Said } from "../../../../device/display/page/languages.ts";
import {
  ASK_STAFF_AFTER_MS,
  type DisplayView,
  endedCalls,
  isQuiet,
  type Link,
  NOTE_MS,
  QUEUE_PAGE_MS,
  QUEUES_AT_ONCE,
  viewOf,
} from "../../../../device/display/page/view.ts";
import type { DisplayPicture } from "../../../../protocol/snapshots.ts";
import type { Language, QueueId } from "../../../../protocol/terms.ts";
import { DISPLAY_TEXTS } from "../../../../protocol/texts/texts.ts";
import { call, DISPLAY_SCENES, display } from "../../../system/pages/scenes.ts";
import { MORNING } from "../../../system/pages/town.ts";

const live: Link = { state: "live" };
const textsOf = (language: Language) => DISPLAY_TEXTS[language];
const see = (picture: DisplayPicture | null, link: Link = live, at = MORNING): DisplayView =>
  viewOf({ picture, announcing: NOTHING_ANNOUNCED, link, at, textsOf });
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

  it("says where a counter lies, and in which direction, as far as the location has it", () => {
    const at = (change: object) => display().counters.map((counter) => ({ ...counter, ...change }));
    const room = { da: "lokale 2, 1. sal", en: "room 2, 1st floor" };
    const placed = see(display({ counters: at({ room }) }));
    expect(texts(placed.big?.where)).toEqual(["da: lokale 2, 1. sal", "en: room 2, 1st floor"]);
    expect(placed.big?.arrow).toBeNull();
    expect(texts(placed.rows.find((row) => row.number === "B02")?.room)).toEqual(["da: lokale 2, 1. sal"]);
    const pointed = see(display({ counters: at({ arrow: "left" }) }));
    expect(pointed.big?.arrow).toBe("left");
    expect(texts(pointed.big?.where)).toEqual(["da: til venstre", "en: to the left"]);
    expect(texts(see(display({ counters: at({ room, arrow: "up" }) })).big?.where)?.[0]).toBe(
      "da: lokale 2, 1. sal, op ad trappen",
    );
    expect(see(display()).big?.where).toEqual([]);
  });

  it("marks a text as Danish where the location has it in no other language", () => {
    const name = { da: "Skat" };
    const view = see(display({ languages: ["en"], queues: [{ ...display().queues[0]!, name }] }));
    expect(texts(view.queues[0]?.name)).toEqual(["da: Skat"]);
  });

  it("marks a text as English where it stands in for a language that the location has no words in", () => {
    expect(texts(see(display({ languages: ["ar"] })).big?.counter)).toEqual(["en: Counter 2"]);
  });

  it("says its messages in turn between calls, never beside an announcement or old numbers", () => {
    const messages = [{ da: "Et", en: "One" }, { da: "To" }];
    const picture = display({ show: { messages } });
    const start = Math.floor(MORNING / (2 * NOTE_MS)) * 2 * NOTE_MS;
    expect(texts(see(picture, live, start).note)).toEqual(["da: Et", "en: One"]);
    expect(texts(see(picture, live, start + NOTE_MS).note)).toEqual(["da: To"]);
    const [announced] = display().calls;
    const now = { call: announced!, isSpoken: true, since: MORNING, isHeard: false };
    const next = { call: announced!, isSpoken: true };
    for (const announcing of [
      { ...NOTHING_ANNOUNCED, now },
      { ...NOTHING_ANNOUNCED, waiting: [next] },
    ])
      expect(viewOf({ picture, announcing, link: live, at: MORNING, textsOf }).note).toEqual([]);
    expect(see(picture, { state: "lost", since: MORNING }).note).toEqual([]);
    expect(see(display()).note).toEqual([]);
  });

  it("shows less in big type", () => {
    const start = Math.floor(MORNING / (2 * QUEUE_PAGE_MS)) * 2 * QUEUE_PAGE_MS;
    const view = see(display({ show: { bigType: true } }), live, start);
    expect([view.isBigType, view.rows.length, view.queues.length]).toEqual([true, 3, 2]);
  });

  it("looks as the location says, dark where it says nothing", () => {
    expect([see(display()).look, see(display({ show: { look: "light" } })).look]).toEqual(["dark", "light"]);
  });

  it("is quiet only when nobody is called, announced or about to be", () => {
    const free = display({ counters: [{ ...display().counters[0]!, state: "serving" }] });
    const [call] = free.calls;
    const now = { call: call!, isSpoken: true, since: MORNING, isHeard: true };
    expect(isQuiet(free, NOTHING_ANNOUNCED)).toBe(true);
    expect(isQuiet(free, { ...NOTHING_ANNOUNCED, now })).toBe(false);
    expect(isQuiet(free, { ...NOTHING_ANNOUNCED, waiting: [now] })).toBe(false);
    expect(isQuiet(display(), NOTHING_ANNOUNCED)).toBe(false);
  });

  it("tells of a queue that gives no more numbers, of one without any wait, and of one closed for a named day", () => {
    const queues = see(DISPLAY_SCENES["given"] ?? null).queues.map(({ waiting, wait }) =>
      [...waiting, ...wait].filter(({ language }) => language === "da").map(({ text }) => text),
    );
    expect(queues).toEqual([
      ["7 venter", "Dagens numre er givet"],
      ["Ingen venter", "Ventetid nu"],
      ["Lukket: Grundlovsdag", "Åbner i morgen kl. 10.00"],
    ]);
  });

  it("says for which day a closed location is closed", () => {
    const view = see(DISPLAY_SCENES["holiday"] ?? null);
    expect(texts(view.message?.head)).toEqual(["da: Lukket: Grundlovsdag", "en: Closed: Constitution Day"]);
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
      textsOf,
    });
    expect(view.big?.number).toBe("A02");
    expect(texts(view.big?.label)?.[0], "its counter serves another by now").toBe("da: Sidst kaldt");
    expect(endedCalls(display()).map(({ number }) => number)).toEqual(["A01", "B01", "A02", "B02"]);
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
