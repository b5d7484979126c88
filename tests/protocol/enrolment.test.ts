import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped, isEnrolmentQr, newCode, qrOf, readCode, readQr } from "../../protocol/enrolment.ts";

const CODE = newCode(new Uint8Array(13).fill(0xa5));
const FINGERPRINT = Array.from({ length: 32 }, (_, i) =>
  (i * 7).toString(16).padStart(2, "0").toUpperCase(),
).join(":");
const URL = "https://hub.example.dk:8443";

describe("a code to enrol with", () => {
  it("has twenty signs that nobody mistakes, in groups of four, and begins with what it is found by", () => {
    expect(CODE).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
    expect(grouped(CODE)).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect(readCode(grouped(CODE))).toEqual({ id: CODE.slice(0, 4), code: CODE });
    expect(grouped("")).toBe("");
  });

  it("is read in any case, with spaces, and with letters that look like its digits", () => {
    expect(readCode("oiL0 1111 1111 1111 1111")?.code).toBe("01101111111111111111");
    for (const wrong of ["", "AAAA", "U".repeat(20), "A".repeat(21), "ÆØÅÆ".repeat(5)])
      expect(readCode(wrong)).toBe(null);
  });

  it("comes out of other random bytes as another code", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 13, maxLength: 13 }), (bytes) => {
        expect(readCode(newCode(bytes))?.code).toBe(newCode(bytes));
      }),
    );
    expect(newCode(Uint8Array.from({ length: 13 }, (_, i) => (i === 12 ? 0xa4 : 0xa5)))).toBe(CODE);
    expect(newCode(Uint8Array.from({ length: 13 }, (_, i) => (i === 0 ? 0xa4 : 0xa5)))).not.toBe(CODE);
  });
});

describe("the QR of a claim", () => {
  it("holds the hub's address, its fingerprint and the code, in letters and digits that every scanner types", () => {
    const text = qrOf({ url: URL, fingerprint: FINGERPRINT, code: CODE });
    expect(text).toMatch(/^[0-9A-Z]+$/);
    expect(readQr(text)).toEqual({ url: URL, fingerprint: FINGERPRINT, code: CODE });
    expect(readQr(text.toLowerCase())).toEqual(readQr(text));
    for (let more = 0; more < 8; more += 1) {
      const url = `${URL}${"x".repeat(more)}`;
      expect(readQr(qrOf({ url, fingerprint: FINGERPRINT, code: CODE }))?.url).toBe(url);
    }
  });

  it("is known as one even where it is damaged, and is then not read", () => {
    const text = qrOf({ url: URL, fingerprint: FINGERPRINT, code: CODE });
    for (const damaged of [
      "TALONENROL",
      text.slice(0, -3),
      `${text}00`,
      text.replace(/.$/, "!"),
      "TALONENROLZZZZ",
    ])
      expect([isEnrolmentQr(damaged), readQr(damaged)]).toEqual([true, null]);
    const foreign = [
      qrOf({ url: "http://hub", fingerprint: FINGERPRINT, code: CODE }),
      qrOf({ url: URL, fingerprint: FINGERPRINT, code: "!".repeat(20) }),
    ];
    for (const one of foreign) expect(readQr(one)).toBe(null);
    expect([isEnrolmentQr("A07"), readQr("A07")]).toEqual([false, null]);
  });
});
