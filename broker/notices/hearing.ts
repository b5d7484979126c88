/**
 * What is heard from a gateway, whether it calls, is asked or is listened to: reports go into the ledger, answers to whoever takes them.
 * Knows no gateway's format. Nothing of what it logs names a person.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { NoticeAnswer, ReportNotice } from "../queue/notices.ts";
import type { SmsAnswer, SmsCall, SmsGateway, SmsHeard } from "./gateway.ts";

export type HearingOptions = {
  readonly gateway: SmsGateway;
  readonly decide: (command: ReportNotice) => Promise<NoticeAnswer>;
  readonly answered: (answer: SmsAnswer) => Promise<void>;
  readonly log: Log;
};

/** What a call came to, for whoever answers it. */
export type Called = "done" | "forged" | "unreadable" | "no-calls";

/** From the hub's start to its end. */
export class Hearing {
  readonly #options: HearingOptions;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  /** Takes in a call. Rejects only when the hub must exit. */
  async called(call: SmsCall): Promise<Called> {
    const { gateway, log } = this.#options;
    if (gateway.called === undefined) return "no-calls";
    const said = gateway.called(call);
    if ("refused" in said) {
      log.warning("a call of the gateway of text messages was refused", { why: said.refused });
      return said.refused;
    }
    await this.take(said.heard);
    return "done";
  }

  /** Listens to a gateway that is listened to. Rejects only when the hub must exit. */
  async listen(): Promise<void> {
    const { gateway } = this.#options;
    if (gateway.listen !== undefined) await this.take(await gateway.listen());
  }

  /** One after the other, in the order in which they came. */
  async take(heard: readonly SmsHeard[]): Promise<void> {
    for (const one of heard)
      if (one.kind === "answer") await this.#options.answered(one);
      else await this.#report(one.reference, one.fate);
  }

  async #report(notice: string, fate: ReportNotice["report"] | "unknown"): Promise<void> {
    const { decide, log } = this.#options;
    if (fate === "unknown") return;
    const answer = await decide({ kind: "report-notice", notice, report: fate });
    if ("done" in answer) log.info("a text message was reported of", { notice, report: fate });
  }
}
