/**
 * The gateway that a hub was told of. The one place that knows all drivers.
 */

import type { SecretSource } from "../../protocol/config/parts.ts";
import type { SmsConfig } from "../../protocol/config/sms.ts";
import type { SmsGateway } from "./gateway.ts";
import { openGatewayApi, type QuestionOf } from "./gateway-api.ts";
import { filled, openHttpTemplate } from "./http-template.ts";
import { openModem } from "./modem.ts";
import { openSimulatedGateway } from "./simulated-gateway.ts";

/** How what a file names is found: paths beside it, secrets in files of their own. */
export type SmsFiles = {
  readonly path: (name: string) => string;
  readonly secret: (source: SecretSource) => string;
};

type OverHttp = Extract<SmsConfig, { driver: "http" | "gateway-api" }>;

/** How what became of a message is asked, as the file says; `null` where it says nothing. */
function questionOf({ status }: OverHttp, secret: string): QuestionOf | null {
  if (status === undefined) return null;
  const { url, headers, field, delivered, failed, expired, accepted, absentBy404 } = status;
  return (reference) => ({
    url: filled(url, { reference, secret }, encodeURIComponent),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        filled(value, { reference, secret }, (one) => one),
      ]),
    ),
    status: field,
    words: { delivered, failed, expired, accepted },
    isAbsentBy404: absentBy404,
  });
}

function openOverHttp(config: OverHttp, files: SmsFiles): SmsGateway {
  const hookSecret = config.hook === undefined ? null : files.secret(config.hook);
  if (config.driver === "gateway-api") {
    const token = files.secret(config);
    const question = questionOf(config, token);
    return openGatewayApi({ url: config.url, sender: config.sender, token, hookSecret, question });
  }
  const { url, method, headers, body = null, sender, hook } = config;
  const hasSecret = config.passwordFile !== undefined || config.credential !== undefined;
  const secret = hasSecret ? files.secret(config) : "";
  return openHttpTemplate({
    ...{ url, method, headers, body, sender, secret },
    hook: hook === undefined || hookSecret === null ? null : { template: hook, secret: hookSecret },
    question: questionOf(config, secret),
  });
}

/** Opens nothing yet: gateways are asked message by message. Faults: those of the secrets' files. */
export function openGateway(config: SmsConfig, files: SmsFiles): SmsGateway {
  switch (config.driver) {
    case "gateway-api":
    case "http":
      return openOverHttp(config, files);
    case "modem":
      return openModem({ path: config.path, baudRate: config.baudRate });
    case "simulated":
      return openSimulatedGateway(
        files.path(config.file),
        config.answers === undefined ? null : files.path(config.answers),
      );
  }
}

export type SmsSettings = {
  readonly gateway: SmsGateway;
  /** Whom a stand's trouble is told; none: nobody. */
  readonly troublesTo: readonly string[];
  /** What citizens' texts begin with; `null`: nothing. */
  readonly keyword: string | null;
};

/** The gateway, and whom troubles are told. Faults: those of the secret's file. */
export function openSms(config: SmsConfig, files: SmsFiles): SmsSettings {
  const keyword = "hook" in config ? (config.hook?.keyword ?? null) : null;
  return { gateway: openGateway(config, files), troublesTo: config.troublesTo ?? [], keyword };
}
