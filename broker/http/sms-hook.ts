/**
 * `/hooks/sms`: where a gateway of text messages calls the hub, with delivery reports and citizens' answers.
 * Knows no gateway's format; who calls proves it in the gateway's own way. An answer tells a stranger nothing.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SmsCall } from "../notices/gateway.ts";
import type { Called } from "../notices/hearing.ts";
import { door } from "./doors.ts";

export type SmsHookOptions = {
  /** `null`: this hub sends no text messages. */
  readonly texts: { readonly called: (call: SmsCall) => Promise<Called> } | null;
};

/** A list of reports is longer than a command. */
const LONGEST = 262_144;
/** Gateways send a call again that was answered by anything but 2xx, so what they cannot mend is 200. */
const STATUS: Readonly<Record<Called, number>> = { done: 200, forged: 401, unreadable: 400, "no-calls": 404 };

/** Query, headers and body as they came; what stands twice counts once. */
function callOf({ query, headers, body }: FastifyRequest): SmsCall {
  const first = (value: unknown): string => String(Array.isArray(value) ? value[0] : value);
  return {
    query: Object.fromEntries(Object.entries(query as object).map(([name, value]) => [name, first(value)])),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, first(value)]])),
    ),
    body: Buffer.isBuffer(body) ? body : new Uint8Array(),
  };
}

/** The one route, by either method. */
export function smsHookRoutes(app: FastifyInstance, { texts }: SmsHookOptions): void {
  if (texts === null) return;
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const said = await texts.called(callOf(request));
    return reply.code(STATUS[said]).header("cache-control", "no-store").send({ said });
  };
  void app.register((hooks, _options, done) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: LONGEST }, (_request, body, ready) =>
      ready(null, body),
    );
    hooks.route({ method: ["GET", "POST"], url: "/hooks/sms", ...door("open"), bodyLimit: LONGEST, handler });
    done();
  });
}
