/** What a host's page asks of the hub: with the same id until it is answered, and in the reader's words when it is refused. */
import { describe, expect, it } from "vitest";
import type { Answer } from "../../../../broker/pages/admin/hub.ts";
import { openHostPage, type Shown } from "../../../../broker/pages/host/host-page.ts";
import type { HostPicture } from "../../../../protocol/host-picture.ts";

type Asked = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

function page(...answers: Answer<unknown>[]) {
  const asked: Asked[] = [];
  let [ids, signedOut] = [0, 0];
  const opened = openHostPage({
    ...{ language: "da", hasSound: true, wait: () => Promise.resolve(), onSignIn: () => (signedOut += 1) },
    newId: () => `id-${(ids += 1)}`,
    hub: {
      post: <T>(path: string, body: unknown) => {
        asked.push({ path, body: body as Asked["body"] });
        return Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) as Answer<T>);
      },
    },
  });
  opened.picture.value = {
    location: "demo",
    host: "anna",
    timeZone: "Europe/Copenhagen",
  } as unknown as HostPicture;
  return { opened, asked, signedOut: () => signedOut };
}
const done = (body: unknown = {}): Answer<unknown> => ({ kind: "done", body });
const one = { appointment: { id: "a" }, guest: { guest: "P1", ticket: { id: "t1" } } } as unknown as Shown;

describe("a host's page", () => {
  it("sends a lost command again with the same id, and offers to take it back", async () => {
    const { opened, asked } = page({ kind: "lost" }, { kind: "lost" }, done());
    await opened.answer(one, { kind: "coming" });
    expect(asked.map(({ path, body }) => [path, body["commandId"]])).toEqual(
      Array(3).fill(["locations/demo/tickets/t1/answer", "id-1"]),
    );
    expect(opened.said.value).toEqual({ text: "Det er sendt.", isTrouble: false });
    expect(opened.undoes.value?.commandId).toBe("id-1");
    await opened.undo();
    expect(asked.at(-1)).toMatchObject({ path: "locations/demo/undo", body: { undoes: "id-1" } });
    expect(opened.undoes.value).toBeNull();
  });

  it("says a refusal in words, that nobody answers, and leads whoever is signed out to the sign-in", async () => {
    const refused = page({ kind: "refused", status: 409, body: { refused: "not-your-guest" } });
    await refused.opened.meet(one, "end-meeting", true);
    expect(refused.asked[0]?.body).toMatchObject({ hasLeft: true });
    expect(refused.opened.said.value).toMatchObject({
      isTrouble: true,
      text: expect.stringMatching(/^Gæsten venter på en vært/),
    });
    const lost = page({ kind: "lost" });
    await lost.opened.judge(one, "rung");
    expect(lost.asked).toHaveLength(4);
    expect(lost.opened.said.value?.text).toBe("Hubben svarer ikke. Prøv igen.");
    const forbidden = page({ kind: "forbidden" });
    await forbidden.opened.setPresence(true, null);
    expect(forbidden.opened.said.value?.isTrouble).toBe(true);
    const out = page({ kind: "signed-out" });
    await out.opened.nameDeputy("bo");
    expect(out.signedOut()).toBe(1);
  });

  it("tells the code of an appointment that nobody sends, and what is wrong with one", async () => {
    const booking = {
      request: "r",
      startAt: Date.UTC(2026, 10, 24, 9),
      minutes: 30,
      name: "",
      mobile: "",
      message: "",
      room: "",
    };
    const { opened, asked } = page(
      done({ startAt: booking.startAt, code: "12345678", url: "u", isSms: false }),
    );
    expect(await opened.book(booking)).toBe(true);
    expect(asked[0]).toMatchObject({
      path: "locations/demo/host-appointments",
      body: { host: "anna", request: "r" },
    });
    expect(opened.said.value).toMatchObject({ code: "12345678", text: expect.stringMatching(/ingen SMS/) });
    const wrong = page({ kind: "refused", status: 409, body: { refused: "mobile-invalid" } });
    expect(await wrong.opened.book({ ...booking, service: "pas" })).toBe(false);
    expect(wrong.opened.said.value?.text).toMatch(/8 cifre/);
    const changed = page(done({ startAt: booking.startAt, code: "12345678", url: "u", isSms: true }));
    expect(await changed.opened.move(one.appointment, booking.startAt)).toBe(true);
    expect(changed.opened.said.value?.text).toMatch(/flyttet til .* Gæsten får koden på SMS/);
    await changed.opened.cancel(one.appointment);
    expect(changed.asked.at(-1)?.path).toBe("locations/demo/host-appointments/a/cancel");
    expect(changed.opened.said.value?.text).toBe("Aftalen er aflyst.");
  });
});
