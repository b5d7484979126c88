/**
 * The routes of the audit trail, the ledger's chain, and what is kept about persons.
 * Knows no rule and no event: what an entry says stands in broker/trail.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { LocationConfig } from "../../protocol/config.ts";
import type { PersonKey, StaffId } from "../../protocol/terms.ts";
import { mayDo } from "../accounts/rights.ts";
import type { HubOptions } from "../hub-options.ts";
import { registerOf } from "../keeping/register.ts";
import type { PersonsDesk } from "../keeping/run.ts";
import type { Ledger } from "../ledger/contract.ts";
import type { ChainState } from "../ledger/patrol.ts";
import type { PersonRecord } from "../persons/contract.ts";
import { PURPOSE_TABLE, type Told } from "../persons/purposes.ts";
import { ACT_NAMES, ACTS } from "../trail/acts.ts";
import { TRAIL_FORMATS, type TrailFile, trailFile } from "../trail/file.ts";
import { type Filter, readFilter } from "../trail/filter.ts";
import { Trail } from "../trail/trail.ts";
import { GROUP_WORDS, personWords, rowOf, type Telling } from "../trail/words.ts";
import { API } from "./api.ts";
import { actorOf, type DoorOptions, door, spokenIn, staffOf } from "./doors.ts";
import { BODIES } from "./schemas.ts";
import type { TRAIL_API } from "./trail-api.ts";

export type TrailRoutesOptions = DoorOptions & {
  readonly trail: {
    readonly ledger: Pick<Ledger, "seq" | "rows" | "rowsBefore">;
    /** What cover names are made with: 32 bytes that stay the same. */
    readonly key: Uint8Array;
    readonly document: () => LocationConfig;
    readonly chain: () => ChainState | null;
    /** `null` where this hub keeps nothing about persons. */
    readonly persons: () => PersonsDesk | null;
  };
};

type Sources = TrailRoutesOptions["trail"];

/** What the trail is read from, of a hub's own parts. */
export function trailSources(
  { ledger, coverKey, chain, persons }: Pick<HubOptions, "ledger" | "coverKey" | "chain" | "persons">,
  document: Sources["document"],
): Sources {
  const parts = { chain: () => chain?.() ?? null, persons: () => persons?.() ?? null };
  return { ledger, key: coverKey, document, ...parts };
}

/** So many walk through the ledger at once: each takes the loop for a slice in turn. */
const MOST_WALKS = 4;

type Query = Readonly<Record<string, unknown>>;

/** The hub's trail, and how many walk through it. */
class Walks {
  readonly trail: Trail;
  #now = 0;

  constructor({ ledger, key, document }: TrailRoutesOptions["trail"]) {
    this.trail = new Trail({
      ...{ ledger, key, timeZone: () => document().timeZone },
      monotonicMs: () => performance.now(),
      breathe: () => new Promise((go) => setImmediate(go)),
    });
  }

  /** Does some of it, or says that too many do. */
  async take(reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> {
    if (this.#now >= MOST_WALKS)
      return reply.code(503).header("retry-after", "3").send({ problem: "too many walk through the ledger" });
    this.#now += 1;
    try {
      return await work();
    } finally {
      this.#now -= 1;
    }
  }
}

const isHere = ({ params }: FastifyRequest, { location }: DoorOptions) =>
  (params as { location: string }).location === location();
const queryOf = (request: FastifyRequest) => request.query as Query;

type Answerer = (request: FastifyRequest, reply: FastifyReply) => unknown;
/** The routes of the table that this file answers. */
export type TrailName = keyof typeof TRAIL_API;

/** Every route of the trail and of what is kept about persons. */
export function trailRoutes(app: FastifyInstance, options: TrailRoutesOptions): void {
  const walks = new Walks(options.trail);
  const serve = (name: TrailName, answer: Answerer) => {
    const { method, path, body, door: entrance } = API[name];
    app.route({
      ...{ method, url: `/api${path}`, ...door(entrance) },
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request, reply) => {
        void reply.header("cache-control", "no-store");
        if (!isHere(request, options)) return reply.code(404).send({ problem: "there is no such location" });
        return await answer(request, reply);
      },
    });
  };
  serve("trail", (request, reply) =>
    withFilter(request, reply, (filter) =>
      walks.take(reply, () => pageOf(request, { filter, walks, options })),
    ),
  );
  serve("trailFile", (request, reply) =>
    withFilter(request, reply, (filter) =>
      walks.take(reply, () => sendFile({ request, reply }, { filter, walks, options })),
    ),
  );
  serve("trailChoices", (request) => choices(request, tellingOf(request, walks, options), options));
  serve("chain", () => ({ chain: options.trail.chain() }));
  citizenRoutes(serve, options);
}

type Asked = { readonly filter: Filter; readonly walks: Walks; readonly options: TrailRoutesOptions };

function withFilter(request: FastifyRequest, reply: FastifyReply, use: (filter: Filter) => unknown): unknown {
  const read = readFilter(queryOf(request));
  return read.ok ? use(read.filter) : reply.code(400).send({ problems: read.problems });
}

function tellingOf(request: FastifyRequest, { trail }: Walks, options: TrailRoutesOptions): Telling {
  const actor = actorOf(request, options);
  return {
    language: spokenIn(request),
    location: options.trail.document(),
    aliasOf: trail.aliasOf,
    mayNames: actor !== null && mayDo(actor, "see-staff-figures", options.location()),
  };
}

async function pageOf(request: FastifyRequest, { filter, walks, options }: Asked) {
  const before = Number(queryOf(request)["before"]) || undefined;
  const telling = tellingOf(request, walks, options);
  const { entries, ...more } = await walks.trail.page(filter, before);
  return { entries: entries.map((entry) => rowOf(entry, telling)), ...more };
}

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Slice by slice, and no faster than it is read. */
async function sendFile({ request, reply }: Exchange, asked: Asked): Promise<unknown> {
  const { filter, walks, options } = asked;
  const format = TRAIL_FORMATS.find((one) => one === (queryOf(request)["format"] ?? "csv"));
  if (format === undefined)
    return reply
      .code(400)
      .send({ problems: [{ path: "format", problem: `one of ${TRAIL_FORMATS.join(", ")}` }] });
  const { from, to } = filter;
  const about = { format, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  options.note({ act: "trail-exported", by: staffOf(request, options) as StaffId | null, about });
  const days = [from, to].filter((day) => day !== null);
  const name = ["talon", options.location(), ...new Set(days)].join("-");
  reply.hijack();
  const type = format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
  reply.raw.writeHead(200, {
    ...{ "content-type": type, "cache-control": "no-store" },
    "content-disposition": `attachment; filename="${name}.${format}"`,
  });
  await write(reply, walks.trail.all(filter), trailFile(format, tellingOf(request, walks, options)));
  return reply;
}

type Slices = ReturnType<Trail["all"]>;

async function write({ raw }: FastifyReply, slices: Slices, { head, line }: TrailFile): Promise<void> {
  raw.write(head);
  for await (const entries of slices) {
    if (raw.destroyed) return;
    const isFull = entries.length > 0 && !raw.write(entries.map(line).join(""));
    if (isFull) await new Promise<void>((go) => raw.once("drain", go).once("close", go));
  }
  raw.end();
}

/** What the trail can be asked by. Accounts are those that the hub knows by now; others are found by an entry of theirs. */
function choices(request: FastifyRequest, telling: Telling, options: TrailRoutesOptions) {
  const { language, location, aliasOf, mayNames } = telling;
  const { door: doors } = options;
  const known = doors === null ? [] : doors.people.list().map(({ person }) => person);
  const open = doors === null ? [] : doors.sessions.list(options.now(), null).map(({ person }) => person);
  const people = [...new Set([...known, ...open])].map((person) => ({
    alias: aliasOf(person),
    name: personWords(person, telling),
  }));
  const named = (id: string, name: LocationConfig["name"]) => ({ id, name: name[language] ?? name.da });
  const groups = Object.entries(GROUP_WORDS).map(([group, words]) => ({
    ...{ group, words: words[language] },
    acts: ACT_NAMES.filter((act) => ACTS[act].group === group).map((act) => ({
      act,
      words: ACTS[act][language],
    })),
  }));
  return {
    ...{ timeZone: location.timeZone, location: location.name[language] ?? location.name.da, mayNames },
    people: people.sort((one, other) => one.name.localeCompare(other.name)),
    acts: groups,
    counters: location.counters.map(({ counter, name }) => named(counter, name)),
    stands: location.stands.map(({ stand, name }) => named(stand, name)),
  };
}

function recordWords({ purpose, fields, until }: PersonRecord, language: "da" | "en") {
  const { name, why, fields: known } = PURPOSE_TABLE[purpose];
  const words: Readonly<Record<string, Told | undefined>> = known;
  const told = Object.entries<string>(fields).map(([field, value]) => ({
    name: words[field]?.[language] ?? field,
    value,
  }));
  return { purpose: name[language], why: why[language], until, fields: told };
}

function citizenRoutes(
  serve: (name: TrailName, answer: Answerer) => void,
  options: TrailRoutesOptions,
): void {
  const { document, persons } = options.trail;
  const none = (reply: FastifyReply) =>
    reply.code(503).send({ problem: "nothing about persons is kept here" });
  const keyOf = ({ body }: FastifyRequest) => (body as { person: string }).person.toUpperCase() as PersonKey;
  serve("register", (request) => {
    const desk = persons();
    const language = spokenIn(request);
    const erasures = (desk?.erasures() ?? []).map(({ at, purpose, count, why }) => {
      return { at, purpose: PURPOSE_TABLE[purpose].name[language], count, why };
    });
    const register = registerOf(document(), { language, counts: desk?.counts() ?? null });
    return { ...register, erasures: erasures.toReversed(), timeZone: document().timeZone };
  });
  serve("showCitizen", async (request, reply) => {
    const desk = persons();
    if (desk === null) return none(reply);
    const records = await desk.show(keyOf(request), staffOf(request, options) as StaffId | null);
    return { records: records.map((one) => recordWords(one, spokenIn(request))) };
  });
  serve("eraseCitizen", async (request, reply) => {
    const desk = persons();
    if (desk === null) return none(reply);
    return { erased: await desk.erase(keyOf(request), staffOf(request, options) as StaffId | null) };
  });
}
