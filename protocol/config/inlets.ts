/**
 * How the hub gets appointments: folders, pushes (of planners, and of DFDG), calendars that it asks. What a source means stands in the location's document
 * (`appointmentSources`).
 * Knows no driver and opens no file.
 */
import * as z from "zod/mini";
import { type Problem, slug } from "../config.ts";
import { dfdgInlet } from "./dfdg.ts";
import { password, path, type SecretSource, secretProblems } from "./parts.ts";

const https = z.string().check(z.regex(/^https:\/\/[^\s/?#@]+(?:[/?][^\s#]*)?$/), z.maxLength(2000));
const username = z.string().check(z.minLength(1), z.maxLength(200));
/** A staff id, or an e-mail address, in small letters. */
const host = z
  .string()
  .check(z.regex(/^[a-zæøå0-9][a-zæøå0-9._+-]{0,63}(?:@[a-z0-9.-]{1,190}\.[a-z]{2,})?$/), z.maxLength(255));
const address = z.string().check(z.regex(/^[^\s@]{1,64}@[a-z0-9.-]{1,190}\.[a-z]{2,}$/));

const polling = {
  /** How often each calendar is asked; never all at the same moment. */
  everyMin: z._default(z.int().check(z.gte(1), z.lte(1440)), 10),
  /** So many days from today are looked at. */
  days: z._default(z.int().check(z.gte(1), z.lte(366)), 90),
  /** Certificates (PEM) to believe in, for a server with a certificate of the house's own. */
  caFile: z.optional(path),
};

const calendar = z.strictObject({
  url: z.optional(https),
  /** A file whose first line is the address, where whoever has the address may read the calendar. */
  urlFile: z.optional(path),
  /** Whose calendar it is; left out for one of the house, whose organizers and members of staff are the hosts. */
  host: z.optional(host),
  /** The owner's address, where `host` is a staff id: by it is known who declined, and what the house's domain is. */
  address: z.optional(address),
  username: z.optional(username),
  ...password,
});

const calendars = {
  source: slug,
  calendars: z.array(calendar).check(z.minLength(1), z.maxLength(1000)),
  /** Of all calendars that name none of their own. */
  username: z.optional(username),
  ...password,
  ...polling,
};

const guid = z.string().check(z.regex(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/));

const microsoft365 = z.strictObject({
  kind: z.literal("microsoft365"),
  source: slug,
  /** The directory: its id, or one of its domains. */
  tenant: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/)),
  /** The application that was registered for this hub. */
  clientId: guid,
  /** A certificate and its key (PEM), or a secret. */
  certFile: z.optional(path),
  keyFile: z.optional(path),
  ...password,
  /** Other clouds, and emulators. */
  authority: z._default(https, "https://login.microsoftonline.com"),
  graph: z._default(https, "https://graph.microsoft.com/v1.0"),
  mailboxes: z
    .array(z.strictObject({ mailbox: address, /** Left out: the address. */ host: z.optional(host) }))
    .check(z.minLength(1), z.maxLength(2000)),
  /** Graph tells of changes at the hub's public address, which must be reached from the internet. Left out: only the clock does. */
  notices: z.optional(z.strictObject({ lifeMin: z._default(z.int().check(z.gte(60), z.lte(10_080)), 4200) })),
  ...polling,
});

export const inlets = z
  .array(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("folder"), source: slug, folder: path }),
      z.strictObject({ kind: z.literal("push"), source: slug, ...password }),
      dfdgInlet,
      z.strictObject({ kind: z.literal("ical"), ...calendars }),
      z.strictObject({ kind: z.literal("caldav"), ...calendars }),
      microsoft365,
    ]),
  )
  .check(z.maxLength(20));
export type InletConfig = z.infer<typeof inlets>[number];
export type CalendarsConfig = Extract<InletConfig, { kind: "ical" | "caldav" }>;

export type Microsoft365Config = Extract<InletConfig, { kind: "microsoft365" }>;

/** A certificate with its key, or one secret. */
function proofProblems(where: string, { certFile, keyFile, ...secret }: Microsoft365Config): Problem[] {
  const hasSecret = secret.passwordFile !== undefined || secret.credential !== undefined;
  if (certFile === undefined && keyFile === undefined) return secretProblems(where, secret);
  const isPair = certFile !== undefined && keyFile !== undefined && !hasSecret;
  return isPair ? [] : [{ path: where, problem: "name certFile and keyFile, or one secret" }];
}

/** A name and a secret, or neither. */
function signInProblems(
  where: string,
  one: SecretSource & { readonly username?: string | undefined },
): Problem[] {
  if (one.username !== undefined) return secretProblems(where, one);
  const hasSecret = one.passwordFile !== undefined || one.credential !== undefined;
  return hasSecret ? [{ path: `${where}.username`, problem: "a password needs a username" }] : [];
}

function calendarsProblems(where: string, one: CalendarsConfig): Problem[] {
  return [
    ...signInProblems(where, one),
    ...one.calendars.flatMap((each, at) => {
      const place = `${where}.calendars.${at}`;
      const isOne = (each.url === undefined) !== (each.urlFile === undefined);
      return [
        ...(isOne ? [] : [{ path: place, problem: "name either url or urlFile" }]),
        ...signInProblems(place, each),
      ];
    }),
  ];
}

/** Each source delivers in one way; secrets stand in files. */
export function inletProblems(all: readonly InletConfig[]): Problem[] {
  const seen = new Set<string>();
  return all.flatMap((one, at) => {
    const where = `appointments.${at}`;
    const isTwice = seen.has(one.source);
    seen.add(one.source);
    return [
      ...(isTwice ? [{ path: `${where}.source`, problem: `"${one.source}" delivers twice` }] : []),
      ...(one.kind === "push" ? secretProblems(where, one) : []),
      ...(one.kind === "ical" || one.kind === "caldav" ? calendarsProblems(where, one) : []),
      ...(one.kind === "microsoft365" ? proofProblems(where, one) : []),
    ];
  });
}
