/**
 * Tells hosts of their guests (R1): each notice is begun in the ledger before the outside is asked and ended after, so that every host
 * is told once by each way that they chose, whatever stops in between.
 * Knows no way's format and no timer. Nothing of what it logs names a person; nobody waits for it.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Log } from "../../protocol/link/log.ts";
import { HOST_WAYS, type HostWay, staffLanguage } from "../../protocol/terms.ts";
import { isCounted } from "../queue/appointments.ts";
import { ticketOf } from "../queue/find.ts";
import type { BeginHostNotice, EndHostNotice, HostDuty, WantedHostNotice } from "../queue/host-notices.ts";
import { appointmentOf } from "../queue/hosts.ts";
import { houseRules } from "../queue/house-rules.ts";
import type { NoticeAnswer } from "../queue/notices.ts";
import type { HubState } from "../queue/state.ts";
import { hostDuties, isBegun } from "../queue/wanted-host-notices.ts";
import type { HostChannel, HostTry, HostWords } from "./host-channels/contract.ts";
import { addressesOf, type HostContact, type HostContacts } from "./host-contacts.ts";
import { HostLane } from "./host-lane.ts";
import { hostNoticeWords } from "./host-notice-text.ts";

export type HostChannels = Readonly<Partial<Record<HostWay, HostChannel>>>;

export type HostSenderOptions = {
  readonly channels: HostChannels;
  readonly contacts: Pick<HostContacts, "of" | "used" | "forgetBrowser">;
  /** Where cards go of hosts who gave no workflow of their own; `null`: nowhere. */
  readonly teamsUrl: string | null;
  readonly state: () => HubState;
  readonly at: () => number;
  /** Where hosts answer. */
  readonly url: () => string;
  readonly decide: (command: BeginHostNotice | EndHostNotice) => Promise<NoticeAnswer>;
  readonly log: Log;
  /** The hub must exit. */
  readonly failed: (fault: unknown) => void;
};

const MINUTE_MS = 60_000;
/** Which of several addresses of one host says what became of the notice: whoever has it, has it. */
const COUNTS = ["accepted", "unknown", "later", "refused", "gone"] as const;
const OUTCOMES = {
  accepted: "sent",
  refused: "refused",
  gone: "refused",
  unknown: "unknown",
  later: "put-back",
} as const satisfies Readonly<Record<HostTry["ended"], EndHostNotice["outcome"]>>;

const nameOf = ({ ticket, host, tells, way }: WantedHostNotice): string =>
  `${ticket} ${host} ${tells} ${way}`;

/** The same at every try of one notice, after a restart too; it says nothing of whom it is about. */
function referenceOf(wanted: WantedHostNotice): string {
  return createHash("sha256").update(nameOf(wanted)).digest("hex").slice(0, 32);
}

/** From the hub's start to its end. */
export class HostSender {
  readonly #options: HostSenderOptions;
  readonly #lanes: ReadonlyMap<HostWay, HostLane>;
  /** What is on its way, for whom the ledger's commit is not here yet. */
  readonly #open = new Set<string>();
  #isFirst = true;
  #isClosed = false;

  constructor(options: HostSenderOptions) {
    this.#options = options;
    this.#lanes = new Map(HOST_WAYS.map((way) => [way, new HostLane(options.at)]));
  }

  /** Why notices wait or fail, a line a way. */
  get problems(): readonly string[] {
    return HOST_WAYS.flatMap((way) => {
      const problem = this.#lanes.get(way)?.problem ?? null;
      return problem === null ? [] : [`${way}: ${problem}`];
    });
  }

  /** Begins everything that is due and whose way is free; nobody waits for its end. */
  look(): void {
    if (this.#isClosed) return;
    const { state, at } = this.#options;
    if (this.#isFirst) this.#endOldOnes();
    this.#isFirst = false;
    for (const duty of hostDuties(state(), at())) this.#begin(duty);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** What was begun by a hub that ended before it knew the end may have been sent. */
  #endOldOnes(): void {
    const open = [...this.#options.state().day.hostNotices.values()].flat();
    for (const { notice, ticket, outcome } of open)
      if (outcome === null) this.#aside(this.#end({ notice, ticket, outcome: "unknown" }));
  }

  /** Only a ledger that cannot be written rejects, and a store of persons that cannot be read. */
  #aside(work: Promise<void>): void {
    work.catch((fault: unknown) => {
      if (!this.#isClosed) this.#options.failed(fault);
    });
  }

  #contact({ ticket: id, host }: HostDuty): HostContact {
    const { state, contacts } = this.#options;
    const ticket = ticketOf(state(), id);
    const appointment = ticket === undefined ? undefined : appointmentOf(state(), ticket);
    return contacts.of(host, appointment?.hosts ?? []);
  }

  #begin(duty: HostDuty): void {
    const { state, channels } = this.#options;
    // Asked of the store only while something may be missing: a look is taken every second.
    const ways = HOST_WAYS.filter(
      (way) => channels[way] !== undefined && !isBegun(state(), { ...duty, way }),
    );
    if (ways.length === 0) return;
    const contact = this.#contact(duty);
    for (const way of ways) {
      const wanted = { ...duty, way };
      const lane = this.#lanes.get(way);
      const addresses = contact.ways.includes(way) ? this.#addresses(contact, way) : [];
      if (!lane?.isFree || addresses.length === 0 || this.#open.has(nameOf(wanted))) continue;
      this.#open.add(nameOf(wanted));
      this.#aside(
        lane
          .run(() => this.#tell(wanted, contact, addresses))
          .finally(() => this.#open.delete(nameOf(wanted))),
      );
    }
  }

  #addresses(contact: HostContact, way: HostWay): readonly string[] {
    const own = addressesOf(contact, way);
    const { teamsUrl } = this.#options;
    return way === "teams" && own.length === 0 && teamsUrl !== null ? [teamsUrl] : own;
  }

  async #tell(wanted: WantedHostNotice, contact: HostContact, addresses: readonly string[]): Promise<void> {
    const { decide, contacts } = this.#options;
    const words = this.#words(wanted, contact);
    if (words === null) return;
    const notice = randomUUID();
    if ("refused" in (await decide({ kind: "begin-host-notice", notice, wanted }))) return;
    const tries = await Promise.all(addresses.map((to) => this.#try(wanted, words, to)));
    const ended = COUNTS.find((one) => tries.some((tried) => tried.ended === one)) ?? "refused";
    if (ended === "accepted") contacts.used(wanted.host);
    await this.#end({ notice, ticket: wanted.ticket, outcome: OUTCOMES[ended] });
  }

  async #try(wanted: WantedHostNotice, words: HostWords, to: string): Promise<HostTry> {
    const { channels, contacts, log } = this.#options;
    const { way, host } = wanted;
    const channel = channels[way] as HostChannel;
    const tried = await channel.send({ ...words, to, reference: referenceOf(wanted) });
    if (tried.ended !== "accepted") log.warning("a notice to a host was not taken", { way, ...tried });
    const isBrowserGone = tried.ended === "gone" && way === "push";
    if (isBrowserGone) contacts.forgetBrowser(host, to);
    // A browser that somebody put away is nothing to mend.
    else this.#lanes.get(way)?.learn(tried);
    return tried;
  }

  async #end(end: Omit<EndHostNotice, "kind">): Promise<void> {
    this.#options.log.info("a notice to a host ended", { notice: end.notice, outcome: end.outcome });
    await this.#options.decide({ kind: "end-host-notice", ...end });
  }

  /** `null` of a ticket or an appointment that has gone meanwhile. */
  #words({ ticket: id, tells }: WantedHostNotice, { language }: HostContact): HostWords | null {
    const { state, url } = this.#options;
    const ticket = ticketOf(state(), id);
    const appointment = ticket === undefined ? undefined : appointmentOf(state(), ticket);
    if (ticket === undefined || appointment === undefined) return null;
    const { location } = state();
    const { startAt, room, guests } = appointment;
    return hostNoticeWords({
      ...{ tells, number: ticket.number, startAt, room, location, url: url() },
      guests: isCounted(appointment) ? guests.length : null,
      answerMin: Math.round(houseRules(location).hostAnswerMs / MINUTE_MS),
      language: language ?? staffLanguage(location.languages[0] ?? "da"),
    });
  }
}
