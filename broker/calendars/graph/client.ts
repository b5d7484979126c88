/**
 * Asks Microsoft Graph: with the hub's token, which goes to Graph's own address and nowhere else; what its statuses mean is said as faults.
 * Knows no calendar.
 */
import { type Asker, faultOfStatus } from "../ask.ts";
import { CalendarFault } from "../fault.ts";
import type { Tokens } from "./token.ts";

export type GraphOptions = {
  /** `https://graph.microsoft.com/v1.0`, unless another cloud is meant. */
  readonly graph: string;
  readonly tokens: Tokens;
  readonly asker: Pick<Asker, "ask">;
  readonly at: () => number;
};

export type GraphQuestion = {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Graph's own codes of mailboxes that are none (error-responses of the Outlook API). */
const NO_MAILBOX =
  /^(?:MailboxNotEnabledForRESTAPI|MailboxNotSupportedForRESTAPI|ErrorNonExistentMailbox|ErrorMailboxNotFound|ErrorInvalidUser|Request_ResourceNotFound|ResourceNotFound)$/;
/** What says that a delta link is no longer known. */
const STALE = /^(?:SyncStateNotFound|SyncStateInvalid|resyncRequired|ErrorInvalidSyncStateData)$/i;

export type Bag = Readonly<Record<string, unknown>>;

export const isBag = (value: unknown): value is Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): Bag | null {
  try {
    const value = JSON.parse(text) as unknown;
    return isBag(value) ? value : null;
  } catch {
    return null;
  }
}

export class GraphClient {
  readonly #options: GraphOptions;

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  /** `to`: a path below Graph's address, or a whole link of Graph's own. Faults: those of fault.ts. */
  async ask(to: string, question: GraphQuestion = {}): Promise<Bag> {
    const url = this.#urlOf(to);
    let response = await this.#sent(url, question, false);
    // A token may be withdrawn before it is over.
    if (response.status === 401) response = await this.#sent(url, question, true);
    const text = response.status === 204 ? "{}" : await response.text();
    const body = parsed(text);
    const fault = faultOfStatus(response, this.#options.at());
    if (fault !== null) throw meant(fault, body);
    if (body === null) throw new CalendarFault("CALENDAR_WRONG");
    return body;
  }

  #urlOf(to: string): string {
    const { graph } = this.#options;
    if (to.startsWith("/")) return `${graph}${to}`;
    if (!URL.canParse(to) || new URL(to).origin !== new URL(graph).origin)
      throw new CalendarFault("CALENDAR_WRONG", { detail: "link" });
    return to;
  }

  async #sent(
    url: string,
    { method = "GET", body, headers = {} }: GraphQuestion,
    isFresh: boolean,
  ): Promise<Response> {
    const { tokens, asker } = this.#options;
    const authorization = `Bearer ${await tokens.get(isFresh)}`;
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { "content-type": "application/json" };
    return await asker.ask(url, {
      method,
      headers: { accept: "application/json", authorization, ...type, ...headers },
      ...json,
    });
  }
}

/** A fault as Graph's own code makes it plainer. */
function meant(fault: CalendarFault, body: Bag | null): CalendarFault {
  const error = body?.["error"];
  const code = isBag(error) && typeof error["code"] === "string" ? error["code"] : "";
  const { detail } = fault;
  if (STALE.test(code)) return new CalendarFault("CALENDAR_STALE", { detail });
  if (NO_MAILBOX.test(code)) return new CalendarFault("CALENDAR_NO_MAILBOX", { detail: code });
  return fault;
}
