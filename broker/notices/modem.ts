/**
 * A GSM modem on a serial line, for when the internet is away (3GPP TS 27.005: PDU mode, +CMGS).
 * Knows no appointment. The line is opened for each message, so that a modem may be pulled and plugged in at any time.
 */
import type { ModemLine } from "../../hal/modem/contract.ts";
import { openModemLine } from "../../hal/modem/open.ts";
import type { SmsGateway, SmsMessage, SmsTry } from "./gateway.ts";
import { type Submit, submitsOf } from "./pdu.ts";

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
/** A modem that says more than this without an end is none. */
const MOST_HEARD = 4096;
/** Causes of 27.005 3.2.5 by which the number itself is wrong or barred: no other try is better. */
const FOR_EVER = new Set([1, 8, 10, 28, 29, 30, 50]);

/** The modem's end of the line as text that is waited for. */
class Dialogue {
  #heard = "";
  #isGone = false;
  #line: ModemLine | null = null;
  #changed: () => void = () => undefined;

  async open({ path, baudRate }: ModemOptions): Promise<void> {
    this.#line = await openModemLine(
      { path, baudRate },
      {
        onBytes: (bytes) => {
          this.#heard = (this.#heard + Buffer.from(bytes).toString("latin1")).slice(-MOST_HEARD);
          this.#changed();
        },
        onLost: () => {
          this.#isGone = true;
          this.#changed();
        },
      },
    );
  }

  async close(): Promise<void> {
    await this.#line?.close();
  }

  /** Writes, and waits for an answer that fits; `null` when none came in time or the line went. */
  async ask(text: string, answer: RegExp, limitMs: number): Promise<RegExpExecArray | null> {
    this.#heard = "";
    const isWritten = await this.#line?.write(Buffer.from(text, "latin1")).then(
      () => true,
      () => false,
    );
    if (isWritten !== true) return null;
    const until = performance.now() + limitMs;
    for (;;) {
      const found = answer.exec(this.#heard);
      const leftMs = until - performance.now();
      if (found !== null || this.#isGone || leftMs <= 0) return found;
      await this.#change(leftMs);
    }
  }

  #change(limitMs: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, limitMs);
      this.#changed = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

const later = (why: string): SmsTry => ({ ended: "later", why });
/** Of a message of which a part has gone already it is not known what a telephone makes. */
const orUnknown = (tried: SmsTry, sent: number): SmsTry =>
  sent === 0 || tried.ended === "accepted"
    ? tried
    : { ended: "unknown", why: `after ${sent} parts: ${tried.why}` };

async function sendPart(
  dialogue: Dialogue,
  { pdu, octets }: Submit,
  limits: Required<ModemOptions>,
): Promise<SmsTry> {
  const ready = await dialogue.ask(`AT+CMGS=${octets}\r`, />|ERROR[^\r]*\r/, limits.answerMs);
  if (ready === null) {
    await dialogue.ask(ESCAPE, /$/, 0);
    return later("the modem does not answer");
  }
  if (ready[0] !== ">") return later(`the modem answered ${ready[0].trim()}`);
  const sent = await dialogue.ask(
    `${pdu}${CTRL_Z}`,
    /\+CMGS: ?\d+[^]*OK|\+CMS ERROR: ?(\d+)|ERROR\r/,
    limits.networkMs,
  );
  if (sent === null) return { ended: "unknown", why: "the network did not answer" };
  if (sent[0].startsWith("+CMGS")) return { ended: "accepted" };
  const cause = Number(sent[1] ?? Number.NaN);
  const why = `the network refused it (${sent[1] ?? "no cause"})`;
  return FOR_EVER.has(cause) ? { ended: "refused", why } : later(why);
}

async function talk(
  dialogue: Dialogue,
  message: SmsMessage,
  limits: Required<ModemOptions>,
): Promise<SmsTry> {
  for (const command of ["ATE0", "AT+CMGF=0"]) {
    const answer = await dialogue.ask(`${command}\r`, /OK\r|ERROR[^\r]*\r/, limits.answerMs);
    if (answer === null) return later("the modem does not answer");
    if (!answer[0].startsWith("OK")) return later(`the modem does not know ${command}`);
  }
  const reference = Number.parseInt(message.reference.slice(0, 2), 16) || 0;
  for (const [sent, part] of submitsOf(message.to, message.text, reference).entries()) {
    const tried = await sendPart(dialogue, part, limits);
    if (tried.ended !== "accepted") return orUnknown(tried, sent);
  }
  return { ended: "accepted" };
}

/** One message after the other. */
export function openModem(options: ModemOptions): SmsGateway {
  const limits = { answerMs: ANSWER_MS, networkMs: NETWORK_MS, ...options };
  let last: Promise<unknown> = Promise.resolve();
  const one = async (message: SmsMessage): Promise<SmsTry> => {
    const dialogue = new Dialogue();
    try {
      await dialogue.open(options);
    } catch {
      return later("the modem's line cannot be opened");
    }
    const tried = await talk(dialogue, message, limits);
    await dialogue.close();
    return tried;
  };
  return {
    name: "modem",
    send: async (message) => {
      const tried = last.then(() => one(message));
      last = tried;
      return await tried;
    },
    close: () => Promise.resolve(),
  };
}
