/**
 * How a hub is told of the job centres' convocations by DFDG (R2), in its configuration file, and the file that says what STAR calls
 * each field.
 * Speaks the interface STAR describes publicly; proven against our emulator, not against STAR. Knows no request.
 */
import * as z from "zod/mini";
import { type Checked, check, slug } from "../config.ts";
import { host, milliseconds, path, port } from "./parts.ts";

/** SHA-256 of a certificate, as openssl writes it: pairs of hexadecimal digits, colons between them. */
const fingerprint = z.string().check(z.regex(/^(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}$/));

/** A header's name and value; what a request must not bear twice is set by the hub. */
const headers = z
  .record(
    z.string().check(z.regex(/^[A-Za-z0-9-]{1,100}$/)),
    z.string().check(z.regex(/^[\x20-\x7e]{0,500}$/)),
  )
  .check(z.refine((all) => Object.keys(all).length <= 20));

/**
 * A listener of its own, since it demands certificates of whoever connects; STAR takes no certificate that it cannot follow to a public
 * authority, so the house's own is named here.
 */
const webhook = z.strictObject({
  host,
  port,
  path: z.string().check(z.regex(/^\/[A-Za-z0-9/_.-]{0,200}$/)),
  tls: z.strictObject({ certFile: path, keyFile: path }),
  /** Who signed STAR's certificate (PEM). */
  clientCaFile: path,
  /** STAR's certificates and no others; two while one takes the other's place. */
  clientFingerprints: z.array(fingerprint).check(z.minLength(1), z.maxLength(4)),
});

/** GetIndkaldelse, asked with the house's function certificate. */
const lookup = z.strictObject({
  /** `{id}` is where the convocation's id stands. */
  url: z.string().check(z.regex(/^https:\/\/[^\s#@]+$/), z.regex(/\{id\}/), z.maxLength(500)),
  certFile: path,
  keyFile: path,
  /** Left out: the public authorities. */
  caFile: z.optional(path),
  /** For which organisation and which user is asked: STAR's security model, in the names that the agreement says. */
  headers: z._default(headers, {}),
  timeoutMs: z._default(milliseconds, 10_000),
});

export const dfdgInlet = z.strictObject({
  kind: z.literal("dfdg"),
  source: slug,
  mappingFile: path,
  webhook,
  lookup,
});
export type DfdgConfig = z.infer<typeof dfdgInlet>;

/** Names of objects within objects, dots between them: `moedested.lokale`. */
const field = z.string().check(z.regex(/^[\p{L}\p{N}_-]{1,80}(?:\.[\p{L}\p{N}_-]{1,80}){0,5}$/u));
const codes = z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(30));
const someCodes = codes.check(z.minLength(1));

/** What STAR calls each field and each code. A field that is not named here is not read. */
const mapping = z.strictObject({
  v: z.literal(1),
  headers: z.strictObject({
    person: z.string().check(z.regex(/^[A-Za-z0-9-]{1,100}$/)),
    request: z.string().check(z.regex(/^[A-Za-z0-9-]{1,100}$/)),
  }),
  push: z.strictObject({
    entity: field,
    id: field,
    change: field,
    person: field,
    /** A whole number or a moment that grows; left out: the order of arrival counts. */
    version: z.optional(field),
  }),
  /** The entity of convocations; others are passed over. */
  entities: someCodes,
  changes: z.strictObject({ created: someCodes, updated: someCodes, deleted: someCodes }),
  convocation: z.strictObject({
    start: field,
    end: z.optional(field),
    minutes: z.optional(field),
    kind: z.optional(field),
    form: field,
    room: z.optional(field),
    location: z.optional(field),
    hosts: z.optional(field),
    name: z.optional(field),
    mobile: z.optional(field),
    status: z.optional(field),
    version: z.optional(field),
  }),
  /** A form that is in none of these leaves its convocation out: whoever is not physical must never wait in a queue. */
  forms: z.strictObject({ physical: codes, phone: codes, digital: codes, letter: codes }),
  statuses: z.optional(z.strictObject({ booked: codes, cancelled: codes })),
});
export type DfdgMapping = z.infer<typeof mapping>;

/** A mapping file. Never throws. */
export function checkDfdgMapping(document: unknown): Checked<DfdgMapping> {
  return check(mapping as unknown as z.ZodMiniType<DfdgMapping>, document);
}
