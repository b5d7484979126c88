/**
 * What a modem was handed by the network: a text (SMS-DELIVER) or what became of one (SMS-STATUS-REPORT; 3GPP TS 23.040, 9.2.2).
 * Pure; knows no modem. Bytes that are neither say nothing, and nothing in them is believed before its length is.
 */
import { lettersOf } from "../../protocol/gsm7.ts";
import type { SmsFate } from "./gateway.ts";

export type HeardPdu =
  | { readonly kind: "text"; readonly from: string; readonly text: string }
  | {
      readonly kind: "status";
      readonly reference: number;
      readonly to: string;
      readonly fate: SmsFate | null;
    };

/** Reads bytes one after the other; beyond the end everything is missing. */
class Bytes {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.take(1)[0] as number;
  }

  take(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length) throw new RangeError("the PDU is too short");
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  rest(): Uint8Array {
    return this.take(this.#bytes.length - this.#at);
  }
}

/** International and national numbers are digits; who writes by a name is answered by nobody (9.1.2.5). */
function addressIn(bytes: Bytes): string {
  const [length, type] = [bytes.byte(), bytes.byte()];
  const pairs = bytes.take(Math.ceil(length / 2));
  if ((type & 0x70) === 0x50) return "";
  const digits = [...pairs].map((pair) => `${(pair & 15).toString(16)}${(pair >> 4).toString(16)}`).join("");
  return `${(type & 0x70) === 0x10 ? "+" : ""}${digits.slice(0, length)}`;
}

function septetsIn(bytes: Uint8Array, count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const bit = at * 7;
    const wide = (bytes[bit >> 3] ?? 0) | ((bytes[(bit >> 3) + 1] ?? 0) << 8);
    return (wide >> (bit & 7)) & 0x7f;
  });
}

/** The words of a part; its header, where it has one, is passed over (9.2.3.24). */
function textIn(bytes: Bytes, hasHeader: boolean): string {
  const coding = bytes.byte();
  bytes.take(7);
  const length = bytes.byte();
  const content = bytes.rest();
  const headerBytes = hasHeader ? (content[0] ?? 0) + 1 : 0;
  // 23.038, 4: 8 is UCS-2, 4 are bytes that are no letters.
  if ((coding & 0x0c) === 0x08) {
    const own = Buffer.from(content.subarray(headerBytes, length));
    return own
      .subarray(0, own.length - (own.length % 2))
      .swap16()
      .toString("utf16le");
  }
  if ((coding & 0x0c) === 0x04) return "";
  const headerSeptets = Math.ceil((headerBytes * 8) / 7);
  return lettersOf(septetsIn(content, Math.min(length, 160)).slice(headerSeptets));
}

/** 9.2.3.15: up to 2 it is there; 32 to 63 the centre still tries, so it is too early to say; above that it has given up. */
function fateOf(status: number): SmsFate | null {
  if (status <= 2) return "delivered";
  if (status < 32) return "unknown";
  if (status < 64) return null;
  return status === 70 ? "expired" : "failed";
}

function heardIn(bytes: Bytes): HeardPdu | null {
  bytes.take(bytes.byte());
  const first = bytes.byte();
  if ((first & 3) === 0) {
    const from = addressIn(bytes);
    bytes.byte();
    return { kind: "text", from, text: textIn(bytes, (first & 0x40) !== 0) };
  }
  if ((first & 3) !== 2) return null;
  const reference = bytes.byte();
  const to = addressIn(bytes);
  bytes.take(14);
  return { kind: "status", reference, to, fate: fateOf(bytes.byte()) };
}

/** What a PDU in hexadecimal says, the centre's address before it; `null` where it says nothing that is known. */
export function heardPdu(hex: string): HeardPdu | null {
  if (!/^(?:[0-9A-F]{2})+$/i.test(hex)) return null;
  try {
    return heardIn(new Bytes(Buffer.from(hex, "hex")));
  } catch (fault) {
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}
