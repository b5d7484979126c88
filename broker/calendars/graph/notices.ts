/**
 * Subscriptions to changes of mailboxes, and what Graph then sends: a notice says no more than that a mailbox is to be looked at again.
 * Knows no route and no event; reads no clock. What is subscribed lasts for a part of its life, is renewed at half of it, and begun anew where
 * Graph has let go of it.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Log } from "../../../protocol/link/log.ts";
import { CalendarFault } from "../fault.ts";
import { type Bag, type GraphClient, isBag } from "./client.ts";

export type NoticesOptions = {
  readonly source: string;
  /** In the order of the source's calendars. */
  readonly mailboxes: readonly string[];
  readonly client: Pick<GraphClient, "ask">;
  /** Where Graph sends notices to: this source's address at the hub, over https. */
  readonly url: () => string;
  /** What the shared word of each subscription is made with: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  /** How long a subscription is asked to live. */
  readonly lifeMs: number;
  /** The mailbox has something new; `isMissed`: nobody knows since when. */
  readonly changed: (mailbox: number, isMissed: boolean) => void;
  readonly log: Log;
};

type Subscription = { readonly id: string; readonly untilAt: number; isToRenew: boolean };

/** So many are begun or renewed at one look: Graph bounds writes more than reads. */
const MOST_A_LOOK = 20;
const RETRY_MS = 300_000;
/** A notice tells of up to so many changes. */
const MOST_NOTICES = 1000;

const digest = (text: string) => createHash("sha256").update(text).digest();

export class GraphNotices {
  readonly #options: NoticesOptions;
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #notBefore = new Map<number, number>();
  readonly #byId = new Map<string, number>();
  #isAdopted = false;
  #isBusy = false;
  #told = "";

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  /** Begins and renews what is due. Answers never with a fault: without subscriptions mailboxes are looked at by the clock. */
  async look(at: number): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      if (!this.#isAdopted) await this.#adopt(at);
      const due = this.#options.mailboxes.map((_, n) => n).filter((n) => this.#isDue(n, at));
      for (const n of due.slice(0, MOST_A_LOOK)) await this.#subscribe(n, at);
      this.#tell("");
    } catch (fault) {
      if (!(fault instanceof CalendarFault)) throw fault;
      this.#tell(fault.message);
    } finally {
      this.#isBusy = false;
    }
  }

  #isDue(mailbox: number, at: number): boolean {
    if (at < (this.#notBefore.get(mailbox) ?? 0)) return false;
    const known = this.#subscriptions.get(mailbox);
    return known === undefined || known.isToRenew || known.untilAt - at < this.#options.lifeMs / 2;
  }

  /** What an earlier run of the hub subscribed to lives on, and would be told of twice. */
  async #adopt(at: number): Promise<void> {
    const { client, url, mailboxes } = this.#options;
    const found = await client.ask("/subscriptions");
    for (const one of Array.isArray(found["value"]) ? found["value"].filter(isBag) : []) {
      const mailbox = mailboxes.findIndex((name) => one["resource"] === resourceOf(name));
      const until = Date.parse(String(one["expirationDateTime"]));
      if (mailbox >= 0 && one["notificationUrl"] === url() && until > at) this.#keep(mailbox, one, until);
    }
    this.#isAdopted = true;
  }

  #keep(mailbox: number, { id }: Bag, untilAt: number): void {
    if (typeof id !== "string" || Number.isNaN(untilAt))
      throw new CalendarFault("CALENDAR_WRONG", { detail: "subscription" });
    this.#drop(mailbox);
    this.#subscriptions.set(mailbox, { id, untilAt, isToRenew: false });
    this.#byId.set(id, mailbox);
  }

  #drop(mailbox: number): void {
    const known = this.#subscriptions.get(mailbox);
    if (known !== undefined) this.#byId.delete(known.id);
    this.#subscriptions.delete(mailbox);
  }

  async #subscribe(mailbox: number, at: number): Promise<void> {
    const known = this.#subscriptions.get(mailbox);
    this.#notBefore.set(mailbox, at + RETRY_MS);
    const expirationDateTime = new Date(at + this.#options.lifeMs).toISOString();
    try {
      const answer =
        known === undefined
          ? await this.#begin(mailbox, expirationDateTime)
          : await this.#renew(known, expirationDateTime);
      this.#keep(mailbox, answer, Date.parse(String(answer["expirationDateTime"])));
      this.#notBefore.delete(mailbox);
    } catch (fault) {
      if (!(fault instanceof CalendarFault) || fault.code !== "CALENDAR_GONE" || known === undefined)
        throw fault;
      // It ended meanwhile, and notices with it.
      this.#drop(mailbox);
      this.#notBefore.delete(mailbox);
      this.#options.changed(mailbox, true);
    }
  }

  async #begin(mailbox: number, expirationDateTime: string): Promise<Bag> {
    const { client, url, mailboxes } = this.#options;
    const body = {
      changeType: "created,updated,deleted",
      ...{ notificationUrl: url(), lifecycleNotificationUrl: url() },
      ...{
        resource: resourceOf(mailboxes[mailbox] ?? ""),
        expirationDateTime,
        clientState: this.#stateOf(mailbox),
      },
    };
    return await client.ask("/subscriptions", { method: "POST", body });
  }

  async #renew({ id }: Subscription, expirationDateTime: string): Promise<Bag> {
    const { client } = this.#options;
    return {
      id,
      ...(await client.ask(`/subscriptions/${encodeURIComponent(id)}`, {
        method: "PATCH",
        body: { expirationDateTime },
      })),
    };
  }

  /** Known to Graph and this hub alone; the same after a new start. */
  #stateOf(mailbox: number): string {
    const { key, source, mailboxes } = this.#options;
    return createHmac("sha256", key)
      .update(`graph notices\n${source}\n${mailboxes[mailbox] ?? ""}`)
      .digest("base64url");
  }

  /** What somebody has sent to the hub's public address; whatever it is, no more comes of it than that a mailbox is looked at. */
  take(body: unknown): void {
    const all =
      isBag(body) && Array.isArray(body["value"]) ? body["value"].slice(0, MOST_NOTICES).filter(isBag) : [];
    for (const one of all) this.#notice(one);
  }

  #notice({ subscriptionId, clientState, lifecycleEvent }: Bag): void {
    const mailbox = typeof subscriptionId === "string" ? this.#byId.get(subscriptionId) : undefined;
    if (mailbox === undefined || typeof clientState !== "string") return;
    if (!timingSafeEqual(digest(clientState), digest(this.#stateOf(mailbox)))) return;
    const known = this.#subscriptions.get(mailbox);
    if (lifecycleEvent === "reauthorizationRequired" && known !== undefined) known.isToRenew = true;
    else if (lifecycleEvent === "subscriptionRemoved") this.#drop(mailbox);
    if (lifecycleEvent === "reauthorizationRequired") this.#notBefore.delete(mailbox);
    else this.#options.changed(mailbox, lifecycleEvent !== undefined && lifecycleEvent !== null);
  }

  #tell(why: string): void {
    if (why === this.#told) return;
    this.#told = why;
    const { log, source } = this.#options;
    if (why === "") log.notice("changes of mailboxes are told again", { source });
    else log.warning("changes of mailboxes are not told; they are looked at by the clock", { source, why });
  }
}

const resourceOf = (mailbox: string): string => `/users/${mailbox}/events`;
