/** Part (k) of the bench: a day of 500 hosts' mailboxes from Microsoft 365's emulator, against bare requests for the same pages. */

import type { Stretch } from "../../broker/appointments/contract.ts";
import { Asker } from "../../broker/calendars/ask.ts";
import { openMailboxes } from "../../broker/calendars/open.ts";
import { GraphEmulator } from "../graph/emulator.ts";
import { farEvent } from "../graph/far-event.ts";
import { CLIENT, SECRET, TENANT } from "../graph/sign-in.ts";
import { against, type Line, median, report } from "./figures.ts";

const MAILBOXES = 500;
const EVENTS = 40;
/** A working day's changes: each host has some appointments moved, made and taken out. */
const CHANGES = 6;
const AT_ONCE = 8;
const ROUNDS = 3;
const DAY_MS = 86_400_000;

const nameOf = (n: number) => `host-${n}@kommune.dk`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** All of them, so many at once, in order. */
async function each(work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < MAILBOXES) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
}

function fill(graph: GraphEmulator, from: number): void {
  for (let n = 0; n < MAILBOXES; n += 1)
    for (let e = 0; e < EVENTS; e += 1)
      graph.put(nameOf(n), farEvent(`${n}-${e}`, from + (e % 20) * DAY_MS + 8 * 3_600_000 + e * 900_000));
}

function change(graph: GraphEmulator, from: number): void {
  for (let n = 0; n < MAILBOXES; n += 1)
    for (let e = 0; e < CHANGES; e += 1)
      if (e % 3 === 0) graph.remove(nameOf(n), `${n}-${e}`);
      else
        graph.put(nameOf(n), farEvent(`${n}-${e + (e % 3 === 1 ? 0 : 1000)}`, from + DAY_MS + e * 3_600_000));
}

/** The same pages by the same connections, with nothing made of them; answers the links of the next round. */
async function bare(graph: GraphEmulator, asker: Asker, links: readonly string[]): Promise<string[]> {
  const token = (graph.signIn.answer(`/${TENANT}/oauth2/v2.0/token`, form(graph), graph.origin).body[
    "access_token"
  ] ?? "") as string;
  const headers = { authorization: `Bearer ${token}`, prefer: "odata.maxpagesize=100" };
  const last: string[] = [];
  await each(async (n) => {
    let link: string | undefined = links[n];
    while (link !== undefined) {
      const page = (await (await asker.ask(link, { headers })).json()) as Record<string, string | undefined>;
      last[n] = page["@odata.deltaLink"] ?? "";
      link = page["@odata.nextLink"];
    }
  });
  return last;
}

const form = ({ origin }: GraphEmulator) =>
  new URLSearchParams({
    ...{ grant_type: "client_credentials", client_id: CLIENT, client_secret: SECRET },
    scope: `${origin}/.default`,
  }).toString();

/** (k) all mailboxes once whole, then what a day has changed, each against the bare requests. */
export async function mailboxes(): Promise<string> {
  const graph = await GraphEmulator.open();
  const from = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const stretch: Stretch = { from, until: from + 30 * DAY_MS };
  fill(graph, from);
  const opened = openMailboxes(
    {
      ...{
        kind: "microsoft365",
        source: "bench",
        everyMs: 600_000,
        days: 30,
        ca: graph.house.ca,
        notices: null,
      },
      graph: `${graph.origin}/v1.0`,
      signIn: { authority: graph.origin, tenant: TENANT, clientId: CLIENT, proof: { secret: SECRET } },
      mailboxes: Array.from({ length: MAILBOXES }, (_, n) => ({ mailbox: nameOf(n), host: nameOf(n) })),
    },
    { timeZone: () => "Europe/Copenhagen", at: () => Date.now() },
  );
  const asker = new Asker({ ca: graph.house.ca, connections: AT_ONCE });
  const [start, end] = [stretch.from, stretch.until].map((at) => new Date(at).toISOString());
  const first = Array.from(
    { length: MAILBOXES },
    (_, n) =>
      `${graph.origin}/v1.0/users/${nameOf(n)}/calendarView/delta?startDateTime=${start}&endDateTime=${end}`,
  );
  const read = async (): Promise<number> => {
    let entries = 0;
    await each(async (n) => {
      const found = await opened.calendars[n]?.reader.read(stretch);
      entries += found?.entries.length ?? 0;
    });
    return entries;
  };
  // Once before, so that neither pays for what the process learns at its first requests.
  await bare(graph, asker, first);
  let [links, entries] = [[] as string[], 0];
  const bareWhole = await timed(async () => void (links = await bare(graph, asker, first)));
  const whole = await timed(async () => void (entries = await read()));
  const rounds: { readonly bare: number; readonly delta: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    change(graph, from);
    const alone = await timed(async () => void (links = await bare(graph, asker, links)));
    rounds.push({ bare: alone, delta: await timed(async () => void (entries = await read())) });
  }
  const ratio = median(rounds.map((one) => one.delta / one.bare));
  const [alone, delta] = [median(rounds.map((one) => one.bare)), median(rounds.map((one) => one.delta))];
  opened.close();
  asker.close();
  await graph.close();
  const times = (own: number, other: number) => `${own.toFixed(2)} s, bare ${other.toFixed(2)} s`;
  const lines: Line[] = [
    [
      `whole: ${MAILBOXES * EVENTS} entries`,
      `${times(whole, bareWhole)}: ${against(whole / bareWhole, { atMost: 2 })}`,
    ],
    [`a day's changes, median of ${ROUNDS}`, `${times(delta, alone)}: ${against(ratio, { atMost: 2 })}`],
    ["entries after", String(entries)],
  ];
  return report(
    `(k) ${MAILBOXES} mailboxes of Microsoft 365 (an emulator in the same process), ${AT_ONCE} at once`,
    lines,
  );
}
