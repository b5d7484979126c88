import { expect, it } from "vitest";
import { Stands } from "../../broker/stands.ts";
import { EXAMPLES } from "../../protocol/examples.ts";
import type { Message } from "../../protocol/messages.ts";
import type { StandId } from "../../protocol/terms.ts";

const S1 = "s1" as StandId;
const fine = { online: true, problem: null };
const well: Message<"standHealth"> = {
  ...EXAMPLES.standHealth,
  ...{
    printer: { ...fine, paper: "ok" },
    scanner: fine,
    buttons: fine,
    storage: { ok: true, problem: null },
  },
};
const gone = { online: false, problem: "The GPIO line 5 of a button could not be opened. Read the cause." };

it.each<[string, Partial<Message<"standHealth">>, string | null]>([
  ["nothing", {}, null],
  [
    "its printer by the code of the driver",
    { printer: { ...well.printer, problem: "HAL_PRINTER_COVER_OPEN" } },
    "HAL_PRINTER_COVER_OPEN",
  ],
  ["its printer in words", { printer: { ...well.printer, problem: "smoke" } }, "HAL_PRINTER"],
  ["the paper", { printer: { ...well.printer, paper: "out" } }, "HAL_PRINTER_PAPER_OUT"],
  ["its storage", { storage: { ok: false, problem: "EIO: i/o error, write" } }, "STAND_STORAGE"],
  ["its buttons", { buttons: gone }, "HAL_BUTTON"],
  ["its scanner", { scanner: { online: false, problem: "the scanner cannot be reached" } }, "HAL_SCANNER"],
  ["a code beside its words", { scanner: { ...gone, code: "HAL_SCANNER_GONE" } }, "HAL_SCANNER_GONE"],
  [
    "a code that nobody knows yet",
    { buttons: { ...gone, code: "HAL_BUTTON_TOMORROW" } },
    "HAL_BUTTON_TOMORROW",
  ],
  ["its keypad", { keypad: { ...gone, code: "HAL_KEYPAD_GONE" } }, "HAL_KEYPAD_GONE"],
  ["nothing, and is older than keypads", { keypad: undefined }, null],
  ["its speaker", { speaker: { ...gone, code: "HAL_SPEAKER_GONE" } }, "HAL_SPEAKER_GONE"],
  ["its lamps", { lamps: { ...gone, code: "HAL_GPIO_NONE" } }, "HAL_LAMP"],
  ["nothing, and is older than speakers", { speaker: undefined }, null],
  ["nothing, said with no code", { scanner: { ...fine, code: null } }, null],
  ["two parts", { scanner: gone, storage: { ok: false, problem: "full" } }, "STAND_STORAGE"],
])(
  "a stand that is troubled by %s is told by a code, never by a technician's words",
  (_, change, problem) => {
    const stands = new Stands();
    stands.health(S1, { ...well, ...change });
    expect(stands.view(S1)).toEqual({ online: false, problem, paperLow: false });
  },
);

it("a stand that has said how many keys it has is known by that, and one of before is not", () => {
  const stands = new Stands();
  stands.health(S1, { ...well, buttons: { ...fine, count: 6 } });
  stands.health("s2" as StandId, well);
  expect(stands.buttonCounts).toEqual({ s1: 6 });
});

it("a roll that comes to its end is told before it has", () => {
  const stands = new Stands();
  stands.health(S1, { ...well, printer: { ...fine, paper: "low" } });
  expect(stands.view(S1)).toMatchObject({ problem: null, paperLow: true });
  stands.health(S1, { ...well, printer: { ...fine, paper: "out" } });
  expect(stands.view(S1).paperLow).toBe(false);
});
