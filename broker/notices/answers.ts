/**
 * Where citizens' text messages are taken: 1 and 0 belong to the latest message to that number about a coming appointment, STOP and START
 * to the number, and everything else gets one polite answer a day (R5).
 * Knows no gateway's format and no timer. No number and no word of a message is kept beyond the moment, or logged.
 */
import { randomUUID } from "node:crypto";
import { smsCost } from "../../protocol/gsm7.ts";
import type { Log } from "../../protocol/link/log.ts";
import { isLanguage, type Language } from "../../protocol/terms.ts";
import { keyedDigest } from "../appointments/guests.ts";
import type { Persons } from "../persons/contract.ts";
import type { AnswerNotice, AnswerNoticeAnswer, CountText, Notice } from "../queue/notices.ts";
import type { HubState } from "../queue/state.ts";
import type { SmsAnswer, SmsGateway } from "./gateway.ts";
import type { Refusals } from "./refusals.ts";
import { type Reply, replyText } from "./reply-text.ts";
import { type Said, saidBy } from "./said.ts";

export type AnswersOptions = {
  /** The gateway itself: the one word after a STOP goes out all the same. */
  readonly gateway: SmsGateway;
  readonly persons: Pick<Persons, "get">;
  readonly refusals: Pick<Refusals, "refuse" | "allow" | "withholds">;
  readonly key: Uint8Array;
  /** What texts begin with, to a number that is shared with others; `null`: nothing. */
  readonly keyword: string | null;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: AnswerNotice) => Promise<AnswerNoticeAnswer>;
  /** What it cost is written down. */
  readonly count: (command: CountText) => Promise<unknown>;
  readonly log: Log;
};

const DAY_MS = 86_400_000;
/** Another machine that answers everything is answered so often a day, and no more. */
const MOST_REPLIES = 6;
/** Gateways send a call again that was not answered in time. */
const REMEMBERED = 1000;

/** What a number was answered of late, under a digest of it. */
type Answered = { since: number; replies: number; hasHeardHow: boolean };
/** A message to a number, and in which language that was. */
type Told = { readonly notice: Notice; readonly language: Language };

/** From the hub's start to its end. */
export class Answers {
  readonly #options: AnswersOptions;
  readonly #seen = new Set<string>();
  readonly #answered = new Map<string, Answered>();

  constructor(options: AnswersOptions) {
    this.#options = options;
  }

  /** Takes one text. Rejects only when the hub must exit. */
  async take({ id, from, text }: SmsAnswer): Promise<void> {
    if (id !== null && this.#seen.has(id)) return;
    if (id !== null) this.#remember(id);
    const said = saidBy(text, this.#options.keyword);
    this.#options.log.info("a text message came", { said });
    const told = this.#latest(from);
    const reply = await this.#act(said, from, told);
    if (reply !== null) await this.#reply(from, reply, told?.language ?? "da");
  }

  #remember(id: string): void {
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
  }

  /** What comes of it, and what is said to it; `null`: nothing. */
  async #act(said: Said, from: string, told: Told | null): Promise<Reply | null> {
    const { refusals } = this.#options;
    if (said === "stop") return refusals.refuse(from) ? { kind: "stop" } : null;
    if (said === "start") return refusals.allow(from) ? { kind: "start" } : null;
    // Whoever wants no messages gets none, not even an answer; what they say of their appointment counts all the same.
    const isQuiet = refusals.withholds(from);
    const reply = await this.#hear(said, told);
    if (reply === null || isQuiet) return null;
    const isHelp = reply.kind === "unclear" || reply.kind === "no-appointment";
    return isHelp && !this.#mayHelp(from) ? null : reply;
  }

  async #hear(said: Said, told: Told | null): Promise<Reply | null> {
    if (said !== "confirmed" && said !== "declined") return { kind: "unclear" };
    if (told === null) return { kind: "no-appointment" };
    const { notice, appointment, startAt } = told.notice;
    const answer = await this.#options.decide({ kind: "answer-notice", notice, appointment, says: said });
    if ("done" in answer) return { kind: said, startAt };
    return answer.refused === "moved" ? { kind: "moved" } : null;
  }

  /** The latest message to this number about an appointment that is coming; of those that never went there is none. */
  #latest(mobile: string): Told | null {
    const { state, at, persons } = this.#options;
    const { notices, appointments } = state();
    let latest: Told | null = null;
    for (const [id, told] of notices) {
      const one = appointments.byId.get(id);
      if (one === undefined || one.startAt <= at() || one.cancelledAt !== null) continue;
      for (const notice of told) {
        const isGone = notice.outcome === null || notice.outcome === "sent" || notice.outcome === "unknown";
        if (!isGone || (latest !== null && latest.notice.begunAt > notice.begunAt)) continue;
        const known = persons.get(notice.person, "reminder", at());
        if (known?.mobile !== mobile) continue;
        const { language = "da" } = known;
        latest = { notice, language: isLanguage(language) ? language : "da" };
      }
    }
    return latest;
  }

  #countFor(mobile: string): Answered {
    const { key, at } = this.#options;
    for (const [number, { since }] of this.#answered)
      if (at() - since >= DAY_MS) this.#answered.delete(number);
    const number = keyedDigest(key, "answered", mobile);
    const count = this.#answered.get(number) ?? { since: at(), replies: 0, hasHeardHow: false };
    this.#answered.set(number, count);
    return count;
  }

  /** How it is done is said once a day. */
  #mayHelp(mobile: string): boolean {
    const count = this.#countFor(mobile);
    const isFirst = !count.hasHeardHow;
    count.hasHeardHow = true;
    return isFirst;
  }

  async #reply(to: string, reply: Reply, language: Language): Promise<void> {
    const { gateway, state, count, log } = this.#options;
    const answered = this.#countFor(to);
    if (answered.replies >= MOST_REPLIES) return;
    answered.replies += 1;
    const text = replyText(reply, state().location, language);
    const reference = randomUUID();
    const tried = await gateway.send({ reference, to, text });
    log.info("a text message was answered", { notice: reference, reply: reply.kind, ended: tried.ended });
    if (tried.ended === "accepted" || tried.ended === "unknown")
      await count({
        ...{ kind: "count-text", about: "answer", parts: smsCost(text).parts },
        isSure: tried.ended === "accepted",
      });
  }
}
