import { describe, expect, it } from "vitest";
import { findings } from "./browser.ts";
import { staged } from "./staged.ts";

const { stage, open } = staged();

describe("the administration page of somebody who is no administrator", () => {
  it.each([
    [403, "Du kan ikke ændre opsætningen"],
    [401, "Du er ikke længere logget ind."],
  ])("says so in words and offers to sign in, after an answer of %i", async (status, words) => {
    stage.get = (path) => {
      if (path === "/.well-known/talon") return { status: 200, body: { location: "demo" } };
      return path.startsWith("/api/") ? { status, body: { problem: "x" } } : null;
    };
    const page = await open("/admin#queues", { viewport: { width: 400, height: 850 } });
    await page.getByText(words).waitFor();
    expect(await page.locator(".save-bar").count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Log ind" }).click();
    await page.waitForURL(/\/sign-in\?to=%2Fadmin%23queues$/);
  });
});
