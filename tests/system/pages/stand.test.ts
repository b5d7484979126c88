import { beforeEach, describe, expect, it } from "vitest";
import type { ToMend } from "../../../protocol/terms.ts";
import { MENDS_TEXTS } from "../../../protocol/texts/texts.ts";
import { findings, isTooWide } from "./browser.ts";
import { coveredBy } from "./keys.ts";
import { staged } from "./staged.ts";
import { STAND_SCENES, slip, stand } from "./stand-scenes.ts";
import { MORNING } from "./town.ts";

const screen = { viewport: { width: 1024, height: 768 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

beforeEach(() => {
  stage.reply = () => ({ status: 200, body: {} });
  stage.show("simulated", {
    printer: { paper: "ok", online: true, jam: false },
    network: { up: true },
    buttons: { plugged: true, held: [2] },
    scanner: { plugged: true },
    keypad: { plugged: false },
  });
});

describe("the stand's screen", () => {
  it("is fit for people with disabilities in every state", async () => {
    stage.show("picture", stand());
    stage.show("strip", [slip(58), slip(80, "en", false)]);
    const page = await open("/", phone);
    for (const [name, picture] of Object.entries(STAND_SCENES)) {
      stage.show("picture", { ...picture, locationName: { da: name } });
      await page.locator(".place", { hasText: new RegExp(`^${name}$`) }).waitFor();
      expect(await findings(page), name).toEqual([]);
      expect(await isTooWide(page), name).toBe(false);
    }
  });

  it("has its labels level with the buttons beside it", async () => {
    stage.show("picture", stand({ simulated: true }));
    const page = await open("/", screen);
    await page.locator(".push").first().waitFor();
    const middles = (selector: string) =>
      page.locator(selector).evaluateAll((elements) =>
        elements.map((element) => {
          const box = element.getBoundingClientRect();
          return box.top + box.height / 2;
        }),
      );
    const [labels, buttons] = [await middles(".soft"), await middles(".push")];
    expect(labels).toHaveLength(3);
    for (const [index, middle] of labels.entries())
      expect(Math.abs(middle - buttons[index]!)).toBeLessThan(8);
  });

  it("has all its simulated buttons at hand, also those without a key and while it is closed for service", async () => {
    const round = { ...STAND_SCENES["service"]!, buttonCount: 8, simulated: true };
    stage.show("picture", round);
    const page = await open("/", screen);
    await page.getByRole("button", { name: "Tryk på knap 8" }).waitFor();
    expect(await page.locator(".push.dark").count()).toBe(8);
    await page.getByRole("button", { name: "Tryk på knap 8" }).click();
    await expect.poll(() => stage.posts.map(({ path }) => path)).toContain("/simulated/button/8/press");
  });

  it("moves what a hand would move on simulated hardware", async () => {
    stage.show("picture", stand({ simulated: true }));
    stage.show("strip", [slip(58)]);
    const page = await open("/", screen);
    await page.getByRole("button", { name: "Tryk på knap 3" }).click();
    await page.getByRole("button", { name: "Scan sidste billet" }).click();
    await page.getByLabel("Kode").fill("ABC");
    await page.getByRole("button", { name: "Hold koden frem" }).click();
    await page.getByRole("button", { name: "Riv af" }).click();
    await page.getByLabel("Intet papir").click();
    await page.getByLabel("Papirstop").click();
    await page.getByLabel("Tændt").click();
    await page.getByLabel("Forbundet").click();
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => stage.posts.length).toBe(9);
    expect(stage.posts.toSorted((one, other) => one.path.localeCompare(other.path))).toEqual(
      [
        { path: "/simulated/button/3/press", body: "" },
        { path: "/simulated/scanner", body: slip(58).qr },
        { path: "/simulated/scanner", body: "ABC" },
        { path: "/simulated/paper/tear", body: "" },
        { path: "/simulated/printer", body: { paper: "out" } },
        { path: "/simulated/printer", body: { jam: true } },
        { path: "/simulated/printer", body: { online: false } },
        { path: "/simulated/network", body: { up: false } },
        { path: "/language", body: { language: "en" } },
      ].toSorted((one, other) => one.path.localeCompare(other.path)),
    );
  });

  it("pulls cables and holds buttons down, of the parts that are simulated", async () => {
    stage.show("picture", stand({ simulated: true }));
    const page = await open("/", screen);
    const cables = page.getByRole("group", { name: "Kabler" });
    await cables.getByLabel("Knapper").click();
    await cables.getByLabel("Scanner").click();
    expect(await cables.getByLabel("Taltastatur").isChecked()).toBe(false);
    await cables.getByLabel("Taltastatur").click();
    expect(await cables.getByLabel("Højttaler").count()).toBe(0);
    await page.getByLabel("Hold knap 1 nede").click();
    expect(await page.getByLabel("Hold knap 2 nede").isChecked()).toBe(true);
    await page.getByLabel("Hold knap 2 nede").click();
    await expect.poll(() => stage.posts.length).toBe(5);
    expect(stage.posts.map(({ path, body }) => [path, body])).toEqual([
      ["/simulated/buttons", { plugged: false }],
      ["/simulated/scanner/plugged", { plugged: false }],
      ["/simulated/keypad/plugged", { plugged: true }],
      ["/simulated/button/1/hold", ""],
      ["/simulated/button/2/release", ""],
    ]);
    expect(await findings(page)).toEqual([]);
  });

  it("shows how printer and network stand, whoever moved them", async () => {
    stage.show("picture", stand({ simulated: true }));
    const page = await open("/", screen);
    await page.getByLabel("Papir nok").waitFor();
    stage.show("simulated", {
      printer: { paper: "out", online: false, jam: true },
      network: { up: false },
    });
    await page
      .locator("input[type=radio]:checked + *, label:has(input:checked)", { hasText: "Intet papir" })
      .waitFor();
    expect(await page.getByLabel("Tændt").isChecked()).toBe(false);
    expect(await page.getByLabel("Papirstop").isChecked()).toBe(true);
    expect(await page.getByLabel("Forbundet").isChecked()).toBe(false);
  });

  it("is as long with twenty slips as its panel, and draws each slip as it came out", async () => {
    const copy = { ...slip(58, "da", true, true), printedAt: MORNING + 60_000 };
    const twenty = Array.from({ length: 20 }, (_, index) => ({ ...slip(58), printedAt: MORNING + index }));
    stage.show("picture", stand({ simulated: true }));
    stage.show("strip", [...twenty, copy]);
    const page = await open("/", phone);
    await page.locator(".slip").nth(20).waitFor();
    const empty = await page.evaluate(() => {
      const panel = document.querySelector(".hall");
      return document.documentElement.scrollHeight - (panel?.getBoundingClientRect().bottom ?? 0) - scrollY;
    });
    expect(empty).toBeLessThan(2);
    const drawn = await page
      .locator(".drawing svg")
      .evaluateAll((all) => all.map((one) => one.ariaLabel ?? ""));
    expect(drawn.map((name) => name.includes("KOPI"))).toEqual([true, ...twenty.map(() => false)]);
  });

  it("tells each step in Danish first and in English below, whatever the citizen chose", async () => {
    stage.show("picture", { ...STAND_SCENES["out"]!, language: "en" });
    const page = await open("/", screen);
    const words = page.locator(".mend li").nth(1).locator("p span");
    await words.first().waitFor();
    expect(await words.allTextContents()).toEqual([
      "Læg rullen i, så papiret kommer nedefra.",
      "Put the roll in with the paper coming from below.",
    ]);
    expect(await words.evaluateAll((all) => all.map((one) => one.getAttribute("lang")))).toEqual([
      "da",
      "en",
    ]);
  });

  it("opens the rest on a long touch or by keyboard, never by a stray finger", async () => {
    stage.show("picture", STAND_SCENES["stuck"]);
    const page = await open("/", screen);
    const strip = page.getByRole("button", { name: "Knap: 2" });
    await strip.click();
    expect(await page.locator(".mend").count()).toBe(0);
    await strip.click({ delay: 800 });
    await page.getByRole("heading", { name: "En knap sidder fast: 2" }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Skjul" }).click();
    await strip.focus();
    await page.keyboard.press("Enter");
    await page.locator(".mend").waitFor();
    stage.show("picture", stand());
    await page.locator(".mend").waitFor({ state: "detached" });
  });

  it("is fit for people with disabilities whatever is to be mended", async () => {
    stage.show("picture", stand());
    for (const options of [screen, phone]) {
      const page = await open("/", options);
      for (const what of Object.keys(MENDS_TEXTS.da.mend) as ToMend[]) {
        stage.show("picture", stand({ mends: [what], locationName: { da: what } }));
        await page.locator(".place", { hasText: new RegExp(`^${what}$`) }).waitFor();
        const strip = page.locator(".mend-strip button");
        if ((await strip.count()) > 0) {
          await strip.focus();
          await page.keyboard.press("Enter");
        }
        await page.locator(".mend").waitFor();
        expect(await findings(page), what).toEqual([]);
        expect(await isTooWide(page), what).toBe(false);
        expect(await coveredBy(page, ".mend"), what).toEqual([]);
      }
    }
  });

  it("keeps its labels and says so when the stand itself is silent", async () => {
    stage.show("picture", stand());
    const page = await open("/?silence=600", screen);
    await page.locator(".soft").first().waitFor();
    stage.silence();
    await page.getByText("Skærmen har mistet forbindelsen til standeren").waitFor();
    expect(await page.locator(".soft").count()).toBe(3);
    expect(await findings(page)).toEqual([]);
  });

  it("shows a ticket whose paper failed until its citizen has seen it", async () => {
    stage.show("picture", STAND_SCENES["ticket"]);
    const page = await open("/", screen);
    await page.locator(".on-screen svg").waitFor();
    expect(await page.locator(".on-screen .number").textContent()).toBe("A07");
    await page.getByRole("button", { name: "Jeg har set mit nummer" }).click();
    await expect.poll(() => stage.posts.map((post) => post.path)).toEqual(["/dismiss"]);
  });

  it("lists the open tickets in order for staff with the PIN, and for nobody else", async () => {
    stage.show("picture", stand({ online: false }));
    const page = await open("/", screen);
    stage.reply = () => ({ status: 403, body: { problem: "pin" } });
    await page.getByRole("button", { name: "Åbne numre" }).click();
    await page.getByLabel("Personalets pinkode").fill("0000");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByText("Forkert pinkode.").waitFor();
    stage.reply = () => ({ status: 429, body: {} });
    await page.getByLabel("Personalets pinkode").fill("0001");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByText("For mange forsøg").waitFor();
    expect(await findings(page)).toEqual([]);
    const one = {
      number: "AB01",
      queueName: { da: "Borgerservice" },
      issuedAt: MORNING,
      paper: "printed",
      state: "waiting",
    };
    stage.reply = () => ({ status: 200, body: { tickets: [one, { ...one, number: "AB02" }] } });
    await page.getByLabel("Personalets pinkode").fill("1234");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByText("AB01").waitFor();
    expect(await page.locator(".open-list bdi").allTextContents()).toEqual(["AB01", "AB02"]);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Skjul" }).click();
    await page.getByText("AB01").waitFor({ state: "detached" });
  });
});
