/**
 * A card in a channel or chat of Microsoft Teams, by a workflow's address ("When a Teams webhook request is received").
 * Knows no appointment. Connectors take nothing any more; a workflow takes adaptive cards only, answers 202 before anybody sees the
 * card, and is gone (404) when the person has left who made it (learn.microsoft.com, connectors-using).
 */
import type { HostChannel, HostMessage, HostTry } from "./contract.ts";
import { postOverHttps } from "./https-post.ts";
import { unreached } from "./tls-reach.ts";

export type TeamsOptions = {
  /** Hosts of addresses that a notice may be sent to: `example.com`, or with a dot before it whatever lies below. */
  readonly hosts: readonly string[];
  /** The house's own workflow, which is asked whether it can be reached; `null`: each host has one of their own. */
  readonly url: string | null;
  readonly ca?: string | undefined;
  readonly limitMs?: number | undefined;
};

const HTTPS = 443;
const OPEN = { da: "Svar gæsten", en: "Answer the guest" } as const;
/** None of these takes the card now. */
const NOT_NOW = new Set([408, 429, 502, 503]);
const GONE = new Set([404, 410]);

/** Whether an address is one of those that notices may be sent to: over TLS, to a host that was allowed. */
export function isAllowedUrl(text: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== "https:" || username !== "" || password !== "") return false;
  return hosts.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host));
}

/** Three lines and a button; no name of a citizen. */
function cardOf({ title, text, url, language }: HostMessage): object {
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      { type: "TextBlock", text: title, weight: "Bolder", size: "Medium", wrap: true },
      { type: "TextBlock", text, wrap: true },
    ],
    actions: [{ type: "Action.OpenUrl", title: OPEN[language], url }],
  };
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content };
  return { type: "message", attachments: [attachment] };
}

function ended(status: number): HostTry {
  if (status >= 200 && status < 300) return { ended: "accepted" };
  const why = `the workflow answered ${status}`;
  if (GONE.has(status)) return { ended: "gone", why };
  if (NOT_NOW.has(status)) return { ended: "later", why };
  return { ended: status >= 500 ? "unknown" : "refused", why };
}

/** Opens nothing: every notice is a request of its own. `to` is the workflow's address, which is a secret. */
export function openTeams({ hosts, url, ca, limitMs }: TeamsOptions): HostChannel {
  return {
    send: async (message) => {
      if (!isAllowedUrl(message.to, hosts))
        return { ended: "gone", why: "the workflow's address is none that may be used" };
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(cardOf(message));
      const posted = await postOverHttps({ url: message.to, headers, body, ca, limitMs });
      if ("status" in posted) return ended(posted.status);
      const why = `the workflow did not answer (${posted.why})`;
      return { ended: posted.isSure ? "later" : "unknown", why };
    },
    // Whether the flow takes cards only a card can ask, which people would see.
    check: async () => {
      if (url === null) return null;
      if (!isAllowedUrl(url, hosts)) return "its address is none of https:// at one of `hosts`";
      const { hostname: host, port } = new URL(url);
      return await unreached({ host, port: port === "" ? HTTPS : Number(port), ca, limitMs });
    },
    close: () => Promise.resolve(),
  };
}
