import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import type { ToMend } from "../../../protocol/terms.ts";
import { MENDS_TEXTS } from "../../../protocol/texts/texts.ts";
import { findings, isTooWide } from "./browser.ts";
import { staged } from "./staged.ts";
import { keyed, STAND_SCENES, slip, stand } from "./stand-scenes.ts";
import { MORNING } from "./town.ts";

const screen = { viewport: { width: 1024, height: 768 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

beforeEach(() => {
  stage.reply = () => ({ status: 200, body: {} });
  stage.get = (path) =>
    path === "/simulated/state"
      ? {
          status: 200,
          body: {
            printer: { paper: "ok", online: true, jam: false },
            network: { up: true },
            buttons: { plugged: true, held: [2] },
            scanner: { plugged: true },
            keypad: { plugged: false },
          },
        }
      : null;
});

/** The labels of keys that lie under what was found, or out of sight below it. */
function coveredBy(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((found) => {
    const panel = document.querySelector(found)!.getBoundingClientRect();
    return [...document.querySelectorAll(".soft")].flatMap((key) => {
      const box = key.getBoundingClientRect();
      const isBeside = box.right <= panel.left || box.left >= panel.right;
      const isAbove = box.bottom <= panel.top + 1;
      return isBeside || isAbove ? [] : [key.textContent];
    });
  }, selector);
}

/** Where the middle of each key is, in pixels of the screen. */
function keyMiddles(page: Page): Promise<{ x: number; y: number }[]> {
  return page.locator(".soft").evaluateAll((keys) =>
    keys.map((key) => {
      const { left, right, top, bottom } = key.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }),
  );
}

/** The farthest that any key stands from where it stood. */
function movedBy(before: readonly { x: number; y: number }[], after: readonly { x: number; y: number }[]) {
  if (before.length !== after.length) return Number.POSITIVE_INFINITY;
  return Math.max(...before.map(({ x, y }, index) => Math.hypot(after[index]!.x - x, after[index]!.y - y)));
}

/** The keys that stand under something else, out of the screen, or that hold more words than there is room for. */
function badKeys(page: Page): Promise<string[]> {
  return page.locator(".soft").evaluateAll((keys) => {
    const others = [...document.querySelectorAll(".top, .zone > *, .centre > *, footer button")].map((one) =>
      one.getBoundingClientRect(),
    );
    return keys.flatMap((key) => {
      const box = key.getBoundingClientRect();
      const isUnder = others.some(
        ({ left, right, top, bottom }) =>
          left < box.right - 1 && right > box.left + 1 && top < box.bottom - 1 && bottom > box.top + 1,
      );
      const isFull = key.scrollHeight > key.clientHeight + 1;
      const isOut = box.top < 0 || box.bottom > innerHeight;
      return isUnder || isFull || isOut ? [`${key.textContent} ${isUnder} ${isFull} ${isOut}`] : [];
    });
  });
}

/** Whether something in it stands out of it, or it out of the screen. */
function isCut(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((found) => {
    const panel = document.querySelector(found)!.getBoundingClientRect();
    const inner = [...document.querySelectorAll(`${found} p, ${found} h2`)];
    const isOut = inner.some((one) => one.getBoundingClientRect().bottom > panel.bottom + 1);
    const isAbove = inner.some((one) => one.getBoundingClientRect().top < panel.top - 1);
    return isOut || isAbove || panel.bottom > innerHeight;
  }, selector);
}

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

  it("shows three pictures of what anybody can mend, and covers no key with them", async () => {
    for (const viewport of [screen.viewport, { width: 800, height: 480 }, { width: 1920, height: 1080 }]) {
      stage.show("picture", stand());
      const page = await open("/", { viewport });
      for (const name of ["out", "cover", "jam", "all", "eight-out"]) {
        stage.show("picture", { ...STAND_SCENES[name]!, locationName: { da: name } });
        await page.locator(".place", { hasText: new RegExp(`^${name}$`) }).waitFor();
        expect(await page.locator(".mend li svg").count(), name).toBe(3);
        expect(await coveredBy(page, ".mend"), `${name} ${viewport.width}`).toEqual([]);
        expect(await isCut(page, ".mend"), `${name} ${viewport.width}`).toBe(false);
        expect(await isTooWide(page), name).toBe(false);
      }
      stage.show("picture", STAND_SCENES["simulated-out"]);
      await page.locator(".machine.simulated .mend").waitFor();
      expect(await coveredBy(page, ".mend"), `simulated ${viewport.width}`).toEqual([]);
      stage.show("picture", stand());
      await page.locator(".mend").waitFor({ state: "detached" });
    }
  });

  it.each([
    [800, 480],
    [1024, 768],
    [1920, 1080],
  ])(
    "keeps each key beside its button whatever is shown, at %i x %i",
    async (width, height) => {
      for (const count of [4, 8]) {
        stage.show("picture", keyed(count, {}));
        const page = await open("/", { viewport: { width, height } });
        await page.locator(".soft").first().waitFor();
        const before = await keyMiddles(page);
        expect(before).toHaveLength(count);
        for (const [name, scene] of Object.entries(STAND_SCENES)) {
          if (scene.service !== null || scene.simulated) continue;
          for (const language of ["da", "en"] as const) {
            const place = `${name} ${language}`;
            const because = scene.buttons[0]?.because ?? null;
            stage.show("picture", keyed(count, { ...scene, language, locationName: { da: place } }, because));
            await page.locator(".place", { hasText: new RegExp(`^${place}$`) }).waitFor();
            expect(movedBy(before, await keyMiddles(page)), `${place}, ${count} keys`).toBeLessThanOrEqual(2);
            expect(await badKeys(page), `${place}, ${count} keys`).toEqual([]);
          }
        }
        await page.context().close();
      }
    },
    60_000,
  );

  it("keeps each key beside its button while somebody mends by the pictures or the stand is silent", async () => {
    const mends = Object.keys(MENDS_TEXTS.da.mend) as ToMend[];
    for (const viewport of [screen.viewport, { width: 800, height: 480 }]) {
      stage.show("picture", keyed(8, {}));
      const page = await open("/?silence=600", { viewport });
      await page.locator(".soft").first().waitFor();
      const before = await keyMiddles(page);
      for (const what of mends) {
        stage.show("picture", keyed(8, { mends: [what], locationName: { da: what }, scannerOnline: false }));
        await page.locator(".place", { hasText: new RegExp(`^${what}$`) }).waitFor();
        const strip = page.locator(".mend-strip button");
        if ((await strip.count()) > 0) await strip.press("Enter");
        await page.locator(".mend").waitFor();
        expect(movedBy(before, await keyMiddles(page)), what).toBeLessThanOrEqual(2);
        expect(await badKeys(page), what).toEqual([]);
        expect(await isCut(page, ".mend"), `${what} ${viewport.width}`).toBe(false);
      }
      if (viewport.height === 480) {
        stage.silence();
        await page.getByText("Skærmen har mistet forbindelsen til standeren").waitFor();
        expect(movedBy(before, await keyMiddles(page))).toBeLessThanOrEqual(2);
        expect(await badKeys(page)).toEqual([]);
      }
      await page.context().close();
    }
  }, 60_000);

  it("shows the technician what to do now larger than that the stand is closed, and promises no number", async () => {
    const round = STAND_SCENES["service-out"]!;
    for (const viewport of [{ width: 800, height: 480 }, screen.viewport, phone.viewport]) {
      stage.show("picture", round);
      const page = await open("/", { viewport });
      await page.locator(".mend").waitFor();
      const sizeOf = (selector: string) =>
        page.locator(selector).evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(round.service!.help.da);
      expect(await sizeOf(".service h1")).toBeGreaterThan(await sizeOf(".closed"));
      expect(await page.getByText("Dit nummer").count()).toBe(0);
      expect(await isTooWide(page)).toBe(false);
      if (viewport !== phone.viewport) expect(await isCut(page, ".centre"), `${viewport.width}`).toBe(false);
      const isOver = await page.evaluate(() => {
        const [words, panel] = [".service", ".mend"].map((one) =>
          document.querySelector(one)!.getBoundingClientRect(),
        );
        const isBeside = words!.right <= panel!.left || words!.bottom <= panel!.top;
        const lines = [...document.querySelectorAll<HTMLElement>(".service li")];
        return !isBeside || lines.some((line) => line.scrollWidth > line.clientWidth + 1);
      });
      expect(isOver, `${viewport.width}`).toBe(false);
      await page.context().close();
    }
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
