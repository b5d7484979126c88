/**
 * What GatewayAPI calls the hub with, in both of its ways (gatewayapi.com/docs, November 2026): events of the messaging API with
 * `Signature: v1=<hex>` over the body, and the older webhooks, whose whole content is a token in `X-Gwapi-Signature`.
 * Knows no appointment. The token's own content is read, never the body beside it, which is not signed.
 */
import { mobileOf } from "../appointments/mobile.ts";
import { fieldOf, recordsOf } from "./fields.ts";
import type { SmsCall, SmsCalled, SmsFate, SmsHeard } from "./gateway.ts";
import { isSigned, tokenContent } from "./signature.ts";

/** Final states of their table; whoever is on the way (BUFFERED, ENROUTE, SCHEDULED) is not told of. */
const FATES: Readonly<Record<string, SmsFate>> = {
  ...{ DELIVERED: "delivered", ACCEPTED: "delivered", EXPIRED: "expired" },
  ...{ UNDELIVERABLE: "failed", REJECTED: "failed", DELETED: "failed", SKIPPED: "failed", FAILED: "failed" },
};

/** Where the fields are, first of the messaging API, then of the older webhooks. */
const REFERENCES = ["event.reference", "userref"];
const STATES = ["event.status", "status"];
const SENDERS = ["event.sender", "msisdn"];
const TEXTS = ["event.content.message", "event.content", "message"];
const IDS = ["event_id", "id"];

function first(record: unknown, paths: readonly string[]): string | null {
  return paths.map((path) => fieldOf(record, path)).find((found) => found !== null) ?? null;
}

function heardIn(record: unknown): SmsHeard | null {
  const [status, reference] = [first(record, STATES), first(record, REFERENCES)];
  if (status !== null) {
    const fate = FATES[status.toUpperCase()];
    return reference === null || fate === undefined ? null : { kind: "report", reference, fate };
  }
  const [sender, text] = [first(record, SENDERS), first(record, TEXTS)];
  const from = sender === null ? null : mobileOf(`+${sender.replace(/^\+/, "")}`);
  if (from === null || text === null) return null;
  return { kind: "answer", id: first(record, IDS), from, text };
}

/** `secret`: the one that was chosen where the webhook was set up. */
export function gatewayApiCalled(call: SmsCall, secret: string, at: number): SmsCalled {
  const { "x-gwapi-signature": token, signature } = call.headers;
  if (token !== undefined) {
    const said = tokenContent(token, secret, at);
    return said === null ? { refused: "forged" } : { heard: [heardIn(said) ?? []].flat() };
  }
  if (signature === undefined || !isSigned(call.body, signature, secret)) return { refused: "forged" };
  const records = recordsOf({ ...call, query: {} });
  return records.length === 0
    ? { refused: "unreadable" }
    : { heard: records.flatMap((record) => heardIn(record) ?? []) };
}
