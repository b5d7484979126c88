/** Gateways of text messages, each against a far side over a real socket that answers as gateways do, and as they should not. */
import { once } from "node:events";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SmsGateway } from "../../../broker/notices/gateway.ts";
import { openGateway } from "../../../broker/notices/open.ts";
import { type SmsConfig, sms, smsProblems } from "../../../protocol/config/sms.ts";
import { check } from "../../../protocol/config.ts";
import { tempFolder } from "../../hal/until.ts";

type Got = { readonly url: string; readonly headers: IncomingMessage["headers"]; readonly body: string };
type Answering = (response: ServerResponse) => void;

/** A gateway's far side; what it got, and how it answers. */
async function farSide(answer: Answering) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      got.push({ url: request.url ?? "", headers: request.headers, body });
      answer(response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const status = (code: number, body = "{}"): Answering => {
  return (response) => response.writeHead(code, { "content-type": "application/json" }).end(body);
};
const files = { path: (name: string) => name, secret: () => "hemmelig" };
function configured(config: object): SmsConfig {
  const checked = check(sms, config);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}
const open = (config: object): SmsGateway => openGateway(configured(config), files);
const MESSAGE = { reference: "r-1", to: "+4520304050", text: 'Husk "din" aftale & æøå' };

const gatewayApi = (url: string) =>
  open({ driver: "gateway-api", url, sender: "Raadhuset", passwordFile: "t" });
const template = (url: string) =>
  open({
    driver: "http",
    url: `${url}/send`,
    headers: { "Content-Type": "application/json", authorization: "Basic {secret}" },
    body: '{"to":"{to}","message":"{text}","from":"{sender}","id":"{reference}","odd":"{odd}"}',
    passwordFile: "t",
  });

describe.each([
  ["gateway-api", gatewayApi],
  ["http", template],
] as const)("a gateway by %s", (_, opened) => {
  it.each([
    [200, "accepted"],
    [202, "accepted"],
    [302, "unknown"],
    [400, "refused"],
    [401, "later"],
    [404, "later"],
    [422, "refused"],
    [429, "later"],
    [500, "unknown"],
    [502, "unknown"],
    [503, "later"],
  ])("that answers %i ends a try as %s", async (code, ended) => {
    const far = await farSide(status(code));
    const tried = await opened(far.url).send(MESSAGE);
    expect(tried.ended).toBe(ended);
    expect(JSON.stringify(tried)).not.toMatch(/2030|Husk/);
    expect(far.got).toHaveLength(1);
  });

  it("that is not there surely has no message", async () => {
    const far = await farSide(status(200));
    far.server.close();
    await once(far.server, "close");
    expect(await opened(far.url).send(MESSAGE)).toMatchObject({ ended: "later" });
  });

  it("that takes the message and hangs up may have it", async () => {
    const far = await farSide((response) => response.destroy());
    expect(await opened(far.url).send(MESSAGE)).toMatchObject({ ended: "unknown" });
  });
});

it("a gateway that never answers is given up at its limit, and may have the message", async () => {
  const far = await farSide(() => undefined);
  const { openGatewayApi } = await import("../../../broker/notices/gateway-api.ts");
  const gateway = openGatewayApi({ url: far.url, token: "t", sender: "R", limitMs: 200 });
  expect(await gateway.send(MESSAGE)).toMatchObject({ ended: "unknown" });
  expect(far.got).toHaveLength(1);
});

it("GatewayAPI gets its token, the number without plus, and our reference", async () => {
  const far = await farSide(status(200, '{"msg_id":"1"}'));
  await gatewayApi(far.url).send(MESSAGE);
  const [{ url, headers, body }] = far.got as [Got];
  expect([url, headers.authorization]).toEqual(["/mobile/single", "Token hemmelig"]);
  expect(JSON.parse(body)).toEqual({
    ...{ sender: "Raadhuset", message: MESSAGE.text, recipient: 4520304050, reference: "r-1" },
  });
});

describe("a template", () => {
  it("writes values into JSON as JSON needs them, and leaves what it does not know", async () => {
    const far = await farSide(status(200));
    await template(far.url).send(MESSAGE);
    const [{ headers, body }] = far.got as [Got];
    expect(headers.authorization).toBe("Basic hemmelig");
    expect(JSON.parse(body)).toEqual({
      ...{ to: "+4520304050", message: MESSAGE.text, from: "Talon", id: "r-1", odd: "{odd}" },
    });
  });

  it("writes values into an address and a form as these need them", async () => {
    const far = await farSide(status(200));
    const url = `${far.url}/s?to={to}&m={text}`;
    await open({ driver: "http", method: "GET", url }).send(MESSAGE);
    await open({ driver: "http", url: far.url, body: "to={to}&m={text}" }).send(MESSAGE);
    const [first, second] = far.got as [Got, Got];
    expect(new URL(`http://x${first.url}`).searchParams.get("m")).toBe(MESSAGE.text);
    expect(new URLSearchParams(second.body).get("m")).toBe(MESSAGE.text);
    expect(new URLSearchParams(second.body).get("to")).toBe("+4520304050");
  });

  it("without number or words, and a gateway without its secret, are told", () => {
    const problems = (config: object) =>
      smsProblems(configured(config)).map(({ path, problem }) => `${path}: ${problem}`);
    expect(problems({ driver: "http", url: "https://g.dk/{to}" })).toEqual([
      "sms.body: {text} stands neither in url nor in body",
    ]);
    const both = { passwordFile: "a", credential: "b" };
    expect(problems({ driver: "http", url: "https://g.dk/{to}/{text}", ...both })).toHaveLength(1);
    expect(problems({ driver: "http", url: "https://g.dk/{to}/{text}" })).toEqual([]);
    expect(problems({ driver: "gateway-api", sender: "R" })).toEqual([
      "sms: name either passwordFile or credential",
    ]);
    expect(problems({ driver: "simulated", file: "x" })).toEqual([]);
  });
});

describe("what a gateway calls with, and is asked by", () => {
  const problems = (config: object) =>
    smsProblems(configured(config)).map(({ path, problem }) => `${path}: ${problem}`);
  const own = { driver: "http", url: "https://g.dk/{to}/{text}" };

  it("is told where it cannot work", () => {
    expect(problems({ ...own, hook: { secretField: "k" } })).toEqual([
      "sms.hook: name either passwordFile or credential",
      "sms.hook: name report or answer",
    ]);
    const answer = { from: "a", text: "b" };
    expect(problems({ ...own, hook: { passwordFile: "h", answer } })).toEqual([
      "sms.hook: name secretHeader or secretField",
    ]);
    expect(problems({ ...own, hook: { passwordFile: "h", secretHeader: "x", answer } })).toEqual([]);
    const gatewayApiConfig = { driver: "gateway-api", sender: "R", passwordFile: "t" };
    expect(problems({ ...gatewayApiConfig, hook: {} })).toEqual([
      "sms.hook: name either passwordFile or credential",
    ]);
    expect(problems({ ...gatewayApiConfig, hook: { credential: "h" } })).toEqual([]);
    expect(problems({ ...own, status: { url: "https://g.dk/s", field: "s" } })).toEqual([
      "sms.status.url: {reference} does not stand in it",
    ]);
    expect(problems({ ...own, status: { url: "https://g.dk/{reference}", field: "s" } })).toEqual([]);
  });

  it("is a state in its own words, and whatever else it answers is not known", async () => {
    const words = { delivered: ["DELIVERED"], failed: ["LOST"], accepted: ["ENROUTE"] };
    const askedOf = async (code: number, body: string, otherwise: object = {}) => {
      const far = await farSide(status(code, body));
      const config = { driver: "gateway-api", url: far.url, sender: "R", passwordFile: "t" };
      const question = {
        url: `${far.url}/m/{reference}`,
        field: "a.s",
        headers: { x: "{secret}" },
        ...words,
      };
      const gateway = open({ ...config, status: { ...question, ...otherwise } });
      const standing = await gateway.ask?.("r 1");
      expect([far.got[0]?.url, far.got[0]?.headers["x"]]).toEqual(["/m/r%201", "hemmelig"]);
      return standing;
    };
    expect(await askedOf(200, '{"a":{"s":"delivered"}}')).toBe("delivered");
    expect(await askedOf(200, '{"a":{"s":"LOST"}}')).toBe("failed");
    expect(await askedOf(200, '{"a":{"s":"ENROUTE"}}')).toBe("accepted");
    for (const body of ['{"a":{"s":"NEW"}}', "{}", "<html>"])
      expect(await askedOf(200, body)).toBe("unknown");
    expect(await askedOf(404, "{}")).toBe("unknown");
    expect(await askedOf(404, "{}", { absentBy404: true })).toBe("not-there");
    expect(await askedOf(500, "{}", { absentBy404: true })).toBe("unknown");
  });

  it("is nothing where nothing was set up", () => {
    const gateway = gatewayApi("http://127.0.0.1:1");
    expect([gateway.called, gateway.ask, gateway.listen]).toEqual([undefined, undefined, undefined]);
  });
});

describe("the simulated gateway", () => {
  it("delivers at once, and hears what is written into its second file", async () => {
    const folder = await tempFolder();
    const answers = join(folder, "answers.jsonl");
    writeFileSync(answers, '{"from":"20304050","text":"before"}\n');
    const gateway = open({ driver: "simulated", file: join(folder, "sms.jsonl"), answers });
    await gateway.send(MESSAGE);
    expect(await gateway.listen?.()).toEqual([{ kind: "report", reference: "r-1", fate: "delivered" }]);
    appendFileSync(
      answers,
      '{"from":"20304050","text":"1"}\n{"text":"nobody"}\nno json\n{"from":"20304050",',
    );
    expect(await gateway.listen?.()).toEqual([{ kind: "answer", id: null, from: "+4520304050", text: "1" }]);
    expect(await gateway.listen?.()).toEqual([]);
  });

  it("writes each message as a line", async () => {
    const file = join(await tempFolder(), "deep", "sms.jsonl");
    const gateway = open({ driver: "simulated", file });
    expect(await gateway.send(MESSAGE)).toEqual({ ended: "accepted" });
    expect(await gateway.send(MESSAGE)).toEqual({ ended: "accepted" });
    await gateway.close();
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([MESSAGE, MESSAGE]);
  });

  it("that cannot write has no message", async () => {
    const file = join(await tempFolder(), "sms.jsonl");
    mkdirSync(file);
    expect(await open({ driver: "simulated", file }).send(MESSAGE)).toMatchObject({ ended: "later" });
  });
});
