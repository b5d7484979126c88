/**
 * A notice to a host's browser, also while no page of the hub is open: web push (RFC 8030), readable for that browser alone (RFC 8291)
 * and signed by this hub (RFC 8292).
 * Knows no appointment and no page. The service in between sees that something was sent, and to which browser, and none of its words.
 */
import webPush from "web-push";
import type { HostChannel, HostMessage, HostTry } from "./contract.ts";
import { postOverHttps } from "./https-post.ts";
import { isAllowedUrl } from "./teams.ts";
import { unreached } from "./tls-reach.ts";

export type PushOptions = {
  /** The hub's own pair, as base64url. */
  readonly keys: () => PushKeys;
  /** Whom the push service may write to about this hub: `mailto:` or `https:`. */
  readonly contact: string;
  /** Hosts of push services that a browser may name, as in {@link isAllowedUrl}. */
  readonly hosts: readonly string[];
  /** Where they listen; left out: as all of the web. */
  readonly port?: number | undefined;
  readonly ca?: string | undefined;
  readonly limitMs?: number | undefined;
};

export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

/** A browser's own address and keys, as its page was given them. */
export type PushSubscription = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
};

/** A guest who came half an hour ago is no news. */
const KEPT_S = 1800;
const HTTPS = 443;
const GONE = new Set([404, 410]);
const NOT_NOW = new Set([401, 403, 408, 429, 502, 503]);

function ended(status: number): HostTry {
  if (status >= 200 && status < 300) return { ended: "accepted" };
  const why = `the push service answered ${status}`;
  if (GONE.has(status)) return { ended: "gone", why };
  if (NOT_NOW.has(status)) return { ended: "later", why };
  return { ended: status >= 500 ? "unknown" : "refused", why };
}

type Request = { readonly endpoint: string; readonly headers: Record<string, string>; readonly body: Buffer };

/** The request as the push service wants it; `null` where the browser's keys are none. */
function requestOf({ to, title, text, url, reference }: HostMessage, options: PushOptions): Request | null {
  const { contact, keys } = options;
  try {
    const words = JSON.stringify({ title, text, url, tag: reference });
    const made = webPush.generateRequestDetails(JSON.parse(to) as PushSubscription, words, {
      vapidDetails: { subject: contact, ...keys() },
      TTL: KEPT_S,
      urgency: "high",
      contentEncoding: "aes128gcm",
    });
    return { endpoint: made.endpoint, headers: made.headers, body: made.body };
  } catch {
    return null;
  }
}

/** Opens nothing: every notice is a request of its own. `to` is a subscription as JSON. */
export function openPush(options: PushOptions): HostChannel {
  return {
    send: async (message) => {
      const asked = requestOf(message, options);
      if (asked === null || !isAllowedUrl(asked.endpoint, options.hosts))
        return { ended: "gone", why: "the browser's address is none that may be used" };
      const { ca, limitMs } = options;
      const { endpoint: url, headers, body } = asked;
      const posted = await postOverHttps({ url, headers, body, ca, limitMs });
      if ("status" in posted) return ended(posted.status);
      const why = `the push service did not answer (${posted.why})`;
      return { ended: posted.isSure ? "later" : "unknown", why };
    },
    // Of those that have one name; what they take only a browser can ask.
    check: async () => {
      const { ca, limitMs, port = HTTPS } = options;
      const named = options.hosts.filter((host) => !host.startsWith("."));
      const tried = await Promise.all(
        named.map(async (host) => {
          const why = await unreached({ host, port, ca, limitMs });
          return why === null ? [] : [`${host}: ${why}`];
        }),
      );
      return tried.flat().join(", ") || null;
    },
    close: () => Promise.resolve(),
  };
}
