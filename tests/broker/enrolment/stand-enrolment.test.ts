/** What a running stand does about its own identity, with a real hub as its other side. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { enrolHere } from "../../../device/stand/cli/enrol.ts";
import { readIdentity, renewsAt } from "../../../device/stand/enrol/identity.ts";
import { enrolmentPicture, enrolmentRoutes } from "../../../device/stand/enrol/screen.ts";
import { type EnrolmentState, StandEnrolment } from "../../../device/stand/enrol/stand-enrolment.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { qrOf } from "../../../protocol/enrolment.ts";
import { openLog } from "../../../protocol/link/log.ts";
import type { Message } from "../../../protocol/messages.ts";
import { until } from "../mqtt/far-side.ts";
import { type Machine, SecureHall } from "./secure-hall.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
let at: SecureHall;
let running: Running | null = null;
beforeEach(async () => {
  at = await SecureHall.open();
});
afterEach(async () => {
  running?.enrolment.close();
  running = null;
  await at.close();
});

/** A stand's enrolment with a clock and timers of the test's own. */
class Running {
  readonly enrolment: StandEnrolment;
  readonly states: EnrolmentState[] = [];
  /** What waits for its time, the newest last. */
  readonly timers: { readonly ms: number; readonly act: () => void }[] = [];
  readonly lines: string[] = [];
  now = Date.now();
  #heads = 0;

  constructor(machine: Machine) {
    const { dataDir, outbox } = machine;
    this.enrolment = new StandEnrolment({
      ...{ stand: "s1", location: "demo", dataDir, outbox, instance: "boot", late: 0.5 },
      newHead: () => ({ id: `00000000-0000-4000-8000-00000000000${(this.#heads += 1)}`, at: this.now }),
      after: (ms, act) => {
        const timer = { ms, act };
        this.timers.push(timer);
        return () => void this.timers.splice(this.timers.indexOf(timer), this.timers.includes(timer) ? 1 : 0);
      },
      log: openLog({ name: "stand", write: (line) => void this.lines.push(line) }),
    });
    this.enrolment.onChange((state) => this.states.push(state));
  }

  get state(): EnrolmentState | undefined {
    return this.states.at(-1);
  }

  /** The one timer that waits runs out. */
  ring(): number {
    const [timer, ...others] = this.timers.splice(0);
    expect(others).toEqual([]);
    timer?.act();
    return timer?.ms ?? 0;
  }
}

function run(machine: Machine): Running {
  const made = new Running(machine);
  running = made;
  return made;
}

async function enrolled(): Promise<Machine> {
  const machine = at.machine();
  expect(await machine.enrol((await at.claim()).code)).toMatchObject({ ok: true });
  return machine;
}

describe("a stand that stays connected", () => {
  it("asks for its next certificate after half of its life, though nothing has ended its connection, and goes on with it", async () => {
    const machine = await enrolled();
    const stand = run(machine);
    const mqtt = await stand.enrolment.open();
    const client = await machine.connect("boot");
    await client.subscribe("talon/demo/stands/s1/response/renew");
    const asked: Message<"renew">[] = [];
    const publish = async (message: Message<"renew">) => {
      asked.push(message);
      await client.client.publishAsync("talon/demo/stands/s1/request/renew", JSON.stringify(message), {
        qos: 1,
      });
      return true;
    };
    await stand.enrolment.ask(publish);
    stand.now += 210 * DAY;
    expect(stand.ring()).toBeLessThanOrEqual(6 * HOUR);
    expect(asked).toEqual([]);
    // 365 days, of which this stand lets half and a twelfth go by.
    stand.now += 4 * DAY;
    stand.ring();
    const answers = () => client.on("talon/demo/stands/s1/response/renew");
    await until(() => answers().length > 0);
    const { transaction, answer } = JSON.parse(answers()[0]!) as Message<"renewAnswer">;
    const before = await machine.identity();
    await stand.enrolment.take(transaction, answer);
    const { key, cert } = await machine.identity();
    expect([key === before.key, cert === before.cert]).toEqual([false, false]);
    expect(mqtt.tls?.()).toMatchObject({ key, cert });
    await client.close();
    await (await machine.connectSoon("boot")).close();
    expect(asked).toHaveLength(1);
  });

  it("asks again at its next look when nobody answered", async () => {
    const stand = run(await enrolled());
    await stand.enrolment.open();
    stand.now += 300 * DAY;
    let asked = 0;
    await stand.enrolment.ask(() => Promise.resolve((asked += 1) < 0));
    expect(asked).toBe(1);
    stand.ring();
    await until(() => asked === 2);
  });

  it("asks between half and two thirds of a certificate's life, each stand at a time of its own", async () => {
    const identity = await (await enrolled()).identity();
    run(at.machine("other"));
    const [first, last] = [renewsAt(identity, 0), renewsAt(identity, 1)];
    const life = (last - first) * 6;
    expect(life / DAY).toBeGreaterThan(364);
    expect((first - Date.now()) / life).toBeCloseTo(1 / 2, 1);
    expect((last - Date.now()) / life).toBeCloseTo(2 / 3, 1);
  });

  it("takes the identity of a machine that was enrolled anew meanwhile, when its own lets it in no longer", async () => {
    const machine = await enrolled();
    const stand = run(machine);
    const mqtt = await stand.enrolment.open();
    const before = mqtt.tls?.();
    await stand.enrolment.lookAgain();
    expect(mqtt.tls?.()).toBe(before);
    expect(await machine.enrol((await at.claim()).code)).toMatchObject({ ok: true });
    await stand.enrolment.lookAgain();
    expect(mqtt.tls?.()).toMatchObject({ cert: (await machine.identity()).cert });
  });
});

it("a machine that becomes another hub's stand is to be started anew, and says so at the command line", async () => {
  const other = await SecureHall.open();
  onTestFinished(() => other.close());
  const { dataDir } = at.machine();
  const config = { stand: "s1", location: "demo", dataDir } as StandConfig;
  const typed = async ({ url, claim }: { readonly url: string; readonly claim: string }) => {
    const chance = crypto.getRandomValues(new Uint8Array(16));
    const options = {
      url,
      code: claim,
      language: "en",
      chance,
      now: Date.now(),
      outboxFolder: dataDir,
    } as const;
    return (await enrolHere(config, options)).lines.join(" ");
  };
  const here = async () => await typed({ url: at.url, claim: (await at.claim()).code });
  expect(await here()).toContain("finds its identity by itself");
  expect(await here()).toContain("finds its identity by itself");
  expect(await typed({ url: other.url, claim: (await other.claim()).code })).toContain("systemctl restart");
});

describe("a machine that is no stand yet", () => {
  const says = ({ enrolment }: Running, body: unknown) => {
    const [route] = enrolmentRoutes(enrolment);
    return route?.answer({ text: JSON.stringify(body), parts: [] });
  };
  const address = () => at.url.replace("https://", "");

  it("becomes one by the code that is typed at its own screen, with or without https", async () => {
    const machine = at.machine();
    const stand = run(machine);
    void stand.enrolment.open();
    expect(stand.state).toEqual({ kind: "waiting", problem: null });
    const { code } = await at.claim();
    expect(says(stand, { url: ` ${address()} `, code })).toEqual({ status: 202 });
    await until(() => stand.state?.kind === "enrolled");
    expect(stand.states.map(({ kind }) => kind)).toEqual(["waiting", "trying", "enrolled"]);
    expect((await readIdentity(machine.dataDir)).kind).toBe("found");
    await (await machine.connect()).close();
  });

  it("becomes one by the picture of the code at its scanner, and says that a torn one is none", async () => {
    const stand = run(at.machine());
    void stand.enrolment.open();
    const fingerprint = (await at.list()).fingerprint;
    const qr = qrOf({ url: at.url, fingerprint, code: (await at.claim()).code.replaceAll("-", "") });
    expect(stand.enrolment.takesCode("TALON1234")).toBe(false);
    expect(stand.enrolment.takesCode(qr.slice(0, -3))).toBe(true);
    expect(stand.state).toMatchObject({ problem: { problem: "code-invalid" } });
    expect(stand.enrolment.takesCode(qr)).toBe(true);
    await until(() => stand.state?.kind === "enrolled");
    // From now on no picture in the hall gives it another hub.
    expect(stand.enrolment.takesCode(qr.slice(0, -3))).toBe(true);
    expect(stand.state).toEqual({ kind: "enrolled", problem: null });
  });

  it("says in plain words what is wrong, and tries another code after it", async () => {
    const stand = run(at.machine());
    void stand.enrolment.open();
    const { code } = await at.claim();
    const words = async (body: object): Promise<string> => {
      expect(says(stand, body)).toEqual({ status: 202 });
      await until(() => stand.state?.kind === "waiting" && stand.state.problem !== null);
      return enrolmentPicture(stand.state!).problem?.da ?? "";
    };
    expect(await words({ url: address(), code: "kort" })).toContain("20 tegn");
    expect(await words({ url: "http://hub", code })).toContain("https://");
    expect(await words({ url: "127.0.0.1:1", code })).toContain("Hubben svarer ikke");
    expect(await words({ url: address(), code: "0".repeat(20) })).toContain("Hubben kender ikke koden");
    const wrong = `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`;
    expect(await words({ url: address(), code: wrong })).toContain("Koden er ikke sendt");
    expect(says(stand, { url: address(), code })).toEqual({ status: 202 });
    await until(() => stand.state?.kind === "enrolled");
  });

  it("is a stand when the command line has made it one, whatever becomes of a code that is still being tried", async () => {
    const machine = at.machine();
    const stand = run(machine);
    void stand.enrolment.open();
    await until(() => stand.timers.length > 0);
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const sockets: Socket[] = [];
    silent.on("connection", (socket) => sockets.push(socket));
    const { port } = silent.address() as AddressInfo;
    expect(says(stand, { url: `127.0.0.1:${port}`, code: (await at.claim()).code })).toEqual({ status: 202 });
    await until(() => sockets.length > 0);
    expect(await machine.enrol((await at.claim()).code)).toMatchObject({ ok: true });
    stand.ring();
    await until(() => stand.state?.kind === "enrolled");
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => silent.close(closed));
    await until(() => stand.lines.some((line) => line.includes('"what":"not enrolled"')));
    expect(stand.state).toEqual({ kind: "enrolled", problem: null });
  });

  it("takes nothing from a page that says neither address nor code", () => {
    const stand = run(at.machine());
    for (const body of [{ url: 1, code: "x" }, { url: "hub" }, []])
      expect(says(stand, body)).toMatchObject({ status: 400 });
  });
});
