/**
 * Requests of stands and staff over MQTT: decoded, decided, answered after the commit.
 * Knows no socket and no rule; what cannot be decoded is counted, and answered where its sender can be told.
 */
import { randomUUID } from "node:crypto";
import { shownIn } from "../../protocol/check-in.ts";
import {
  decodeRecord,
  type LedgerMark,
  type Message,
  type Standing,
  transactionOf,
} from "../../protocol/messages.ts";
import { type LedgerId, type OutboxId, type StaffId, type StandId } from "../../protocol/terms.ts";
import type { TopicName } from "../../protocol/topics.ts";
import { type Actor, STAND } from "../accounts/rights.ts";
import type { Presented } from "../appointments/check-in.ts";
import type { Dispatched } from "../dispatch.ts";
import { markOf } from "../pictures/topics.ts";
import type { Command, StaffAnswer, StaffCommandKind, TakenRecord } from "../queue/commands.ts";
import { checkIn, lookup } from "../queue/lookup.ts";
import type { HubState } from "../queue/state.ts";
import { type Asked, freshRandom, staffCommand } from "../staff-commands.ts";
import type { Heard } from "./contract.ts";
import { quarantine } from "./quarantine.ts";
import type { Saying } from "./retained.ts";

export type RequestsOptions = {
  readonly instance: string;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly dispatch: Dispatched;
  readonly say: (saying: Saying) => void;
  /** A stand has just said hello and was answered. */
  readonly greeted: (stand: StandId) => void;
  readonly standSaid: {
    readonly availability: (stand: StandId, said: Message<"standAvailability">) => void;
    readonly health: (stand: StandId, said: Message<"standHealth">) => void;
    readonly request: (stand: StandId) => void;
  };
  /** Whom a code stands for, or why nobody is welcome. */
  readonly checkIn: (
    stand: StandId,
    presented: Presented,
  ) => Exclude<Message<"checkInAnswer">["answer"], Standing>;
  /** A stand's next certificate, or why there is none. */
  readonly renew: (stand: StandId, csr: string) => Promise<Message<"renewAnswer">["answer"]>;
  /** What a staff client may do. */
  readonly actorOf: (staff: StaffId) => Actor;
  readonly staffSeen: (staff: StaffId) => void;
  readonly undecodable: (what: Unreadable) => void;
};

/** A message that could not be decoded. `topic` names the row of the table. */
export type Unreadable = { readonly topic: TopicName; readonly from: string; readonly problem: string };

const STAFF_KINDS: Readonly<Partial<Record<TopicName, { kind: StaffCommandKind; said: string }>>> = {
  staffCallNext: { kind: "call-next", said: "call-next" },
  staffRecall: { kind: "recall", said: "recall" },
  staffServe: { kind: "serve", said: "serve" },
  staffFinish: { kind: "finish", said: "finish" },
  staffNoShow: { kind: "no-show", said: "no-show" },
  staffPark: { kind: "park", said: "park" },
  staffResume: { kind: "resume", said: "resume" },
  staffStill: { kind: "still", said: "still" },
  staffTransfer: { kind: "transfer", said: "transfer" },
  staffAddService: { kind: "add-service", said: "add-service" },
  staffTag: { kind: "tag", said: "tag" },
  staffQuickServe: { kind: "quick-serve", said: "quick-serve" },
  staffOpenCounter: { kind: "open-counter", said: "open-counter" },
  staffCloseCounter: { kind: "close-counter", said: "close-counter" },
  staffPause: { kind: "pause", said: "pause" },
  staffEndPause: { kind: "end-pause", said: "end-pause" },
  staffTakeQueues: { kind: "take-queues", said: "take-queues" },
  staffCallColleague: { kind: "call-colleague", said: "call-colleague" },
  staffAnswerColleague: { kind: "answer-colleague", said: "answer-colleague" },
  staffEndColleague: { kind: "end-colleague", said: "end-colleague" },
  staffCall: { kind: "call", said: "call" },
  staffRequeue: { kind: "requeue", said: "requeue" },
  staffCancel: { kind: "cancel", said: "cancel" },
  staffConfirm: { kind: "confirm", said: "confirm" },
  staffIssue: { kind: "staff-issue", said: "issue" },
  staffAdopt: { kind: "adopt", said: "adopt" },
  staffCloseUpTo: { kind: "close-up-to", said: "close-up-to" },
  staffAnswerHelp: { kind: "answer-help", said: "answer-help" },
  staffUndo: { kind: "undo", said: "undo" },
};

/** The hub's ears. One message at a time goes in; answers go out as they are decided. */
export class Requests {
  readonly #options: RequestsOptions;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** Never throws for what a message says; resolves when it is answered. Rejects only when the hub must exit. */
  async take({ match, message, payload }: Heard): Promise<void> {
    const { name } = match;
    const stand = match.at["stand"] as StandId | undefined;
    const staff = match.at["staff"] as StaffId | undefined;
    if (staff !== undefined) this.#options.staffSeen(staff);
    if (!message.ok) {
      this.#options.undecodable({ topic: name, from: stand ?? staff ?? "", problem: message.problem });
      return this.#answerBad(name, { stand, staff }, { payload, problem: message.problem });
    }
    if (stand !== undefined) await this.#ofStand(name, stand, message.value);
    else if (staff !== undefined) await this.#ofStaff(name, staff, message.value as Message<"staffCallNext">);
  }

  async #ofStand(name: TopicName, stand: StandId, message: object): Promise<void> {
    const { standSaid } = this.#options;
    switch (name) {
      case "standAvailability":
        return standSaid.availability(stand, message as Message<"standAvailability">);
      case "standHealth":
        return standSaid.health(stand, message as Message<"standHealth">);
      case "hello":
        return await this.#hello(stand, message as Message<"hello">);
      case "issue":
        return await this.#issue(stand, message as Message<"issue">);
      case "printed":
        return await this.#printed(stand, message as Message<"printed">);
      case "lookup":
        return this.#lookup(stand, message as Message<"lookup">);
      case "rejoin":
        return await this.#rejoin(stand, message as Message<"rejoin">);
      case "help":
        return await this.#help(stand, message as Message<"help">);
      case "renew":
        return await this.#renew(stand, message as Message<"renew">);
      case "checkIn":
        return this.#checkIn(stand, message as Message<"checkIn">);
      default:
        return;
    }
  }

  async #hello(stand: StandId, message: Message<"hello">): Promise<void> {
    this.#options.standSaid.request(stand);
    const { outboxId: outbox, ledger, serviceDay, lease, tickets, id } = message;
    const ledgerId = randomUUID() as string as LedgerId;
    const done = await this.#options.dispatch(
      {
        ...{ kind: "stand-hello", stand, outbox, ledger, serviceDay, lease, tickets },
        ...{ ledgerId, random: freshRandom() },
      } satisfies Command,
      STAND,
    );
    const { instance } = this.#options;
    this.#answer({
      name: "helloAnswer",
      parts: { stand },
      body: { ...headOf(id, done), instance, ...done.answer },
    });
    this.#options.greeted(stand);
  }

  async #issue(stand: StandId, message: Message<"issue">): Promise<void> {
    const { id, ticketId, token, queue, service, serviceDay, outboxId: outbox, language, issued } = message;
    const { answers, assist, agreed } = message;
    const done = await this.#options.dispatch(
      {
        ...{
          kind: "issue",
          stand,
          outbox,
          ticketId,
          token,
          queue,
          service,
          serviceDay,
          language,
          issued,
          answers,
          agreed,
          assist,
        },
      } satisfies Command,
      STAND,
    );
    const body = { transaction: id, ledger: done.ledger, ticketId, answer: done.answer };
    this.#answer({ name: "issueAnswer", parts: { stand }, body });
  }

  async #printed(stand: StandId, message: Message<"printed">): Promise<void> {
    const records = message.records.map((record): TakenRecord => {
      const decoded = decodeRecord(record);
      if (!decoded.ok) this.#options.undecodable({ topic: "printed", from: stand, problem: decoded.problem });
      return decoded.ok ? decoded : { ...decoded, raw: JSON.stringify(record) };
    });
    const { outboxId: outbox, returning } = message;
    await this.#record(stand, { transaction: message.id, outbox, returning, records });
  }

  async #record(
    stand: StandId,
    told: {
      transaction: string | null;
      outbox: OutboxId;
      returning: boolean;
      records: readonly TakenRecord[];
    },
  ): Promise<void> {
    const { transaction, outbox, returning, records } = told;
    const done = await this.#options.dispatch(
      {
        kind: "printed",
        stand,
        outbox,
        returning,
        records,
      } satisfies Command,
      STAND,
    );
    const body = { transaction, ledger: done.ledger, results: [...done.answer.results] };
    this.#answer({ name: "printedAnswer", parts: { stand }, body });
  }

  #lookup(stand: StandId, { id, token }: Message<"lookup">): void {
    const state = this.#options.state();
    const body = { transaction: id, ledger: markOf(state), answer: lookup(state, token, this.#options.at()) };
    this.#answer({ name: "lookupAnswer", parts: { stand }, body });
  }

  async #rejoin(stand: StandId, { id, token }: Message<"rejoin">): Promise<void> {
    const { answer, ledger } = await this.#options.dispatch(
      { kind: "rejoin", token } satisfies Command,
      STAND,
    );
    const said = "refused" in answer ? answer : lookup(this.#options.state(), token, this.#options.at());
    this.#answer({ name: "rejoinAnswer", parts: { stand }, body: { transaction: id, ledger, answer: said } });
  }

  async #help(stand: StandId, { id, wants }: Message<"help">): Promise<void> {
    const { answer, ledger } = await this.#options.dispatch(
      {
        kind: "call-help",
        help: id,
        ...{ stand, wants },
      } satisfies Command,
      STAND,
    );
    this.#answer({ name: "helpAnswer", parts: { stand }, body: { transaction: id, ledger, ...answer } });
  }

  async #renew(stand: StandId, { id, csr }: Message<"renew">): Promise<void> {
    const answer = await this.#options.renew(stand, csr);
    const body = { transaction: id, ledger: markOf(this.#options.state()), answer };
    this.#answer({ name: "renewAnswer", parts: { stand }, body });
  }

  #checkIn(stand: StandId, { id, code, digest }: Message<"checkIn">): void {
    const presented = digest === undefined ? shownIn(code) : ({ kind: "digest", digest } as const);
    const state = this.#options.state();
    const answer =
      presented === null || presented.kind === "cpr"
        ? checkIn(state, code, this.#options.at())
        : this.#options.checkIn(stand, presented);
    this.#answer({
      name: "checkInAnswer",
      parts: { stand },
      body: { transaction: id, ledger: markOf(state), answer },
    });
  }

  async #ofStaff(
    name: TopicName,
    staff: StaffId,
    message: { id: string; commandId: string } & Asked,
  ): Promise<void> {
    const kind = STAFF_KINDS[name];
    if (!kind) return;
    const { id, commandId } = message;
    const command = staffCommand(kind.kind, { ...message, staff }, this.#options.at());
    if (command === null) return this.#refuseStaff({ staff, said: kind.said, transaction: id });
    const done = await this.#options.dispatch(command, this.#options.actorOf(staff));
    const answer: StaffAnswer = done.answer;
    const body = { ...headOf(id, done), commandId, answer };
    this.#answer({ name: "staffAnswer", parts: { staff, kind: kind.said }, body });
  }

  #refuseStaff({ staff, said, transaction }: { staff: StaffId; said: string; transaction: string }): void {
    const ledger = markOf(this.#options.state());
    const answer = { refused: "command-invalid" } as const;
    const body = { transaction, ledger, commandId: transaction, answer };
    this.#answer({ name: "staffAnswer", parts: { staff, kind: said }, body });
  }

  /** Whoever sent something unreadable is told, so that nothing waits or loops, as far as their id can be read. */
  async #answerBad(
    name: TopicName,
    { stand, staff }: { stand: StandId | undefined; staff: StaffId | undefined },
    bad: { readonly payload: Uint8Array; readonly problem: string },
  ): Promise<void> {
    const transaction = transactionOf(bad.payload);
    if (name === "printed" && stand !== undefined)
      return await this.#record(stand, { transaction, ...quarantine(bad.payload, bad.problem) });
    if (transaction === null) return;
    const said = STAFF_KINDS[name]?.said;
    if (staff !== undefined && said !== undefined) return this.#refuseStaff({ staff, said, transaction });
    if (stand !== undefined) this.#refuseStand(name, stand, transaction);
  }

  #refuseStand(name: TopicName, stand: StandId, transaction: string): void {
    const head = { transaction, ledger: markOf(this.#options.state()) };
    const refused = { refused: "command-invalid" } as const;
    if (name === "lookup")
      this.#answer({ name: "lookupAnswer", parts: { stand }, body: { ...head, answer: refused } });
    if (name === "rejoin")
      this.#answer({ name: "rejoinAnswer", parts: { stand }, body: { ...head, answer: refused } });
    if (name === "checkIn")
      this.#answer({ name: "checkInAnswer", parts: { stand }, body: { ...head, answer: refused } });
  }

  #answer<Name extends TopicName>(saying: Saying<Name>): void {
    this.#options.say(saying);
  }
}

function headOf(transaction: string, done: { readonly ledger: LedgerMark }) {
  return { transaction, ledger: done.ledger };
}
