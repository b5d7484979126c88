/**
 * GatewayAPI's REST interface for single messages (gatewayapi.com/docs: POST /mobile/single, a token, our own reference).
 * Knows no appointment. Their public pages name no way to ask for a message by our reference, so whoever has one says it (`question`).
 */
import { askOverHttp, type HttpQuestion } from "./ask-over-http.ts";
import type { SmsGateway } from "./gateway.ts";
import { gatewayApiCalled } from "./gateway-api-hook.ts";
import { tryOverHttp } from "./http-try.ts";

export type GatewayApiOptions = {
  /** `https://messaging.gatewayapi.eu`, where data stay in the EU. */
  readonly url: string;
  readonly token: string;
  /** Whom the message is from: up to 11 letters or a number. */
  readonly sender: string;
  /** The secret of the webhooks; `null`: none were set up. */
  readonly hookSecret?: string | null;
  readonly question?: QuestionOf | null;
  readonly limitMs?: number;
};

/** How to ask for a message of a reference. */
export type QuestionOf = (reference: string) => HttpQuestion;

/** Opens nothing: every message is a request of its own. */
export function openGatewayApi(options: GatewayApiOptions): SmsGateway {
  const { url, token, sender, limitMs, hookSecret = null, question = null } = options;
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
    called: hookSecret === null ? undefined : (call) => gatewayApiCalled(call, hookSecret, Date.now()),
    ask: question === null ? undefined : async (reference) => await askOverHttp(question(reference), limitMs),
    close: () => Promise.resolve(),
  };
}
