import { describe, expect, it } from "vitest";
import { CODE_MS, DoorCodes, VISIT_MS } from "../../../broker/phone/codes.ts";
import { MOST_FROM_ADDRESS, MOST_FROM_ALL, PhonePace } from "../../../broker/phone/pace.ts";
import { parseToken } from "../../../protocol/terms.ts";

const AT = Date.UTC(2026, 10, 23, 9, 0, 30);
const codes = new DoorCodes(new Uint8Array(32).fill(1));
const others = new DoorCodes(new Uint8Array(32).fill(2));
const random = new Uint8Array(10).fill(9);

describe("the code at the door", () => {
  it("has 128 bits, changes every minute and holds for a minute more", () => {
    const { code, shownUntil, until } = codes.codeAt(AT);
    expect(parseToken(code)).toBe(code);
    expect([shownUntil - AT, until - shownUntil]).toEqual([30_000, CODE_MS]);
    expect(codes.codeAt(shownUntil - 1).code).toBe(code);
    expect(codes.codeAt(shownUntil).code).not.toBe(code);
    expect(codes.isCode(code.toLowerCase(), AT, undefined)).toBe(true);
    expect(codes.isCode(code, until - 1, undefined)).toBe(true);
    expect(codes.isCode(code, until, undefined)).toBe(false);
    expect(codes.isCode(code, shownUntil - CODE_MS - 1, undefined)).toBe(false);
  });

  it("is worth nothing to another hub, and neither is what looks like one", () => {
    expect(others.isCode(codes.codeAt(AT).code, AT, undefined)).toBe(false);
    for (const text of ["", "0", "00000000000000000000000000", "x".repeat(5000), "é".repeat(26)])
      expect(codes.isCode(text, AT, 1)).toBe(false);
  });

  it("can be typed as six digits, which change and hold as it does", () => {
    const { typed, until } = codes.codeAt(AT);
    expect(typed).toMatch(/^\d{6}$/);
    expect(codes.isTyped(` ${typed.slice(0, 3)} ${typed.slice(3)} `, AT)).toBe(true);
    expect(codes.isTyped(typed, until - 1)).toBe(true);
    for (const [text, at] of [
      [typed, until],
      [others.codeAt(AT).typed, AT],
      ["", AT],
      [`${typed}0`, AT],
    ] as const)
      expect(codes.isTyped(text, at)).toBe(false);
  });

  it("on a poster holds as long as the location says its number", () => {
    const code = codes.posterCode(3);
    expect(codes.isCode(code, AT, 3)).toBe(true);
    expect(codes.isCode(code, AT + 1e10, 3)).toBe(true);
    expect(codes.isCode(code, AT, 4)).toBe(false);
    expect(codes.isCode(code, AT, undefined)).toBe(false);
  });

  it("never opens the door's own screen, nor the other way round", () => {
    expect(codes.isScreen(codes.screen)).toBe(true);
    expect(codes.isScreen(codes.codeAt(AT).code)).toBe(false);
    expect(codes.isScreen("")).toBe(false);
    expect(codes.isCode(codes.screen, AT, 1)).toBe(false);
  });
});

describe("a visit", () => {
  it("knows when it began, and becomes the same one ticket whenever it is asked", () => {
    const opened = codes.open(AT, random);
    expect(opened.visit).toMatch(/^[0-9A-HJKMNP-TV-Z]{52}$/);
    expect(codes.visitOf(opened.visit.toLowerCase())).toEqual(opened);
    expect(codes.ticketOf(opened)).toEqual(codes.ticketOf(opened));
    const { ticketId, token } = codes.ticketOf(opened);
    expect(ticketId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseToken(token)).toBe(token);
    expect(opened.visit).not.toContain(token);
    expect(VISIT_MS).toBeGreaterThanOrEqual(5 * 60_000);
  });

  it("of a poster never passes for one of a screen", () => {
    const [poster, screen] = [codes.open(AT, random, true), codes.open(AT, random)];
    expect(codes.visitOf(poster.visit)).toEqual({ ...poster, isByPoster: true });
    expect(codes.visitOf(screen.visit)).toMatchObject({ isByPoster: false });
    expect(codes.visitOf(`${poster.visit.slice(0, 26)}${screen.visit.slice(26)}`)).toMatchObject({
      isByPoster: false,
    });
    expect(poster.visit.slice(26)).not.toBe(screen.visit.slice(26));
  });

  it("is another one at each scan", () => {
    const [one, other] = [codes.open(AT, random), codes.open(AT, new Uint8Array(10).fill(8))];
    expect(one.visit).not.toBe(other.visit);
    expect(codes.ticketOf(one).ticketId).not.toBe(codes.ticketOf(other).ticketId);
  });

  it("cannot be made up, and no later one made of an old one", () => {
    const { visit } = codes.open(AT, random);
    expect(others.visitOf(visit)).toBeNull();
    expect(codes.visitOf(`1${visit.slice(1)}`)).toBeNull();
    for (const text of ["", visit.slice(0, 26), `${visit}0`, "not-a-visit", "é".repeat(52)])
      expect(codes.visitOf(text)).toBeNull();
  });
});

describe("how many tickets phones may take in a minute", () => {
  it("is limited from one address and from all, and a minute later there is room again", () => {
    const pace = new PhonePace();
    const from = (address: string | null, count: number) =>
      Array.from({ length: count }, () => pace.take(address, AT)).filter((one) => one !== null).length;
    expect(from("192.0.2.1", MOST_FROM_ADDRESS + 5)).toBe(MOST_FROM_ADDRESS);
    expect(from(null, MOST_FROM_ALL)).toBe(MOST_FROM_ALL - MOST_FROM_ADDRESS);
    expect(from("192.0.2.2", 1)).toBe(0);
    expect(pace.take("192.0.2.1", AT + 60_000)).not.toBeNull();
  });

  it("counts no tap of which no ticket came", () => {
    const pace = new PhonePace();
    for (let tap = 0; tap < 100; tap += 1) pace.take("192.0.2.1", AT)?.();
    expect(pace.take("192.0.2.1", AT)).not.toBeNull();
  });
});
