/**
 * Sign-in by the municipality's own login service over OpenID Connect: authorization code with PKCE, state and nonce.
 * Knows no cookie, no page and no session: it answers who was proven to be there.
 */
import type { Configuration } from "openid-client";
import { isLoopback } from "../../protocol/config/parts.ts";
import type { Log } from "../../protocol/link/log.ts";
import { HubFault } from "../errors.ts";
import { type ClaimRules, recognised } from "./claims.ts";
import { PENDING_MS, PendingSeal } from "./pending.ts";
import { providerFetch } from "./provider-fetch.ts";
import type { Grant } from "./rights.ts";

/** What is written down of a login service. */
export type OidcSettings = ClaimRules & {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM. */
  readonly ca?: string | undefined;
  readonly scopes: readonly string[];
  readonly responseMode: "query" | "form_post";
  readonly name: { readonly da: string; readonly en: string };
};

/** Why nobody was let in; told in words by the page. `stale`: begun in another browser, too long ago, or ended before. */
export type LoginRefusal =
  | "away"
  | "busy"
  | "stale"
  | "denied"
  | "failed"
  | "no-group"
  | "too-many-groups"
  | "no-name";

export type LoginEnd =
  | {
      readonly person: string;
      readonly grants: readonly Grant[];
      readonly to: string;
      /** As it was begun with. */
      readonly frame: string | undefined;
    }
  | { readonly refused: LoginRefusal };

/** Where a sign-in shall lead, or the digest of the key of the frame that it is for; what its state begins with. */
export type LoginAim = {
  readonly to: string;
  readonly frame?: string | undefined;
  readonly statePrefix?: string;
};

/** The browser is sent to `url`, and keeps `sealed` until it is back. */
export type LoginBegun = { readonly url: string; readonly sealed: string };

type Options = {
  readonly settings: OidcSettings;
  /** Where the login service sends browsers back to. */
  readonly backUrl: () => string;
  readonly log: Log;
};

const LOOK_EVERY_MS = 60_000;
/** After a failure nobody who presses the button makes the hub ask again sooner. */
const ASK_AGAIN_MS = 5000;
const ANSWER_LIMIT_S = 8;
/** Answers that are checked at once; each is a question to the login service. */
const MOST_AT_ONCE = 8;
/** How far its clock may be from this machine's. */
const CLOCK_TOLERANCE_S = 60;

/** The library, loaded only where a login service is configured. */
const library = () => import("openid-client");

/** The service's own document and keys. Faults: HUB_LOGIN_SERVICE_AWAY, HUB_LOGIN_SERVICE_WRONG. */
export async function discover({ issuer, clientId, clientSecret, ca }: OidcSettings): Promise<Configuration> {
  const {
    allowInsecureRequests,
    ClientSecretPost,
    clockTolerance,
    customFetch,
    discovery,
    enableNonRepudiationChecks,
  } = await library();
  const url = new URL(issuer);
  const isPlain = url.protocol === "http:" && isLoopback(url.hostname);
  const metadata = { client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE_S };
  try {
    return await discovery(url, clientId, metadata, ClientSecretPost(clientSecret), {
      timeout: ANSWER_LIMIT_S,
      [customFetch]: providerFetch(ca),
      // Without the second the library trusts the connection and looks at no token's signature (OpenID Connect Core, 3.1.3.7).
      execute: [...(isPlain ? [allowInsecureRequests] : []), enableNonRepudiationChecks],
    });
  } catch (cause) {
    throw awayIn(cause) ?? new HubFault("HUB_LOGIN_SERVICE_WRONG", whyOf(cause), cause);
  }
}

/** The fault of a service out of reach, wherever the library has wrapped it. */
function awayIn(fault: unknown): HubFault | null {
  for (let at = fault; at instanceof Error; at = at.cause)
    if (at instanceof HubFault && at.code === "HUB_LOGIN_SERVICE_AWAY") return at;
  return null;
}

/** For the log: codes alone, since the service's own sentences may name a person. */
function whyOf(fault: unknown): string {
  if (!(fault instanceof Error)) return "unknown";
  const { code, error, error_description } = fault as Error & Record<string, unknown>;
  const sentence = typeof error_description === "string" ? error_description : "";
  const entra = /AADSTS\d+|MSIS\d+/.exec(sentence)?.[0];
  const told = [code, error, entra].filter((one) => typeof one === "string");
  return told.length > 0 ? told.join(" ") : fault.name;
}

/** One login service, from the hub's start to its end; it holds nothing open. Times are epoch ms given by the caller. */
export class LoginService {
  readonly #settings: OidcSettings;
  readonly #backUrl: () => string;
  readonly #log: Log;
  readonly #seal = new PendingSeal();
  #configuration: Configuration | null = null;
  #asking: Promise<void> | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isAway = false;
  #told = "";
  #checking = 0;

  constructor({ settings, backUrl, log }: Options) {
    this.#settings = settings;
    this.#backUrl = backUrl;
    this.#log = log;
  }

  get name(): OidcSettings["name"] {
    return this.#settings.name;
  }

  get responseMode(): OidcSettings["responseMode"] {
    return this.#settings.responseMode;
  }

  /** Whether it did not answer when it was last asked. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Asks it once a minute whether it is there; nobody waits for its answer. */
  look(at: number): void {
    if (at - this.#lookedAt >= LOOK_EVERY_MS) void this.#ask(at);
  }

  /** Begins a sign-in. */
  async begin(
    { to, frame, statePrefix = "" }: LoginAim,
    at: number,
  ): Promise<LoginBegun | { readonly refused: "away" }> {
    const configuration = await this.#present(at);
    if (configuration === null) return { refused: "away" };
    const oidc = await library();
    const [nonce, verifier] = [oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const state = `${statePrefix}${oidc.randomState()}`;
    const { scopes, responseMode } = this.#settings;
    const url = oidc.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: this.#backUrl(), scope: scopes.join(" "), state, nonce },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
      ...(responseMode === "query" ? {} : { response_mode: responseMode }),
    });
    const until = at + PENDING_MS;
    return { url: url.href, sealed: this.#seal.seal({ state, nonce, verifier, to, frame, until }) };
  }

  /** The browser is back with `parameters`, and with what it was given to keep. */
  async end(parameters: URLSearchParams, sealed: string | undefined, at: number): Promise<LoginEnd> {
    if (this.#checking >= MOST_AT_ONCE) return { refused: "busy" };
    const pending = this.#seal.take(sealed, parameters.get("state"), at);
    if (pending === null) return { refused: "stale" };
    this.#checking += 1;
    try {
      const claims = await this.#claims(parameters, pending, at);
      if (typeof claims === "string") return { refused: claims };
      const said = recognised(claims, this.#settings);
      if (!("refused" in said)) return { ...said, to: pending.to, frame: pending.frame };
      this.#log.notice("the login service knows somebody who has no way in here", { why: said.refused });
      return said;
    } finally {
      this.#checking -= 1;
    }
  }

  async #claims(
    parameters: URLSearchParams,
    { state, nonce, verifier }: { readonly state: string; readonly nonce: string; readonly verifier: string },
    at: number,
  ): Promise<Readonly<Record<string, unknown>> | LoginRefusal> {
    const configuration = await this.#present(at);
    if (configuration === null) return "away";
    const { AuthorizationResponseError, authorizationCodeGrant } = await library();
    const url = new URL(`${this.#backUrl()}?${parameters.toString()}`);
    try {
      const checks = {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      };
      const tokens = await authorizationCodeGrant(configuration, url, checks);
      return tokens.claims() ?? "failed";
    } catch (fault) {
      if (fault instanceof AuthorizationResponseError && fault.error === "access_denied") return "denied";
      const away = awayIn(fault);
      const why = away?.message ?? whyOf(fault);
      this.#log.warning("a sign-in at the login service failed", { why });
      if (away !== null) this.#isAway = true;
      return away === null ? "failed" : "away";
    }
  }

  /** What is known of the service; asked for where it is not, or where it did not answer. */
  async #present(at: number): Promise<Configuration | null> {
    const isKnown = this.#configuration !== null && !this.#isAway;
    if (!isKnown && (this.#asking !== null || Math.abs(at - this.#lookedAt) >= ASK_AGAIN_MS))
      await this.#ask(at);
    return this.#isAway ? null : this.#configuration;
  }

  #ask(at: number): Promise<void> {
    this.#asking ??= this.#discover(at).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #discover(at: number): Promise<void> {
    this.#lookedAt = at;
    try {
      this.#configuration = await discover(this.#settings);
      if (this.#isAway) this.#log.notice("the login service answers again");
      this.#isAway = false;
      this.#told = "";
    } catch (fault) {
      this.#isAway = true;
      const why = fault instanceof Error ? fault.message : String(fault);
      if (why !== this.#told) this.#log.warning("nobody can sign in by the login service", { why });
      this.#told = why;
    }
  }
}

/** The login service of a hub; `null` where there is none. `backUrl` is where it sends browsers back to. */
export function openLogin(
  { oidc = null, log }: { readonly oidc?: OidcSettings | null; readonly log: Log },
  backUrl: () => string,
): LoginService | null {
  return oidc === null ? null : new LoginService({ settings: oidc, backUrl, log });
}
