import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDisplay } from "../../../protocol/config/display.ts";
import { checkHub } from "../../../protocol/config/hub.ts";
import { isLoopback } from "../../../protocol/config/parts.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import type { Checked } from "../../../protocol/config.ts";

type Document = Record<string, unknown>;
const example = (name: string) => JSON.parse(readFileSync(`docs/examples/${name}.json`, "utf8")) as Document;
const problems = (checked: Checked<unknown>) =>
  checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
/** A deep copy with other values at paths such as `mqtt.url`; undefined takes the field away. */
function with_(document: Document, changes: Document): Document {
  const copy = structuredClone(document);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    const place = keys.reduce<Document>((at, key) => at[key] as Document, copy);
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return copy;
}

describe("the hub's file", () => {
  const hub = (changes: Document = {}) => problems(checkHub(with_(example("hub"), changes)));

  it("of the documents has no problem and gets the usual times", () => {
    expect(checkHub(example("hub"))).toMatchObject({
      ok: true,
      value: {
        timings: {
          provisionalMs: 10_000,
          heldMs: 10_000,
          undoMs: 8000,
          closeDayAfterMs: 10_800_000,
          coalesceMs: 100,
        },
      },
    });
  });

  it("may leave certificates out wherever it listens: the hub makes its own", () => {
    expect(hub({ "http.tls": undefined, "mqtt.tls": undefined })).toEqual([]);
    const local = { "http.host": "127.0.0.1", "mqtt.host": "::1" };
    expect(hub({ "http.tls": undefined, "mqtt.tls": undefined, ...local })).toEqual([]);
  });

  it("says of each source of appointments once how it delivers, a push with one secret", () => {
    const folder = { kind: "folder", source: "planner", folder: "drop" };
    const push = { kind: "push", source: "calendar", passwordFile: "token" };
    expect(hub({ appointments: [folder, push] })).toEqual([]);
    expect(hub({ appointments: [folder, { ...push, source: "planner", credential: "token" }] })).toEqual([
      'appointments.1.source: "planner" delivers twice',
      "appointments.1: name either passwordFile or credential",
    ]);
  });

  it("may go without sign-in only on this machine", () => {
    expect(hub({ signIn: { kind: "none" } })).toEqual([
      'signIn.kind: "none" is allowed only when http listens on 127.0.0.1',
    ]);
    expect(hub({ signIn: { kind: "none" }, "http.host": "localhost" })).toEqual([]);
  });

  it("takes each password from exactly one place, and no account twice", () => {
    const account = { username: "s1", role: "stand", id: "s1", passwordFile: "p" };
    const accounts = [
      account,
      { ...account, passwordFile: undefined },
      { ...account, credential: "c", id: "s2" },
    ];
    expect(hub({ "mqtt.accounts": accounts })).toEqual([
      "mqtt.accounts.1: name either passwordFile or credential",
      'mqtt.accounts.1: "username s1" has two accounts',
      'mqtt.accounts.1: "stand s1" has two accounts',
      "mqtt.accounts.2: name either passwordFile or credential",
      'mqtt.accounts.2: "username s1" has two accounts',
    ]);
  });

  it("may use a broker of the house's own, with or without a name", () => {
    const mqtt = { kind: "external", url: "mqtts://broker.example.dk" };
    expect(hub({ mqtt })).toEqual([]);
    expect(hub({ mqtt: { ...mqtt, username: "hub", passwordFile: "p" } })).toEqual([]);
    expect(hub({ mqtt: { ...mqtt, username: "hub" } })).toEqual([
      "mqtt: name either passwordFile or credential",
    ]);
    expect(hub({ mqtt: { ...mqtt, credential: "c" } })).toEqual([
      "mqtt.username: a password needs a username",
    ]);
    expect(hub({ mqtt: { ...mqtt, passwordFile: "c" } })).toEqual([
      "mqtt.username: a password needs a username",
    ]);
    expect(hub({ mqtt: { ...mqtt, url: "mqtt://name:secret@broker" } })).toEqual([
      expect.stringMatching(/^mqtt.url/),
    ]);
  });

  it("pairs displays only where people sign in, and knows no third way", () => {
    expect(hub({ displays: "paired" })).toEqual([]);
    expect(hub({ displays: "shut" })).toEqual([expect.stringMatching(/^displays/)]);
    const none = { signIn: { kind: "none" }, "http.host": "127.0.0.1" };
    expect(hub({ ...none, displays: "open" })).toEqual([]);
    expect(hub({ ...none, displays: "paired" })).toEqual([
      expect.stringMatching(/^displays: "paired" needs/),
    ]);
  });

  it("names a key that does not exist, and an address that a phone cannot open", () => {
    expect(hub({ "http.prot": 1 })).toEqual([expect.stringMatching(/^http: .*prot/)]);
    expect(hub({ "http.publicUrl": "https://queue.example.dk/" })).toEqual([
      expect.stringMatching(/^http.publicUrl/),
    ]);
    expect(hub({ "http.publicUrl": "https://example.dk/queue" })).toEqual([]);
  });
});

const TCP = { driver: "escpos", transport: "tcp", host: "p" };

describe("the stand's file", () => {
  const stand = (changes: Document = {}) => problems(checkStand(with_(example("stand"), changes)));

  it("of the documents has no problem and gets the usual times", () => {
    expect(checkStand(example("stand"))).toMatchObject({
      ok: true,
      value: { timings: { answerMs: 1500, guardMinMs: 2000, guardMaxMs: 5000 }, paperWidthMm: 80 },
    });
  });

  it("shows its page to this machine only", () => {
    expect(stand({ "http.host": "0.0.0.0" })).toEqual([expect.stringMatching(/^http.host: "0.0.0.0"/)]);
  });

  it("must let people learn their number: a printer or a screen", () => {
    const none = { printer: { driver: "none" } };
    expect(stand(none)).toEqual([]);
    expect(stand({ ...none, screen: false })).toEqual([
      expect.stringMatching(/^printer.driver: "none" needs a screen/),
    ]);
  });

  it("has one PIN, one password, and a guard that ends after it began", () => {
    expect(
      stand({
        staffPinCredential: "pin",
        "mqtt.passwordFile": "p",
        timings: { guardMinMs: 900, guardMaxMs: 800 },
      }),
    ).toEqual([
      "mqtt: name either passwordFile or credential",
      "timings.guardMaxMs: must not be below guardMinMs",
      "staffPinFile: name either staffPinFile or staffPinCredential",
    ]);
  });

  it.each([
    ["buttons", { driver: "simulated", count: 4 }],
    ["lamps", { driver: "none" }],
    ["lamps", { driver: "simulated", count: 4 }],
    ["printer", { driver: "simulated", paperFile: "paper.jsonl", printMs: 0 }],
    ["printer", { driver: "escpos", transport: "tcp", host: "printer.lan" }],
    ["printer", { driver: "escpos", transport: "serial", path: "/dev/ttyUSB0", hasFlowControl: false }],
    ["buttons", { driver: "auto", lines: [17, "GPIO4"], chipLabels: ["pinctrl-rp1"], stuckMs: 60_000 }],
    ["buttons", { driver: "cdev", lines: ["RED"], bias: "none", isActiveLow: false, debounceMs: 0 }],
    ["buttons", { driver: "onoff", lines: [17], stuckMs: 20_000 }],
    ["lamps", { driver: "auto", lines: [2, null, "GPIO3"], isActiveLow: true }],
    ["lamps", { driver: "cdev", lines: [2] }],
    ["scanner", { driver: "simulated" }],
    ["scanner", { driver: "none" }],
    ["scanner", { driver: "serial", path: "/dev/serial/by-id/x", prefix: "<", suffix: ">" }],
    ["scanner", { driver: "hid", path: "/dev/input/by-id/x-event-kbd", layout: "dk" }],
    ["scanner", { driver: "hid", usb: "05e0:1200", name: "Scanner", phys: "usb-1/input0" }],
    ["keypad", { driver: "none" }],
    ["speaker", { driver: "simulated" }],
    ["speaker", { driver: "alsa", device: "plughw:CARD=Device", volume: 60 }],
    ["keypad", { driver: "simulated", keys: ["1", "next"] }],
    ["keypad", { driver: "evdev", usb: "04d9:A088", keys: { KEY_KP1: "1", BTN_TRIGGER: "next" } }],
  ])("takes %s %j", (kind, options) => {
    expect(stand({ [kind]: options })).toEqual([]);
  });

  it.each([
    [{ printer: {} }, "printer.driver: is missing"],
    [{ printer: undefined }, "printer: is missing"],
    [
      { printer: { driver: "laser" } },
      'printer.driver: is no known driver: must be one of "simulated", "escpos", "none"',
    ],
    [{ printer: { driver: "escpos" } }, "printer.transport: is missing"],
    [
      { printer: { driver: "escpos", transport: "lpt" } },
      'printer.transport: is no known transport: must be one of "tcp", "serial", "usb", "libusb"',
    ],
    [{ printer: { driver: "escpos", transport: "tcp" } }, "printer.host: is missing"],
    [
      { printer: { driver: "escpos", transport: "tcp", host: "p", port: "9100" } },
      "printer.port: must be of type number",
    ],
    [{ scanner: { driver: "hid" } }, "scanner: name either its path or at least one of usb, name and phys"],
    [
      { keypad: { driver: "evdev", path: "/dev/input/x", usb: "04d9:a088" } },
      "keypad: name either its path or at least one of usb, name and phys",
    ],
    [{ v: undefined }, "v: is missing"],
    [{ buttons: { driver: "onoff", lines: [1, 1] } }, "buttons.lines.1: GPIO line 1 is used twice"],
    [
      { buttons: { driver: "auto", lines: ["RED", 3, "RED"] } },
      "buttons.lines.2: GPIO line RED is used twice",
    ],
    [{ lamps: { driver: "onoff", lines: [null, 4, null, 4] } }, "lamps.lines.3: GPIO line 4 is used twice"],
    [
      { buttons: { driver: "cdev", lines: [1.5] } },
      "buttons.lines.0: must be a whole number 0-1023 or a line's name",
    ],
    [
      { lamps: { driver: "cdev", lines: [true] } },
      "lamps.lines.0: must be a whole number 0-1023 or a line's name",
    ],
    [{ lamps: { driver: "onoff", lines: [1.5] } }, "lamps.lines.0: must be a whole number"],
    [
      { keypad: { driver: "evdev", path: "x", keys: { KP1: "1" } } },
      "keypad.keys.KP1: is no key: write it as KEY_KP1, as in linux/input-event-codes.h",
    ],
    [
      { keypad: { driver: "evdev", path: "x", keys: {} } },
      "keypad.keys: must name at least one key; left out, it is an ordinary number pad",
    ],
    [{ printer: { ...TCP, pollMs: 99_999_999_999 } }, "printer.pollMs: must be at most 604800000"],
    [
      { buttons: { driver: "simulated", count: 1, stuckMs: 99_999_999_999 } },
      "buttons.stuckMs: must be at most 604800000",
    ],
    [{ printer: { ...TCP, port: 0 } }, "printer.port: must be at least 1"],
    [
      { printer: { driver: "escpos", transport: "serial", path: "x", baudRate: 4_000_001 } },
      "printer.baudRate: must be at most 4000000",
    ],
    [
      { scanner: { driver: "serial", path: "x", baudRate: 4_000_001 } },
      "scanner.baudRate: must be at most 4000000",
    ],
    [
      { buttons: { driver: "simulated", count: 4 }, assist: { button: 3 } },
      "assist.button: must be the last button, 4: the others keep their numbers",
    ],
    [
      { buttons: { driver: "auto", lines: [5, 6, 13] }, lamps: { driver: "none" }, assist: { button: 4 } },
      "assist.button: must be the last button, 3: the others keep their numbers",
    ],
    [
      { printer: { ...TCP, profile: "no-name-58", confirm: "drained" } },
      "printer.confirm: a no-name-58 answers no question: leave confirm out, or choose another profile",
    ],
  ])("told to hold %j says exactly where and what", (changes, said) => {
    expect(stand(changes)).toEqual([said]);
  });

  it("needs no way to a broker where the machine is enrolled with a code", () => {
    expect(stand({ mqtt: undefined })).toEqual([]);
  });

  it.each([
    ["buttons", { driver: "simulated", count: 0 }],
    ["buttons", { driver: "gpio" }],
    ["buttons", { driver: "onoff", lines: ["GPIO17"] }],
    ["buttons", { driver: "onoff", lines: [17], bias: "pull-up" }],
    ["buttons", { driver: "cdev", lines: [17], chipLabels: [] }],
    ["buttons", { driver: "cdev", lines: [17], bias: "up" }],
    ["buttons", { driver: "cdev", lines: [""] }],
    ["buttons", { driver: "cdev", lines: [17], stuckMs: 10 }],
    ["printer", { driver: "escpos", transport: "usb", path: "" }],
    ["printer", { driver: "escpos", transport: "libusb", usb: "4b8:e28" }],
    ["roll", { lengthMm: 80 }],
    ["scanner", { driver: "serial" }],
    ["scanner", { driver: "hid", usb: "5e0:1200" }],
    ["scanner", { driver: "hid", path: "x", layout: "de" }],
    ["keypad", { driver: "evdev", path: "x", keys: { kp1: "1" } }],
    ["speaker", { driver: "alsa", volume: 101 }],
    ["speaker", { driver: "pulse" }],
    ["keypad", { driver: "evdev", path: "x", keys: { KEY_KP1: "Next Please" } }],
    ["paperWidthMm", 70],
  ])("refuses %s %j", (kind, options) => {
    expect(stand({ [kind]: options })).not.toEqual([]);
  });
});

describe("the display's file", () => {
  it("of the documents has no problem", () => {
    expect(checkDisplay(example("display"))).toMatchObject({ ok: true });
  });

  it("shows its page to this machine only, and needs a password's place", () => {
    const document = with_(example("display"), { "http.host": "192.168.1.7", "mqtt.credential": undefined });
    expect(problems(checkDisplay(document)).map((problem) => problem.split(":")[0])).toEqual([
      "http.host",
      "mqtt",
    ]);
  });

  it("is silent where no voice is named", () => {
    expect(checkDisplay(with_(example("display"), { voice: undefined }))).toMatchObject({
      value: { voice: { driver: "none" } },
    });
  });
});

it("this machine is localhost, 127.x.x.x and ::1, and nothing else", () => {
  expect(["localhost", "127.0.0.1", "127.4.5.6", "::1"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.dk", ""].map(isLoopback)).toEqual(
    Array(5).fill(false),
  );
});

it("no document makes a check throw", () => {
  fc.assert(
    fc.property(fc.anything(), (document) => {
      for (const checked of [checkHub(document), checkStand(document), checkDisplay(document)])
        expect(checked.ok).toBe(false);
    }),
  );
});
