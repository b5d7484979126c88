/**
 * The identity of a running stand: waited for until somebody enrols the machine, and renewed over its own link.
 * Knows no ticket. Only a machine without an identity takes a scanned code: nobody in the hall may give a stand another hub.
 */
import { isEnrolmentQr, readQr } from "../../../protocol/enrolment.ts";
import type { Log } from "../../../protocol/link/log.ts";
import type { MqttLinkOptions } from "../../../protocol/link/mqtt.ts";
import type { Message } from "../../../protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../../protocol/terms.ts";
import type { Renewal } from "../hub-link.ts";
import { type Enrolled, enrol } from "./enrol.ts";
import { keepIdentity, readIdentity, renewsAt, type StandIdentity } from "./identity.ts";

export type StandEnrolmentOptions = {
  readonly stand: string;
  readonly location: string;
  readonly dataDir: string;
  readonly outbox: string;
  /** New at every start of the process: by it the hub tells two machines from one that comes back. */
  readonly instance: string;
  readonly newHead: () => { readonly id: string; readonly at: number };
  readonly after: (ms: number, act: () => void) => () => void;
  readonly log: Log;
};

/** How often it is looked whether the command line has enrolled this machine. */
const LOOK_MS = 2_000;

/** From `open` to `close`. */
export class StandEnrolment implements Renewal {
  readonly #options: StandEnrolmentOptions;
  #identity: StandIdentity | null = null;
  #isBusy = false;
  #asked: { readonly id: string; readonly key: string } | null = null;
  #callOff: () => void = () => undefined;
  #found: (mqtt: Omit<MqttLinkOptions, "will">) => void = () => undefined;

  constructor(options: StandEnrolmentOptions) {
    this.#options = options;
  }

  /** How to reach the hub, as soon as this machine has an identity. */
  open(): Promise<Omit<MqttLinkOptions, "will">> {
    return new Promise((resolve) => {
      this.#found = resolve;
      void this.#look(true);
    });
  }

  close(): void {
    this.#callOff();
  }

  /** Whether a scanned code is one to enrol with; then it is no citizen's code, whatever becomes of it. */
  readonly takesCode = (scanned: string): boolean => {
    if (!isEnrolmentQr(scanned)) return false;
    void this.#scanned(scanned);
    return true;
  };

  async #scanned(text: string): Promise<void> {
    const { stand, location, dataDir, outbox, log } = this.#options;
    const read = readQr(text);
    if (this.#identity !== null || this.#isBusy || read === null) {
      log.warning("code to enrol with not taken", { isEnrolled: this.#identity !== null });
      return;
    }
    this.#isBusy = true;
    const done: Enrolled = await enrol({ ...read, stand, location, dataDir, outbox });
    this.#isBusy = false;
    if (!done.ok) log.error("not enrolled", { problem: done.problem, detail: done.detail });
    await this.#look(false);
  }

  async #look(isFirst: boolean): Promise<void> {
    const { dataDir, log, after } = this.#options;
    if (this.#identity !== null) return;
    this.#callOff();
    const read = await readIdentity(dataDir).catch(() => ({ kind: "damaged" }) as const);
    if (read.kind === "found") {
      this.#identity = read.identity;
      this.#found(this.#mqtt(read.identity));
      return;
    }
    if (isFirst) log.warning("this machine is not enrolled yet", { identity: read.kind });
    this.#callOff = after(LOOK_MS, () => void this.#look(false));
  }

  #mqtt(first: StandIdentity): Omit<MqttLinkOptions, "will"> {
    const { stand, outbox, instance } = this.#options;
    return {
      url: first.url,
      clientId: `stand-${stand}`,
      username: `stand-${stand}`,
      password: `${outbox}.${instance}`,
      tls: () => this.#identity ?? first,
    };
  }

  /** Asks for the next certificate when it is time. The key that it is for stays here, and in memory until the answer comes. */
  readonly ask: Renewal["ask"] = async (publish) => {
    const { stand, newHead } = this.#options;
    const head = newHead();
    if (this.#identity === null || head.at < renewsAt(this.#identity)) return;
    const { newRequest } = await import("./request.ts");
    const { key, csr } = await newRequest(stand);
    this.#asked = { id: head.id, key };
    await publish({ v: PROTOCOL_VERSION, ...head, csr });
  };

  readonly take = async (
    transaction: string | null,
    answer: Message<"renewAnswer">["answer"],
  ): Promise<void> => {
    const { dataDir, log } = this.#options;
    const asked = this.#asked;
    if (this.#identity === null || asked === null || asked.id !== transaction) return;
    this.#asked = null;
    if ("problem" in answer) return log.warning("certificate not renewed", { problem: answer.problem });
    const renewed = { ...this.#identity, key: asked.key, cert: answer.certificate };
    await keepIdentity(dataDir, renewed);
    this.#identity = renewed;
    log.notice("certificate renewed");
  };
}
