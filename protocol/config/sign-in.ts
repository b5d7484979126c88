/**
 * How staff sign in at the hub: accounts of its own, and beside them the municipality's own login service over OpenID Connect.
 * Knows no role by name: a role that does not exist is told where grants are read.
 */
import * as z from "zod/mini";
import type { Problem } from "../config.ts";
import { credential, isLoopback, path } from "./parts.ts";

const claim = z.string().check(z.minLength(1), z.maxLength(100));
const ids = z.optional(z.array(z.string()));

/** Whoever is in this group has this role, at these locations and queues; left out: at all. */
const groupRole = z.strictObject({
  /** As the login service sends it: the id of a group with Entra ID, mostly its name with AD FS. */
  group: z.string().check(z.minLength(1), z.maxLength(200)),
  role: z.string(),
  locations: ids,
  queues: ids,
});

const oidc = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).check(z.maxLength(300)),
  clientId: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The client's secret stands in a file of its own, or is a systemd credential. */
  clientSecretFile: z.optional(path),
  credential: z.optional(credential),
  /** Certificates (PEM) to believe in besides the public ones. */
  caFile: z.optional(path),
  scopes: z._default(z.array(claim).check(z.maxLength(20)), ["openid", "profile"]),
  /** How the answer comes back: AD FS tells groups only with `form_post`. */
  responseMode: z._default(z.enum(["query", "form_post"]), "query"),
  groupsClaim: z._default(claim, "groups"),
  /** What names a person; its part before the @ is their staff id. */
  personClaim: z._default(claim, "preferred_username"),
  /** What must stand after the @: guests of the directory whose names end otherwise stay outside. */
  personDomain: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/), z.maxLength(200))),
  roles: z.array(groupRole).check(z.minLength(1), z.maxLength(500)),
  /** What the button calls the login service. */
  name: z.strictObject({
    da: z.string().check(z.minLength(1), z.maxLength(60)),
    en: z.string().check(z.minLength(1), z.maxLength(60)),
  }),
});

export const signIn = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("accounts"), file: path, oidc: z.optional(oidc) }),
]);
export type OidcConfig = z.infer<typeof oidc>;

/** Names that stand for no one directory in particular: with them anybody's account anywhere would be asked. */
const EVERYBODYS = ["common", "organizations", "consumers"];

function issuerProblem(issuer: string): string | null {
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(issuer);
  if (protocol === "http:" && !isLoopback(hostname)) return "must begin with https://";
  if (pathname.includes("/.well-known/")) return "must be the issuer itself, without /.well-known/...";
  if (search !== "" || hash !== "" || username !== "" || password !== "")
    return "must be a plain address, without ?, # or @";
  const part = pathname.split("/").find((one) => EVERYBODYS.includes(one));
  return part === undefined ? null : `must name your own directory (tenant), not "${part}"`;
}

/** The login service leads browsers back to this address: nobody on the way may read or change what it says. */
function publicProblem(publicUrl: string): string | null {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === "https:" || isLoopback(hostname)
    ? null
    : "must begin with https:// where signIn has oidc";
}

/** What the shape cannot say of a login service. `publicUrl` is http.publicUrl. */
export function oidcProblems(
  { issuer, clientSecretFile, credential: named, scopes, responseMode }: OidcConfig,
  publicUrl: string,
): Problem[] {
  const isOneSecret = (clientSecretFile === undefined) !== (named === undefined);
  const needsTls = responseMode === "form_post" && new URL(publicUrl).protocol !== "https:";
  const told: readonly (readonly [string, string | null])[] = [
    ["signIn.oidc.issuer", issuerProblem(issuer)],
    ["signIn.oidc", isOneSecret ? null : "name either clientSecretFile or credential"],
    ["signIn.oidc.scopes", scopes.includes("openid") ? null : `must have "openid"`],
    ["signIn.oidc.responseMode", needsTls ? "form_post needs a publicUrl with https://" : null],
    ["http.publicUrl", publicProblem(publicUrl)],
  ];
  return told.flatMap(([at, problem]) => (problem === null ? [] : [{ path: at, problem }]));
}
