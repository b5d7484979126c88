/**
 * Any gateway that takes a message by one HTTP request, as a template says: `{to}`, `{text}`, `{sender}`, `{reference}`, `{secret}`.
 * Knows no appointment. A value is written as its place needs it: within JSON, within a form or an address, or as it is.
 */
import { askOverHttp } from "./ask-over-http.ts";
import type { SmsGateway, SmsMessage } from "./gateway.ts";
import type { QuestionOf } from "./gateway-api.ts";
import { type HookTemplate, templateCalled } from "./http-hook.ts";
import { tryOverHttp } from "./http-try.ts";

export type HttpTemplateOptions = {
  readonly url: string;
  readonly method: "POST" | "GET";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly sender: string;
  /** `""` where the gateway asks for none. */
  readonly secret: string;
  /** What the gateway calls the hub with, and its secret; `null`: it does not. */
  readonly hook?: { readonly template: HookTemplate; readonly secret: string } | null;
  readonly question?: QuestionOf | null;
  readonly limitMs?: number;
};

type Written = (value: string) => string;

const asJson: Written = (value) => JSON.stringify(value).slice(1, -1);
const asIs: Written = (value) => value;

/** A template with its values. */
export function filled(template: string, values: Readonly<Record<string, string>>, written: Written): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? written(values[name] as string) : whole,
  );
}

/** JSON where its head says so, otherwise a form. */
function writtenIn(headers: Readonly<Record<string, string>>): Written {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return type.includes("json") ? asJson : encodeURIComponent;
}

/** Opens nothing: every message is a request of its own. */
export function openHttpTemplate(options: HttpTemplateOptions): SmsGateway {
  const { url, method, headers, body, sender, secret, limitMs, hook = null, question = null } = options;
  const request = ({ reference, to, text }: SmsMessage) => {
    const values = { to, text, sender, reference, secret };
    return {
      method,
      url: filled(url, values, encodeURIComponent),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, filled(value, values, asIs)]),
      ),
      body: body === null ? null : filled(body, values, writtenIn(headers)),
    };
  };
  return {
    name: "http",
    send: async (message) => await tryOverHttp(request(message), limitMs),
    called: hook === null ? undefined : (call) => templateCalled(call, hook.template, hook.secret),
    ask: question === null ? undefined : async (reference) => await askOverHttp(question(reference), limitMs),
    close: () => Promise.resolve(),
  };
}
