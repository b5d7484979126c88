/**
 * What the hub is told at its start by a configuration file, with every file that this names.
 * Knows no environment and opens no socket; what is wrong is said as a fault in plain words.
 */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { VoiceOptions } from "../hal/voice/contract.ts";
import { checkHub, type HubConfig } from "../protocol/config/hub.ts";
import type { HttpLimits } from "../protocol/config/limits.ts";
import { isLoopback, type SecretSource } from "../protocol/config/parts.ts";
import type { OidcConfig } from "../protocol/config/sign-in.ts";
import type { LocationConfig, Problem } from "../protocol/config.ts";
import { readGrants } from "./accounts/grants.ts";
import type { OidcSettings } from "./accounts/login-service.ts";
import { storedLocation } from "./administration/stored.ts";
import { importFile } from "./administration/transfer.ts";
import type { AppointmentInlet } from "./appointments/contract.ts";
import { type DfdgFiles, dfdgSettings } from "./appointments/dfdg/settings.ts";
import { type InletFiles, inletOf } from "./calendars/inlet.ts";
import { Certificates, readPair, type TlsSource } from "./certificates/certificates.ts";
import { type HubCode, HubFault, systemCode } from "./errors.ts";
import { Door, readAccounts } from "./http/sign-in.ts";
import { readLocation } from "./location.ts";
import type { MqttAccount } from "./mqtt/identify.ts";
import type { HubBrokerOptions } from "./mqtt/side.ts";
import { type HostNoticeSettings, hostNoticeSettings } from "./notices/host-channels/open.ts";
import { openSms, type SmsSettings } from "./notices/open.ts";
import { personsKeyFile } from "./persons/key.ts";
import { SETTINGS, type Settings } from "./queue/state.ts";
import { Screens } from "./screens/screens.ts";

/** Everything that main.ts needs to open the hub. */
export type HubSettings = {
  readonly location: LocationConfig;
  /** Buttons and menus that were left out of the location, and why. */
  readonly leftOut: readonly Problem[];
  /** The file's own content, where parts of it were left out. */
  readonly document?: unknown;
  /** The location's file, where it does not exist and the ledger's document stands in for it. */
  readonly missingFile?: string;
  readonly dataDir: string;
  /** To be opened before the listeners are. */
  readonly certificates: Certificates;
  readonly broker: HubBrokerOptions;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly tls: TlsSource | null;
    /** What citizens' phones reach, by the port that was opened. */
    readonly publicUrl: (port: number) => string;
    /** Left out: the defaults. */
    readonly limits?: HttpLimits;
    /** Whose pages may show the staff page in a frame. */
    readonly framedBy?: readonly string[] | undefined;
    /** Programs before the hub whose word about who asks is believed; left out: none. */
    readonly trustedProxies?: readonly string[] | undefined;
  };
  /** `null`: nobody signs in. */
  readonly door: Door | null;
  /** Browsers that are displays; `null`: whoever reaches the hub may open any display. */
  readonly screens: Screens | null;
  /** The municipality's own login service; `null`: the hub's own accounts only. */
  readonly oidc: OidcSettings | null;
  readonly voice: VoiceOptions;
  readonly settings: Settings;
  /** A state topic or picture goes out at most once in this time (ms); a call does not wait for it, but for another call. */
  readonly coalesceMs: number;
  readonly keeping: KeepingSettings;
  readonly appointments: readonly AppointmentInlet[];
  /** What sends text messages; `null`: nothing does. */
  readonly sms: SmsSettings | null;
  /** By which ways hosts are told of their guests, besides text messages; left out: by none. */
  readonly hostNotices?: HostNoticeSettings | null;
};

/** What is kept about persons and for the audit trail. */
export type KeepingSettings = {
  /** The key of the store of personal data; made by the hub when it is missing and `isOwn`. */
  readonly keyFile: string;
  /** The hub's own file in its data folder. Others are given. */
  readonly isOwn: boolean;
  /** Outside of the data folder: heads of the ledger's chain, and who was erased. */
  readonly notesFolder: string | null;
};

/** A file's content. Faults: HUB_FILE_MISSING, HUB_FILE_UNREADABLE. */
export function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code: HubCode = systemCode(cause) === "ENOENT" ? "HUB_FILE_MISSING" : "HUB_FILE_UNREADABLE";
    throw new HubFault(code, file, cause);
  }
}

/** What is wrong with a file, as a fault: each problem by its path, each by its path. */
export function invalid(file: string, problems: readonly Problem[]): HubFault {
  const each = problems.map(({ path, problem }) => `\n  ${path}: ${problem}`);
  return new HubFault("HUB_FILE_INVALID", `${file}${each.join("")}`);
}

/** A file's JSON. Faults: those of {@link read}, HUB_FILE_INVALID. */
export function readJson(file: string): unknown {
  const text = read(file).toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const problem = `is not JSON (${cause instanceof Error ? cause.message : ""})`;
    throw invalid(file, [{ path: "(whole)", problem }]);
  }
}

export type Located = Pick<HubSettings, "location" | "leftOut" | "document" | "missingFile">;

/** What the file says, or, where there is none, what the hub's ledger holds. Faults: those of the file, and of the ledger. */
export function located(file: string, dataDir: string): Located {
  try {
    return locationOf(file);
  } catch (fault) {
    if (!(fault instanceof HubFault) || fault.code !== "HUB_FILE_MISSING") throw fault;
    const location = storedLocation(dataDir);
    if (location === null) throw fault;
    return { location, leftOut: [], missingFile: file };
  }
}

/** A location's document, or the file of a whole location that another hub has exported (R15). */
function locationOf(file: string): Located {
  const content = readJson(file);
  const imported = importFile(content, "en");
  const document = imported.ok ? imported.document : content;
  const said = readLocation(document);
  if (!said.ok) throw invalid(file, [...said.leftOut, ...said.problems]);
  const { location, leftOut } = said;
  return { location, leftOut, ...(leftOut.length === 0 ? {} : { document }) };
}

/** What a hub with this configuration file would start with, for whoever does without its secrets. Faults: those of the files. */
export function locationSettings(file: string): Located & Pick<HubSettings, "dataDir"> {
  const checked = checkHub(readJson(file));
  if (!checked.ok) throw invalid(file, checked.problems);
  const files = new Files(file, undefined);
  const { location, dataDir } = checked.value;
  return { ...located(files.path(location), files.path(dataDir)), dataDir: files.path(dataDir) };
}

/**
 * A configuration file and what it names. Paths count from its own folder; credentials from `credentialsFolder`
 * (systemd's $CREDENTIALS_DIRECTORY). Faults: HUB_FILE_MISSING, HUB_FILE_UNREADABLE, HUB_FILE_INVALID, HUB_TLS_INVALID,
 * HUB_CA_INVALID, and those of the ledger where the location's file is missing.
 */
export function fileSettings(file: string, credentialsFolder: string | undefined): HubSettings {
  const checked = checkHub(readJson(file));
  if (!checked.ok) throw invalid(file, checked.problems);
  const files = new Files(file, credentialsFolder);
  const { http, timings, location, dataDir, signIn, voice } = checked.value;
  const document = located(files.path(location), files.path(dataDir));
  const certificates = new Certificates({
    ...{ dataDir: files.path(dataDir), location: document.location.location, read },
    hosts: hostsOf(checked.value),
  });
  const tls = (at: Listener) => files.tls(at, certificates);
  return {
    ...document,
    dataDir: files.path(dataDir),
    certificates,
    broker: brokerOf(checked.value.mqtt, files, tls),
    http: { ...http, tls: tls(http), publicUrl: () => http.publicUrl },
    door: signIn.kind === "none" ? null : files.door(signIn.file, files.path(dataDir)),
    screens: arePaired(checked.value) ? new Screens(join(files.path(dataDir), "screens.json")) : null,
    oidc: signIn.kind === "none" || signIn.oidc === undefined ? null : files.oidc(signIn.oidc),
    voice: files.voice(voice),
    settings: {
      ...SETTINGS,
      silenceMs: timings.provisionalMs,
      heldMs: timings.heldMs,
      undoMs: timings.undoMs,
      dayLimitMs: timings.closeDayAfterMs,
    },
    coalesceMs: timings.coalesceMs,
    keeping: files.keeping(checked.value),
    appointments: files.inlets(checked.value, certificates),
    sms: checked.value.sms === undefined ? null : openSms(checked.value.sms, files),
    hostNotices:
      checked.value.hostNotices === undefined ? null : hostNoticeSettings(checked.value.hostNotices, files),
  };
}

/** What the commands need that look after a hub's belongings, running or not. Faults: those of the files. */
export function keepingSettings(
  file: string,
  credentialsFolder: string | undefined,
): Located & Pick<HubSettings, "dataDir" | "keeping"> & { readonly speech: string | null } {
  const checked = checkHub(readJson(file));
  if (!checked.ok) throw invalid(file, checked.problems);
  const files = new Files(file, credentialsFolder);
  const voice = files.voice(checked.value.voice);
  return {
    ...locationSettings(file),
    keeping: files.keeping(checked.value),
    speech: voice.driver === "none" ? null : voice.cacheFolder,
  };
}

/** As the file says; by itself where people sign in and somebody outside of this machine may reach the hub. */
function arePaired({ displays, http, signIn }: HubConfig): boolean {
  if (displays !== undefined) return displays === "paired";
  if (signIn.kind === "none") return false;
  return !isLoopback(http.host) || !isLoopback(reachedHost(http));
}

/** The name or address that people reach it by. */
function reachedHost({ publicUrl }: HubConfig["http"]): string {
  return new URL(publicUrl).hostname.replaceAll(/^\[|\]$/g, "");
}

type Listener = Pick<HubConfig["http"], "host" | "tls">;

/** Under which the hub's own certificate is asked for. */
function hostsOf({ http, mqtt }: HubConfig): string[] {
  return [reachedHost(http), http.host, ...(mqtt.kind === "embedded" ? [mqtt.host] : [])];
}

function brokerOf(
  mqtt: HubConfig["mqtt"],
  files: Files,
  tls: (at: Listener) => TlsSource | null,
): HubBrokerOptions {
  if (mqtt.kind === "embedded") {
    const accounts = mqtt.accounts.map(({ username, role, id, ...source }): MqttAccount => {
      return { username, role, id, password: files.secret(source) };
    });
    const { kind, host, port, limits } = mqtt;
    return { kind, host, port, limits, tls: tls(mqtt), accounts, allowAnonymousReading: false };
  }
  const { kind, url, username, caFile } = mqtt;
  const password = username === undefined ? undefined : files.secret(mqtt);
  const ca = caFile === undefined ? undefined : files.ca(caFile);
  return { kind, url, username, password, ca };
}

/** Files beside a configuration file. */
class Files {
  readonly #file: string;
  readonly #credentials: string | undefined;

  constructor(file: string, credentials: string | undefined) {
    this.#file = file;
    this.#credentials = credentials;
  }

  path(name: string): string {
    return resolve(dirname(this.#file), name);
  }

  voice(voice: HubConfig["voice"]): VoiceOptions {
    if (voice.driver === "none") return voice;
    const { cacheFolder, clipsFolder } = voice;
    const clips = clipsFolder === undefined ? {} : { clipsFolder: this.path(clipsFolder) };
    return { ...voice, cacheFolder: this.path(cacheFolder), ...clips };
  }

  keeping({ keeping, dataDir }: HubConfig): KeepingSettings {
    const { personsKeyFile: given, personsKeyCredential: name, notesFolder } = keeping ?? {};
    const own = personsKeyFile(this.path(dataDir));
    const keyFile =
      given === undefined ? (name === undefined ? own : this.#credential(name)) : this.path(given);
    return {
      keyFile,
      isOwn: keyFile === own,
      notesFolder: notesFolder === undefined ? null : this.path(notesFolder),
    };
  }

  inlets({ appointments = [] }: HubConfig, certificates: Certificates): AppointmentInlet[] {
    return appointments.map((one) =>
      one.kind === "dfdg"
        ? { kind: one.kind, source: one.source, settings: dfdgSettings(one, this.#dfdg, certificates) }
        : inletOf(one, this.#inletFiles),
    );
  }

  get #inletFiles(): InletFiles {
    return {
      path: (name) => this.path(name),
      secret: (source) => this.secret(source),
      ca: (name) => this.ca(name),
      text: (name) => read(this.path(name)).toString("utf8"),
    };
  }

  get #dfdg(): DfdgFiles {
    return {
      path: (name) => this.path(name),
      ca: (name) => this.ca(name),
      json: (name) => readJson(this.path(name)),
      invalid: (name, problems) => invalid(this.path(name), problems),
      read,
    };
  }

  /** The first line of a secret's file. */
  secret({ passwordFile, credential }: SecretSource): string {
    const from = passwordFile === undefined ? this.#credential(credential ?? "") : this.path(passwordFile);
    const secret = (read(from).toString("utf8").split("\n")[0] ?? "").trim();
    if (secret === "") throw invalid(from, [{ path: "(first line)", problem: "must hold the secret" }]);
    return secret;
  }

  #credential(name: string): string {
    if (this.#credentials !== undefined) return join(this.#credentials, name);
    const problem = `credential "${name}" is asked for, but there is no $CREDENTIALS_DIRECTORY: start the hub by systemd, or use passwordFile`;
    throw invalid(this.#file, [{ path: "credential", problem }]);
  }

  /** The house's certificate where one is named; the hub's own outside loopback; nothing on loopback. */
  tls({ host, tls }: Listener, certificates: Certificates): TlsSource | null {
    if (tls === undefined) return isLoopback(host) ? null : certificates.source({ kind: "own" });
    const pair = { certFile: this.path(tls.certFile), keyFile: this.path(tls.keyFile) };
    void readPair(pair, read);
    const ca = tls.caFile === undefined ? {} : { ca: this.ca(tls.caFile) };
    return certificates.source({ kind: "files", ...pair, ...ca });
  }

  /** Certificates to believe in (PEM). */
  ca(name: string): string {
    const file = this.path(name);
    const text = read(file).toString("utf8");
    try {
      void new X509Certificate(text);
    } catch (cause) {
      throw new HubFault("HUB_CA_INVALID", file, cause);
    }
    return text;
  }

  /** With its secret and certificates; a role that does not exist, or a scope that is written wrongly, is a fault. */
  oidc({ roles, caFile, clientSecretFile, credential, ...others }: OidcConfig): OidcSettings {
    const read = readGrants(
      roles.map(({ group: _group, ...grant }) => grant),
      "signIn.oidc.roles",
    );
    if (!read.ok) throw invalid(this.#file, read.problems);
    return {
      ...others,
      clientSecret: this.secret({ passwordFile: clientSecretFile, credential }),
      ca: caFile === undefined ? undefined : this.ca(caFile),
      roles: roles.flatMap(({ group }, at) => (read.grants[at] ? [{ group, grant: read.grants[at] }] : [])),
    };
  }

  /** Made at the first start of the hub itself; whoever only looks at the settings makes no file. */
  door(name: string, folder: string): Door {
    const file = this.path(name);
    const said = readAccounts(readJson(file));
    if (!said.ok) throw invalid(file, said.problems);
    return new Door(said.accounts, folder);
  }
}
