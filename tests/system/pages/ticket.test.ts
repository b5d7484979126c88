import { describe, expect, it } from "vitest";
import { findings, isTooWide } from "./browser.ts";
import { TICKET_SCENES, ticket } from "./scenes.ts";
import { staged } from "./staged.ts";

const phone = { viewport: { width: 400, height: 850 }, isMobile: true, hasTouch: true };
const { stage, open } = staged(false);

describe("the ticket's page", () => {
  it("is fit for people with disabilities in every state and both languages", async () => {
    const page = await open("/t/x", phone);
    await page.waitForSelector("[data-mode=connecting]");
    expect(await findings(page)).toEqual([]);
    for (const [name, picture] of Object.entries(TICKET_SCENES)) {
      stage.show("picture", picture);
      await page.waitForSelector(`[data-mode=${picture.state}]`);
      if (Object.keys(TICKET_SCENES).indexOf(name) % 2 === 1) await page.click(".language");
      expect(await findings(page), name).toEqual([]);
      expect(await isTooWide(page), name).toBe(false);
    }
  });

  it("speaks the phone's language, and the other one at a tap", async () => {
    stage.show("picture", ticket("waiting"));
    const page = await open("/t/x", { ...phone, locale: "en-GB" });
    await page.getByText("3 people ahead of you").waitFor();
    expect(await page.title()).toMatch(/^A07 · /);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.getByRole("button", { name: "Dansk" }).click();
    await page.getByText("3 personer foran dig").waitFor();
  });

  it("speaks the language that was chosen at the stand, from right to left where it is written so", async () => {
    stage.show("picture", ticket("waiting", { languages: ["da", "en", "ar", "so"], language: "ar" }));
    const page = await open("/t/x", { ...phone, locale: "en-GB" });
    await page.getByText("أمامك 3 أشخاص").waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await page.getByText("وقت الانتظار المتوقع: حوالي 10 إلى 18 دقيقة").waitFor();
    // The number reads A07 from left to right, and the place stands at the right.
    const drawn = await page.evaluate(() => {
      const number = document.querySelector(".number") as HTMLElement;
      const place = document.querySelector(".place")?.getBoundingClientRect();
      return { direction: getComputedStyle(number).direction, isRight: (place?.left ?? 0) > innerWidth / 2 };
    });
    expect(drawn).toEqual({ direction: "ltr", isRight: true });
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByRole("combobox", { name: "اختر اللغة" }).selectOption("so");
    await page.getByText("3 qof ayaa kaa horreeya").waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
    expect(await findings(page)).toEqual([]);
  });

  it("goes on in the language of before when the words of another cannot be had", async () => {
    stage.show("picture", ticket("waiting", { languages: ["da", "en", "pl"] }));
    const page = await open("/t/x", phone);
    await page.getByText("3 personer foran dig").waitFor();
    await page.route("**/assets/ticket/pl-*", (route) => route.abort());
    await page.getByRole("combobox").selectOption("pl");
    stage.show("picture", ticket("waiting", { languages: ["da", "en", "pl"], ahead: 2 }));
    await page.getByText("2 personer foran dig").waitFor();
    await page.unroute("**/assets/ticket/pl-*");
    await page.reload();
    await page.getByRole("combobox").selectOption("pl");
    await page.getByText("Przed Państwem: 2 osoby").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("pl");
  });

  it("says that a slip is valid whose stand is off line, and shows its place as soon as it is told", async () => {
    stage.streamStatus = 425;
    const page = await open("/t/x?silence=600", phone);
    await page.getByText("Din seddel er gyldig").waitFor();
    expect(await findings(page)).toEqual([]);
    stage.speak("picture", ticket("waiting"));
    await page.getByText("3 personer foran dig").waitFor();
  });

  it("buzzes once for each call and recall, after its owner has allowed it", async () => {
    stage.show("picture", ticket("waiting"));
    const page = await open("/t/x", phone);
    await page.evaluate(() => {
      const buzzes: unknown[] = [];
      Object.assign(window, { buzzes });
      navigator.vibrate = (pattern) => buzzes.push(pattern) > 0;
    });
    await page.getByRole("button", { name: "Giv lyd, når det er min tur" }).click();
    await page.getByText("Telefonen giver lyd").waitFor();
    const buzzes = () => page.evaluate(() => (window as unknown as { buzzes: unknown[] }).buzzes.length);
    stage.show("picture", ticket("called"));
    await page.getByText("Gå til Skranke 2").waitFor();
    stage.show("picture", ticket("called", { ahead: 1 }));
    await expect.poll(buzzes).toBe(1);
    stage.show("picture", ticket("called", { calls: 2 }));
    await expect.poll(buzzes).toBe(2);
  });

  it("keeps the number and says when it was heard last when the line is lost", async () => {
    stage.show("picture", ticket("waiting"));
    const page = await open("/t/x?silence=600", phone);
    await page.getByText("3 personer foran dig").waitFor();
    stage.silence();
    await page.getByText("Mistet forbindelsen.").waitFor();
    expect(await page.locator(".title .number").textContent()).toBe("A07");
    expect(await page.locator(".updated").textContent()).toMatch(/^Opdateret kl\. 10\.4/);
    expect(await findings(page)).toEqual([]);
  });

  it("lets others go first at a tap, and leaves only at the second one", async () => {
    stage.show("picture", ticket("waiting"));
    const page = await open("/t/x", phone);
    await page.getByRole("button", { name: "Jeg skal bruge 10 minutter mere" }).click();
    await expect.poll(() => stage.posts.map((one) => one.path)).toEqual(["/t/x/postpone"]);
    await page.getByRole("button", { name: "Forlad køen" }).click();
    await page.getByRole("button", { name: "Tryk igen for at forlade køen" }).waitFor();
    expect(stage.posts).toHaveLength(1);
    await page.getByRole("button", { name: "Tryk igen for at forlade køen" }).click();
    await expect.poll(() => stage.posts.map((one) => one.path)).toEqual(["/t/x/postpone", "/t/x/leave"]);
    expect(await findings(page)).toEqual([]);
  });

  it("says when a tap did not get through", async () => {
    stage.reply = () => null;
    stage.show("picture", ticket("no-show"));
    const page = await open("/t/x", phone);
    await page.getByRole("button", { name: "Tilbage i køen" }).click();
    await page.getByText("Det kom ikke igennem. Prøv igen.").waitFor();
    // A browser may ask again by itself on a connection that broke; the hub takes the same for the same.
    expect([...new Set(stage.posts.map((one) => one.path))]).toEqual(["/t/x/rejoin"]);
    stage.reply = () => ({ status: 200, body: {} });
    await page.getByRole("button", { name: "Tilbage i køen" }).click();
    await page.getByText("Det kom ikke igennem. Prøv igen.").waitFor({ state: "hidden" });
  });

  it("calls a slip valid for 20 s before it says that nobody knows it, in the phone's language", async () => {
    stage.streamStatus = 404;
    stage.streamBody = { languages: ["da", "en", "ar"] };
    const page = await open("/t/x", { ...phone, locale: "ar-SY" });
    await page.getByText("ورقتك صالحة").waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    const from = performance.now();
    await page.waitForSelector("[data-mode=unknown]", { timeout: 40_000 });
    expect(performance.now() - from).toBeGreaterThan(18_000);
    expect(await page.locator("html").getAttribute("lang")).toBe("ar");
    expect(await findings(page)).toEqual([]);
    await page.getByRole("combobox").selectOption("da");
    await page.getByText("Vi kender ikke den seddel").waitFor();
  });
});
