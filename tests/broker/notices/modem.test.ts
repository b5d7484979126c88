/** The modem on a real serial line, with a far side that puts messages together as a telephone does. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openModem } from "../../../broker/notices/modem.ts";
import { submitsOf } from "../../../broker/notices/pdu.ts";
import { smsCost } from "../../../protocol/gsm7.ts";
import { ptyPair } from "../../hal/pty.ts";
import { type Answering, farModem, GOOD, read } from "./far-modem.ts";

const MESSAGE = {
  reference: "7f000000-0000-4000-8000-000000000000",
  to: "+4520304050",
  text: "Husk æøåÆØÅ {kl. 10.15} €",
};

async function modem(answering?: Answering) {
  const pty = await ptyPair();
  const parts = await farModem(pty.far, answering);
  const gateway = openModem({ path: pty.near, baudRate: 115_200, answerMs: 300, networkMs: 300 });
  return { pty, parts, gateway };
}
const but = (what: Parameters<Answering>[0], answer: string | null): Answering => {
  return (asked, count) => (asked === what ? answer : GOOD(asked, count));
};

describe("a message by a modem", () => {
  it("arrives as it was written, Danish letters, brackets and the euro sign too", async () => {
    const { parts, gateway } = await modem();
    expect(await gateway.send(MESSAGE)).toEqual({ ended: "accepted" });
    expect(parts).toEqual([{ to: MESSAGE.to, text: MESSAGE.text, of: 1, at: 1, reference: null }]);
    await gateway.close();
  });

  it("of several parts is put together by its reference; the next one waits for it", async () => {
    const { parts, gateway } = await modem();
    const text = "å".repeat(161);
    const both = [gateway.send({ ...MESSAGE, text }), gateway.send({ ...MESSAGE, text: "ş".repeat(71) })];
    expect(await Promise.all(both)).toEqual([{ ended: "accepted" }, { ended: "accepted" }]);
    expect(parts.map(({ of, at, reference }) => [of, at, reference])).toEqual([
      [2, 1, 0x7f],
      [2, 2, 0x7f],
      [2, 1, 0x7f],
      [2, 2, 0x7f],
    ]);
    expect(parts.map((one) => one.text).join("")).toBe(text + "ş".repeat(71));
  });

  it.each([
    ["does not answer", but("ATE0", null), "later"],
    ["knows no PDU mode", but("AT+CMGF=0", "\r\nERROR\r\n"), "later"],
    ["wants no message now", but("AT+CMGS", "\r\n+CMS ERROR: 513\r\n"), "later"],
    ["asks for no message", but("AT+CMGS", null), "later"],
    ["has no network", but("message", "\r\n+CMS ERROR: 38\r\n"), "later"],
    ["gives no cause", but("message", "\r\nERROR\r\n"), "later"],
    ["knows no such number", but("message", "\r\n+CMS ERROR: 1\r\n"), "refused"],
    ["never hears of the network again", but("message", null), "unknown"],
    ["talks nonsense", but("ATE0", "x".repeat(5000)), "later"],
  ] as const)("by one that %s ends as it must", async (_, answering, ended) => {
    const { gateway } = await modem(answering);
    const tried = await gateway.send(MESSAGE);
    expect(tried.ended).toBe(ended);
    expect(JSON.stringify(tried)).not.toMatch(/2030|Husk/);
  });

  it("of which a part has gone already is not known", async () => {
    let messages = 0;
    const { parts, gateway } = await modem((what, count) => {
      if (what === "message") messages += 1;
      return what === "message" && messages === 2 ? "\r\n+CMS ERROR: 38\r\n" : GOOD(what, count);
    });
    expect(await gateway.send({ ...MESSAGE, text: "x".repeat(200) })).toMatchObject({ ended: "unknown" });
    expect(parts).toHaveLength(2);
  });

  it("by one that is pulled waits, and goes once it is back", async () => {
    const { pty, gateway } = await modem();
    await pty.unplug();
    expect(await gateway.send(MESSAGE)).toMatchObject({ ended: "later" });
    await pty.plug();
    const parts = await farModem(pty.far);
    expect(await gateway.send(MESSAGE)).toEqual({ ended: "accepted" });
    expect(parts).toHaveLength(1);
  });
});

it("any text comes whole out of its parts, as many as it costs", () => {
  const letter = fc.oneof(
    fc.constantFrom(..."æøåÆØÅ€{}[]~|^\\ abcXYZ019@\n"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  );
  const plain = fc.array(fc.constantFrom(..."æøåÆØÅ€{}[]~|^\\ abcXYZ019@\n"), { maxLength: 500 });
  const long = fc.array(fc.constantFrom(..."æøå€{ abc"), { minLength: 161, maxLength: 500 });
  const any = fc.array(letter, { maxLength: 300 });
  fc.assert(
    fc.property(
      fc.oneof(plain, any, long),
      fc.bigInt({ min: 10n ** 7n, max: 10n ** 15n - 1n }),
      (letters, number) => {
        const text = letters.join("");
        const parts = submitsOf(`+${number}`, text, 9).map(({ pdu, octets }) => read(pdu, octets));
        expect(parts.map((one) => one.text).join("")).toBe(text);
        expect(parts).toHaveLength(smsCost(text).parts);
        for (const { to } of parts) expect(to).toBe(`+${number}`);
      },
    ),
  );
});
