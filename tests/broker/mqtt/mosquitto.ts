/** Debian's mosquitto as a real process of its own, with accounts of its own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.on("error", () => done(false));
  });

export class Mosquitto {
  readonly port: number;
  readonly #folder: string;
  #process: ChildProcess | null = null;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** Every user's password is `secret of <user>`; `acl` is the text of its acl_file, `more` further lines of its settings. */
  static async start(
    users: readonly string[],
    { acl, more = [] }: { readonly acl?: string; readonly more?: readonly string[] } = {},
  ): Promise<Mosquitto> {
    const folder = mkdtempSync(join(tmpdir(), "talon-mosquitto-"));
    const broker = new Mosquitto(await freePort(), folder);
    const passwords = join(folder, "passwords");
    writeFileSync(passwords, users.map((user) => `${user}:secret of ${user}\n`).join(""));
    execFileSync("mosquitto_passwd", ["-U", passwords]);
    const rules = join(folder, "acl");
    if (acl !== undefined) writeFileSync(rules, acl, { mode: 0o600 });
    const settings = [
      `listener ${broker.port} 127.0.0.1`,
      "allow_anonymous false",
      `password_file ${passwords}`,
      "persistence false",
      "set_tcp_nodelay true",
      ...(acl === undefined ? [] : [`acl_file ${rules}`]),
      ...more,
      ...(process.getuid?.() === 0 ? ["user root"] : []),
    ];
    writeFileSync(join(folder, "mosquitto.conf"), `${settings.join("\n")}\n`);
    await broker.run();
    return broker;
  }

  async run(): Promise<void> {
    this.#process = spawn("mosquitto", ["-c", join(this.#folder, "mosquitto.conf")], { stdio: "ignore" });
    const failed = new Promise<never>((_, reject) =>
      this.#process?.once("error", (cause) =>
        reject(new Error("mosquitto is not installed: run tests/setup", { cause })),
      ),
    );
    const end = performance.now() + 5000;
    while (!(await Promise.race([answers(this.port), failed]))) {
      if (performance.now() > end) throw new Error("mosquitto does not answer");
      await new Promise((next) => setTimeout(next, 20));
    }
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null) return;
    await new Promise<void>((done) => {
      running.once("exit", () => done());
      running.kill("SIGTERM");
    });
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
