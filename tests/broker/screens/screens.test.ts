import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Screen, Screens } from "../../../broker/screens/screens.ts";
import { CODE_MS } from "../../../broker/screens/waiting.ts";
import type { DisplayId } from "../../../protocol/terms.ts";
import { MONDAY } from "../hall.ts";

const d1 = "d1" as DisplayId;
let folder: string;
let file: string;
let screens: Screens;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-screens-"));
  file = join(folder, "screens.json");
  screens = new Screens(file);
});
afterEach(() => rmSync(folder, { recursive: true }));

const from = (address: string, at = MONDAY) => ({ address, at });

/** What a browser shows that has this token. */
function codeOf(token: string, at = MONDAY, address = "10.0.0.1"): string {
  const shown = screens.pictureFor(token, from(address, at));
  return shown !== null && "code" in shown ? shown.code : "";
}

const pair = (code: string, at = MONDAY) => screens.pair({ code, display: d1, by: "toke" }, from("toke", at));

function paired(): { readonly token: string; readonly screen: Screen } {
  const token = screens.welcome(undefined);
  return { token, screen: pair(codeOf(token)) as Screen };
}

describe("a browser that waits", () => {
  it("shows six digits, the same while they hold, and others afterwards", () => {
    const token = screens.welcome(undefined);
    const code = codeOf(token);
    expect(code).toMatch(/^\d{6}$/);
    expect(screens.welcome(token)).toBe(token);
    expect(codeOf(token, MONDAY + CODE_MS - 1)).toBe(code);
    expect(pair(code, MONDAY + CODE_MS)).toEqual({ refused: "code-unknown" });
    const next = codeOf(token, MONDAY + CODE_MS);
    expect(next).not.toBe(code);
    expect(pair(code, MONDAY + CODE_MS)).toEqual({ refused: "code-unknown" });
    expect(pair(next, MONDAY + CODE_MS)).toMatchObject({ display: "d1", by: "toke" });
  });

  it("is given a token by the hub, and never one that it brought along", () => {
    expect(screens.welcome("chosen by somebody else")).not.toBe("chosen by somebody else");
  });

  it("finds no room beside twenty others of its own address, which keep out nobody else", () => {
    for (let i = 0; i < 20; i += 1) expect(codeOf(screens.welcome(undefined))).not.toBe("");
    expect(screens.pictureFor(screens.welcome(undefined), from("10.0.0.1"))).toBeNull();
    expect(codeOf(screens.welcome(undefined), MONDAY, "10.0.0.2")).not.toBe("");
    expect(codeOf(screens.welcome(undefined), MONDAY + CODE_MS)).not.toBe("");
  });
});

describe("a screen", () => {
  it("is paired by a code once, typed with or without its space", () => {
    const [one, other] = [screens.welcome(undefined), screens.welcome(undefined)];
    const code = codeOf(one);
    expect(pair(`${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({ display: "d1" });
    expect(pair(code)).toEqual({ refused: "code-unknown" });
    expect(screens.find(one)).toMatchObject({ display: "d1", pairedAt: MONDAY });
    expect(screens.find(other)).toBeNull();
    expect(screens.pictureFor(one, from("10.0.0.1"))).toEqual({ display: "d1" });
  });

  it("makes whoever types five wrong codes wait for a quarter of an hour, and nobody else", () => {
    const token = screens.welcome(undefined);
    const code = codeOf(token);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i += 1) expect(pair(wrong)).toEqual({ refused: "code-unknown" });
    expect(pair(code)).toEqual({ refused: "slow", afterMs: 15 * 60_000 });
    expect(screens.pair({ code, display: d1, by: "clara" }, from("clara"))).toMatchObject({ by: "clara" });
  });

  it("outlives a restart, and the file opens no display", () => {
    const { token } = paired();
    expect(new Screens(file).find(token)).toMatchObject({ display: "d1", by: "toke" });
    expect(readFileSync(file, "utf8")).not.toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is none where the file is torn", () => {
    for (const text of ["", "{", '{"screens":[["x",{"display":1}]]}']) {
      writeFileSync(file, text);
      expect(new Screens(file).list(MONDAY)).toEqual([]);
    }
  });

  it("is told at once when it is taken off, also after a restart nobody's any more", () => {
    const { token, screen } = paired();
    const told: string[] = [];
    screens.watch(screen, { ended: () => told.push("one"), now: () => MONDAY });
    const stop = screens.watch(screen, { ended: () => told.push("two"), now: () => MONDAY });
    stop();
    expect(screens.unpair(screen.id)).toMatchObject({ display: "d1" });
    expect(told).toEqual(["one"]);
    expect(screens.find(token)).toBeNull();
    expect(new Screens(file).find(token)).toBeNull();
    expect(screens.unpair(screen.id)).toBeNull();
  });

  it("is listed as it was seen last, newest first, and as showing while a page is open", () => {
    const { screen } = paired();
    const later = MONDAY + 3_600_000;
    const stop = screens.watch(screen, { ended: () => undefined, now: () => later });
    expect(screens.list(later + 1000)).toMatchObject([{ isShowing: true, seenAt: later + 1000 }]);
    stop();
    const { screen: newer } = paired();
    expect(screens.list(later + 9000)).toMatchObject([
      { id: newer.id, isShowing: false },
      { id: screen.id, isShowing: false, seenAt: later },
    ]);
    expect(new Screens(file).list(later).at(-1)).toMatchObject({ seenAt: later });
  });
});
