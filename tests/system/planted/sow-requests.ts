/**
 * Sows over HTTP: at the door, in bodies, addresses and headers, at the login service and at the machines' own pages.
 * Knows no search.
 */
import { expect } from "vitest";
import { Walker } from "../../login-service/service.ts";
import { ADMINISTRATOR, type PlantedHall } from "./hall.ts";
import type { Plants } from "./plants.ts";

const json = (cookie: string) => ({ "content-type": "application/json", cookie });

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = json(""),
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(url, { method: "POST", headers, body: text });
  await answer.clone().arrayBuffer();
  return answer;
}

function cookieIn(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** The administrator's cookie. */
export async function signedIn({ hubUrl }: PlantedHall, { name, password } = ADMINISTRATOR): Promise<string> {
  const answer = await post(`${hubUrl}/api/sign-in`, { name, password });
  expect(answer.status).toBe(200);
  return cookieIn(answer);
}

/** Wrong names and passwords, bodies that are none, and an account with its first and its own password. Answers the staff id. */
export async function atTheDoor(plants: Plants, hall: PlantedHall): Promise<string> {
  const { hubUrl } = hall;
  const door = `${hubUrl}/api/sign-in`;
  await post(door, { name: plants.name("wrong sign-in"), password: plants.password("wrong sign-in") });
  await post(door, { name: ADMINISTRATOR.name, password: plants.cpr("wrong password") });
  await post(door, `{"name":"${plants.name("a sign-in that is no JSON")}",`);
  await post(door, { name: plants.name("a name that is too long").padEnd(500, "x"), password: "" });
  await post(door, plants.name("a sign-in of another kind"), { "content-type": "text/plain" });
  const cookie = await signedIn(hall);
  const people = `${hubUrl}/api/people`;
  await post(people, { person: plants.name("a name in place of an id"), roles: ["staff"] }, json(cookie));
  await post(people, { person: "x", roles: [{ role: plants.name("an unknown role") }] }, json(cookie));
  const person = plants.slug("staff id");
  const added = await post(people, { person, roles: [{ role: "staff" }] }, json(cookie));
  const { first } = (await added.json()) as { first: string };
  const own = await signedIn(hall, { name: person, password: first });
  const chosen = await post(
    `${hubUrl}/api/password`,
    { password: plants.password("password of one's own") },
    json(own),
  );
  expect(chosen.status).toBe(200);
  return person;
}

/** Bodies with more than they need, and with what does not belong there. */
export async function inBodies(plants: Plants, { hubUrl }: PlantedHall, cookie: string): Promise<void> {
  const here = `${hubUrl}/api/locations/demo`;
  const more = (where: string) => ({
    ...{ name: plants.name(where), cpr: plants.cpr(where), mobile: plants.mobile(where) },
    message: plants.message(where),
  });
  const issued = await post(`${here}/issue`, { queue: "a", ...more("issue") }, json(cookie));
  expect(issued.status).toBe(200);
  const { ticket } = (await issued.json()) as { ticket: { id: string } };
  await post(
    `${here}/tickets/${ticket.id}/tag`,
    { tags: [plants.slug("unknown tag")], ...more("tag") },
    json(cookie),
  );
  await post(`${here}/tickets/${ticket.id}/call`, { counter: "1", ...more("call") }, json(cookie));
  await post(`${here}/counters/1/serve`, { saw: plants.name("a state"), ...more("serve") }, json(cookie));
  await post(`${here}/counters/1/pause`, { reason: plants.slug("unknown reason") }, json(cookie));
  await post(`${here}/adopt`, { queue: "a", number: plants.cpr("adopted number") }, json(cookie));
  await post(`${here}/quick-serve`, { service: plants.slug("unknown service") }, json(cookie));
  await post(`${here}/answer-help`, { help: plants.cpr("help"), ...more("answer to help") }, json(cookie));
  await post(
    `${hubUrl}/api/practice/locations/demo/issue`,
    { queue: "a", ...more("practice") },
    json(cookie),
  );
  await post(`${here}/issue`, `{"queue":"a","name":"${plants.name("half a body")}`, json(cookie));
  const desk = `${here}/administration`;
  const document = { names: [plants.name("a document that is none")] };
  await post(`${desk}/dry-run`, { document }, json(cookie));
  await post(
    `${desk}/save`,
    { document, replaces: 1, note: plants.name("note of a refused save") },
    json(cookie),
  );
  await post(`${desk}/read-services`, { text: `${plants.name("a list of services")};a;3` }, json(cookie));
  await post(`${desk}/import-preview`, { file: plants.message("an import that is none") }, json(cookie));
}

/** Addresses and headers that lead nowhere, asked with and without a session. */
export async function inAddresses(plants: Plants, { hubUrl }: PlantedHall, session: string): Promise<void> {
  for (const cookie of ["", session]) {
    const who = cookie === "" ? "a stranger's" : "staff's";
    const told = () => encodeURIComponent(plants.name(`${who} address`));
    const paths = [
      ...[`/${told()}`, `/t/${told()}`, `/d/${told()}`, `/display/${told()}`, `/speech/${told()}.wav`],
      ...[
        `/staff?navn=${told()}`,
        `/admin?cpr=${plants.cpr(`${who} query`)}`,
        `/t/${plants.cpr(`${who} ticket`)}`,
      ],
      ...[`/api/locations/${told()}/queues`, `/api/locations/demo/tickets/${plants.cpr(`${who} ticket id`)}`],
      ...[`/sign-in?to=/${told()}`, `/assets/${told()}.js`, `/${told()}%ff%zz`, `/healthz?mobile=${told()}`],
      `/sign-in/oidc/back?error=access_denied&error_description=${told()}&state=${told()}`,
    ];
    const headers = {
      ...{ cookie, accept: "text/html", referer: `${hubUrl}/?navn=${told()}` },
      "user-agent": `Mozilla/5.0 ${told()}`,
    };
    for (const path of paths)
      await (await fetch(`${hubUrl}${path}`, { headers, redirect: "manual" })).arrayBuffer();
    await post(`${hubUrl}/api/locations/demo/${told()}`, { name: told() }, json(cookie));
  }
  const stranger = plants.name("a stranger's origin");
  const headers = {
    ...json(session),
    origin: `https://${encodeURIComponent(stranger).replaceAll("%", "-")}.example`,
  };
  await post(`${hubUrl}/api/locations/demo/issue`, { queue: "a" }, headers);
}

/** Who the login service says that somebody is; all but the id itself is none of the hub's business. */
export function claimsOf(plants: Plants, person: string) {
  const where = "claim";
  return {
    ...{ preferred_username: `${person}@kommune.dk`, groups: ["hall", plants.name("a group")] },
    ...{ name: plants.name(where), email: `${plants.slug("e-mail")}@kommune.dk` },
    phone_number: plants.mobile(where),
  };
}

/** Somebody signs in by the login service and calls a ticket. */
export async function byTheLoginService({ hubUrl }: PlantedHall, name: string): Promise<void> {
  const walker = new Walker();
  const back = await walker.signInAt(hubUrl, name);
  expect((await walker.go(back)).status).toBe(200);
  const [cookie = ""] = [...(walker.cookies.get(new URL(hubUrl).host) ?? [])].map((pair) => pair.join("="));
  const me = await fetch(`${hubUrl}/api/me`, { headers: { cookie } });
  expect(await me.json()).toMatchObject({ by: "oidc" });
  await post(`${hubUrl}/api/locations/demo/counters/2/call-next`, {}, json(cookie));
}

/** A citizen's card, code and digits at the stand, and what somebody types at the pages of its machines. */
export async function atTheMachines(plants: Plants, hall: PlantedHall): Promise<void> {
  const stand = hall.urlOf("stand");
  const card = (cpr: string, name: string) =>
    `%92080000${name.toUpperCase().replaceAll(" ", "^")}^^^^?;1208${cpr}000000?`;
  const scanned = [
    plants.cpr("scanned CPR number"),
    card(plants.cpr("health card"), plants.name("health card")),
    plants.message("scanned message"),
    `https://example.dk/?navn=${encodeURIComponent(plants.name("scanned address"))}`,
    plants.mobile("scanned mobile number").repeat(60),
  ];
  for (const code of scanned) {
    const answer = await fetch(`${stand}/simulated/scanner`, { method: "POST", body: code });
    expect(answer.status).toBe(202);
    // Another code within two seconds is none (a reader that stutters).
    await new Promise((done) => setTimeout(done, 2300));
  }
  for (const key of [...plants.cpr("typed CPR number"), "enter"])
    await fetch(`${stand}/simulated/keypad/${key}`, { method: "POST" });
  for (const key of plants.cpr("digits that nobody presents"))
    await fetch(`${stand}/simulated/keypad/${key}`, { method: "POST" });
  await post(`${stand}/open-tickets`, { pin: plants.cpr("wrong PIN") });
  await post(`${stand}/language`, { language: plants.name("unknown language") });
  await post(`${stand}/language`, `${plants.name("no JSON at the stand")}`);
  for (const program of ["stand", "display"] as const) {
    const path = encodeURIComponent(plants.name(`address of the ${program}`));
    await (
      await fetch(`${hall.urlOf(program)}/${path}?cpr=${plants.cpr(`query of the ${program}`)}`)
    ).arrayBuffer();
  }
}
