import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCaller } from "../../../protocol/config/caller.ts";
import { checkHub } from "../../../protocol/config/hub.ts";

const example = JSON.parse(readFileSync("docs/examples/caller.json", "utf8")) as Record<string, unknown>;
const { does: _, ...usual } = example;
const problems = (changes: object, base: object = usual) => {
  const checked = checkCaller({ ...base, ...changes });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
};

describe("the caller's file", () => {
  it("of the documents has no problem, and says what is the case without `does`", () => {
    const checked = checkCaller(example);
    expect(checked).toMatchObject({ ok: true, value: { repeatMs: 1000, lamps: { driver: "none" } } });
    expect(checkCaller(usual)).toEqual(checked);
  });

  it("knows the keys of an ordinary pad, real or simulated", () => {
    expect(checkCaller(usual)).toMatchObject({ value: { keypad: { keys: { KEY_KPPLUS: "plus" } } } });
    expect(checkCaller({ ...usual, keypad: { driver: "simulated" } })).toMatchObject({
      value: { keypad: { keys: expect.arrayContaining(["enter", "plus", "minus"]) as string[] } },
    });
  });

  it("gives the keys of a box of buttons their usual work, as far as the box has them", () => {
    const keypad = {
      driver: "evdev",
      path: "/dev/input/by-path/box",
      keys: { BTN_0: "enter", BTN_1: "plus" },
    };
    expect(checkCaller({ ...usual, keypad })).toMatchObject({
      value: { keypad, does: { enter: "call-next", plus: "recall" } },
    });
    expect(problems({ keypad: { driver: "simulated", keys: ["plus"] } })).toEqual([
      "does: no key does call-next",
    ]);
  });

  it("may name no key that the pad does not have, and no work that there is not", () => {
    expect(problems({ does: { enter: "call-next", f12: "recall" } })).toEqual([
      'does.f12: the keypad has no key named "f12"',
    ]);
    expect(problems({ does: { enter: "dance" } })[0]).toContain("does.enter");
  });

  it("needs a keypad that can be found, a password's place, and lamps on lines of their own", () => {
    expect(problems({ keypad: { driver: "none" } })).toEqual(["keypad.driver: a caller needs a keypad"]);
    expect(problems({ keypad: { driver: "evdev" } })).toEqual([
      "keypad: name either its path or at least one of usb, name and phys",
    ]);
    const mqtt = { url: "mqtt://hub", username: "caller-1" };
    expect(problems({ mqtt, lamps: { driver: "cdev", lines: [4, 4] } })).toEqual([
      "mqtt: name either passwordFile or credential",
      "lamps.lines.1: GPIO line 4 is used twice",
    ]);
  });

  it("names an account that the hub's own file offers, as the installation says", () => {
    const line = /^\{ "username": "caller-1".*\}$/m.exec(readFileSync("docs/install.md", "utf8"))?.[0] ?? "";
    const account = JSON.parse(line) as { username: string; id: string };
    const hub = JSON.parse(readFileSync("docs/examples/hub.json", "utf8")) as {
      mqtt: { accounts: object[] };
    };
    hub.mqtt.accounts.push(account);
    expect(checkHub(hub)).toMatchObject({ ok: true });
    expect(example).toMatchObject({ staff: account.id, mqtt: { username: account.username } });
  });

  it("never makes its check throw", () => {
    fc.assert(
      fc.property(fc.anything(), (document) => {
        expect(checkCaller(document).ok).toBe(false);
      }),
    );
  });
});
