import { describe, expect, it } from "vitest";
import { display, ticket } from "./scenes.ts";
import { STAFF_SCENES } from "./staff-scenes.ts";
import { staged } from "./staged.ts";
import { stand } from "./stand-scenes.ts";

/** Well below the 12 s of silence after which a page greys out anyway. */
const AT_ONCE = { timeout: 6_000 };
const { stage, open } = staged();

describe("a page whose stream is refused", () => {
  it.each([
    ["/display/d1", display(), "[data-mode=live]", "[data-mode=lost]"],
    ["/t/x", ticket("waiting"), "[data-lost=false]", "[data-lost=true]"],
    ["/staff?counter=1", STAFF_SCENES["calling"], ".page:not(.lost) .current", ".page.lost"],
    ["/", stand(), ".screen:not(.lost) .soft", ".screen.lost"],
  ])("says so at once and comes back by itself: %s", async (path, picture, live, lost) => {
    stage.show("picture", picture);
    const page = await open(path);
    await page.waitForSelector(live);
    stage.refuse(503);
    await page.waitForSelector(lost, AT_ONCE);
    stage.speak("picture", picture);
    await page.waitForSelector(live, { timeout: 10_000 });
    expect(await page.locator(lost).count()).toBe(0);
  });

  it("asks no more than once in five seconds", async () => {
    stage.refuse(503);
    const page = await open("/display/d1");
    await page.waitForSelector("[data-mode=lost]", AT_ONCE);
    const before = stage.streams;
    await page.waitForRequest(/events$/, { timeout: 10_000 });
    expect(stage.streams - before).toBeLessThanOrEqual(2);
  });

  it("leads staff whose session is over to the sign-in and back to their counter", async () => {
    stage.show("picture", STAFF_SCENES["calling"]);
    const page = await open("/staff?counter=1");
    await page.waitForSelector(".current");
    stage.refuse(401);
    await page.waitForURL(/\/sign-in\?to=/, AT_ONCE);
    stage.speak("picture", STAFF_SCENES["calling"]);
    await page.locator("#name").fill("anna");
    await page.locator("#password").fill("rigtig");
    await page.locator("#sign-in button").click();
    await page.waitForURL(/\/staff\?counter=1$/);
    expect(stage.posts.map((post) => post.path)).toEqual(["/api/sign-in"]);
  });

  it("leads to the sign-in also when the hub was away for long before it forgot the session", async () => {
    stage.show("picture", STAFF_SCENES["calling"]);
    const page = await open("/staff?counter=1&silence=600");
    await page.waitForSelector(".current");
    stage.silence();
    await page.waitForSelector(".page.lost");
    stage.refuse(401);
    await page.waitForURL(/\/sign-in\?to=/, AT_ONCE);
    expect(new URL(page.url()).searchParams.get("to")).toBe("/staff?counter=1&silence=600");
  });

  it("finds a ticket that its stand told the hub of only later", async () => {
    stage.refuse(404);
    const page = await open("/t/x", { locale: "da-DK" });
    await page.getByText("Din seddel er gyldig").waitFor(AT_ONCE);
    stage.speak("picture", ticket("waiting"));
    await page.getByText("3 personer foran dig").waitFor({ timeout: 10_000 });
    expect(await page.locator(".title .number").textContent()).toBe("A07");
  });
});
