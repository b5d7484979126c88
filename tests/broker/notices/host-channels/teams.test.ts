/** A card in Teams, over a real TLS socket: three lines, no name, and what each answer of a workflow means. */
import { describe, expect, it } from "vitest";
import { isAllowedUrl, openTeams } from "../../../../broker/notices/host-channels/teams.ts";
import { Sink } from "./sink.ts";

const WORDS = {
  reference: "r1",
  title: "Din gæst er kommet",
  text: "Aftalen kl. 10.00, nr. A12.",
  url: "https://hub.example/host",
  language: "da",
} as const;

async function workflow(limitMs?: number) {
  const sink = await new Sink().open();
  const teams = openTeams({ hosts: ["localhost"], url: sink.url("/house"), ca: sink.ca, limitMs });
  const send = () => teams.send({ ...WORDS, to: sink.url("/workflows/abc?sig=secret") });
  return { sink, teams, send };
}

describe("a workflow", () => {
  it("is sent an adaptive card, which it takes with 202", async () => {
    const { sink, teams, send } = await workflow();
    expect(await send()).toEqual({ ended: "accepted" });
    const [card] = sink.got;
    expect(card?.url).toBe("/workflows/abc?sig=secret");
    expect(JSON.parse(card?.body.toString() ?? "")).toMatchObject({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          content: {
            type: "AdaptiveCard",
            body: [{ text: WORDS.title }, { text: WORDS.text }],
            actions: [{ type: "Action.OpenUrl", title: "Svar gæsten", url: WORDS.url }],
          },
        },
      ],
    });
    expect(await teams.check()).toBeNull();
    await teams.close();
  });

  it("whose owner has left is gone; one that is busy is asked later; what is not sure is not sent again", async () => {
    const { sink, send } = await workflow();
    const ends = async (status: number | null) => {
      sink.status = status;
      return await send();
    };
    expect(await ends(404)).toEqual({ ended: "gone", why: "the workflow answered 404" });
    expect(await ends(410)).toMatchObject({ ended: "gone" });
    expect(await ends(429)).toMatchObject({ ended: "later" });
    expect(await ends(503)).toMatchObject({ ended: "later" });
    expect(await ends(400)).toMatchObject({ ended: "refused" });
    expect(await ends(302)).toMatchObject({ ended: "refused" });
    expect(await ends(500)).toMatchObject({ ended: "unknown" });
    // A redirect was not followed: each try was one request, to the workflow itself.
    expect(sink.got).toHaveLength(7);
    sink.status = null;
    const hasty = openTeams({ hosts: ["localhost"], url: null, ca: sink.ca, limitMs: 300 });
    expect(await hasty.send({ ...WORDS, to: sink.url("/") })).toEqual({
      ended: "unknown",
      why: "the workflow did not answer (ABORT_ERR)",
    });
  });

  it("that is not there, or not who its certificate says, is sent nothing", async () => {
    const { sink } = await workflow();
    const believing = openTeams({ hosts: ["localhost"], url: sink.url("/") });
    expect(await believing.check()).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(await believing.send({ ...WORDS, to: sink.url("/") })).toEqual({
      ended: "later",
      why: "the workflow did not answer (DEPTH_ZERO_SELF_SIGNED_CERT)",
    });
    expect(await believing.send({ ...WORDS, to: "https://localhost:1/" })).toMatchObject({ ended: "later" });
    expect(sink.got).toEqual([]);
  });
});

describe("an address that a host gives", () => {
  const hosts = [".logic.azure.com", "flow.example"];
  it.each(["https://prod-7.westeurope.logic.azure.com:443/workflows/x?sig=y", "https://flow.example/a"])(
    "%s is used",
    (url) => {
      expect(isAllowedUrl(url, hosts)).toBe(true);
    },
  );
  it.each([
    "http://flow.example/a",
    "https://flow.example.evil.dk/",
    "https://evil-logic.azure.com.dk/",
    "https://notlogic.azure.com/",
    "https://flow.example@evil.dk/",
    "https://anna:pw@flow.example/",
    "https://127.0.0.1/",
    "not an address",
    "",
  ])("%s is sent nothing", async (url) => {
    expect(isAllowedUrl(url, hosts)).toBe(false);
    expect(await openTeams({ hosts, url }).check()).toMatch(/its address is none/);
    expect(await openTeams({ hosts, url: null }).send({ ...WORDS, to: url })).toEqual({
      ended: "gone",
      why: "the workflow's address is none that may be used",
    });
  });
});
