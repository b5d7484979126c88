/**
 * The certificates of a running hub: its own small authority, and what its listeners show, renewed while they run.
 * Knows no socket; a listener takes its pair from a `TlsSource` and is told of every newer one.
 */
import { X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import { isIP } from "node:net";
import { createSecureContext } from "node:tls";
import type { StaffLanguage } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import { faultWords } from "../fault-words.ts";
import { type Authority, createAuthority, EARLIER_MS, readAuthority, YEAR_MS } from "./authority.ts";
import { type KeyPair, newKey } from "./keys.ts";
import { type Machine, namesOf, thisMachine } from "./names.ts";
import { PairFile } from "./own-files.ts";
import { type Life, lifeProblem } from "./words.ts";

/** What a TLS listener shows. `renewed` is told each newer pair, for as long as the hub runs. */
export interface TlsSource {
  readonly pair: KeyPair;
  /** Signed by the hub's own authority. */
  readonly isOwn: boolean;
  /** Who signed it (PEM), where machines do not know that by themselves and it is not the hub's own. */
  readonly ca?: string;
  readonly renewed: (listener: (pair: KeyPair) => void) => void;
}

/** The house's certificate and its key, PEM. */
export type PairFiles = { readonly certFile: string; readonly keyFile: string };

/** Where a listener's certificate comes from: the house's files, with who signed them (PEM), or the hub's own authority. */
export type TlsChoice =
  | ({ readonly kind: "files"; readonly ca?: string } & PairFiles)
  | { readonly kind: "own" };

/** A certificate of the hub's own is renewed when this part of its life is left. */
const RENEWED_AT = 1 / 3;
const LOOK_MS = 60_000;

/** From when until when a certificate holds (epoch ms). */
export function lifeOf(cert: string): Life {
  const { validFrom, validTo } = new X509Certificate(cert);
  return { from: Date.parse(validFrom), until: Date.parse(validTo) };
}

/** When a problem is asked for, and in what language it is told. */
type Asked = { readonly at: number; readonly language: StaffLanguage };

/** One pair that listeners show, and who is told of the next. */
abstract class Source implements TlsSource {
  abstract readonly isOwn: boolean;
  readonly ca?: string;
  readonly #listeners: ((pair: KeyPair) => void)[] = [];
  #pair: KeyPair | null = null;

  constructor(ca?: string) {
    if (ca !== undefined) this.ca = ca;
  }

  get pair(): KeyPair {
    if (this.#pair === null) throw new Error("certificates were used before they were opened");
    return this.#pair;
  }

  readonly renewed = (listener: (pair: KeyPair) => void): void => void this.#listeners.push(listener);

  protected take(pair: KeyPair): void {
    this.#pair = pair;
    for (const listener of this.#listeners) listener(pair);
  }

  abstract open(at: number): Promise<void>;
  /** Whether there is a newer pair since. */
  abstract look(at: number): Promise<boolean>;
  abstract problem(asked: Asked): string | null;
}

/** A certificate and its key from the house's files. Faults: those of the files, HUB_TLS_INVALID. */
export function readPair(files: PairFiles, read: (file: string) => Buffer): KeyPair {
  const { certFile, keyFile } = files;
  const pair = { cert: read(certFile).toString("utf8"), key: read(keyFile).toString("utf8") };
  try {
    // The same as the listeners do later: what is unreadable to OpenSSL, or does not belong together, is told now.
    createSecureContext({ ...pair, minVersion: "TLSv1.2" });
    void new X509Certificate(pair.cert);
  } catch (cause) {
    throw new HubFault("HUB_TLS_INVALID", `${certFile} with ${keyFile}`, cause);
  }
  return pair;
}

/** The house's own certificate in two files; read again when either changes. */
class FileSource extends Source {
  override readonly isOwn = false;
  readonly #files: PairFiles;
  readonly #read: (file: string) => Buffer;
  #seen = "";
  #trouble: HubFault | null = null;

  constructor({ ca, ...files }: PairFiles & { readonly ca?: string }, read: (file: string) => Buffer) {
    super(ca);
    this.#files = files;
    this.#read = read;
  }

  override open(): Promise<void> {
    this.#seen = this.#stamp();
    this.take(this.#readPair());
    return Promise.resolve();
  }

  /** A pair that does not fit together is told in `problem`, and the one before goes on. */
  override look(): Promise<boolean> {
    const stamp = this.#stamp();
    if (stamp === this.#seen) return Promise.resolve(false);
    this.#seen = stamp;
    try {
      this.take(this.#readPair());
      this.#trouble = null;
      return Promise.resolve(true);
    } catch (fault) {
      if (!(fault instanceof HubFault)) throw fault;
      this.#trouble = fault;
      return Promise.resolve(false);
    }
  }

  override problem(asked: Asked): string | null {
    if (this.#trouble !== null) return faultWords(this.#trouble, asked.language);
    return lifeProblem(this.#files, lifeOf(this.pair.cert), asked);
  }

  #readPair(): KeyPair {
    return readPair(this.#files, this.#read);
  }

  #stamp(): string {
    const of = (file: string) => {
      try {
        const { mtimeMs, size, ino } = statSync(file);
        return `${mtimeMs} ${size} ${ino}`;
      } catch {
        return "gone";
      }
    };
    return `${of(this.#files.certFile)} ${of(this.#files.keyFile)}`;
  }
}

/** A certificate of the hub's own authority for this machine's names. */
class OwnSource extends Source {
  override readonly isOwn = true;
  readonly #file: PairFile;
  readonly #authority: () => Authority;
  readonly #names: () => readonly string[];

  constructor(file: PairFile, authority: () => Authority, names: () => readonly string[]) {
    super();
    this.#file = file;
    this.#authority = authority;
    this.#names = names;
  }

  override async open(at: number): Promise<void> {
    const known = this.#file.isThere ? readable(this.#file) : null;
    if (known === null || this.#isStale(known, at)) await this.#renew(at);
    else this.take(known);
  }

  override async look(at: number): Promise<boolean> {
    if (!this.#isStale(this.pair, at)) return false;
    await this.#renew(at);
    return true;
  }

  override problem(asked: Asked): string | null {
    return lifeProblem("own", lifeOf(this.pair.cert), asked);
  }

  #isStale({ cert }: KeyPair, at: number): boolean {
    const made = new X509Certificate(cert);
    const { from, until } = lifeOf(cert);
    const isOld = at < from || until - at < (until - from) * RENEWED_AT;
    const isNamed = (name: string) =>
      (isIP(name) === 0 ? made.checkHost(name) : made.checkIP(name)) !== undefined;
    return isOld || !this.#authority().hasSigned(cert) || !this.#names().every(isNamed);
  }

  async #renew(at: number): Promise<void> {
    const { key, publicKey } = newKey();
    const names = this.#names();
    const cert = await this.#authority().sign({
      ...{ usage: "server", commonName: names[0] ?? "talon", organization: "Talon", names, publicKey },
      ...{ from: at - EARLIER_MS, until: at + YEAR_MS },
    });
    this.#file.write({ cert, key });
    this.take({ cert, key });
  }
}

/** A pair that is whole, or `null`: the hub's own may be made anew at any time. */
function readable(file: PairFile): KeyPair | null {
  try {
    const pair = file.read();
    createSecureContext(pair);
    void new X509Certificate(pair.cert);
    return pair;
  } catch {
    return null;
  }
}

/** What the hub's certificates are made of. */
export type CertificatesOptions = {
  readonly dataDir: string;
  readonly location: string;
  /** Of listeners and of the public address. */
  readonly hosts: readonly string[];
  readonly read: (file: string) => Buffer;
  /** Left out: this one. */
  readonly machine?: () => Machine;
};

/** All certificates of one hub, from `open` on. */
export class Certificates {
  readonly #options: CertificatesOptions;
  readonly #sources: Source[] = [];
  #own: OwnSource | null = null;
  #authority: Authority | null = null;
  #lookedAt = 0;

  constructor(options: CertificatesOptions) {
    this.#options = options;
  }

  /** What a listener shall show; usable after `open`. Two listeners with the hub's own share one. */
  source(choice: TlsChoice): TlsSource {
    if (choice.kind === "files") {
      const source = new FileSource(choice, this.#options.read);
      this.#sources.push(source);
      return source;
    }
    if (this.#own !== null) return this.#own;
    const { dataDir, hosts, machine = thisMachine } = this.#options;
    this.#own = new OwnSource(
      new PairFile(`${dataDir}/certificates`, "server"),
      () => this.authority,
      () => namesOf(hosts, machine()),
    );
    this.#sources.push(this.#own);
    return this.#own;
  }

  /** Whether any listener speaks TLS, so that there is anything to look after. */
  get isUsed(): boolean {
    return this.#sources.length > 0;
  }

  get authority(): Authority {
    if (this.#authority === null) throw new Error("certificates were used before they were opened");
    return this.#authority;
  }

  /** Makes the authority where there is none, and every listener's pair. Faults: those of files, HUB_CA_DAMAGED, HUB_TLS_INVALID. */
  async open(at: number): Promise<void> {
    const { dataDir, location } = this.#options;
    this.#authority = readAuthority(dataDir) ?? (await createAuthority(dataDir, location, at));
    for (const source of this.#sources) await source.open(at);
  }

  /** Once a minute: renews what is old, reads files that have changed. True when a listener shows another certificate now. */
  async look(at: number): Promise<boolean> {
    if (!this.isUsed || Math.abs(at - this.#lookedAt) < LOOK_MS) return false;
    this.#lookedAt = at;
    let isNew = false;
    for (const source of this.#sources) isNew = (await source.look(at)) || isNew;
    return isNew;
  }

  /** What is wrong, or will be within 30 days, in words; English is for logs and programs. */
  problems(at: number, language: StaffLanguage = "en"): string[] {
    if (!this.isUsed) return [];
    const asked = { at, language };
    const own = lifeProblem("authority", lifeOf(this.authority.cert), asked);
    const all = [own, ...this.#sources.map((source) => source.problem(asked))];
    // Two listeners may show the same files.
    return [...new Set(all.filter((one) => one !== null))];
  }
}
