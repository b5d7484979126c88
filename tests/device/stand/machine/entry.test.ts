import fc from "fast-check";
import { expect, it } from "vitest";
import { PAD_KEYS } from "../../../../hal/keypad/contract.ts";
import { standConfig } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";

const SHOWN_MS = 20_000;
const CODE = "48210937";

function type(stand: BenchStand, ...keys: string[]): void {
  for (const key of keys) stand.happen({ kind: "key", key });
}

function typing(): BenchStand {
  const stand = new BenchStand().online();
  type(stand, ...CODE);
  return stand;
}

const asked = (stand: BenchStand) => stand.published("checkIn").map(({ code }) => code);

/** The answer to the last code. */
function answer(stand: BenchStand): void {
  const transaction = stand.state.lookup!.request;
  const refused = { refused: "code-unknown" as const };
  stand.says("checkInAnswer", { ...stand.head(), transaction, ledger: stand.mark(), answer: refused });
}

it("typed digits are told to the screen by their number alone, and Enter presents them as a scanned code", () => {
  const stand = typing();
  expect(stand.picture().digits).toBe(CODE.length);
  expect(JSON.stringify(stand.picture())).not.toContain(CODE);
  type(stand, "enter");
  const scanned = new BenchStand().online();
  scanned.happen({ kind: "presented", code: CODE });
  const plain = ({ v: _v, id: _id, at: _at, ...message }: { v: number; id: string; at: number }) => message;
  expect(stand.published("checkIn").map(plain)).toEqual(scanned.published("checkIn").map(plain));
  expect(stand.picture().digits).toBe(0);
  answer(stand);
  expect(stand.picture().standing).toMatchObject({ refused: "code-unknown" });
  expect(stand.effects).toContainEqual({ do: "sign", sign: "refused" });
});

it("off line typed digits are told to be out of reach, as a scanned code is", () => {
  const stand = typing();
  stand.offline();
  type(stand, "enter");
  expect(stand.picture().standing).toMatchObject({ refused: "off-line" });
  expect(asked(stand)).toEqual([]);
});

it("backspace takes the last digit back, and Enter after none asks nothing", () => {
  const stand = new BenchStand().online();
  type(stand, ...CODE, "1", "backspace", "backspace", "8", "enter");
  expect(asked(stand)).toEqual(["48210938"]);
  stand.pass(1000);
  type(stand, "4", "backspace", "backspace", "enter", "enter");
  expect(asked(stand)).toEqual(["48210938"]);
});

it("more than sixteen digits are not taken", () => {
  const stand = new BenchStand().online();
  type(stand, ..."12345678901234567890");
  expect(stand.picture().digits).toBe(16);
});

it.each([
  ["clear", (stand: BenchStand) => type(stand, "clear")],
  ["a while without a key", (stand: BenchStand) => stand.pass(2 * SHOWN_MS)],
  ["a press of a button", (stand: BenchStand) => void stand.press(1)],
  ["a press of a dark button", (stand: BenchStand) => void stand.press(7)],
  ["a service card", (stand: BenchStand) => void stand.happen({ kind: "service-card", isValid: true })],
  ["keys that were lost", (stand: BenchStand) => void stand.happen({ kind: "keys-missed" })],
  [
    "a keypad that is gone",
    (stand: BenchStand) =>
      void stand.happen({ kind: "keypad", keypad: { online: false, problem: "", code: "HAL_KEYPAD_GONE" } }),
  ],
])("%s forgets the digits", (_what, happens) => {
  const stand = typing();
  happens(stand);
  expect(stand.state.entry).toBe("");
  type(stand, "enter");
  expect(asked(stand)).toEqual([]);
  expect([...stand.timers.keys()]).not.toContain("entry");
});

it("every digit starts the time anew", () => {
  const stand = typing();
  stand.pass(SHOWN_MS - 1);
  type(stand, "5");
  stand.pass(SHOWN_MS - 1);
  expect(stand.picture().digits).toBe(CODE.length + 1);
});

it("a chosen language stays while somebody types", () => {
  const stand = new BenchStand({ remembered: { standConfig: standConfig(), queues: {} } }).online();
  stand.happen({ kind: "language", language: "en" });
  for (const digit of "123456") {
    stand.pass(SHOWN_MS - 1);
    type(stand, digit);
  }
  expect(stand.picture()).toMatchObject({ language: "en", digits: 6 });
});

it("the first digit puts the last code's answer away, and clear puts away whatever stands there", () => {
  const stand = typing();
  type(stand, "enter");
  answer(stand);
  type(stand, "7");
  expect(stand.picture()).toMatchObject({ standing: null, digits: 1 });
  stand.pass(1000);
  type(stand, "enter");
  expect(stand.picture().standing).toMatchObject({ refused: "code-unknown" });
  type(stand, "clear");
  expect(stand.picture()).toMatchObject({ standing: null, digits: 0 });
});

it("digits entered right after another code are neither lost nor asked at once", () => {
  const stand = typing();
  stand.happen({ kind: "presented", code: "11112222" });
  type(stand, "enter");
  expect(asked(stand)).toEqual(["11112222"]);
  stand.pass(500);
  type(stand, "enter");
  expect(asked(stand)).toEqual(["11112222", CODE]);
});

it("while a number that is on no paper is shown, only clear is heard", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.paper(ticketId, "failed");
  type(stand, "1", "enter");
  expect(stand.picture()).toMatchObject({ digits: 0, ticketOnScreen: { number: "A07" } });
  expect(asked(stand)).toEqual([]);
  type(stand, "clear");
  expect(stand.picture().ticketOnScreen).toBeNull();
});

/** Keys whose digits are all 9s, beside digits that nothing else in the stand says eight times in a row. */
const keys = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant("9") },
    { weight: 1, arbitrary: fc.constantFrom(...PAD_KEYS.filter((key) => !/\d/.test(key)), "f1") },
    { weight: 1, arbitrary: fc.constantFrom("press", "pass", "health", "card", "dismissed", "down", "up") },
  ),
  { maxLength: 60 },
);

function happens(stand: BenchStand, what: string): void {
  switch (what) {
    case "press":
      return void stand.press(1);
    case "pass":
      return stand.pass(7000);
    case "health":
      return void stand.happen({ kind: "timer", name: "health" });
    case "card":
      return void stand.happen({ kind: "service-card", isValid: true });
    case "dismissed":
      return void stand.happen({ kind: "dismissed" });
    case "down":
      return stand.offline();
    case "up":
      return void stand.online();
    default:
      return void stand.happen({ kind: "key", key: what });
  }
}

it("whatever is typed, its digits are in no effect and no picture but in the one question that Enter asks", () => {
  fc.assert(
    fc.property(keys, (all) => {
      const stand = new BenchStand().online();
      type(stand, ..."99999999");
      for (const what of all) {
        stand.forget();
        happens(stand, what);
        const asks = asked(stand);
        expect(asks.length).toBeLessThanOrEqual(what === "enter" ? 1 : 0);
        const others = stand.effects.filter(
          (one) => one.do !== "digest" && (one.do !== "publish" || one.topic !== "checkIn"),
        );
        expect(JSON.stringify([others, stand.picture()])).not.toContain("99999999");
        expect(stand.picture().digits).toBe(stand.state.entry.length);
      }
    }),
    { numRuns: 200 },
  );
});
