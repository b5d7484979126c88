/** `talon-stand roll` asks the running stand's meter, and tells it of a new roll. */
import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { askRoll } from "../../../../device/stand/cli/roll.ts";
import type { StandConfig } from "../../../../protocol/config/stand.ts";

type Heard = { path: string | undefined; body: string };

/** A stand's HTTP with a roll of which 12.3 m are used. */
async function stand(status = 200): Promise<{ config: StandConfig; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += String(piece)));
    request.on("end", () => {
      heard.push({ path: request.url, body });
      const isNew = body.includes("true");
      response.writeHead(status, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ usedMm: isNew ? 0 : 12_345, lengthMm: 80_000, slipsLeft: isNew ? 533 : 451 }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { config: { http: { host: "127.0.0.1", port } } as StandConfig, heard };
}

it("says what is used of the roll and how many slips are left, in either language", async () => {
  const { config, heard } = await stand();
  const da = await askRoll(config, { isNew: false, language: "da" });
  expect(da).toEqual({
    isGood: true,
    lines: ["Papirrullen: 12,3 af 80 m er brugt; der er til omtrent 451 sedler."],
  });
  expect((await askRoll(config, { isNew: false, language: "en" })).lines[0]).toContain("12.3 of 80 m");
  expect(heard.map(({ path, body }) => [path, body])).toEqual([
    ["/roll", "{}"],
    ["/roll", "{}"],
  ]);
});

it("tells the stand of a new roll", async () => {
  const { config, heard } = await stand();
  const { lines } = await askRoll(config, { isNew: true, language: "en" });
  expect(lines).toEqual([
    "A new roll is in.",
    "The paper roll: 0 of 80 m are used; about 533 slips are left.",
  ]);
  expect(heard).toEqual([{ path: "/roll", body: '{"new":true}' }]);
});

it("says what to do when no stand answers", async () => {
  const config = { http: { host: "127.0.0.1", port: 1 } } as StandConfig;
  const said = await askRoll(config, { isNew: true, language: "en" });
  expect(said.isGood).toBe(false);
  expect(said.lines.join(" ")).toContain("systemctl start talon-stand");
  const { config: other } = await stand(404);
  expect((await askRoll(other, { isNew: false, language: "da" })).isGood).toBe(false);
});
