/**
 * The gateway that a hub was told of. The one place that knows all drivers.
 */

import type { SecretSource } from "../../protocol/config/parts.ts";
import type { SmsConfig } from "../../protocol/config/sms.ts";
import type { SmsGateway } from "./gateway.ts";
import { openGatewayApi } from "./gateway-api.ts";
import { openHttpTemplate } from "./http-template.ts";
import { openModem } from "./modem.ts";
import { openSimulatedGateway } from "./simulated-gateway.ts";

/** How what a file names is found: paths beside it, secrets in files of their own. */
export type SmsFiles = {
  readonly path: (name: string) => string;
  readonly secret: (source: SecretSource) => string;
};

/** Opens nothing yet: gateways are asked message by message. Faults: those of the secret's file. */
export function openGateway(config: SmsConfig, files: SmsFiles): SmsGateway {
  switch (config.driver) {
    case "gateway-api":
      return openGatewayApi({ url: config.url, sender: config.sender, token: files.secret(config) });
    case "http": {
      const { url, method, headers, body = null, sender } = config;
      const hasSecret = config.passwordFile !== undefined || config.credential !== undefined;
      return openHttpTemplate({
        ...{ url, method, headers, body, sender },
        secret: hasSecret ? files.secret(config) : "",
      });
    }
    case "modem":
      return openModem({ path: config.path, baudRate: config.baudRate });
    case "simulated":
      return openSimulatedGateway(files.path(config.file));
  }
}

export type SmsSettings = {
  readonly gateway: SmsGateway;
  /** Whom a stand's trouble is told; none: nobody. */
  readonly troublesTo: readonly string[];
};

/** The gateway, and whom troubles are told. Faults: those of the secret's file. */
export function openSms(config: SmsConfig, files: SmsFiles): SmsSettings {
  return { gateway: openGateway(config, files), troublesTo: config.troublesTo ?? [] };
}
