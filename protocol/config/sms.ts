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
const field = z.string().check(z.minLength(1), z.maxLength(100));
const words = z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(30));
const headers = z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(1000)));
const fates = { delivered: z.optional(words), failed: z.optional(words), expired: z.optional(words) };
/** How the gateway is asked what became of a message; `{reference}` is ours, `{secret}` the gateway's. Fields are `a.b` within JSON. */
const status = z.optional(
  z.strictObject({
    url: smsUrl,
    headers: z._default(headers, {}),
    field,
    ...fates,
    /** It has the message, and the network has said nothing yet. */
    accepted: z.optional(words),
    /** Whether 404 means that the gateway surely has no such message, so that it may be sent again. Default false. */
    absentBy404: z._default(z.boolean(), false),
  }),
);
/** What texts to the house begin with, where its number is shared with others; it is passed over. */
const keyword = z.optional(z.string().check(z.regex(/^[\p{L}\p{N}]{1,20}$/u)));
/** What a gateway of any kind calls the hub with, at `/hooks/sms`: delivery reports and citizens' answers. */
const hook = z.optional(
  z.strictObject({
    ...password,
    /** Where the gateway says the secret: a header (with or without Bearer), or a field of the request. */
    keyword,
    secretHeader: z.optional(field),
    secretField: z.optional(field),
    report: z.optional(z.strictObject({ reference: field, status: field, ...fates })),
    answer: z.optional(z.strictObject({ from: field, text: field, id: z.optional(field) })),
  }),
);

/** What sends text messages. The token or password stands in a file of its own. */
export const sms = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("gateway-api"),
    url: z._default(smsUrl, "https://messaging.gatewayapi.eu"),
    sender: smsSender,
    troublesTo,
    ...password,
    /** The secret that was chosen where the webhooks were set up. Left out: the gateway does not call. */
    hook: z.optional(z.strictObject({ ...password, keyword })),
    status,
  }),
  /** Any gateway with an address: `{to}`, `{text}`, `{sender}`, `{reference}` and `{secret}` are filled in. */
  z.strictObject({
    driver: z.literal("http"),
    url: smsUrl,
    method: z._default(z.enum(["POST", "GET"]), "POST"),
    headers: z._default(headers, {}),
    body: z.optional(z.string().check(z.maxLength(4000))),
    sender: z._default(smsSender, "Talon"),
    troublesTo,
    ...password,
    hook,
    status,
  }),
  /** A GSM modem at a serial line, for when the internet is away. */
  z.strictObject({
    driver: z.literal("modem"),
    path,
    baudRate: z._default(z.int().check(z.gte(1200), z.lte(921_600)), 115_200),
    troublesTo,
  }),
  /** A file to read in place of telephones, for trying. */
  z.strictObject({
    driver: z.literal("simulated"),
    file: path,
    /** Each line, `{"from":"+4520304050","text":"1"}`, is a citizen's answer. */
    answers: z.optional(path),
    troublesTo,
  }),
]);
export type SmsConfig = z.infer<typeof sms>;

/** A hook needs its secret; one of a template also a place where the gateway says it, and something to say. */
function hookProblems(config: Extract<SmsConfig, { driver: "http" | "gateway-api" }>): Problem[] {
  if (config.hook === undefined) return [];
  const problems = secretProblems("sms.hook", config.hook);
  if (config.driver === "gateway-api") return problems;
  const { secretHeader, secretField, report, answer } = config.hook;
  const isSaid = secretHeader !== undefined || secretField !== undefined;
  const says = report !== undefined || answer !== undefined;
  return [
    ...problems,
    ...(isSaid ? [] : [{ path: "sms.hook", problem: "name secretHeader or secretField" }]),
    ...(says ? [] : [{ path: "sms.hook", problem: "name report or answer" }]),
  ];
}

function statusProblems({ status }: Extract<SmsConfig, { driver: "http" | "gateway-api" }>): Problem[] {
  if (status === undefined || status.url.includes("{reference}")) return [];
  return [{ path: "sms.status.url", problem: "{reference} does not stand in it" }];
}

/** A gateway of its own kind needs its secret; a template the number and the words. */
export function smsProblems(config: SmsConfig): Problem[] {
  if (config.driver === "simulated" || config.driver === "modem") return [];
  const others = [...hookProblems(config), ...statusProblems(config)];
  if (config.driver === "gateway-api") return [...secretProblems("sms", config), ...others];
  const template = `${config.url} ${config.body ?? ""}`;
  const missing = ["{to}", "{text}"].filter((part) => !template.includes(part));
  const isTwice = config.passwordFile !== undefined && config.credential !== undefined;
  return [
    ...missing.map((part) => ({ path: "sms.body", problem: `${part} stands neither in url nor in body` })),
    ...(isTwice ? secretProblems("sms", config) : []),
    ...others,
  ];
}
