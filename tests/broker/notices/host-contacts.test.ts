/** What hosts said of how they want to be told: kept while it is used, by keys that say nothing, and gone when it is erased. */
import { describe, expect, it } from "vitest";
import { arrive, hubWith } from "../queue/guests.ts";
import { BROWSER, FarWay, settle, telling } from "./far-way.ts";

describe("what is kept about a host", () => {
  it("is kept for its whole time again when it was used, at most once a day", async () => {
    const hub = hubWith(0, { hosts: ["anna", "bo"] });
    const { sender, writes } = telling(
      hub,
      { mail: new FarWay() },
      { anna: { ways: "mail", mail: "a@k.dk" } },
    );
    arrive(hub);
    sender.look();
    await settle();
    expect(writes()).toBe(1);
  });

  it("is what they said, browser by browser, and gone when it is erased", () => {
    const hub = hubWith();
    const { contacts } = telling(hub, {}, {});
    const nothing = { language: null, mobile: null, mail: null, teams: null, phone: null };
    expect(contacts.said("anna")).toEqual({ ways: [], browsers: [], ...nothing });
    contacts.keep("anna", { ...nothing, ways: ["sms", "push"], mobile: "+4520304050", language: "en" });
    for (const name of ["1", "2", "3", "4", "5", "6", "6"]) contacts.addBrowser("anna", BROWSER(name));
    expect(contacts.said("anna")).toMatchObject({
      ways: ["push", "sms"],
      mobile: "+4520304050",
      language: "en",
    });
    expect(contacts.said("anna").browsers.map(({ endpoint }) => endpoint.at(-1))).toEqual([..."23456"]);
    contacts.forgetBrowser("anna", JSON.stringify(BROWSER("3")));
    contacts.forgetBrowser("anna", JSON.stringify(BROWSER("nobody's")));
    expect(contacts.said("anna").browsers).toHaveLength(4);
    contacts.erase("anna");
    expect(contacts.said("anna").ways).toEqual([]);
    expect(contacts.keyOf("anna")).not.toBe(contacts.keyOf("bo"));
    expect(contacts.keyOf("anna")).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});
