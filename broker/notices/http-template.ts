/**
 * Any gateway that takes a message by one HTTP request, as a template says: `{to}`, `{text}`, `{sender}`, `{reference}`, `{secret}`.
 * Knows no appointment. A value is written as its place needs it: within JSON, within a form or an address, or as it is.
 */
import type { SmsGateway, SmsMessage } from "./gateway.ts";
import { tryOverHttp } from "./http-try.ts";

export type HttpTemplateOptions = {
  readonly url: string;
  readonly method: "POST" | "GET";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly sender: string;
  /** `""` where the gateway asks for none. */
  readonly secret: string;
  readonly limitMs?: number;
};

type Written = (value: string) => string;

const asJson: Written = (value) => JSON.stringify(value).slice(1, -1);
const asIs: Written = (value) => value;

function filled(template: string, values: Readonly<Record<string, string>>, written: Written): string {
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
  const { url, method, headers, body, sender, secret, limitMs } = options;
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
    close: () => Promise.resolve(),
  };
}
