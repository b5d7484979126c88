/**
 * How each host wants to be told of a guest, and where: what they said themselves, in the store of personal data (R1, R19).
 * Knows no way's format. A host who said nothing, and whom the appointment's source calls by a mail address, is written to there.
 */
import { createHmac } from "node:crypto";
import type { LocationConfig } from "../../protocol/config.ts";
import {
  HOST_WAYS,
  type HostWay,
  type PersonKey,
  type StaffLanguage,
  tokenOf,
} from "../../protocol/terms.ts";
import type { Persons } from "../persons/contract.ts";
import { type FieldsOf, keptUntil } from "../persons/purposes.ts";
import { hostKey } from "../queue/hosts.ts";
import { isMailAddress } from "./host-channels/mail-address.ts";

/** A browser's own address and keys, as its page was given them by its maker. */
export type Browser = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
};

/** What a host said. `ways`: how they want to be told; what an address is missing for is passed over. */
export type HostContact = {
  readonly ways: readonly HostWay[];
  /** `null`: as the house speaks. */
  readonly language: StaffLanguage | null;
  readonly mobile: string | null;
  readonly mail: string | null;
  readonly teams: string | null;
  readonly phone: string | null;
  readonly browsers: readonly Browser[];
};

export type ContactsOptions = {
  readonly persons: Pick<Persons, "get" | "put" | "erase">;
  /** What keys of hosts are made with: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  readonly at: () => number;
  readonly location: () => LocationConfig;
};

const NOTHING: HostContact = {
  ...{ ways: [], language: null, mobile: null, mail: null, teams: null, phone: null, browsers: [] },
};
/** One person has a few; the oldest makes room. */
const MOST_BROWSERS = 5;
const KEY_BYTES = 16;
/** What is used is kept for its whole time again, so often at most: each time is a writing of the store. */
const RENEW_MS = 86_400_000;

function waysIn(text: string | undefined): readonly HostWay[] {
  const said = (text ?? "").split(" ");
  return HOST_WAYS.filter((way) => said.includes(way));
}

function fieldsOf(contact: HostContact): FieldsOf<"host"> {
  const { ways, browsers, ...others } = contact;
  const said = Object.entries(others).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    ...Object.fromEntries(said),
    ways: ways.join(" "),
    ...(browsers.length === 0 ? {} : { browsers: JSON.stringify(browsers) }),
  };
}

function contactIn(fields: FieldsOf<"host">): HostContact {
  const { ways, language, browsers, mobile = null, mail = null, teams = null, phone = null } = fields;
  return {
    ...{ ways: waysIn(ways), mobile, mail, teams, phone },
    language: language === "da" || language === "en" ? language : null,
    browsers: browsers === undefined ? [] : (JSON.parse(browsers) as readonly Browser[]),
  };
}

/** Where a way leads: none, one, or as many as there are browsers. */
export function addressesOf(contact: HostContact, way: HostWay): readonly string[] {
  if (way === "push") return contact.browsers.map((browser) => JSON.stringify(browser));
  const address = { sms: contact.mobile, mail: contact.mail, teams: contact.teams, phone: contact.phone }[
    way
  ];
  return address === null ? [] : [address];
}

export class HostContacts {
  readonly #options: ContactsOptions;
  readonly #renewedAt = new Map<string, number>();

  constructor(options: ContactsOptions) {
    this.#options = options;
  }

  /** By which this host's record is kept; `host` is a `hostKey`. */
  keyOf(host: string): PersonKey {
    const digest = createHmac("sha256", this.#options.key).update(`host\n${host}`).digest();
    return tokenOf(digest.subarray(0, KEY_BYTES)) as string as PersonKey;
  }

  /** What they said themselves. */
  said(host: string): HostContact {
    const fields = this.#options.persons.get(this.keyOf(host), "host", this.#options.at());
    return fields === null ? NOTHING : contactIn(fields);
  }

  /** How they are told: as they said, else by mail where their appointment's source names them by an address; `names`: as it does. */
  of(host: string, names: readonly string[]): HostContact {
    const { persons, at } = this.#options;
    const address = names.find((name) => hostKey(name) === host && isMailAddress(name));
    const isKnown = persons.get(this.keyOf(host), "host", at()) !== null;
    return isKnown || address === undefined ? this.said(host) : { ...NOTHING, ways: ["mail"], mail: address };
  }

  /** Keeps what they say, in place of what they said; browsers are said one by one. */
  keep(host: string, contact: Omit<HostContact, "browsers">): void {
    this.#put(host, { ...contact, browsers: this.said(host).browsers });
  }

  /** One browser more. */
  addBrowser(host: string, browser: Browser): void {
    const said = this.said(host);
    const others = said.browsers.filter(({ endpoint }) => endpoint !== browser.endpoint);
    this.#put(host, { ...said, browsers: [...others, browser].slice(-MOST_BROWSERS) });
  }

  /** A browser that takes nothing any more; `address` as {@link addressesOf} gave it. */
  forgetBrowser(host: string, address: string): void {
    const said = this.said(host);
    const browsers = said.browsers.filter((one) => JSON.stringify(one) !== address);
    if (browsers.length < said.browsers.length) this.#put(host, { ...said, browsers });
  }

  /** They were told something by it: its time begins anew. */
  used(host: string): void {
    const { persons, at } = this.#options;
    if (at() - (this.#renewedAt.get(host) ?? 0) < RENEW_MS) return;
    this.#renewedAt.set(host, at());
    if (persons.get(this.keyOf(host), "host", at()) !== null) this.#put(host, this.said(host));
  }

  /** Erases everything that is kept about them as a host. */
  erase(host: string): void {
    this.#options.persons.erase(this.keyOf(host), this.#options.at());
  }

  #put(host: string, contact: HostContact): void {
    const { persons, at, location } = this.#options;
    const person = this.keyOf(host);
    const until = keptUntil("host", { at: at(), location: location() });
    persons.put({ person, purpose: "host", fields: fieldsOf(contact), until });
  }
}
