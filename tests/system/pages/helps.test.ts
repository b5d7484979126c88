import { beforeEach, describe, expect, it } from "vitest";
import { findings } from "./browser.ts";
import { STAFF_SCENES } from "./staff-scenes.ts";
import { staged } from "./staged.ts";
import { ID } from "./town.ts";

const wide = { viewport: { width: 1024, height: 768 } };
const { stage, open } = staged();

beforeEach(() => {
  stage.reply = () => ({ status: 200, body: { helping: ID } });
});

describe("a call for help on the staff page", () => {
  it("stands above all else, is heard once, and is answered with the counter's name", async () => {
    stage.show("picture", STAFF_SCENES["free"]);
    const page = await open("/staff?counter=1", wide);
    await page.locator(".current").waitFor();
    expect(stage.sounds).toEqual([]);
    stage.show("picture", STAFF_SCENES["helps"]);
    const alert = page.getByRole("alert", { name: "Kald om hjælp" });
    await alert.getByText("Standeren i hallen: en borger har brug for hjælp.").waitFor();
    await expect.poll(() => stage.sounds.length).toBe(1);
    stage.show("picture", { ...STAFF_SCENES["helps"]!, at: STAFF_SCENES["helps"]!.at + 1 });
    expect(await findings(page)).toEqual([]);
    await alert.getByRole("button", { name: "Jeg kommer" }).click();
    await expect
      .poll(() => stage.posts.at(-1))
      .toMatchObject({
        path: "/api/locations/demo/answer-help",
        body: { help: ID, counter: "1" },
      });
    expect(stage.sounds).toHaveLength(1);
    expect(await page.getByText("Hentes ved standeren").filter({ visible: true }).count()).toBe(2);
  });

  it("is no place on the page while nobody calls", async () => {
    stage.show("picture", STAFF_SCENES["free"]);
    const page = await open("/staff?counter=1", wide);
    await page.locator(".current").waitFor();
    expect(await page.locator(".helps").isVisible()).toBe(false);
  });
});
