/**
 * What sends a hub's text messages (R5), in its configuration file.
 * Knows no message and no appointment: what is told when stands in the location's document.
 */
import * as z from "zod/mini";
import type { Problem } from "../config.ts";
import { password, path, secretProblems } from "./parts.ts";

const smsSender = z.string().check(z.regex(/^(?:\+?\d{3,15}|[A-Za-z0-9 ._-]{1,11})$/));
/** Who is sent for when a stand needs somebody's hands; a house's own telephones, no citizen's. */
const troublesTo = z.optional(
  z.array(z.string().check(z.regex(/^\+[1-9]\d{6,14}$/))).check(z.minLength(1), z.maxLength(10)),
);
const smsUrl = z.string().check(z.regex(/^https?:\/\/\S+$/), z.maxLength(1000));
/** What sends text messages. The token or password stands in a file of its own. */
export const sms = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("gateway-api"),
    url: z._default(smsUrl, "https://messaging.gatewayapi.eu"),
    sender: smsSender,
    troublesTo,
    ...password,
  }),
  /** Any gateway with an address: `{to}`, `{text}`, `{sender}`, `{reference}` and `{secret}` are filled in. */
  z.strictObject({
    driver: z.literal("http"),
    url: smsUrl,
    method: z._default(z.enum(["POST", "GET"]), "POST"),
    headers: z._default(
      z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(1000))),
      {},
    ),
    body: z.optional(z.string().check(z.maxLength(4000))),
    sender: z._default(smsSender, "Talon"),
    troublesTo,
    ...password,
  }),
  /** A GSM modem at a serial line, for when the internet is away. */
  z.strictObject({
    driver: z.literal("modem"),
    path,
    baudRate: z._default(z.int().check(z.gte(1200), z.lte(921_600)), 115_200),
    troublesTo,
  }),
  /** A file to read in place of telephones, for trying. */
  z.strictObject({ driver: z.literal("simulated"), file: path, troublesTo }),
]);
export type SmsConfig = z.infer<typeof sms>;

/** A gateway of its own kind needs its secret; a template the number and the words. */
export function smsProblems(config: SmsConfig): Problem[] {
  if (config.driver === "simulated" || config.driver === "modem") return [];
  if (config.driver === "gateway-api") return secretProblems("sms", config);
  const template = `${config.url} ${config.body ?? ""}`;
  const missing = ["{to}", "{text}"].filter((field) => !template.includes(field));
  const isTwice = config.passwordFile !== undefined && config.credential !== undefined;
  return [
    ...missing.map((field) => ({ path: "sms.body", problem: `${field} stands neither in url nor in body` })),
    ...(isTwice ? secretProblems("sms", config) : []),
  ];
}
