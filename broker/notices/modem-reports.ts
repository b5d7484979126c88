/**
 * Which of the network's reports belong to which message of a modem: it counts what it sends from 0 to 255 and begins again, so a report is
 * believed for the number that it was sent to, too.
 * Pure; a message of several parts is there when all of them are.
 */
import type { SmsFate, SmsMessage, SmsReport } from "./gateway.ts";

type Waiting = {
  readonly reference: string;
  readonly to: string;
  /** Parts of which nothing is known. */
  readonly open: Set<number>;
};

export class ModemReports {
  /** By the modem's own number of a part. */
  readonly #byNumber = new Map<number, Waiting>();

  /** The network took the parts of a message under these numbers. */
  sent({ reference, to }: SmsMessage, numbers: readonly number[]): void {
    const waiting = { reference, to, open: new Set(numbers) };
    for (const number of numbers) this.#byNumber.set(number, waiting);
  }

  /** What a report makes known of a message; `null` while parts are open, and of one that nobody knows. */
  told(status: {
    readonly reference: number;
    readonly to: string;
    readonly fate: SmsFate | null;
  }): SmsReport | null {
    const waiting = this.#byNumber.get(status.reference);
    if (status.fate === null || waiting === undefined) return null;
    if (waiting.to.replace("+", "") !== status.to.replace("+", "")) return null;
    this.#byNumber.delete(status.reference);
    waiting.open.delete(status.reference);
    const isOver = status.fate === "failed" || status.fate === "expired";
    if (!isOver && waiting.open.size > 0) return null;
    for (const number of waiting.open) this.#byNumber.delete(number);
    return { kind: "report", reference: waiting.reference, fate: status.fate };
  }
}
