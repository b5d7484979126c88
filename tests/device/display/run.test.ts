import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Aedes } from "aedes";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DisplayHttpFault } from "../../../device/display/http.ts";
import { RunningDisplay } from "../../../device/display/run.ts";
import { openVoice } from "../../../hal/open.ts";
import { EXAMPLES } from "../../../protocol/examples.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { type MqttLink, openMqttLink } from "../../../protocol/link/mqtt.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import type { DisplayId, LocationId } from "../../../protocol/terms.ts";
import { call, display } from "../../system/pages/scenes.ts";
import { MORNING } from "../../system/pages/town.ts";

const at = { location: "demo", display: "d1" };
type Broker = { readonly aedes: Aedes; readonly server: Server };
let folder = "";
let broker: Broker;
let hub: MqttLink;
let shown: RunningDisplay;
let url = "";

async function openBroker(port = 0): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { aedes, server };
}

async function closeBroker({ aedes, server }: Broker): Promise<void> {
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  await new Promise((resolve) => server.close(resolve));
}

const portOf = ({ server }: Broker) => (server.address() as AddressInfo).port;
const log = openLog({ name: "display d1", write: () => undefined });

async function parts(port: number, httpPort = 0) {
  const { driver: voice } = await openVoice({ driver: "simulated", cacheFolder: join(folder, "voice") });
  return {
    config: {
      v: 1 as const,
      display: at.display as DisplayId,
      location: at.location as LocationId,
      mqtt: { url: `mqtt://127.0.0.1:${port}`, username: "display-d1" },
      http: { host: "127.0.0.1", port: httpPort },
      voice: { driver: "none" as const },
    },
    secrets: { password: undefined, ca: undefined },
    voice,
    assets: await openAssets(join(folder, "pages")),
    log,
    wallMs: () => MORNING,
    beatMs: 50,
  };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-display-"));
  await mkdir(join(folder, "pages", "display"), { recursive: true });
  await writeFile(join(folder, "pages", "display", "index.html"), "<!doctype html><title>page</title>");
  broker = await openBroker();
  hub = openMqttLink({ url: `mqtt://127.0.0.1:${portOf(broker)}`, clientId: "hub" });
  shown = new RunningDisplay(await parts(portOf(broker)));
  url = await shown.open();
});
afterEach(async () => {
  await shown.close();
  await hub.close();
  await closeBroker(broker);
  await rm(folder, { recursive: true });
});

/** What a page would get from the stream, event by event, and whether the stream has ended. */
function watch() {
  const events: { name: string; data: unknown }[] = [];
  const seen = { events, hasEnded: false };
  const request = get(`${url}/display/d1/events`, (response) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const name = /^event: (\w+)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (name && data) events.push({ name, data: JSON.parse(data) as unknown });
      }
    });
    response.on("close", () => {
      seen.hasEnded = true;
    });
  });
  request.on("error", () => {
    seen.hasEnded = true;
  });
  return seen;
}

const pictures = (seen: { events: { name: string; data: unknown }[] }) =>
  seen.events.filter((one) => one.name === "picture").map((one) => one.data as ReturnType<typeof display>);

const here = { ...EXAMPLES.hubAvailability, state: "online" as const };

async function publish(picture = display()): Promise<void> {
  await expect.poll(() => hub.publish("hubAvailability", { location: "demo" }, here)).toBe(true);
  await expect.poll(() => hub.publish("displayPicture", at, picture)).toBe(true);
}

describe("a display with its own machine", () => {
  it("shows the hub's picture at the hub's own addresses, with words of its own voice", async () => {
    const seen = watch();
    await publish();
    await expect.poll(() => pictures(seen).length).toBe(1);
    const [picture] = pictures(seen);
    expect(picture?.calls).toHaveLength(display().calls.length);
    const words = picture?.calls.at(-1)?.speech ?? [];
    expect(words.map((one) => one.language)).toEqual(["da", "en"]);
    for (const path of [...words.map((one) => one.url), "/gong.wav"]) {
      const answer = await fetch(`${url}${path}`);
      expect(answer.headers.get("content-type")).toBe("audio/wav");
      expect(Buffer.from(await answer.arrayBuffer()).toString("latin1", 0, 4)).toBe("RIFF");
    }
  });

  it("leads its browser to its page, and has nothing else", async () => {
    const answer = await fetch(`${url}/`);
    expect(answer.url).toBe(`${url}/display/d1`);
    expect(await answer.text()).toContain("<title>page</title>");
    expect((await fetch(`${url}/display/d2`)).status).toBe(404);
    expect((await fetch(`${url}/speech/nobody.wav`)).status).toBe(404);
    expect((await fetch(`${url}/`, { method: "POST" })).status).toBe(405);
  });

  it("is no page for a name that is not this machine's", async () => {
    const status = await new Promise((resolve) => {
      get(`${url}/display/d1`, { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(403);
  });

  it("falls silent when the broker is gone, so that its page greys out, and is back with it", async () => {
    const seen = watch();
    await publish();
    await expect.poll(() => pictures(seen).length).toBe(1);
    const port = portOf(broker);
    await closeBroker(broker);
    await expect.poll(() => seen.hasEnded).toBe(true);
    const again = watch();
    const count = again.events.length;
    broker = await openBroker(port);
    await publish(display({ calls: [call(9, "A33", "1", MORNING)] }));
    await expect.poll(() => pictures(again).at(-1)?.calls.at(-1)?.number, { timeout: 8_000 }).toBe("A33");
    expect(count).toBe(0);
  });

  it("falls silent when the hub is gone and the broker lives on", async () => {
    const seen = watch();
    await publish();
    await expect.poll(() => pictures(seen).length).toBe(1);
    const gone = { ...here, state: "offline" as const };
    await hub.publish("hubAvailability", { location: "demo" }, gone);
    await expect.poll(() => seen.hasEnded).toBe(true);
    const again = watch();
    await hub.publish("hubAvailability", { location: "demo" }, here);
    await expect.poll(() => pictures(again).length).toBe(1);
  });

  it("shows no picture that lay on the broker while nobody says that the hub is there", async () => {
    const seen = watch();
    const old = display({ locationName: { da: "Gammelt" } });
    await expect.poll(() => hub.publish("displayPicture", at, old)).toBe(true);
    await hub.publish("displayPicture", at, display());
    await hub.publish("hubAvailability", { location: "demo" }, here);
    await expect.poll(() => pictures(seen).length).toBe(1);
    expect(pictures(seen).map((picture) => picture.locationName)).toEqual([display().locationName]);
  });

  it("falls silent when the location no longer has it, and is back when it has", async () => {
    const seen = watch();
    await publish();
    await expect.poll(() => pictures(seen).length).toBe(1);
    await hub.clear("displayPicture", at);
    await expect.poll(() => seen.hasEnded).toBe(true);
    const again = watch();
    await publish();
    await expect.poll(() => pictures(again).length).toBe(1);
  });

  it("speaks in the languages that its sound has, tells the room, and nothing where it is silent", async () => {
    const seen = watch();
    const room = { da: "lokale 2" };
    const counters = display().counters.map((counter) => ({ ...counter, room }));
    await publish(display({ counters, show: { sound: { languages: ["en"] } } }));
    await expect.poll(() => pictures(seen).length).toBe(1);
    const [english, ...more] = pictures(seen)[0]?.calls.at(-1)?.speech ?? [];
    expect([english?.language, more]).toEqual(["en", []]);
    const { speech } = display().calls.at(-1) ?? {};
    expect(english?.url).not.toBe(speech?.[1]?.url);
    await publish(display({ show: { sound: { on: false } } }));
    await expect
      .poll(() =>
        pictures(seen)
          .at(-1)
          ?.calls.flatMap((call) => call.speech),
      )
      .toEqual([]);
  });

  it("tells the hub's time, not its own, once a call has told it", async () => {
    const seen = watch();
    await publish();
    await expect.poll(() => pictures(seen).length).toBe(1);
    await hub.publish("calls", { location: "demo" }, { ...EXAMPLES.call, at: MORNING - 3_600_000 });
    await expect
      .poll(() => seen.events.findLast((one) => one.name === "beat")?.data)
      .toEqual({ at: MORNING - 3_600_000 });
  });

  it("says clearly that its port is taken", async () => {
    const other = new RunningDisplay(await parts(portOf(broker), Number(new URL(url).port)));
    const fault: unknown = await other.open().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(DisplayHttpFault);
    expect(fault).toMatchObject({
      code: "DISPLAY_PORT_TAKEN",
      message: expect.stringContaining("in use by another program") as string,
    });
  });
});
