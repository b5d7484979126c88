/** What text messages cost, as leaders see it and as Danish Excel opens it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { costRows, costsCsv } from "../../../broker/statistics/text-cost-rows.ts";
import { demoLocation, Hall } from "../hall.ts";
import { house } from "../queue/reminded.ts";

const text = (about: "answer" | "trouble" | "place", parts: number, isSure = true) =>
  ({ kind: "count-text", about, parts, isSure }) as const;

describe("the table of costs", () => {
  it("has the newest month first, kroner with a decimal comma, and what has no price as nothing", () => {
    const hub = house({ textPrice: 24.55 });
    hub.send(text("answer", 2));
    hub.send(text("place", 1, false));
    hub.at += 10 * 86_400_000;
    hub.send(text("answer", 1));
    delete (hub.state.location as { textPrice?: number }).textPrice;
    hub.send(text("trouble", 3));
    expect(costsCsv(costRows(hub.state.textCosts), "demo").split("\r\n")).toEqual([
      '\ufeff"lokation";"måned";"slags";"beskeder";"dele";"kr.";"dele uden pris";"måske sendt";"måske dele";"måske kr."',
      '"demo";"2026-12";"Svar til borgere";"1";"1";"0,2455";"0";"0";"0";"0,00"',
      '"demo";"2026-12";"Standere, der mangler hænder";"1";"3";"";"3";"0";"0";"0,00"',
      '"demo";"2026-11";"Svar til borgere";"1";"2";"0,491";"0";"0";"0";"0,00"',
      '"demo";"2026-11";"Plads i køen";"0";"0";"0,00";"0";"1";"1";"0,2455"',
      "",
    ]);
  });

  it("leaves out what came to nothing", () => {
    expect(costRows(new Map([["2026-11 answer", { sure: NOTHING, perhaps: NOTHING }]]))).toEqual([]);
  });
});
const NOTHING = { texts: 0, parts: 0, ore: 0, unpriced: 0 };

describe("the page", () => {
  let hall: Hall;
  beforeEach(async () => {
    hall = await Hall.open({ location: { ...demoLocation(), textPrice: 18 } });
  });
  afterEach(() => hall.close());

  it("says in Danish or English what a part costs and that nothing was sent yet, without a script", async () => {
    const page = await hall.ask("/sms");
    expect(page.text).toContain("En del koster nu 0,18 kr.");
    expect(page.text).toContain("Der er ikke sendt SMS endnu.");
    expect(page.text).not.toContain("<script");
    expect((await hall.ask("/sms?language=en")).text).toContain("A part costs DKK 0.18 now.");
    const csv = await hall.ask("/sms/costs.csv");
    expect(csv.headers.get("content-disposition")).toContain("sms-demo.csv");
    expect((await hall.ask("/")).text).toContain('href="/sms"');
  });
});
