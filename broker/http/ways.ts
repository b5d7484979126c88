/**
 * The routes about how hosts are told of their guests: each says it for themselves, whoever manages people sees and erases it.
 * Knows no way's format and no store.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HostWay, StaffId } from "../../protocol/terms.ts";
import { mobileOf } from "../appointments/mobile.ts";
import { isMailAddress } from "../notices/host-channels/mail-address.ts";
import { isAllowedUrl } from "../notices/host-channels/teams.ts";
import type { Browser, HostContact } from "../notices/host-contacts.ts";
import type { HostNotices } from "../notices/host-notices.ts";
import { hostKey } from "../queue/hosts.ts";
import { API, type ApiName } from "./api.ts";
import { type DoorOptions, door, staffOf } from "./doors.ts";
import { BODIES } from "./schemas.ts";

/** The routes of the table that this file answers. */
export type WaysName = Extract<
  ApiName,
  "ways" | "setWays" | "addBrowser" | "eraseWays" | "waysOf" | "eraseWaysOf"
>;
/** `hosts`: `null` where the hub has no way besides its pages. */
export type WaysOptions = DoorOptions & { readonly hosts: HostNotices | null };

type Said = { readonly status: number; readonly body: unknown };
type Asked = {
  readonly hosts: HostNotices;
  /** Whose ways, by a `hostKey`. */
  readonly host: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly by: StaffId | null;
  readonly options: WaysOptions;
};
type Problem = { readonly path: string; readonly problem: string };

const good = (body: unknown): Said => ({ status: 200, body });
const DONE = good({ done: true });
const wrong = (problems: readonly Problem[]): Said => ({ status: 400, body: { problems } });
const EMPTY: HostContact = {
  ...{ ways: [], language: null, mobile: null, mail: null, teams: null, phone: null, browsers: [] },
};
/** What stands before the @ of a telephone's address, or a number. */
const PHONE = /^[A-Za-z0-9._+-]{1,64}$/;

function told(hosts: HostNotices | null, contact: HostContact): Said {
  const { browsers, ...said } = contact;
  const { pushKey = null, teamsUrl = null } = hosts?.opened ?? {};
  return good({
    ...{ ...said, can: hosts?.ways ?? [], browsers: browsers.length },
    ...{ pushKey, houseTeams: teamsUrl !== null },
  });
}

type Typed = Partial<Record<"mobile" | "mail" | "teams" | "phone", string>>;
type Judged = { readonly kept: Record<keyof Typed, string | null>; readonly problems: Problem[] };

/** Addresses as they are kept, and what is wrong with those that nobody could be told at. */
function judged(typed: Typed, { opened }: HostNotices): Judged {
  const rules: Record<keyof Typed, (text: string) => string | null> = {
    mobile: mobileOf,
    mail: (text) => (isMailAddress(text) ? text : null),
    teams: (text) => (isAllowedUrl(text, opened.teamsHosts) ? text : null),
    phone: (text) => (PHONE.test(text) ? text : null),
  };
  const problems: Problem[] = [];
  const keptOf = (path: keyof Typed): string | null => {
    const text = (typed[path] ?? "").trim();
    const kept = text === "" ? null : rules[path](text);
    if (text !== "" && kept === null) problems.push({ path, problem: "nobody can be told at this" });
    return kept;
  };
  const kept = {
    ...{ mobile: keptOf("mobile"), mail: keptOf("mail") },
    ...{ teams: keptOf("teams"), phone: keptOf("phone") },
  };
  return { kept, problems };
}

/** Ways that lead nowhere: nothing would be told by them. A browser says itself where it is, and the house may have a workflow. */
function missing({
  ways,
  kept,
  hosts,
}: Pick<Asked, "hosts"> & Judged & { ways: readonly HostWay[] }): Problem[] {
  const hasHouse = hosts.opened.teamsUrl !== null;
  const where = { sms: "mobile", mail: "mail", teams: "teams", phone: "phone" } as const;
  return ways.flatMap((way) => {
    if (way === "push" || (way === "teams" && hasHouse) || kept[where[way]] !== null) return [];
    return [{ path: where[way], problem: "is needed for this way" }];
  });
}

function setWays({ hosts, host, body }: Asked): Said {
  const { ways, language = null } = body as { ways: HostWay[]; language?: "da" | "en" };
  const { kept, problems } = judged(body, hosts);
  const all = problems.length > 0 ? problems : missing({ ways, kept, problems, hosts });
  if (all.length > 0) return wrong(all);
  hosts.contacts.keep(host, { ...kept, ways, language });
  return DONE;
}

function addBrowser({ hosts, host, body }: Asked): Said {
  const { endpoint, keys } = body as Browser;
  if (!isAllowedUrl(endpoint, hosts.opened.pushHosts))
    return wrong([{ path: "endpoint", problem: "is no push service that this hub may ask" }]);
  hosts.contacts.addBrowser(host, { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } });
  return DONE;
}

/** Somebody else's: the trail says that it was asked for, as of a citizen. */
function noted({ hosts, host, by, options }: Asked, act: "person-shown" | "person-erased"): void {
  options.note({ act, by, about: { person: hosts.contacts.keyOf(host), records: 1 } });
}

function erase(asked: Asked): Said {
  asked.hosts.contacts.erase(asked.host);
  noted(asked, "person-erased");
  return DONE;
}

const ANSWERS: Readonly<Record<WaysName, (asked: Asked) => Said>> = {
  ways: ({ hosts, host }) => told(hosts, hosts.contacts.said(host)),
  setWays,
  addBrowser,
  eraseWays: erase,
  waysOf: (asked) => {
    noted(asked, "person-shown");
    return told(asked.hosts, asked.hosts.contacts.said(asked.host));
  },
  eraseWaysOf: erase,
};

/** What is answered where there is no way, or nobody whose it could be. */
function nothing(name: WaysName, hosts: HostNotices | null): Said {
  if (name === "ways" || name === "waysOf") return told(hosts, EMPTY);
  return { status: 409, body: { refused: "no-ways" } };
}

/** Every route about the ways of hosts. */
export function waysRoutes(app: FastifyInstance, options: WaysOptions): void {
  for (const name of Object.keys(ANSWERS) as WaysName[]) {
    const { method, path, body, door: entrance } = API[name];
    app.route({
      ...{ method, url: `/api${path}`, ...door(entrance) },
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const by = staffOf(request, options) as StaffId | null;
        const { person = by } = request.params as { person?: string };
        const { hosts } = options;
        const said =
          hosts === null || person === null
            ? nothing(name, hosts)
            : ANSWERS[name]({
                ...{ hosts, by, options, host: hostKey(person) },
                body: (request.body ?? {}) as Record<string, unknown>,
              });
        return reply.code(said.status).header("cache-control", "no-store").send(said.body);
      },
    });
  }
}
