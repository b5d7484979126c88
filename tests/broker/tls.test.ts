import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openEmbedded } from "../../broker/mqtt/embedded.ts";
import { sendsAtOnce, socketsOf } from "../protocol/link/nagle.ts";
import { Hall } from "./hall.ts";
import { FarClient, HubSide } from "./mqtt/far-side.ts";

/** A certificate of this machine's own, for 127.0.0.1. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "talon-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "1",
  ];
  const named = [
    "-subj",
    "/CN=127.0.0.1",
    "-addext",
    "subjectAltName=IP:127.0.0.1",
    "-keyout",
    key,
    "-out",
    cert,
  ];
  execFileSync("openssl", [...made, ...named], { stdio: "ignore" });
  const pair = { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
  rmSync(folder, { recursive: true });
  return { pair, isOwn: false, renewed: () => undefined };
}

it("a hub with certificates speaks MQTT and HTTP over TLS, also outside loopback, and nothing in clear", async () => {
  const tls = certificate();
  const accounts = [{ username: "board", role: "integration", id: "board", password: "secret" }] as const;
  const hall = await Hall.open({
    broker: { kind: "embedded", host: "0.0.0.0", port: 0, tls, accounts, allowAnonymousReading: false },
    http: { host: "127.0.0.1", port: 0, tls, publicUrl: (port) => `https://127.0.0.1:${port}` },
  });
  const mqtt = hall.hub.places.mqtt.replace("0.0.0.0", "127.0.0.1");
  expect(mqtt).toMatch(/^mqtts:/);
  const who = { username: "board", password: "secret", clientId: "integration-board" };
  const sockets = socketsOf("server");
  const client = await FarClient.connect(mqtt, { ...who, ca: tls.pair.cert });
  expect(sockets.map(sendsAtOnce)).toEqual([true]);
  expect(await client.subscribe("talon/demo/queues/+")).toBe(1);
  await client.close();
  await expect(
    FarClient.connect(mqtt.replace("mqtts", "mqtt"), { ...who, connectTimeout: 500 }),
  ).rejects.toThrow(Error);
  await hall.hub.tick();
  const status = await new Promise((done, failed) => {
    request(`${hall.url}/healthz`, { ca: tls.pair.cert, agent: false }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on("error", failed)
      .end();
  });
  expect(status).toBe(200);
  await hall.close();
});

it("a certificate that is none is told in words", async () => {
  const tls = { pair: { cert: "none", key: "none" }, isOwn: false, renewed: () => undefined };
  const options = {
    location: "demo",
    host: "127.0.0.1",
    port: 0,
    tls,
    accounts: [],
    allowAnonymousReading: false,
  };
  await expect(openEmbedded(options, new HubSide())).rejects.toMatchObject({ code: "HUB_TLS_INVALID" });
});
