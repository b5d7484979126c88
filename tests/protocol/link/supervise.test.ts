import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Health, Supervisor } from "../../../protocol/link/supervise.ts";

const path = process.env["PATH"];
const good = (): Promise<Health> => Promise.resolve({ isGood: true });
const bad = (): Promise<Health> =>
  Promise.resolve({ isGood: false, problem: "the ledger\ncannot be written" });
const inTime = { timeout: 5_000, interval: 10 };

/** Receives datagrams and prints them. socat would do, but it keeps the descriptor on which systemd-notify waits. */
const receiver = `
import socket, sys
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(sys.argv[1])
while True:
    print(manager.recv(4096).decode(), flush=True)
`;

/** Stands in for the service manager: a real datagram socket. */
class Manager {
  readonly #folder = mkdtempSync(join(tmpdir(), "talon-notify-"));
  readonly socket = join(this.#folder, "notify");
  readonly #program: ChildProcess;
  #heard = "";

  constructor() {
    const args = ["-c", receiver, this.socket];
    this.#program = spawn("/usr/bin/python3", args, { stdio: ["ignore", "pipe", "inherit"] });
    this.#program.stdout?.on("data", (text: Buffer) => {
      this.#heard += text.toString();
    });
  }

  async isListening(): Promise<void> {
    await vi.waitUntil(() => existsSync(this.socket), inTime);
  }

  /** Waits until the manager has heard something; its answer to the sender comes before its print. */
  async hears(text: string, times = 1): Promise<void> {
    await vi.waitUntil(() => this.#heard.split(text).length > times, inTime);
  }

  heard(): string {
    return this.#heard;
  }

  close(): void {
    this.#program.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

describe("a process under a service manager", () => {
  let manager: Manager;
  let open: Supervisor[] = [];

  beforeEach(async () => {
    manager = new Manager();
    await manager.isListening();
  });
  afterEach(async () => {
    await Promise.all(open.map((one) => one.stopping()));
    open = [];
    manager.close();
  });

  function supervise(environment: Record<string, string | undefined>, check = good): Supervisor {
    const one = new Supervisor({
      environment: { PATH: path, NOTIFY_SOCKET: manager.socket, ...environment },
      check,
    });
    open.push(one);
    return one;
  }

  test("a ready process says so once, in words for the technician", async () => {
    expect(await supervise({}).ready("serving 3 queues")).toBe(true);
    await manager.hears("STATUS=serving 3 queues");
    expect(manager.heard()).toContain("READY=1");
  });

  test("a status is one line, whatever stands in it", async () => {
    expect(await supervise({}).status("paper\nout")).toBe(true);
    await manager.hears("STATUS=paper out\n");
  });

  test("a healthy process feeds the watchdog again and again", async () => {
    await supervise({ WATCHDOG_USEC: "40000", WATCHDOG_PID: String(process.pid) }).ready("up");
    await manager.hears("WATCHDOG=1", 3);
    expect(manager.heard()).not.toContain("STOPPING");
  });

  test("a sick process does not feed the watchdog, and says what is wrong", async () => {
    await supervise({ WATCHDOG_USEC: "40000" }, bad).ready("up");
    await manager.hears("STATUS=the ledger cannot be written", 2);
    expect(manager.heard()).not.toContain("WATCHDOG=1");
  });

  test("a health check that never answers leaves the watchdog unfed", async () => {
    let asked = 0;
    const hung = (): Promise<Health> => {
      asked += 1;
      return new Promise(() => {});
    };
    await supervise({ WATCHDOG_USEC: "20000" }, hung).ready("up");
    await vi.waitFor(() => expect(asked).toBe(1), inTime);
    await supervise({}).status("later");
    await manager.hears("STATUS=later");
    expect(manager.heard()).not.toContain("WATCHDOG=1");
  });

  test("a watchdog meant for another process is not fed", async () => {
    let asked = 0;
    const counted = (): Promise<Health> => {
      asked += 1;
      return good();
    };
    const fed = supervise({ WATCHDOG_USEC: "20000" });
    await supervise({ WATCHDOG_USEC: "20000", WATCHDOG_PID: "1" }, counted).ready("other");
    await fed.ready("up");
    await manager.hears("WATCHDOG=1", 2);
    expect(asked).toBe(0);
  });

  test("a stopping process says so and feeds the watchdog no more", async () => {
    let asked = 0;
    const counted = (): Promise<Health> => {
      asked += 1;
      return good();
    };
    const one = supervise({ WATCHDOG_USEC: "20000" }, counted);
    await one.ready("up");
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0), inTime);
    await one.stopping();
    const askedBefore = asked;
    // Two more messages, each by a program of its own, take longer than a beat did.
    await one.status("down");
    await one.status("further down");
    await manager.hears("STATUS=further down");
    expect(manager.heard()).toContain("STOPPING=1");
    expect(asked).toBe(askedBefore);
  });
});

describe("a process that was given the manager's socket (OpenFile=, systemd 253)", () => {
  let folder = "";
  let fd = -1;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "talon-notify-"));
    fd = openSync(join(folder, "socket"), "w");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** The names of the passed descriptors, such that ours is called notify: descriptor 3 + its place. */
  const namesUpTo = (last: number): string => [...Array<string>(last - 3).fill("other"), "notify"].join(":");

  test("it writes its messages straight into it", async () => {
    const environment = { LISTEN_FDNAMES: namesUpTo(fd), LISTEN_PID: String(process.pid) };
    expect(await new Supervisor({ environment, check: good }).ready("up")).toBe(true);
    expect(readFileSync(join(folder, "socket"), "utf8")).toBe("READY=1\nSTATUS=up");
    closeSync(fd);
  });

  test("a manager that is out of reach is an answer, not a crash", async () => {
    const environment = { LISTEN_FDNAMES: namesUpTo(fd), LISTEN_PID: String(process.pid) };
    closeSync(fd);
    expect(await new Supervisor({ environment, check: good }).ready("up")).toBe(false);
  });

  test("descriptors meant for another process are left alone", async () => {
    const environment = { LISTEN_FDNAMES: namesUpTo(fd), LISTEN_PID: "1" };
    expect(await new Supervisor({ environment, check: good }).ready("up")).toBe(false);
    expect(readFileSync(join(folder, "socket"), "utf8")).toBe("");
    closeSync(fd);
  });
});

describe("a process without a service manager", () => {
  test("it is silent", async () => {
    const one = new Supervisor({ environment: {}, check: good });
    expect([await one.ready("up"), await one.status("x"), await one.stopping()]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("a manager that does not listen is an answer, not a crash", async () => {
    const environment = { NOTIFY_SOCKET: "/nowhere/notify", PATH: path };
    expect(await new Supervisor({ environment, check: good }).ready("up")).toBe(false);
  });
});
