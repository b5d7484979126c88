/**
 * The configuration file of talon-hub as a schema: where the location's document and the data lie, HTTP, MQTT, sign-in, voice.
 * Knows nothing of the location itself, which is a document of its own.
 */
import * as z from "zod/mini";
import { type Checked, type Problem, slug } from "../config.ts";
import { ROLES } from "../topics.ts";
import { hostNotices, hostNoticesProblems } from "./host-notices.ts";
import { inletProblems, inlets } from "./inlets.ts";
import { httpLimits, mqttLimits } from "./limits.ts";
import {
  checkWith,
  credential,
  host,
  isLoopback,
  milliseconds,
  mqttUrl,
  password,
  path,
  port,
  secretProblems,
  voice,
} from "./parts.ts";
import { oidcProblems, signIn } from "./sign-in.ts";
import { sms, smsProblems } from "./sms.ts";

/**
 * The house's own certificate. Left out: the hub makes one, where others can reach the listener. `caFile`: who signed it, where that is
 * an authority of the house that no machine knows by itself; stands are told of it when they enrol.
 */
const tls = z.strictObject({ certFile: path, keyFile: path, caFile: z.optional(path) });
const username = z.string().check(z.minLength(1), z.maxLength(64));

/** Roles of others: the hub itself is no client of its own broker. */
const CLIENT_ROLES = ROLES.filter((role) => role !== "hub");

/** An origin as `frame-ancestors` takes it, or all hosts below one. */
const frameOrigin = z
  .string()
  .check(z.regex(/^https:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?$/), z.maxLength(200));

/** One address, or a network as `10.1.0.0/16`; not all addresses at once, which would believe everybody. */
const network = z.union([
  z.ipv4(),
  z.ipv6(),
  z.cidrv4().check(z.refine((text) => !text.endsWith("/0"))),
  z.cidrv6().check(z.refine((text) => !text.endsWith("/0"))),
]);

/** One client of the embedded broker; its client id is bound to role and id, e.g. `stand-s1`. */
const account = z.strictObject({ username, role: z.enum(CLIENT_ROLES), id: slug, ...password });

const mqtt = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("embedded"),
    host,
    port,
    tls: z.optional(tls),
    accounts: z.array(account).check(z.maxLength(1000)),
    limits: z.prefault(mqttLimits, {}),
  }),
  z.strictObject({
    kind: z.literal("external"),
    url: mqttUrl,
    username: z.optional(username),
    ...password,
    caFile: z.optional(path),
    /** Who else connects there, for `talon-hub mosquitto-acl`; their passwords are that broker's own. */
    accounts: z.optional(
      z.array(z.strictObject({ username, role: z.enum(CLIENT_ROLES), id: slug })).check(z.maxLength(1000)),
    ),
  }),
]);

const timings = z.strictObject({
  /** An issued ticket whose paper nobody tells of is callable after this long (design rule 4). */
  provisionalMs: z._default(milliseconds, 10_000),
  /** How long the plain series is held after a start (design rule 8). */
  heldMs: z._default(milliseconds, 10_000),
  /** How long a command of staff can be taken back. */
  undoMs: z._default(milliseconds, 8_000),
  /** The service day ends at the latest this long after the last queue closed (design rule 7). */
  closeDayAfterMs: z._default(milliseconds, 3 * 3_600_000),
  /** A state topic is published at most once in this time; a call does not wait for it, but for another call. */
  coalesceMs: z._default(milliseconds, 100),
});

/** What is kept about persons and for the audit trail. */
const keeping = z.strictObject({
  /** Where the key of the store of personal data is; left out: `persons.key` in the data folder, which the hub makes. */
  personsKeyFile: z.optional(path),
  personsKeyCredential: z.optional(credential),
  /**
   * A folder that exists, outside of the data folder and best on another machine: heads of the ledger's chain and digests of erased
   * persons are written down there, so that a cut ledger is noticed and a restored store forgets again.
   */
  notesFolder: z.optional(path),
});

export const hubSchema = z.strictObject({
  v: z.literal(1),
  /** The location's document. */
  location: path,
  dataDir: path,
  http: z.strictObject({
    host,
    port,
    /** What citizens' phones reach: the QR code on the paper leads to `<publicUrl>/t/<token>`. */
    publicUrl: z.string().check(z.regex(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*[^\s?#/])?$/), z.maxLength(150)),
    tls: z.optional(tls),
    limits: z.prefault(httpLimits, {}),
    /** Whose pages may show the staff page in a frame, e.g. `https://teams.microsoft.com`; nobody's where it is left out. */
    framedBy: z.optional(z.array(frameOrigin).check(z.minLength(1), z.maxLength(20))),
    /** Addresses or networks of programs before the hub whose word about who asks is believed (X-Forwarded-For, X-Forwarded-Proto). */
    trustedProxies: z.optional(z.array(network).check(z.maxLength(20))),
  }),
  mqtt,
  signIn,
  /**
   * Whether a browser is shown a display only once it is paired by a code, or whoever reaches the hub may open any. Left out: paired,
   * where people sign in and the hub is reached from outside of its machine.
   */
  displays: z.optional(z.enum(["paired", "open"])),
  voice: z._default(voice, { driver: "none" }),
  timings: z.prefault(timings, {}),
  keeping: z.optional(keeping),
  appointments: z.optional(inlets),
  sms: z.optional(sms),
  hostNotices: z.optional(hostNotices),
});
export type HubConfig = z.infer<typeof hubSchema>;
type EmbeddedMqtt = Extract<HubConfig["mqtt"], { kind: "embedded" }>;
type ExternalMqtt = Extract<HubConfig["mqtt"], { kind: "external" }>;

type Named = Pick<EmbeddedMqtt["accounts"][number], "username" | "role" | "id">;

/** Each name and each machine once; `taken` are names that others bear already. */
function twiceProblems(taken: readonly string[]): (one: Named, where: string) => Problem[] {
  const seen = new Set<string>(taken.map((name) => `username ${name}`));
  return (one, where) => {
    const names = [`username ${one.username}`, `${one.role} ${one.id}`];
    const twice = names.filter((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return twice.map((name) => ({ path: where, problem: `"${name}" has two accounts` }));
  };
}

function accountProblems(accounts: EmbeddedMqtt["accounts"]): Problem[] {
  const twice = twiceProblems([]);
  return accounts.flatMap((one, at) => {
    const where = `mqtt.accounts.${at}`;
    return [...secretProblems(where, one), ...twice(one, where)];
  });
}

function externalProblems(link: ExternalMqtt): Problem[] {
  const { username: name, accounts = [] } = link;
  const twiceOf = twiceProblems(name === undefined ? [] : [name]);
  const twice = accounts.flatMap((one, at) => twiceOf(one, `mqtt.accounts.${at}`));
  if (name !== undefined) return [...secretProblems("mqtt", link), ...twice];
  const hasSecret = link.passwordFile !== undefined || link.credential !== undefined;
  return hasSecret ? [{ path: "mqtt.username", problem: "a password needs a username" }, ...twice] : twice;
}

function hubProblems(hub: HubConfig): Problem[] {
  const { http, mqtt: link, signIn: ways, appointments: sources = [] } = hub;
  const isOpenToAll = ways.kind === "none" && !isLoopback(http.host);
  const oidc = ways.kind === "none" ? undefined : ways.oidc;
  // In a frame of another site a browser takes cookies over TLS only.
  const isFramedInClear = http.framedBy !== undefined && !http.publicUrl.startsWith("https:");
  return [
    ...(link.kind === "embedded" ? accountProblems(link.accounts) : externalProblems(link)),
    ...(oidc === undefined ? [] : oidcProblems(oidc, http.publicUrl)),
    ...(isFramedInClear ? [{ path: "http.framedBy", problem: "needs a publicUrl with https://" }] : []),
    ...inletProblems(sources),
    ...(hub.sms === undefined ? [] : smsProblems(hub.sms)),
    ...(hub.hostNotices === undefined ? [] : hostNoticesProblems(hub.hostNotices)),
    ...(isOpenToAll
      ? [{ path: "signIn.kind", problem: `"none" is allowed only when http listens on 127.0.0.1` }]
      : []),
    ...(ways.kind === "none" && hub.displays === "paired"
      ? [
          {
            path: "displays",
            problem: `"paired" needs people who sign in: without them everybody may do everything`,
          },
        ]
      : []),
  ];
}

/**
 * The hub's file: its shape, then no sign-in left out outside loopback, secrets by file. A listener outside loopback speaks TLS,
 * with the hub's own certificate where none is named.
 */
export function checkHub(document: unknown): Checked<HubConfig> {
  return checkWith(hubSchema as unknown as z.ZodMiniType<HubConfig>, document, hubProblems);
}
