/**
 * The far side of a modem's line: answers as GSM modems do, and puts together what it was handed, as a telephone would.
 * Written apart from the driver's own coding, so that a mistake there shows here.
 */
import { createReadStream, type ReadStream, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { onTestFinished } from "vitest";

const ALPHABET = [
  ..."@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ",
  "",
  ..."ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
];
const ESCAPED: Readonly<Record<number, string>> = {
  ...{ 10: "\f", 20: "^", 40: "{", 41: "}", 47: "\\", 60: "[", 61: "~", 62: "]", 64: "|", 101: "€" },
};

export type Part = { to: string; text: string; of: number; at: number; reference: number | null };

function septets(bytes: readonly number[], skippedBits: number, count: number): number[] {
  const bits = bytes
    .flatMap((byte) => Array.from({ length: 8 }, (_, at) => (byte >> at) & 1))
    .slice(skippedBits);
  return Array.from({ length: count }, (_, at) =>
    bits.slice(at * 7, at * 7 + 7).reduce((sum, bit, place) => sum + (bit << place), 0),
  );
}

function letters(codes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < codes.length; at += 1)
    text += codes[at] === 27 ? (ESCAPED[codes[(at += 1)] ?? -1] ?? "?") : ALPHABET[codes[at] ?? 0];
  return text;
}

/** What an SMS-SUBMIT says. Throws for one that is none. */
export function read(pdu: string, octets: number): Part {
  const all = Buffer.from(pdu, "hex");
  if (all[0] !== 0 || all.length - 1 !== octets) throw new Error("its length is wrong");
  const bytes = [...all.subarray(1)];
  const take = (count: number) => bytes.splice(0, count) as [number, ...number[]];
  const [first] = take(1);
  if ((first & 0x03) !== 0x01 || (first & 0x18) !== 0x10)
    throw new Error("no submit with a relative validity");
  if ((first & 0x20) === 0) throw new Error("no status report was asked for");
  take(1);
  const [digits, type] = take(2) as [number, number];
  const swapped = take(Math.ceil(digits / 2)).map((byte) => `${byte & 15}${(byte >> 4).toString(16)}`);
  if (type !== 0x91) throw new Error("no international number");
  const [, coding] = take(2) as [number, number];
  take(1);
  const [length] = take(1);
  const header = (first & 0x40) === 0 ? [] : bytes.slice(0, (bytes[0] ?? 0) + 1);
  const [, , , reference = null, of = 1, at = 1] = header;
  const skippedSeptets = Math.ceil((header.length * 8) / 7);
  const text =
    coding === 8
      ? Buffer.from(bytes.slice(header.length)).swap16().toString("utf16le")
      : letters(septets(bytes, skippedSeptets * 7, length - skippedSeptets));
  if (coding === 8 && bytes.length !== length) throw new Error("its content's length is wrong");
  return { to: `+${swapped.join("").slice(0, digits)}`, text, of, at, reference };
}

/** Where a command or a message ends. */
function endOf(heard: string): number {
  return [...heard].findIndex((letter) => letter === "\r" || letter === "\u001A");
}

/** How the modem answers a command, or a message; `null`: not at all. */
export type Answering = (what: "ATE0" | "AT+CMGF=0" | "AT+CMGS" | "message", count: number) => string | null;

export const GOOD: Answering = (what, count) =>
  what === "AT+CMGS" ? "\r\n> " : what === "message" ? `\r\n+CMGS: ${count}\r\n\r\nOK\r\n` : "\r\nOK\r\n";

/** What a test says to the hub through the modem: texts that lie in its storage, and PDUs that it tells by itself. */
export type Telling = { readonly stored: Map<number, string>; readonly tell: (pdu: string) => void };

/** A modem at the far end of a pseudo terminal; the parts that it was handed. */
export async function farModem(far: string, answering: Answering = GOOD): Promise<Part[] & Telling> {
  const stored = new Map<number, string>();
  const tell = (pdu: string) => say(`\r\n+CDS: ${pdu.length / 2 - 1}\r\n${pdu}\r\n`);
  const parts = Object.assign([] as Part[], { stored, tell });
  const line = await open(far, "r+");
  const stream: ReadStream = createReadStream("", { fd: line.fd, autoClose: false });
  onTestFinished(() => {
    stream.destroy();
    void line.close().catch(() => undefined);
  });
  let [heard, octets] = ["", 0];
  const say = (text: string | null) => text !== null && writeSync(line.fd, text);
  const took = (text: string): void => {
    if (text.endsWith("\u001A")) {
      parts.push(read(text.slice(0, -1), octets));
      say(answering("message", parts.length));
      return;
    }
    const command = text.trim();
    octets = Number(/^AT\+CMGS=(\d+)$/.exec(command)?.[1] ?? 0);
    const place = Number(/^AT\+CMGD=(\d+)$/.exec(command)?.[1] ?? Number.NaN);
    stored.delete(place);
    if (command === "AT+CMGL=4" && stored.size > 0) {
      const all = [...stored].map(([at, pdu]) => `\r\n+CMGL: ${at},0,,${pdu.length / 2 - 1}\r\n${pdu}`);
      return void say(`${command}\r${all.join("")}\r\n\r\nOK\r\n`);
    }
    const what = octets > 0 ? "AT+CMGS" : (command as "ATE0");
    say(`${command}\r`);
    say(answering(what, parts.length));
  };
  stream.on("error", () => undefined);
  stream.on("data", (bytes) => {
    heard += bytes.toString("latin1");
    for (let end = endOf(heard); end >= 0; end = endOf(heard)) {
      took(heard.slice(0, end + 1));
      heard = heard.slice(end + 1);
    }
  });
  return parts;
}
