/** CalDAV against Debian's radicale, really running over https, with its users and its own storage. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Asker } from "../../../../broker/calendars/ask.ts";
import { CalDavCalendar } from "../../../../broker/calendars/caldav.ts";
import { basic } from "../../../../broker/calendars/feed.ts";
import { Zones } from "../../../../broker/calendars/zones.ts";
import { calendarSuite, HOST, SOURCE } from "../../../broker/appointments/calendar-suite.ts";
import { meetingLines } from "../../../broker/calendars/far-feed.ts";
import { type House, makeHouse } from "../../../broker/calendars/house-ca.ts";
import { COPENHAGEN, calendarOf, NOVEMBER } from "../../../broker/calendars/written.ts";
import { freePort } from "../../../free-port.ts";

const SECRET = "a password with æøå and : in it";
const PATIENCE_MS = 15_000;

/** A server with one user, and any number of calendars. */
class Radicale {
  readonly house: House = makeHouse();
  readonly #folder = mkdtempSync(join(tmpdir(), "talon-radicale-"));
  readonly #port: number;
  #process: ChildProcess | null = null;
  #count = 0;
  readonly #asker: Asker;

  private constructor(port: number) {
    this.#port = port;
    this.#asker = new Asker({ ca: this.house.ca });
  }

  static async open(): Promise<Radicale> {
    const server = new Radicale(await freePort());
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const file = (name: string) => join(this.#folder, name);
    writeFileSync(file("users"), `anna:${SECRET}\n`);
    const { certFile, keyFile } = this.house;
    const lines = [
      ...[
        "[server]",
        `hosts = 127.0.0.1:${this.#port}`,
        "ssl = True",
        `certificate = ${certFile}`,
        `key = ${keyFile}`,
      ],
      ...[
        "[auth]",
        "type = htpasswd",
        `htpasswd_filename = ${file("users")}`,
        "htpasswd_encryption = plain",
        "delay = 0",
      ],
      ...["[storage]", `filesystem_folder = ${file("collections")}`, "[logging]", "level = critical"],
    ];
    writeFileSync(file("config"), lines.join("\n"));
    this.#process = spawn("/usr/bin/radicale", ["--config", file("config")], { stdio: "ignore" });
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const answer = await this.ask("GET", "/").catch(() => null);
      if (answer !== null) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("radicale does not answer");
  }

  get authorization(): string {
    return basic("anna", SECRET);
  }

  async ask(
    method: string,
    path: string,
    { body = "", headers = {} }: { body?: string; headers?: object } = {},
  ): Promise<Response> {
    const { authorization } = this;
    return await this.#asker.ask(`https://127.0.0.1:${this.#port}${path}`, {
      ...{ method, body, headers: { authorization, ...headers } },
    });
  }

  /** A new calendar's address. */
  async calendar(): Promise<string> {
    this.#count += 1;
    const path = `/anna/calendar-${this.#count}/`;
    const { status } = await this.ask("MKCALENDAR", path);
    expect(status).toBe(201);
    return `https://127.0.0.1:${this.#port}${path}`;
  }

  async put(url: string, name: string, text: string): Promise<void> {
    const { status } = await this.ask("PUT", `${new URL(url).pathname}${name}.ics`, {
      body: text,
      headers: { "content-type": "text/calendar" },
    });
    expect([201, 204]).toContain(status);
  }

  async remove(url: string, name: string): Promise<void> {
    const { status } = await this.ask("DELETE", `${new URL(url).pathname}${name}.ics`);
    expect(status).toBe(200);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null) return;
    const gone = once(running, "exit");
    running.kill("SIGKILL");
    await gone;
  }

  async close(): Promise<void> {
    await this.stop();
    this.#asker.close();
    this.house.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

let server: Radicale;
beforeAll(async () => {
  server = await Radicale.open();
});
afterAll(async () => {
  await server.close();
});

calendarSuite("radicale", async () => {
  const url = await server.calendar();
  return {
    inlet: {
      ...{ kind: "caldav", source: SOURCE, everyMs: 600_000, days: 30, ca: server.house.ca },
      calendars: [{ url, authorization: server.authorization, host: HOST, address: null }],
    },
    put: (meeting) => server.put(url, meeting.id.replaceAll(" ", "-"), calendarOf(meetingLines(meeting))),
    remove: (id) => server.remove(url, id.replaceAll(" ", "-")),
    cut: (isCut) => (isCut ? server.stop() : server.start()),
    close: () => Promise.resolve(),
  };
});

describe("a calendar on radicale", () => {
  const asked: { readonly method: string; readonly body: string }[] = [];
  const opened: Asker[] = [];
  const readerOf = (url: string, authorization: string | null = server.authorization) => {
    const asker = new Asker({ ca: server.house.ca });
    opened.push(asker);
    const ask: Asker["ask"] = (to, question) => {
      asked.push({ method: question?.method ?? "GET", body: question?.body ?? "" });
      return asker.ask(to, question);
    };
    return new CalDavCalendar({
      ...{ url, authorization, zones: new Zones(), floating: () => COPENHAGEN, at: () => 0 },
      asker: { ask },
    });
  };
  afterAll(() => {
    for (const one of opened) one.close();
  });
  const meeting = (id: string, hour: number, ...more: string[]) =>
    calendarOf([
      ...meetingLines({ id, startAt: Date.UTC(2026, 10, 23, hour), minutes: 30, name: "Bo" }),
      ...more,
    ]);
  const startsOf = async (reader: CalDavCalendar) =>
    (await reader.read(NOVEMBER)).entries
      .map(({ startAt }) => new Date(startAt).getUTCHours())
      .toSorted((a, b) => a - b);

  it("is read whole once, and then only what is new", async () => {
    const url = await server.calendar();
    for (const [id, hour] of [
      ["a", 9],
      ["b", 10],
      ["c", 11],
    ] as const)
      await server.put(url, id, meeting(id, hour));
    const reader = readerOf(url);
    expect(await startsOf(reader)).toEqual([9, 10, 11]);
    asked.length = 0;
    expect(await startsOf(reader)).toEqual([9, 10, 11]);
    expect(asked.map(({ method }) => method)).toEqual(["PROPFIND"]);
    await server.put(url, "d", meeting("d", 12));
    await server.remove(url, "a");
    asked.length = 0;
    expect(await startsOf(reader)).toEqual([10, 11, 12]);
    expect(asked.map(({ method }) => method)).toEqual(["PROPFIND", "REPORT", "REPORT"]);
    expect(asked[2]?.body).toContain("d.ics");
    expect(asked[2]?.body).not.toContain("b.ics");
  });

  it("is read whole again where the server does not know the token any more", async () => {
    const url = await server.calendar();
    await server.put(url, "a", meeting("a", 9));
    const asker = new Asker({ ca: server.house.ca });
    opened.push(asker);
    const statuses: number[] = [];
    // What the server said last is replaced by what it never said.
    const ask: Asker["ask"] = async (to, question) => {
      const body = (question?.body ?? "").replace(
        /http:\/\/radicale\.org\/ns\/sync\/\w+/,
        "http://radicale.org/ns/sync/bogus",
      );
      const response = await asker.ask(to, { ...question, body });
      statuses.push(response.status);
      return response;
    };
    const reader = new CalDavCalendar({
      ...{
        url,
        authorization: server.authorization,
        zones: new Zones(),
        floating: () => COPENHAGEN,
        at: () => 0,
      },
      asker: { ask },
    });
    expect(await startsOf(reader)).toEqual([9]);
    await server.put(url, "b", meeting("b", 10));
    expect(await startsOf(reader)).toEqual([9, 10]);
    expect(statuses).toEqual([207, 207, 207, 403, 207]);
  });

  it("finds a series that began long before, with one of its meetings moved", async () => {
    const url = await server.calendar();
    const text = calendarOf(
      ["UID:s", "DTSTART;TZID=Romance Standard Time:20200106T090000", "RRULE:FREQ=WEEKLY"],
      ["UID:s", "RECURRENCE-ID:20261109T080000Z", "DTSTART:20261110T120000Z"],
    );
    await server.put(url, "s", text);
    expect(await startsOf(readerOf(url))).toEqual([8, 8, 8, 8, 12].toSorted((a, b) => a - b));
  });

  it("is refused with a wrong password, and is not there at a wrong address", async () => {
    const url = await server.calendar();
    await expect(readerOf(url, basic("anna", "wrong")).read(NOVEMBER)).rejects.toMatchObject({
      code: "CALENDAR_REFUSED",
    });
    await expect(readerOf(`${url}not-there/`).read(NOVEMBER)).rejects.toMatchObject({
      code: "CALENDAR_GONE",
    });
    await expect(readerOf(new URL("/anna/", url).href).read(NOVEMBER)).rejects.toMatchObject({
      code: "CALENDAR_WRONG",
    });
  });
});
