/** What gateways call the hub with: only who proves it is believed, and what they say is read whatever it is. */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SmsCall } from "../../../broker/notices/gateway.ts";
import { gatewayApiCalled } from "../../../broker/notices/gateway-api-hook.ts";
import { type HookTemplate, templateCalled } from "../../../broker/notices/http-hook.ts";
import { tokenContent } from "../../../broker/notices/signature.ts";

const SECRET = "valgt-da-webhooken-blev-lavet";
const NOW = Date.UTC(2026, 11, 1);
const call = (
  otherwise: Partial<{ headers: SmsCall["headers"]; query: SmsCall["query"]; body: unknown }>,
): SmsCall => {
  const { headers = {}, query = {}, body = "" } = otherwise;
  return { headers, query, body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) };
};
const signature = (body: unknown, secret = SECRET) =>
  `v1=${createHmac("sha256", secret).update(JSON.stringify(body)).digest("hex")}`;
const signed = (body: unknown, secret = SECRET) =>
  gatewayApiCalled(call({ headers: { signature: signature(body, secret) }, body }), SECRET, NOW);

const part = (content: unknown) => Buffer.from(JSON.stringify(content)).toString("base64url");
const token = (content: unknown, { secret = SECRET, head = { typ: "JWT", alg: "HS256" } } = {}) => {
  const signing = `${part(head)}.${part(content)}`;
  return `${signing}.${createHmac("sha256", secret).update(signing).digest("base64url")}`;
};
const tokened = (text: string, body: unknown = {}) =>
  gatewayApiCalled(call({ headers: { "x-gwapi-signature": text }, body }), SECRET, NOW);

const STATUS = (status: string) => ({
  ...{ event_id: "e-1", timestamp: "2026-12-01T09:00:00Z", event_type: "message.status.sms" },
  event: {
    msg_id: "m-1",
    recipient: 4520304050,
    reference: "r-1",
    status,
    status_at: "2026-12-01T09:00:00Z",
  },
});

describe("GatewayAPI's events", () => {
  it.each([
    ["DELIVERED", "delivered"],
    ["ACCEPTED", "delivered"],
    ["EXPIRED", "expired"],
    ["UNDELIVERABLE", "failed"],
    ["REJECTED", "failed"],
    ["DELETED", "failed"],
    ["SKIPPED", "failed"],
  ])("of a message that is %s are told as %s", (status, fate) => {
    expect(signed(STATUS(status))).toEqual({ heard: [{ kind: "report", reference: "r-1", fate }] });
  });

  it.each(["ENROUTE", "BUFFERED", "SCHEDULED", "SOMETHING_NEW"])(
    "of one that is %s tell nothing",
    (status) => {
      expect(signed(STATUS(status))).toEqual({ heard: [] });
    },
  );

  it("bear a citizen's answer, in the messaging API's shape and the older one's", () => {
    const event = {
      msg_id: "m",
      sender: 4520304050,
      sent_at: "",
      content: { message: "talon 1", encoding: "" },
    };
    expect(signed({ event_id: "e-2", event_type: "user-message.text.sms", event })).toEqual({
      heard: [{ kind: "answer", id: "e-2", from: "+4520304050", text: "talon 1" }],
    });
    const old = { id: 1000001, msisdn: 4520304050, receiver: 451204, message: "0", senttime: 1450000000 };
    expect(tokened(token(old))).toEqual({
      heard: [{ kind: "answer", id: "1000001", from: "+4520304050", text: "0" }],
    });
    expect(signed({ event_id: "e", event: { content: { message: "1" } } })).toEqual({ heard: [] });
    expect(signed({ event_id: "e", event: { sender: 12, content: { message: "1" } } })).toEqual({
      heard: [],
    });
  });

  it("are read out of the signed token alone, whatever body stands beside it", () => {
    const said = { id: 1, msisdn: 4520304050, time: 1450000000, status: "DELIVERED", userref: "r-2" };
    expect(tokened(token(said), STATUS("REJECTED"))).toEqual({
      heard: [{ kind: "report", reference: "r-2", fate: "delivered" }],
    });
    // The example of their documentation, whose secret is "secret".
    const theirs =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpZCI6MjM4MTcwMywibXNpc2RuIjo0NTQyNjA5MDQ1LCJ0aW1lIjoxNTIyNzY0MDYyLCJzdGF0dXMiOiJERUxJVkVSRUQiLCJlcnJvciI6bnVsbCwiY29kZSI6bnVsbCwidXNlcnJlZiI6bnVsbCwiY2FsbGJhY2tfdXJsIjoiaHR0cDovL2JiYWY3MTQyLm5ncm9rLmlvIiwiYXBpIjo0fQ.KdfDH65bnQtgxEkFnpAQodOciAJedZFB13r9wEo8t3Y";
    expect(tokenContent(theirs, "secret", NOW)).toMatchObject({ status: "DELIVERED", msisdn: 4542609045 });
  });

  it.each([
    ["no signature at all", () => gatewayApiCalled(call({ body: STATUS("DELIVERED") }), SECRET, NOW)],
    ["another secret", () => signed(STATUS("DELIVERED"), "gættet")],
    [
      "another body's signature",
      () =>
        gatewayApiCalled(
          call({ headers: { signature: signature(STATUS("REJECTED")) }, body: STATUS("DELIVERED") }),
          SECRET,
          NOW,
        ),
    ],
    [
      "a signature that is none",
      () =>
        gatewayApiCalled(call({ headers: { signature: "v1=00" }, body: STATUS("DELIVERED") }), SECRET, NOW),
    ],
    ["a token of another secret", () => tokened(token({ status: "DELIVERED" }, { secret: "gættet" }))],
    [
      "a token without algorithm",
      () => tokened(`${part({ alg: "none" })}.${part({ status: "DELIVERED" })}.`),
    ],
    ["a token of another algorithm", () => tokened(token({}, { head: { typ: "JWT", alg: "HS512" } }))],
    ["a token with a part too many", () => tokened(`${token({})}.x`)],
    ["half a token", () => tokened("abc.def")],
    ["a token that has run out", () => tokened(token({ exp: NOW / 1000 }))],
    ["a token of a list", () => tokened(token([1]))],
  ])("with %s are forged", (_, forged) => {
    expect(forged()).toEqual({ refused: "forged" });
  });

  it("that are signed and no JSON cannot be read", () => {
    const body = "intet";
    const own = `v1=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
    expect(gatewayApiCalled(call({ headers: { signature: own }, body }), SECRET, NOW)).toEqual({
      refused: "unreadable",
    });
  });
});

describe("a call by a template", () => {
  const TEMPLATE: HookTemplate = {
    ...{ secretHeader: "X-Secret", secretField: "token" },
    report: {
      reference: "data.id",
      status: "data.state",
      delivered: ["DELIVRD", "0"],
      failed: ["UNDELIV"],
      expired: ["EXPIRED"],
    },
    answer: { from: "from", text: "text", id: "mo" },
  };
  const told = (data: object) =>
    templateCalled(call({ headers: { "x-secret": `Bearer ${SECRET}` }, body: { data } }), TEMPLATE, SECRET);

  it.each([
    ["DELIVRD", "delivered"],
    ["delivrd", "delivered"],
    [0, "delivered"],
    ["UNDELIV", "failed"],
    ["EXPIRED", "expired"],
    ["ENROUTE", "unknown"],
  ])("says that %s is %s", (state, fate) => {
    expect(told({ id: "r", state })).toEqual({ heard: [{ kind: "report", reference: "r", fate }] });
  });

  it("bears an answer in an address, a form, or a list of JSON", () => {
    const said = { kind: "answer", from: "+4520304050", text: "0 æ", id: "9" };
    const fields = { token: SECRET, from: "4520304050", text: "0 æ", mo: "9" };
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const calls = [
      call({ query: fields }),
      call({ headers: form, body: new URLSearchParams(fields).toString() }),
      call({ headers: { "x-secret": SECRET }, body: [{ ...fields, from: "20304050" }] }),
    ];
    for (const one of calls) expect(templateCalled(one, TEMPLATE, SECRET)).toEqual({ heard: [said] });
  });

  it("by whoever does not know the secret is forged, and one that says nothing cannot be read", () => {
    const body = { data: { id: "r", state: "DELIVRD" } };
    expect(templateCalled(call({ body }), TEMPLATE, SECRET)).toEqual({ refused: "forged" });
    expect(templateCalled(call({ query: { token: "" }, body }), TEMPLATE, SECRET)).toEqual({
      refused: "forged",
    });
    const empty = call({ headers: { "x-secret": SECRET }, body: "intet" });
    expect(templateCalled(empty, TEMPLATE, SECRET)).toEqual({ refused: "unreadable" });
    const nothing = { secretHeader: "X-Secret" };
    expect(templateCalled(call({ headers: { "x-secret": SECRET }, body }), nothing, SECRET)).toEqual({
      heard: [],
    });
    const noSecret: HookTemplate = { report: { reference: "data.id", status: "data.state" } };
    expect(templateCalled(call({ body }), noSecret, SECRET)).toEqual({ refused: "forged" });
  });
});

it("no call makes either of them throw, or believe without the secret", () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constant('{"event":{"status":"DELIVERED","reference":"r"}}'),
  );
  const names = fc.constantFrom("signature", "x-gwapi-signature", "x-secret", "content-type");
  fc.assert(
    fc.property(
      text,
      fc.dictionary(names, fc.string()),
      fc.dictionary(fc.string(), fc.string()),
      (body, headers, query) => {
        const one = call({ headers, query, body });
        expect(gatewayApiCalled(one, SECRET, NOW)).toEqual({ refused: "forged" });
        const template = { secretHeader: "x-secret", answer: { from: "a", text: "b" } };
        expect(templateCalled(one, template, SECRET)).toEqual({ refused: "forged" });
      },
    ),
  );
});
