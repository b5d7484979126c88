/**
 * The hub's own access token at Microsoft's sign-in (client credentials), by certificate or secret, asked for by msal-node over the hub's
 * own https client.
 * Knows no calendar.
 */
import { X509Certificate } from "node:crypto";
import type { Asker } from "../ask.ts";
import { CalendarFault } from "../fault.ts";

export type Microsoft365SignIn = {
  /** `https://login.microsoftonline.com`, unless another cloud is meant. */
  readonly authority: string;
  readonly tenant: string;
  readonly clientId: string;
  readonly proof: { readonly secret: string } | { readonly cert: string; readonly key: string };
};

export type Tokens = {
  /** Remembered until it is nearly over; `isFresh`: not the remembered one. Faults: CALENDAR_SIGN_IN, and those of the asking. */
  readonly get: (isFresh?: boolean) => Promise<string>;
};

type Sent = { readonly headers?: Record<string, string>; readonly body?: string };

/** As msal-node asks: whatever is no JSON is nothing. */
async function answered<T>(
  asker: Pick<Asker, "ask">,
  url: string,
  question: Sent & { readonly method: string },
) {
  const response = await asker.ask(url, question);
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  return { headers: Object.fromEntries(response.headers), body: body as T, status: response.status };
}

/** The code of Microsoft's that says what is wrong (`AADSTS7000215`), and nothing else of its sentence. */
function faultOf(cause: unknown): CalendarFault {
  if (cause instanceof CalendarFault) return cause;
  const { errorCode, message } = (cause ?? {}) as { errorCode?: unknown; message?: unknown };
  const code = /AADSTS\d+/.exec(String(message))?.[0] ?? (typeof errorCode === "string" ? errorCode : "");
  return new CalendarFault("CALENDAR_SIGN_IN", { detail: /^[\w-]{1,60}$/.test(code) ? code : "", cause });
}

function credentials({ proof }: Microsoft365SignIn) {
  if ("secret" in proof) return { clientSecret: proof.secret };
  const thumbprintSha256 = new X509Certificate(proof.cert).fingerprint256.replaceAll(":", "");
  return { clientCertificate: { thumbprintSha256, privateKey: proof.key, x5c: proof.cert } };
}

async function clientOf(signIn: Microsoft365SignIn, asker: Pick<Asker, "ask">) {
  const { ConfidentialClientApplication } = await import("@azure/msal-node");
  const { authority, tenant, clientId } = signIn;
  return new ConfidentialClientApplication({
    auth: {
      ...{ clientId, authority: `${authority}/${tenant}`, knownAuthorities: [new URL(authority).host] },
      ...credentials(signIn),
    },
    system: {
      disableInternalRetries: true,
      networkClient: {
        sendGetRequestAsync: (url, options = {}) => answered(asker, url, { ...options, method: "GET" }),
        sendPostRequestAsync: (url, options = {}) => answered(asker, url, { ...options, method: "POST" }),
      },
    },
  });
}

/** `scope`: whose token it is, e.g. `https://graph.microsoft.com/.default`. */
export function openTokens(
  signIn: Microsoft365SignIn,
  { scope, asker }: { readonly scope: string; readonly asker: Pick<Asker, "ask"> },
): Tokens {
  let opened: ReturnType<typeof clientOf> | null = null;
  return {
    get: async (isFresh = false) => {
      try {
        opened ??= clientOf(signIn, asker);
        const client = await opened;
        const result = await client.acquireTokenByClientCredential({ scopes: [scope], skipCache: isFresh });
        if (result === null || result.accessToken === "") throw new CalendarFault("CALENDAR_SIGN_IN");
        return result.accessToken;
      } catch (cause) {
        opened = null;
        throw faultOf(cause);
      }
    },
  };
}
