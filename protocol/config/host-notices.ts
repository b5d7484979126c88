/**
 * By which ways hosts are told of their guests (R1), in the hub's configuration file: the house's mail server, push services,
 * Teams. Text messages go through `sms`.
 * Knows no host: who wants which way is said by each of them, and lies in the store of personal data.
 */
import * as z from "zod/mini";
import type { Problem } from "../config.ts";
import { host, isLoopback, password, path, port, secretProblems } from "./parts.ts";

const username = z.string().check(z.minLength(1), z.maxLength(200));
/** `example.com`, or with a dot before it whatever lies below. */
const allowedHost = z.string().check(z.regex(/^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/), z.maxLength(200));
const hosts = z.array(allowedHost).check(z.minLength(1), z.maxLength(50));
const caFile = z.optional(path);

/** Mail through the house's own server. `starttls` and `tls` send nothing in clear. */
const mail = z.strictObject({
  host,
  port: z._default(port, 587),
  security: z._default(z.enum(["starttls", "tls", "none"]), "starttls"),
  username: z.optional(username),
  ...password,
  from: z.string().check(z.regex(/^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/), z.maxLength(200)),
  caFile,
});

/** Web push. `contact`: whom a push service may write to about this hub. `services`: whose browsers may be told. */
const push = z.strictObject({
  contact: z.string().check(z.regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/), z.maxLength(200)),
  services: z._default(hosts, [
    ...["fcm.googleapis.com", "updates.push.services.mozilla.com", ".push.services.mozilla.com"],
    ...[".notify.windows.com", "web.push.apple.com"],
  ]),
  caFile,
});

/** Cards to a workflow of Teams. The secret, where there is one, is the address of the house's own workflow. */
const teams = z.strictObject({
  hosts: z._default(hosts, [".logic.azure.com", ".api.powerplatform.com"]),
  ...password,
  caFile,
});

/** Words on the display of the desk telephone, through the house's telephone exchange (SIP MESSAGE, RFC 3428). */
const phone = z.strictObject({
  driver: z.literal("sip"),
  host,
  port: z._default(port, 5060),
  transport: z._default(z.enum(["udp", "tcp"]), "udp"),
  /** What stands after the @ of the telephones' addresses; left out: `host`. */
  domain: z.optional(host),
  /** Whom the words are from: a number or name of the exchange. */
  from: z.string().check(z.regex(/^[A-Za-z0-9._+-]{1,64}$/)),
  username: z.optional(username),
  ...password,
});

export const hostNotices = z.strictObject({
  mail: z.optional(mail),
  push: z.optional(push),
  teams: z.optional(teams),
  phone: z.optional(phone),
});
export type HostNoticesConfig = z.infer<typeof hostNotices>;

type SignsIn = { readonly username?: string | undefined } & Parameters<typeof secretProblems>[1];

/** A name needs its secret, and a secret its name. */
function loginProblems(at: string, one: SignsIn): Problem[] {
  if (one.username !== undefined) return secretProblems(at, one);
  const hasSecret = one.passwordFile !== undefined || one.credential !== undefined;
  return hasSecret ? [{ path: `${at}.username`, problem: "a password needs a username" }] : [];
}

/** Nothing in clear beyond this machine; one secret a way. */
export function hostNoticesProblems(config: HostNoticesConfig): Problem[] {
  const { mail: server, teams: cards, phone: exchange } = config;
  const isClear = server?.security === "none" && !isLoopback(server.host);
  const isTwice = cards?.passwordFile !== undefined && cards.credential !== undefined;
  return [
    ...(server === undefined ? [] : loginProblems("hostNotices.mail", server)),
    ...(isClear
      ? [
          {
            path: "hostNotices.mail.security",
            problem: `"none" would send mail and password in clear: it is allowed only to a server on 127.0.0.1`,
          },
        ]
      : []),
    ...(isTwice ? secretProblems("hostNotices.teams", cards) : []),
    ...(exchange === undefined ? [] : loginProblems("hostNotices.phone", exchange)),
  ];
}
