/**
 * A GSM modem on a serial line, for when the internet is away (3GPP TS 27.005: PDU mode, +CMGS; reports by +CDS; texts from its storage).
 * Knows no appointment. Which reports belong to which message is known in memory alone: those of before a restart are not.
 */
import { mobileOf } from "../appointments/mobile.ts";
import type { SmsGateway, SmsHeard, SmsMessage, SmsTry } from "./gateway.ts";
import { ModemDialogue } from "./modem-line.ts";
import { ModemReports } from "./modem-reports.ts";
import { type Submit, submitsOf } from "./pdu.ts";
import { heardPdu } from "./pdu-heard.ts";

export type ModemOptions = {
  readonly path: string;
  readonly baudRate: number;
  /** How long the modem itself, and the network behind it, may take to answer. */
  readonly answerMs?: number;
  readonly networkMs?: number;
};

const ANSWER_MS = 5_000;
const NETWORK_MS = 60_000;
const CTRL_Z = "\x1A";
const ESCAPE = "\x1B";
/** Causes of 27.005 3.2.5 by which the number itself is wrong or barred: no other try is better. */
const FOR_EVER = new Set([1, 8, 10, 28, 29, 30, 50]);

const later = (why: string): SmsTry => ({ ended: "later", why });
/** Of a message of which a part has gone already it is not known what a telephone makes. */
const orUnknown = (tried: SmsTry, sent: number): SmsTry =>
  sent === 0 || !("why" in tried) ? tried : { ended: "unknown", why: `after ${sent} parts: ${tried.why}` };

/** What became of a part, and the number by which the network will report of it. */
type PartTry = SmsTry & { readonly number?: number };

async function sendPart(
  dialogue: ModemDialogue,
  { pdu, octets }: Submit,
  limits: Required<ModemOptions>,
): Promise<PartTry> {
  const ready = await dialogue.ask(`AT+CMGS=${octets}\r`, />|ERROR[^\r]*\r/, limits.answerMs);
  if (ready === null) {
    await dialogue.ask(ESCAPE, /$/, 0);
    return later("the modem does not answer");
  }
  if (ready[0] !== ">") return later(`the modem answered ${ready[0].trim()}`);
  const sent = await dialogue.ask(
    `${pdu}${CTRL_Z}`,
    /\+CMGS: ?(\d+)[^]*OK|\+CMS ERROR: ?(\d+)|ERROR\r/,
    limits.networkMs,
  );
  if (sent === null) return { ended: "unknown", why: "the network did not answer" };
  if (sent[0].startsWith("+CMGS")) return { ended: "accepted", number: Number(sent[1]) };
  const cause = Number(sent[2] ?? Number.NaN);
  const why = `the network refused it (${sent[2] ?? "no cause"})`;
  return FOR_EVER.has(cause) ? { ended: "refused", why } : later(why);
}

/** `null` when the modem is ready; otherwise why it is not. */
async function readied(dialogue: ModemDialogue, limits: Required<ModemOptions>): Promise<SmsTry | null> {
  try {
    await dialogue.open();
  } catch {
    return later("the modem's line cannot be opened");
  }
  for (const command of ["ATE0", "AT+CMGF=0"]) {
    const answer = await dialogue.ask(`${command}\r`, /OK\r|ERROR[^\r]*\r/, limits.answerMs);
    if (answer === null) return later("the modem does not answer");
    if (!answer[0].startsWith("OK")) return later(`the modem does not know ${command}`);
  }
  // Texts into its storage, reports to us as they come (27.005, 3.4.1); whichever does not know it sends all the same.
  const told = await dialogue.ask("AT+CNMI=2,1,0,1,0\r", /OK\r|ERROR[^\r]*\r/, limits.answerMs);
  return told === null ? later("the modem does not answer") : null;
}

async function talk(
  dialogue: ModemDialogue,
  message: SmsMessage,
  { limits, reports }: { readonly limits: Required<ModemOptions>; readonly reports: ModemReports },
): Promise<SmsTry> {
  const trouble = await readied(dialogue, limits);
  if (trouble !== null) return trouble;
  const reference = Number.parseInt(message.reference.slice(0, 2), 16) || 0;
  const numbers: number[] = [];
  for (const [sent, part] of submitsOf(message.to, message.text, reference).entries()) {
    const { number, ...tried } = await sendPart(dialogue, part, limits);
    if (tried.ended !== "accepted") return orUnknown(tried, sent);
    if (number !== undefined) numbers.push(number);
  }
  reports.sent(message, numbers);
  return { ended: "accepted" };
}

/** Every text that lies in the modem's storage, with its place there (27.005, 3.4.2). */
const STORED = /\+CMGL: ?(\d+),[^\r\n]*\r\n([0-9A-Fa-f]+)/g;

/** PDUs that the modem told or kept; what was read is deleted there, since its storage is small. */
async function pdusOf(dialogue: ModemDialogue, limits: Required<ModemOptions>): Promise<string[]> {
  if ((await readied(dialogue, limits)) !== null) return dialogue.told();
  const list = await dialogue.ask("AT+CMGL=4\r", /^[^]*?(?:\r\nOK\r|ERROR[^\r]*\r)/, limits.answerMs);
  const stored = [...(list?.[0] ?? "").matchAll(STORED)];
  for (const [, place] of stored)
    await dialogue.ask(`AT+CMGD=${place}\r`, /OK\r|ERROR[^\r]*\r/, limits.answerMs);
  return [...dialogue.told(), ...stored.map(([, , pdu]) => pdu as string)];
}

function heardOf(pdu: string, reports: ModemReports): SmsHeard | null {
  const heard = heardPdu(pdu);
  if (heard === null) return null;
  if (heard.kind === "status") return reports.told(heard);
  const from = mobileOf(heard.from);
  return from === null ? null : { kind: "answer", id: null, from, text: heard.text };
}

/** One message after the other, and listening between them. */
export function openModem(options: ModemOptions): SmsGateway {
  const limits = { answerMs: ANSWER_MS, networkMs: NETWORK_MS, ...options };
  const dialogue = new ModemDialogue(options);
  const reports = new ModemReports();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done;
    return await done;
  };
  return {
    name: "modem",
    send: async (message) => await inTurn(() => talk(dialogue, message, { limits, reports })),
    listen: async () =>
      await inTurn(async () =>
        (await pdusOf(dialogue, limits)).flatMap((pdu) => heardOf(pdu, reports) ?? []),
      ),
    close: async () => await dialogue.close(),
  };
}
