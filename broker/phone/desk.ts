/**
 * Tickets on phones (R13): what a scanned code opens, and the ticket that comes of it.
 * Knows no page and no route; the rules decide whether there is a ticket, the codes whose it is.
 */
import { randomBytes } from "node:crypto";
import { type QrPath, qrPath, qrSvg } from "../../protocol/screen/qr.ts";
import type { Language, Refusal, ServiceId, TicketToken } from "../../protocol/terms.ts";
import { isCheckInOnPhone, isGivenOnPhone } from "../pictures/door.ts";
import type { PhoneAnswer, PhoneIssue } from "../queue/commands.ts";
import { ticketOf } from "../queue/find.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import { freshRandom } from "../staff-commands.ts";
import { DoorCodes, VISIT_MS, type Visit } from "./codes.ts";
import { MOST_FROM_PHONE, PHONE_MS, PhonePace } from "./pace.ts";

/** What the desk needs of the hub. */
export type PhoneDeskOptions = {
  readonly key: Uint8Array;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly publicUrl: () => string;
  readonly issue: (command: PhoneIssue) => Promise<PhoneAnswer>;
};

/** The code as a screen draws it. */
export type ShownCode = {
  readonly url: string;
  readonly qr: QrPath;
  /** The same as a document of its own, for pages that only show it. */
  readonly svg: string;
  /** What is typed to check in, where that is done on phones. */
  readonly typed: string | null;
  readonly until: number;
};

/** One tap on a service. `earlier` are visits in which this phone took tickets before; `address` is where the tap came from. */
export type Tap = {
  readonly visit: Visit;
  readonly earlier: readonly Visit[];
  readonly address: string | null;
  readonly service: ServiceId;
  readonly language: Language;
};
export type Tapped = { readonly token: TicketToken } | { readonly refused: Refusal | "stale" | "too-many" };

/** Everything about codes at the door, for pages and pictures. */
export class PhoneDesk {
  readonly codes: DoorCodes;
  readonly #options: PhoneDeskOptions;
  readonly #pace = new PhonePace();
  #shown: ShownCode | null = null;

  constructor(options: PhoneDeskOptions) {
    this.#options = options;
    this.codes = new DoorCodes(options.key);
  }

  #url(code: string): string {
    return `${this.#options.publicUrl()}/d/${code}`;
  }

  /** The code that is shown now; `null` while a phone can do nothing with it. The same object as long as it is the same. */
  code(): ShownCode | null {
    const state = this.#options.state();
    const isCheckIn = isCheckInOnPhone(state);
    if (!isCheckIn && !isGivenOnPhone(state)) return null;
    const { code, typed: digits, until } = this.codes.codeAt(this.#options.at());
    const [url, typed] = [this.#url(code), isCheckIn ? digits : null];
    if (this.#shown?.url !== url || this.#shown.typed !== typed)
      this.#shown = { url, qr: qrPath(url), svg: qrSvg(url, ""), typed, until };
    return this.#shown;
  }

  /** Whether a phone shows that its citizen is here: the digits of the door's screen, or a visit that its code opened just now. */
  isHere(shown: string): boolean {
    const visit = this.codes.visitOf(shown);
    if (visit !== null) return !visit.isByPoster && this.isOpen(visit);
    return this.codes.isTyped(shown, this.#options.at());
  }

  /** The address in the poster that holds; `null` where the location has none. */
  posterUrl(): string | null {
    const poster = this.#options.state().location.doorPoster;
    return poster === undefined ? null : this.#url(this.codes.posterCode(poster));
  }

  /** The visit that a scanned code opens, or `null` when the code holds no longer. */
  scan(code: string): Visit | null {
    const at = this.#options.at();
    const { doorPoster } = this.#options.state().location;
    if (!this.codes.isCode(code, at, doorPoster)) return null;
    return this.codes.open(at, randomBytes(10), this.codes.isPoster(code, doorPoster));
  }

  /** Whether a visit may still take a ticket. */
  isOpen({ openedAt }: Visit): boolean {
    return this.#options.at() - openedAt < VISIT_MS;
  }

  /** The ticket that a visit became, as long as the hub remembers it. */
  ticketOf(visit: Visit): Ticket | undefined {
    return ticketOf(this.#options.state(), this.codes.ticketOf(visit).ticketId);
  }

  /** Takes the visit's ticket, or finds the one that it has. */
  async take({ visit, earlier, address, service, language }: Tap): Promise<Tapped> {
    const { ticketId, token } = this.codes.ticketOf(visit);
    if (this.ticketOf(visit)) return { token };
    if (!this.isOpen(visit)) return { refused: "stale" };
    const at = this.#options.at();
    const recent = earlier.filter((one) => at - (this.ticketOf(one)?.issuedAt ?? 0) < PHONE_MS);
    const giveBack = recent.length >= MOST_FROM_PHONE ? null : this.#pace.take(address, at);
    if (giveBack === null) return { refused: "too-many" };
    const random = freshRandom();
    const answer = await this.#options.issue({
      ...{ kind: "phone-issue", ticketId, token, service, language, random },
    });
    if ("ticket" in answer) return { token };
    giveBack();
    return answer;
  }
}
