/**
 * The identity of a running stand: waited for until somebody enrols the machine, and renewed over its own link.
 * Knows no ticket. Only a machine without an identity takes a code: nobody in the hall may give a stand another hub.
 */
import { isEnrolmentQr, readQr } from "../../../protocol/enrolment.ts";
import type { Log } from "../../../protocol/link/log.ts";
import type { MqttLinkOptions } from "../../../protocol/link/mqtt.ts";
import type { Message } from "../../../protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../../protocol/terms.ts";
import type { Renewal } from "../hub-link.ts";
import { enrol } from "./enrol.ts";
import { keepIdentity, readIdentity, renewsAt, type StandIdentity } from "./identity.ts";
import type { ToldProblem } from "./problem-words.ts";

export type StandEnrolmentOptions = {
  readonly stand: string;
  readonly location: string;
  readonly dataDir: string;
  readonly outbox: string;
  /** New at every start of the process: by it the hub tells two machines from one that comes back. */
  readonly instance: string;
  readonly newHead: () => { readonly id: string; readonly at: number };
  readonly after: (ms: number, act: () => void) => () => void;
  /** 0 to 1: how late this stand asks for its next certificate, so that not all of a hall do so at once. */
  readonly late: number;
  readonly log: Log;
};

/** What somebody at the machine says, typed or scanned. `fingerprint`: a QR alone has one. */
export type CodeSaid = { readonly url: string; readonly code: string; readonly fingerprint: string | null };

/** How it stands: the machine waits for a code, tries one, or needs none. `problem` is of the last try, and is gone with the next. */
export type EnrolmentState = {
  readonly kind: "waiting" | "trying" | "enrolled";
  readonly problem: { readonly problem: ToldProblem; readonly detail: string } | null;
};

/** How often it is looked whether the command line has enrolled this machine. */
const LOOK_MS = 2_000;
/** How often a stand that stays connected looks whether it is time for its next certificate. */
const RENEWAL_LOOK_MS = 6 * 3_600_000;

/** From `open` to `close`. */
export class StandEnrolment implements Renewal {
  readonly #options: StandEnrolmentOptions;
  #identity: StandIdentity | null = null;
  #state: EnrolmentState = { kind: "waiting", problem: null };
  #changed: (state: EnrolmentState) => void = () => undefined;
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

  /** Tells how it stands, now and whenever that changes. */
  onChange(listener: (state: EnrolmentState) => void): void {
    this.#changed = listener;
    listener(this.#state);
  }

  async #scanned(text: string): Promise<void> {
    const read = readQr(text);
    if (read !== null) return await this.enrolBy(read);
    if (this.#state.kind === "waiting")
      this.#become({ kind: "waiting", problem: { problem: "code-invalid", detail: "" } });
  }

  /** Makes this machine a stand, unless it is one or a code is being tried. Never rejects; how it went is told by `onChange`. */
  async enrolBy(said: CodeSaid): Promise<void> {
    const { stand, location, dataDir, outbox, log } = this.#options;
    if (this.#state.kind !== "waiting") {
      log.warning("code to enrol with not taken", { state: this.#state.kind });
      return;
    }
    this.#become({ kind: "trying", problem: null });
    const done = await enrol({ ...said, stand, location, dataDir, outbox }).catch(
      ({ code = "" }: NodeJS.ErrnoException) => ({ ok: false, problem: "card", detail: code }) as const,
    );
    if (done.ok) return await this.#look(false);
    const { problem, detail } = done;
    log.error("not enrolled", { problem, detail });
    this.#become({ kind: "waiting", problem: { problem, detail } });
  }

  /** What is known of an enrolled machine never becomes a wait for a code again. */
  #become(state: EnrolmentState): void {
    if (this.#state.kind === "enrolled") return;
    this.#state = state;
    this.#changed(state);
  }

  async #look(isFirst: boolean): Promise<void> {
    const { dataDir, log, after } = this.#options;
    if (this.#identity !== null) return;
    this.#callOff();
    const read = await readIdentity(dataDir).catch(() => ({ kind: "damaged" }) as const);
    if (read.kind === "found") {
      this.#identity = read.identity;
      this.#become({ kind: "enrolled", problem: null });
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

  /** Asks when it is time. The key that it is for stays here, and in memory until the answer comes. */
  readonly ask: Renewal["ask"] = async (publish) => {
    const { stand, newHead, after, late } = this.#options;
    this.#callOff();
    this.#callOff = after(RENEWAL_LOOK_MS, () => void this.ask(publish));
    const head = newHead();
    if (this.#identity === null || head.at < renewsAt(this.#identity, late)) return;
    const { newRequest } = await import("./request.ts");
    const { key, csr } = await newRequest(stand);
    this.#asked = { id: head.id, key };
    await publish({ v: PROTOCOL_VERSION, ...head, csr });
  };

  /** Another hub's identity is for the next start: the link of this one has its address. */
  readonly lookAgain: Renewal["lookAgain"] = async () => {
    const { dataDir, log } = this.#options;
    const read = await readIdentity(dataDir).catch(() => ({ kind: "damaged" }) as const);
    const held = this.#identity;
    if (read.kind !== "found" || held === null) return;
    if (read.identity.cert === held.cert || read.identity.url !== held.url) return;
    this.#identity = read.identity;
    log.notice("this machine was enrolled anew");
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
