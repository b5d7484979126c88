/**
 * A text message to the host's work mobile, through the gateway that citizens' messages go through.
 * Knows no gateway's format.
 */
import { plainSms } from "../../../protocol/gsm7.ts";
import type { SmsGateway } from "../gateway.ts";
import type { HostChannel } from "./contract.ts";

/** The gateway stays its owner's, who closes it. */
export function openSmsChannel(gateway: Pick<SmsGateway, "send">): HostChannel {
  return {
    send: async ({ reference, to, title, text, url }) => {
      const tried = await gateway.send({ reference, to, text: plainSms(`${title} ${text} ${url}`) });
      if ("why" in tried) return tried;
      return tried.ended === "accepted"
        ? { ended: "accepted" }
        : { ended: "gone", why: "this number wants no messages" };
    },
    // Of a gateway only a message can ask whether it takes one.
    check: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}
