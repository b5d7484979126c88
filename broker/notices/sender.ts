/**
 * Sends what is due (R5): each message is begun in the ledger before the gateway is asked and ended after, so that none is sent
 * twice, whatever stops in between.
 * Knows no gateway's format, no words and no timer. Nothing of what it logs names a person.
 */
import { createHmac, randomUUID } from "node:crypto";
import { smsCost } from "../../protocol/gsm7.ts";
import type { Log } from "../../protocol/link/log.ts";
import { isLanguage, type PersonKey } from "../../protocol/terms.ts";
import type { Persons } from "../persons/contract.ts";
import { arrivalOf } from "../queue/find.ts";
import type { BeginNotice, EndNotice, NoticeAnswer, TrialArm, WantedNotice } from "../queue/notices.ts";
import type { HubState } from "../queue/state.ts";
import { wantedNotices } from "../queue/wanted-notices.ts";
import type { SmsGateway, SmsTry } from "./gateway.ts";
import { type NoticeFacts, noticeText } from "./notice-text.ts";

export type SenderOptions = {
  readonly gateway: SmsGateway;
  readonly persons: Pick<Persons, "get">;
  /** What the coins of trials are made of. */
  readonly key: Uint8Array;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: BeginNotice | EndNotice) => Promise<NoticeAnswer>;
  /** What a guest shows or types at the stand. */
  readonly checkIn: (person: PersonKey) => { readonly url: string; readonly code: string };
  readonly log: Log;
};

/** What is due is looked for so often: no reminder needs the second. */
const LOOK_MS = 15_000;
/** So many are on their way at once. */
const AT_ONCE = 4;
/** A gateway that takes nothing is left alone so long, and each time twice as long. */
const PAUSES_MS = [30_000, 600_000] as const;

const OUTCOMES = {
  accepted: "sent",
  refused: "refused",
  unknown: "unknown",
  later: "put-back",
  stopped: "stopped",
} as const satisfies Readonly<Record<SmsTry["ended"], EndNotice["outcome"]>>;

/** From the hub's start to its end. */
export class NoticeSender {
  readonly #options: SenderOptions;
  #lookAt = 0;
  #pauseMs = 0;
  #isFirst = true;
  #isLooking = false;
  #problem: string | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Why messages wait, for whoever asks about the hub's health; `null` while they do not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Somebody in the hall waits for a word: it is not put off until the next look, unless the gateway takes nothing. */
  hurry(): void {
    if (this.#pauseMs === 0) this.#lookAt = 0;
  }

  /** Sends what is due, unless it is at it. Rejects only when the hub must exit, or after its end. */
  async look(): Promise<void> {
    const at = this.#options.at();
    if (this.#isLooking || at < this.#lookAt) return;
    this.#lookAt = at + LOOK_MS;
    this.#isLooking = true;
    try {
      if (this.#isFirst) await this.#endOldOnes();
      this.#isFirst = false;
      const wanted = wantedNotices(this.#options.state(), at);
      while (wanted.length > 0 && this.#lookAt <= at + LOOK_MS)
        await Promise.all(wanted.splice(0, AT_ONCE).map((one) => this.#tell(one)));
    } finally {
      this.#isLooking = false;
    }
  }

  /** What was begun by a hub that ended before it knew the end may have been sent. */
  async #endOldOnes(): Promise<void> {
    const open = [...this.#options.state().notices.values()].flat().filter(({ outcome }) => outcome === null);
    for (const { notice, appointment } of open)
      await this.#end({ notice, appointment, outcome: "unknown", parts: 0 });
  }

  async #tell(wanted: WantedNotice): Promise<void> {
    const { state, at, persons, gateway, decide } = this.#options;
    const appointment = state().appointments.byId.get(wanted.appointment);
    const notice = randomUUID();
    const trial = wanted.tells === "reminder" ? this.#armOf(wanted.appointment) : undefined;
    const begun = await decide({ kind: "begin-notice", notice, wanted, trial });
    if ("refused" in begun || appointment === undefined) return;
    const { mobile, language } = persons.get(wanted.person, "reminder", at()) ?? {};
    const about = { notice, appointment: appointment.id };
    if (mobile === undefined) return await this.#end({ ...about, outcome: "no-number", parts: 0 });
    const text = noticeText({
      ...{ tells: wanted.tells, appointment, location: state().location },
      language: language !== undefined && isLanguage(language) ? language : "da",
      message: persons.get(wanted.person, "message", at())?.text ?? null,
      arm: trial?.arm,
      checkIn: this.#options.checkIn(wanted.person),
      answer: this.#answerOf(wanted),
    });
    const tried = await gateway.send({ reference: notice, to: mobile, text });
    this.#learn(tried);
    const mayBeGone = tried.ended === "accepted" || tried.ended === "unknown";
    const parts = mayBeGone ? smsCost(text).parts : 0;
    await this.#end({ ...about, outcome: OUTCOMES[tried.ended], parts });
  }

  /** A fair coin of each appointment, the same for all of its reminders and whatever happens to the hub. */
  #armOf(appointment: string): TrialArm | undefined {
    const { state, key } = this.#options;
    const trial = state().location.reminders?.trial?.trial;
    if (trial === undefined) return undefined;
    const coin = createHmac("sha256", key).update(`wording ${trial}\n${appointment}`).digest();
    return { trial, arm: (coin[0] ?? 0) % 2 === 0 ? "usual" : "other" };
  }

  #answerOf({ person, answeredAt }: WantedNotice): NoticeFacts["answer"] {
    const ticket = arrivalOf(this.#options.state(), person);
    const told = ticket?.answered.find(({ at }) => at === answeredAt);
    return ticket === undefined || told === undefined
      ? undefined
      : { number: ticket.number, answer: told.answer };
  }

  async #end(end: Omit<EndNotice, "kind">): Promise<void> {
    const { notice, outcome, parts } = end;
    this.#options.log.info("a text message ended", { notice, outcome, parts });
    await this.#options.decide({ kind: "end-notice", ...end });
  }

  /** A gateway that takes nothing now is not asked for every citizen anew. */
  #learn(tried: SmsTry): void {
    if (tried.ended === "accepted" || tried.ended === "refused") {
      this.#pauseMs = 0;
      this.#problem = null;
    }
    if (tried.ended === "accepted" || tried.ended === "stopped") return;
    this.#options.log.warning("a text message was not taken", {
      gateway: this.#options.gateway.name,
      ...tried,
    });
    const at = this.#options.at();
    const isPaused = this.#lookAt > at + LOOK_MS;
    if (tried.ended !== "later" || isPaused) return;
    const [first, longest] = PAUSES_MS;
    this.#pauseMs = Math.min(longest, Math.max(first, this.#pauseMs * 2));
    this.#lookAt = at + this.#pauseMs;
    this.#problem = tried.why;
  }
}
