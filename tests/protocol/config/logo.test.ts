import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { LOGO_BYTES, logoProblem } from "../../../protocol/config/logo.ts";
import { check, locationSchema } from "../../../protocol/config.ts";
import { pngEdges } from "../../../protocol/screen/png.ts";
import { receiptSvg } from "../../../protocol/screen/receipt.ts";

const png = (width: number, height: number) => PNG.sync.write(new PNG({ width, height })).toString("base64");

describe("the logo of a receipt", () => {
  it("is a PNG file that fits the paper", () => {
    expect(logoProblem(png(576, 200))).toBeNull();
    expect(pngEdges(png(300, 90))).toEqual({ width: 300, height: 90 });
    expect(pngEdges("ikke base64!")).toBeNull();
  });

  it.each([
    ["", "is not a PNG picture"],
    ["ikke base64!", "is not base64 (base64 -w0 logo.png)"],
    [Buffer.from("GIF89a".repeat(20)).toString("base64"), "is not a PNG picture"],
    [png(577, 20), "is 577 by 20 dots; at most 576 by 576 fit a receipt"],
    [Buffer.alloc(LOGO_BYTES + 3).toString("base64"), "is larger than 32 kB: make the picture smaller"],
  ])("is refused in words otherwise (%#)", (base64, problem) => {
    expect(logoProblem(base64)).toBe(problem);
  });

  it("that is bad is a problem of the location's document, by its path", () => {
    const stand = { stand: "s1", name: { da: "Stander" }, buttons: [], logo: "R0lGODlh" };
    const checked = check(locationSchema, { stands: [stand] });
    expect(checked).toMatchObject({
      problems: expect.arrayContaining([{ path: "stands.0.logo", problem: "is not a PNG picture" }]),
    });
  });

  it("that is good is no problem of the document", () => {
    const checked = check(locationSchema, { stands: [{ logo: png(300, 90) }] });
    const paths = checked.ok ? [] : checked.problems.map(({ path }) => path);
    expect(paths).toContain("stands.0.stand");
    expect(paths).not.toContain("stands.0.logo");
  });

  it("is drawn on the screen's paper as on paper: in the middle, smaller where it is too wide", () => {
    expect(receiptSvg([{ kind: "picture", png: png(400, 100) }], 80)).toContain(
      '<image x="120" width="400" height="100"',
    );
    expect(receiptSvg([{ kind: "picture", png: png(576, 100) }], 58)).toContain(
      '<image x="40" width="384" height="67"',
    );
    expect(receiptSvg([{ kind: "picture", png: "R0lGODlh" }], 58)).not.toContain("<image");
  });
});
