/**
 * The ways of telling hosts that a hub was told of. The one place that knows all of them.
 * Each is loaded only where it is used: a hub without a mail server needs no library of mail.
 */
import { createECDH } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { HostNoticesConfig } from "../../../protocol/config/host-notices.ts";
import type { SecretSource } from "../../../protocol/config/parts.ts";
import type { HostWay } from "../../../protocol/terms.ts";
import { HubFault } from "../../errors.ts";
import { writeWhole } from "../../whole-file.ts";
import type { SmsGateway } from "../gateway.ts";
import type { OpenedHostWays } from "../host-notices.ts";
import type { HostChannel } from "./contract.ts";
import type { MailOptions } from "./mail.ts";
import type { PushKeys, PushOptions } from "./push.ts";
import type { SipOptions } from "./sip.ts";
import { openSmsChannel } from "./sms.ts";
import type { TeamsOptions } from "./teams.ts";

/** How what a file names is found. */
export type HostNoticeFiles = {
  readonly secret: (source: SecretSource) => string;
  readonly ca: (name: string) => string;
};

/** What each way needs, secrets included. */
export type HostNoticeSettings = {
  readonly mail: MailOptions | null;
  readonly push: Omit<PushOptions, "keys"> | null;
  readonly teams: TeamsOptions | null;
  readonly phone: SipOptions | null;
};

const hasSecret = ({ passwordFile, credential }: SecretSource): boolean =>
  passwordFile !== undefined || credential !== undefined;

/** Faults: those of the files that are named. */
export function hostNoticeSettings(config: HostNoticesConfig, files: HostNoticeFiles): HostNoticeSettings {
  const { mail, push, teams, phone } = config;
  const ca = ({ caFile }: { readonly caFile?: string | undefined }) =>
    caFile === undefined ? {} : { ca: files.ca(caFile) };
  return {
    mail:
      mail === undefined
        ? null
        : {
            ...{ host: mail.host, port: mail.port, security: mail.security, from: mail.from },
            login: mail.username === undefined ? null : { user: mail.username, pass: files.secret(mail) },
            ...ca(mail),
          },
    push: push === undefined ? null : { contact: push.contact, hosts: push.services, ...ca(push) },
    teams:
      teams === undefined
        ? null
        : { hosts: teams.hosts, url: hasSecret(teams) ? files.secret(teams) : null, ...ca(teams) },
    phone: phone === undefined ? null : sipOptions(phone, files),
  };
}

type PhoneConfig = NonNullable<HostNoticesConfig["phone"]>;

function sipOptions(phone: PhoneConfig, files: HostNoticeFiles): SipOptions {
  const { host, port, transport, from, username, domain = host } = phone;
  const login = username === undefined ? null : { user: username, pass: files.secret(phone) };
  return { host, port, transport, from, domain, login };
}

/** The hub's pair for web push: a file of its own in the data folder. Browsers that know it know no other. */
export function pushKeys(dataDir: string): PushKeys {
  const file = join(dataDir, "push-keys.json");
  try {
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as PushKeys;
    const pair = createECDH("prime256v1");
    pair.generateKeys();
    const keys = {
      publicKey: pair.getPublicKey("base64url"),
      // A number with zeros before it is shorter, and a key is not.
      privateKey: pair.getPrivateKey("hex").padStart(64, "0"),
    };
    const made = { ...keys, privateKey: Buffer.from(keys.privateKey, "hex").toString("base64url") };
    writeWhole(file, Buffer.from(`${JSON.stringify(made)}\n`), 0o600);
    return made;
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNWRITABLE", file, cause);
  }
}

export type HostChannelsOptions = {
  /** `null`: by none besides text messages. */
  readonly settings: HostNoticeSettings | null;
  /** `null`: the hub sends no text messages. */
  readonly gateway: SmsGateway | null;
  readonly keys: () => PushKeys;
};

/** Opens nothing outside yet: each way is asked notice by notice. */
export async function openHostChannels({
  settings,
  gateway,
  keys,
}: HostChannelsOptions): Promise<Partial<Record<HostWay, HostChannel>>> {
  const { mail = null, push = null, teams = null, phone = null } = settings ?? {};
  return {
    ...(gateway === null ? {} : { sms: openSmsChannel(gateway) }),
    ...(mail === null ? {} : { mail: (await import("./mail.ts")).openMail(mail) }),
    ...(push === null ? {} : { push: (await import("./push.ts")).openPush({ ...push, keys }) }),
    ...(teams === null ? {} : { teams: (await import("./teams.ts")).openTeams(teams) }),
    ...(phone === null ? {} : { phone: (await import("./sip.ts")).openSip(phone) }),
  };
}

/** All that the hub has, for itself: with its pair for browsers, and with what hosts and browsers may name. */
export async function openHostWays(
  dataDir: string,
  { settings, gateway }: Pick<HostChannelsOptions, "settings" | "gateway">,
): Promise<OpenedHostWays | null> {
  const { push = null, teams = null } = settings ?? {};
  const keys = push === null ? null : pushKeys(dataDir);
  const channels = await openHostChannels({ settings, gateway, keys: () => keys as PushKeys });
  if (Object.keys(channels).length === 0) return null;
  return {
    channels,
    ...{ teamsUrl: teams?.url ?? null, teamsHosts: teams?.hosts ?? [], pushHosts: push?.hosts ?? [] },
    pushKey: keys?.publicKey ?? null,
  };
}
