/** The modem on a real serial line, with a far side that puts messages together as a telephone does. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SmsHeard } from "../../../broker/notices/gateway.ts";
import { openModem } from "../../../broker/notices/modem.ts";
import { ModemReports } from "../../../broker/notices/modem-reports.ts";
import { submitsOf } from "../../../broker/notices/pdu.ts";
import { heardPdu } from "../../../broker/notices/pdu-heard.ts";
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
    expect([...parts]).toEqual([{ to: MESSAGE.to, text: MESSAGE.text, of: 1, at: 1, reference: null }]);
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

const hex = (...bytes: number[]) => Buffer.from(bytes).toString("hex").toUpperCase();
/** +4520304050, as its digits stand in a PDU. */
const NUMBER = [10, 0x91, 0x54, 0x02, 0x03, 0x04, 0x05];
const STAMP = [0x62, 0x11, 0x21, 0x90, 0x00, 0x00, 0x40];
/** SMS-STATUS-REPORT of a part (23.040, 9.2.2.3). */
const report = (reference: number, status: number) =>
  hex(0, 0x06, reference, ...NUMBER, ...STAMP, ...STAMP, status);
/** SMS-DELIVER in UCS-2 (23.040, 9.2.2.1). */
const deliver = (text: string) => {
  const content = Buffer.from(text, "utf16le").swap16();
  return hex(0, 0x04, ...NUMBER, 0, 8, ...STAMP, content.length, ...content);
};

describe("a modem that is listened to", () => {
  it("asks for a report of each part, and tells once what the network says of all of them", async () => {
    const { parts, gateway } = await modem();
    await gateway.send({ ...MESSAGE, text: "x".repeat(200) });
    const listen = async () => (await gateway.listen?.()) ?? [];
    expect(await listen()).toEqual([]);
    parts.tell(report(1, 0));
    parts.tell(report(1, 0));
    expect(await listen()).toEqual([]);
    parts.tell(report(2, 0));
    const heard: SmsHeard[] = [];
    for (let tries = 0; tries < 50 && heard.length === 0; tries += 1) heard.push(...(await listen()));
    expect(heard).toEqual([{ kind: "report", reference: MESSAGE.reference, fate: "delivered" }]);
    parts.tell(report(2, 0));
    expect(await listen()).toEqual([]);
    await gateway.close();
  });

  it.each([
    [0, "delivered"],
    [2, "delivered"],
    [3, "unknown"],
    [48, null],
    [64, "failed"],
    [70, "expired"],
  ] as const)("takes the network's %i as %s, of this number alone", (status, fate) => {
    const sent = new ModemReports();
    sent.sent(MESSAGE, [7]);
    const heard = heardPdu(report(7, status));
    expect(heard).toMatchObject({ kind: "status", reference: 7, to: MESSAGE.to, fate });
    if (heard?.kind !== "status") throw new Error("no report");
    expect(sent.told({ ...heard, to: "+4520304051" })).toBeNull();
    expect(sent.told(heard)).toEqual(
      fate === null ? null : { kind: "report", reference: MESSAGE.reference, fate },
    );
  });

  it("says that a message failed when one part did, and not the other parts' luck", () => {
    const sent = new ModemReports();
    sent.sent(MESSAGE, [1, 2, 3]);
    const told = (reference: number, fate: "delivered" | "failed") =>
      sent.told({ reference, to: MESSAGE.to, fate });
    expect([told(1, "delivered"), told(2, "failed"), told(3, "delivered")]).toEqual([
      ...[null, { kind: "report", reference: MESSAGE.reference, fate: "failed" }, null],
    ]);
  });

  it("takes texts out of its storage, and forgets them there", async () => {
    const { parts, gateway } = await modem();
    parts.stored.set(1, deliver("1"));
    parts.stored.set(4, deliver("Ja tak, åh 🙂"));
    expect(await gateway.listen?.()).toEqual([
      { kind: "answer", id: null, from: "+4520304050", text: "1" },
      { kind: "answer", id: null, from: "+4520304050", text: "Ja tak, åh 🙂" },
    ]);
    expect(parts.stored.size).toBe(0);
    expect(await gateway.listen?.()).toEqual([]);
    await gateway.close();
  });

  it("that is pulled says nothing, and does again once it is back", async () => {
    const { pty, gateway } = await modem();
    await pty.unplug();
    expect(await gateway.listen?.()).toEqual([]);
    await pty.plug();
    const parts = await farModem(pty.far);
    parts.stored.set(1, deliver("STOP"));
    expect(await gateway.listen?.()).toMatchObject([{ text: "STOP" }]);
    await gateway.close();
  });
});

describe("what the network hands over", () => {
  it("is read whatever its alphabet, with and without a header", () => {
    // "hellohello" of 3GPP's own example, in seven bits.
    const seven = [0xe8, 0x32, 0x9b, 0xfd, 0x46, 0x97, 0xd9, 0xec, 0x37];
    const text = (first: number, coding: number, length: number, content: number[]) =>
      heardPdu(hex(0, first, ...NUMBER, 0, coding, ...STAMP, length, ...content));
    expect(text(0x04, 0, 10, seven)).toEqual({ kind: "text", from: "+4520304050", text: "hellohello" });
    expect(text(0x44, 8, 8, [5, 0, 3, 1, 2, 1, 0, 0xe5])).toMatchObject({ text: "å" });
    expect(text(0x04, 4, 2, [1, 2])).toMatchObject({ text: "" });
    // By a name: nobody can be answered.
    expect(heardPdu(hex(0, 0x04, 4, 0xd0, 0x41, 0x42, 0, 8, ...STAMP, 2, 0, 0x31))).toMatchObject({
      from: "",
    });
    expect(heardPdu(hex(0, 0x01, ...NUMBER))).toBeNull();
    expect([heardPdu("0"), heardPdu("zz"), heardPdu("")]).toEqual([null, null, null]);
  });

  it("never throws, whatever bytes it is", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void heardPdu(hex(...bytes))));
  });

  it("is read back as it was written, in the alphabet of telephones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(..."æøå€{}[]~|^\\ abcXYZ019@\n"), { maxLength: 70 }),
        (letters) => {
          const [part] = submitsOf("+4520304050", letters.join(""), 1);
          if (part === undefined) return;
          // A submit's content, in the envelope of a deliver.
          const bytes = [...Buffer.from(part.pdu, "hex")].slice(2 + 1 + NUMBER.length + 2 + 1);
          expect(heardPdu(hex(0, 0x04, ...NUMBER, 0, 0, ...STAMP, ...bytes))).toMatchObject({
            text: letters.join(""),
          });
        },
      ),
    );
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
