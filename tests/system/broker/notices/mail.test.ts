/** Mail to hosts, to a real SMTP server: over TLS, to one address, and never doubled when the server breaks. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { type MailOptions, openMail } from "../../../../broker/notices/host-channels/mail.ts";
import { type SmtpServer, startSmtp } from "./smtp.ts";

const WORDS = {
  reference: "r1",
  title: "Din gæst er kommet",
  text: "Aftalen kl. 10.00, nr. A12.",
  url: "https://hub.example/host",
  language: "da",
} as const;

function mailTo({ port, ca }: Pick<SmtpServer, "port" | "ca">, otherwise: Partial<MailOptions> = {}) {
  const channel = openMail({
    ...{ host: "localhost", port, security: "starttls", login: null, from: "talon@kommune.example", ca },
    ...otherwise,
  });
  const send = (to: string) => channel.send({ ...WORDS, to });
  return { channel, send };
}

/** The words of a mail, decoded; a head that is folded is one line. */
function wordsOf(mail: string): string {
  const plain = mail.replaceAll(/\r?\n[ \t]/g, " ").replaceAll(/=\r?\n/g, "");
  const bytes = plain.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString();
}

describe("a mail", () => {
  it("goes over TLS to the one address, and bears the same Message-ID at every try", async () => {
    const server = await startSmtp("starttls");
    const { send, channel } = mailTo(server);
    expect(await send("anna@kommune.example")).toEqual({ ended: "accepted" });
    expect(await send("anna@kommune.example")).toEqual({ ended: "accepted" });
    await server.took(2);
    const [first, second] = server.got;
    expect(first).toMatchObject({ to: ["anna@kommune.example"], tls: true });
    for (const one of [first, second]) expect(one?.mail).toContain("Message-ID: <r1@kommune.example>");
    const words = wordsOf(first?.mail ?? "");
    expect(words).toContain("Subject: =?UTF-8?Q?Din_gæst_er_kommet?");
    expect(words).toContain(WORDS.text);
    expect(words).toContain(WORDS.url);
    expect(words).toMatch(/Auto-Submitted: auto-generated/i);
    expect(await channel.check()).toBeNull();
    await channel.close();
  });

  it("goes over a connection that speaks TLS from its first byte", async () => {
    const server = await startSmtp("tls");
    expect(await mailTo(server, { security: "tls" }).send("anna@kommune.example")).toEqual({
      ended: "accepted",
    });
    await server.took(1);
    expect(server.got).toMatchObject([{ tls: true }]);
  });

  it("is not sent in clear to a server without TLS, nor to one whose certificate nobody knows", async () => {
    const clear = await startSmtp("none");
    expect(await mailTo(clear).send("anna@kommune.example")).toMatchObject({ ended: "later" });
    const foreign = await startSmtp("starttls");
    const asked = mailTo({ ...foreign, ca: (await startSmtp("starttls")).ca });
    expect(await asked.send("anna@kommune.example")).toMatchObject({ ended: "later" });
    expect(await asked.channel.check()).toMatch(/ESOCKET|ETLS/);
    expect([...clear.got, ...foreign.got]).toEqual([]);
  });

  it("needs the right password where the server asks for one; a wrong one is mended, not a mail lost", async () => {
    const server = await startSmtp("starttls", "right");
    const login = (pass: string) => mailTo(server, { login: { user: "talon", pass } });
    expect(await login("wrong").send("anna@kommune.example")).toEqual({
      ended: "later",
      why: "the mail server: EAUTH 535",
    });
    expect(await login("wrong").channel.check()).toBe("EAUTH 535");
    expect(await login("right").send("anna@kommune.example")).toEqual({ ended: "accepted" });
    await server.took(1);
  });

  it("with a line break, a list or a name in its address goes to nobody", async () => {
    const server = await startSmtp("starttls");
    const { send } = mailTo(server);
    for (const wrong of [
      "anna@kommune.example\r\nBcc: evil@example.dk",
      "anna@kommune.example, evil@example.dk",
      '"anna@kommune.example" <evil@example.dk>',
      "anna@kommune.example\n",
      "",
    ])
      expect(await send(wrong)).toEqual({ ended: "gone", why: "what is given is no mail address" });
    expect(server.got).toEqual([]);
  });

  it("of which one line break is in the words stays one mail with one head", async () => {
    const server = await startSmtp("starttls");
    const { channel } = mailTo(server);
    const broken = { ...WORDS, title: "Gæst\r\nBcc: evil@example.dk\r\n\r\nhej", to: "anna@kommune.example" };
    expect(await channel.send(broken)).toEqual({ ended: "accepted" });
    await server.took(1);
    expect(server.got).toMatchObject([{ to: ["anna@kommune.example"] }]);
    expect(server.got[0]?.mail).not.toMatch(/^Bcc:/im);
  });
});

describe("a mail server", () => {
  it("that is busy is asked later; that has no such mailbox is not; a broken end is not known", async () => {
    const server = await startSmtp("starttls");
    const { send } = mailTo(server);
    expect(await send("busy@kommune.example")).toEqual({
      ended: "later",
      why: "the mail server: EENVELOPE 451",
    });
    expect(await send("nobody@kommune.example")).toMatchObject({ ended: "refused" });
    expect(await send("full@kommune.example")).toMatchObject({ ended: "later" });
    expect(await send("spam@kommune.example")).toMatchObject({ ended: "refused" });
    expect(await send("drop@kommune.example")).toMatchObject({ ended: "unknown" });
  });

  it("that takes the mail and does not say so may have it: it is not sent again", async () => {
    const server = await startSmtp("starttls");
    const { send } = mailTo(server, { limitMs: 1500 });
    expect(await send("hang@kommune.example")).toEqual({
      ended: "unknown",
      why: "the mail server: ETIMEDOUT",
    });
    await server.took(1);
  });

  it("that accepts a connection and never says a word is given up, and surely has nothing", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    await new Promise((listening) => silent.once("listening", listening));
    const { port } = silent.address() as AddressInfo;
    const asked = mailTo({ port, ca: "" }, { limitMs: 500, ca: undefined });
    expect(await asked.send("anna@kommune.example")).toEqual({
      ended: "later",
      why: "the mail server: ETIMEDOUT",
    });
    expect(await asked.channel.check()).toBe("ETIMEDOUT");
    const away = mailTo({ port: 1, ca: "" }, { ca: undefined });
    expect(await away.send("anna@kommune.example")).toMatchObject({ ended: "later" });
  });
});
