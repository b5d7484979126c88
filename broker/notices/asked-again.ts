/**
 * What became of messages whose sending ended unknown: where the gateway can be asked by our reference, it is asked again, and
 * nothing is sent blindly twice (R5).
 * Knows no gateway's format and no timer.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { EndNotice, Notice, NoticeAnswer, ReportNotice } from "../queue/notices.ts";
import type { HubState } from "../queue/state.ts";
import type { SmsGateway, SmsStanding } from "./gateway.ts";

export type AskedAgainOptions = {
  readonly gateway: SmsGateway;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: EndNotice | ReportNotice) => Promise<NoticeAnswer>;
  readonly log: Log;
};

/** When it is asked, after the message was begun; nobody is asked for ever. */
const ASKED_MS = [60_000, 300_000, 1_800_000, 7_200_000, 86_400_000] as const;
/** "No such message" is believed from here on: before that the gateway may still be at it. */
const SURE_MS = 300_000;
/** So many are asked about in one look. */
const AT_ONCE = 20;

/** From the hub's start to its end. */
export class AskedAgain {
  readonly #options: AskedAgainOptions;
  /** How often each was asked about. */
  readonly #asked = new Map<string, number>();

  constructor(options: AskedAgainOptions) {
    this.#options = options;
  }

  /** Asks about those whose time has come. Rejects only when the hub must exit. */
  async look(): Promise<void> {
    const { gateway, state, at } = this.#options;
    if (gateway.ask === undefined) return;
    const open = [...state().notices.values()].flat().filter(({ outcome }) => outcome === "unknown");
    for (const notice of this.#asked.keys())
      if (!open.some((one) => one.notice === notice)) this.#asked.delete(notice);
    const due = open.filter(({ notice, begunAt }) => {
      const wait = ASKED_MS[this.#asked.get(notice) ?? 0];
      return wait !== undefined && at() - begunAt >= wait;
    });
    for (const one of due.slice(0, AT_ONCE)) await this.#learn(one, await gateway.ask(one.notice));
  }

  async #learn({ notice, appointment, begunAt }: Notice, standing: SmsStanding): Promise<void> {
    const { at, decide, log } = this.#options;
    this.#asked.set(notice, ASKED_MS.filter((wait) => at() - begunAt >= wait).length);
    log.info("the gateway was asked about a text message", { notice, standing });
    const end = (outcome: EndNotice["outcome"], parts: number) =>
      decide({ kind: "end-notice", notice, appointment, outcome, parts });
    if (standing === "not-there") {
      if (at() - begunAt >= SURE_MS) await end("put-back", 0);
    } else if (standing === "accepted") await end("sent", this.#partsOf(notice));
    else if (standing !== "unknown") await decide({ kind: "report-notice", notice, report: standing });
  }

  /** As many as were handed over when its end was unknown. */
  #partsOf(notice: string): number {
    return this.#options.state().references.get(notice)?.perhaps?.spent.parts ?? 0;
  }
}
