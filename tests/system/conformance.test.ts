/**
 * The harness that runs other people's suites against the brokers (tests/conformance), with two tiny suites in place of theirs: that each
 * test gets a broker, that every way to end becomes the right verdict, and that nothing is left behind.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
let folder = "";

const FILES: Readonly<Record<string, string>> = {
  "mosquitto/test/mosq_test.py": `
import socket, subprocess, time

def start_broker(filename, cmd=None, port=0, use_conf=False):
    broker = subprocess.Popen(["../../src/mosquitto", "-v", "-p", str(port)], stderr=subprocess.DEVNULL)
    for _ in range(150):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return broker
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise IOError("no broker")

def gen_connect(client_id, clean=True, proto_ver=4):
    name = client_id.encode()
    flags = 2 if clean else 0
    return bytes([16, 12 + len(name), 0, 4]) + b"MQTT" + bytes([proto_ver, flags, 0, 60, 0, len(name)]) + name

def connack(port, packet):
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.settimeout(10)
        peer.sendall(packet)
        return peer.recv(4)
`,
  "mosquitto/test/broker/mosq_test_helper.py": "import mosq_test",
  "mosquitto/test/broker/01-holds.py": script(`
def do_test(proto_ver):
    packet = mosq_test.gen_connect("one", proto_ver=proto_ver)
    broker = mosq_test.start_broker("01", port=port)
    assert mosq_test.connack(port, packet) == b" \\x02\\0\\0"
    broker.terminate()
    broker.wait()
do_test(4)
do_test(proto_ver=5)
exit(1)`),
  "mosquitto/test/broker/02-fails.py": script(`
broker = mosq_test.start_broker("02", port=port)
assert mosq_test.connack(port, mosq_test.gen_connect("two")) == b"", "it was let in"`),
  "mosquitto/test/broker/03-only-5.py": script('mosq_test.gen_connect("three", proto_ver=5)'),
  "mosquitto/test/broker/04-configured.py": script('mosq_test.start_broker("04", port=port, use_conf=True)'),
  "mosquitto/test/broker/05-hangs.py": script(`
broker = mosq_test.start_broker("05", port=port)
broker.wait()`),
  "mosquitto/test/broker/06-helper.py": script("raise ConnectionRefusedError"),
  "mosquitto/test/broker/07-only-5.py": script(`
mosq_test.start_broker("07", port=port)
mosq_test.gen_connect("seven", proto_ver=5)`),
  "paho/interoperability/client_test.py": `
import getopt, socket, sys, unittest

def granted(filter):
    name = filter.encode()
    with socket.create_connection((host, port)) as peer:
        peer.settimeout(10)
        peer.sendall(b"\\x10\\x0e\\0\\x04MQTT\\x04\\x02\\0\\x3c\\0\\x02id")
        assert peer.recv(4) == b" \\x02\\0\\0"
        peer.sendall(bytes([0x82, 5 + len(name), 0, 7, 0, len(name)]) + name + b"\\0")
        return peer.recv(5)

class Test(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        socket.create_connection((host, port)).close()

    def test_fails(self):
        self.fail("it did not")

    def test_deep_topic(self):
        assert granted("/".join("a" * 20)) == b"\\x90\\x03\\0\\x07\\0"

    def test_filter(self):
        assert granted("test/nosubscribe") == b"\\x90\\x03\\0\\x07\\x80"

    def test_returns_false(self):
        return False

if __name__ == "__main__":
    options, _ = getopt.gnu_getopt(sys.argv[1:], "", ["hostname=", "port="])
    options = dict(options)
    host, port = options.get("--hostname"), int(options.get("--port", 0))
    print("hostname", host, "port", port)
    unittest.main()
`,
};

function script(body: string): string {
  return `import mosq_test_helper, mosq_test, sys\nport = int(sys.argv[1])\n${body}\n`;
}

const run = (...words: string[]) =>
  spawnSync(process.execPath, ["dist/conformance.js", ...words], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: join(folder, "temporary") },
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-suites-"));
  for (const [name, text] of Object.entries({ ...FILES, "temporary/.keep": "" })) {
    const file = join(folder, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every end of a script of mosquitto's becomes its verdict, and only what concerns us is counted", () => {
  const suite = join(folder, "mosquitto");
  const { stdout, stderr, status } = run("--mosquitto", suite, "--brokers", "aedes,hub", "--limit", "10");
  expect({ stderr, table: stdout.slice(stdout.indexOf("| mosquitto")) }).toEqual({
    stderr: "",
    table: [
      "| mosquitto | aedes | hub |",
      "|---|---|---|",
      "| 01-holds.py | yes | yes |",
      "| 02-fails.py | no | no |",
      "| 05-hangs.py | no | no |",
      "| held | 1 of 3 | 1 of 3 |",
      "",
      "Not counted: 2 MQTT 5 only, 1 needs a configuration file, 1 starts no broker.",
      "",
    ].join("\n"),
  });
  expect(stdout).toContain("mosquitto, hub: failed 02-fails.py: AssertionError: it was let in\n");
  expect(stdout).toContain("mosquitto, aedes: failed 05-hangs.py: not over within 10 s\n");
  expect(status).toBe(0);
  expect(readdirSync(join(folder, "temporary"))).toEqual([".keep"]);
  // The suite's own folder is as it was.
  expect(readdirSync(suite, { recursive: true })).toHaveLength(11);
});

test("a test of paho's that returns False has failed, and the hub's broker refuses the filter that aedes alone grants", () => {
  const { stdout, stderr, status } = run(
    "--paho",
    relative(root, join(folder, "paho")),
    "--brokers",
    "aedes,hub",
  );
  expect({ stderr, table: stdout.slice(stdout.indexOf("| paho")) }).toEqual({
    stderr: "",
    table: [
      "| paho | aedes | hub |",
      "|---|---|---|",
      "| test_deep_topic | yes | no |",
      "| test_fails | no | no |",
      "| test_filter | no | yes |",
      "| test_returns_false | no | no |",
      "| held | 1 of 4 | 1 of 4 |",
      "",
    ].join("\n"),
  });
  expect(status).toBe(0);
});

test("a hub's broker that holds fewer tests than aedes alone makes the run bad", () => {
  const words = ["--paho", join(folder, "paho"), "--brokers", "aedes,hub", "--only"];
  const { status, stdout } = run(...words, "deep_topic");
  expect({ status, held: stdout.split("\n").find((line) => line.startsWith("| held")) }).toEqual({
    status: 1,
    held: "| held | 1 of 1 | 0 of 1 |",
  });
  expect(run(...words, "filter").status).toBe(0);
  expect(run(...words, "07-")).toMatchObject({
    status: 64,
    stderr: expect.stringContaining('contains "07-"'),
  });
});

test("what is missing is said, with where it can be had", () => {
  expect(run()).toMatchObject({ status: 64, stderr: expect.stringContaining("git clone") });
  expect(run("--paho", folder)).toMatchObject({
    status: 64,
    stderr: expect.stringContaining("there is no interoperability/client_test.py"),
  });
  expect(run("--paho", join(folder, "paho"), "--brokers", "other")).toMatchObject({
    status: 64,
    stderr: expect.stringContaining('there is no "other"'),
  });
});
