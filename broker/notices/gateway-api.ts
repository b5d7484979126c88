/**
 * GatewayAPI's REST interface for single messages (gatewayapi.com/docs: POST /mobile/single, a token, our own reference).
 * Knows no appointment.
 */
import type { SmsGateway } from "./gateway.ts";
import { tryOverHttp } from "./http-try.ts";

export type GatewayApiOptions = {
  /** `https://messaging.gatewayapi.eu`, where data stay in the EU. */
  readonly url: string;
  readonly token: string;
  /** Whom the message is from: up to 11 letters or a number. */
  readonly sender: string;
  readonly limitMs?: number;
};

/** Opens nothing: every message is a request of its own. */
export function openGatewayApi({ url, token, sender, limitMs }: GatewayApiOptions): SmsGateway {
  return {
    name: "gateway-api",
    send: async ({ reference, to, text }) =>
      await tryOverHttp(
        {
          url: `${url}/mobile/single`,
          method: "POST",
          headers: { authorization: `Token ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ sender, message: text, recipient: Number(to.replace("+", "")), reference }),
        },
        limitMs,
      ),
    close: () => Promise.resolve(),
  };
}
