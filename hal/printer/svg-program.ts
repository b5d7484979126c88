/**
 * An SVG document drawn by a program: rsvg-convert, or what is called like it.
 * Knows neither texts nor printers.
 */
import { spawn } from "node:child_process";
import { PNG } from "pngjs";
import { HalFault, systemCode } from "../errors.ts";
import { type Bitmap, bitmapOf } from "./bitmap.ts";

/** Brighter than this is white: a little above the middle, since thin strokes fade on thermal paper. */
const WHITE_FROM = 160;

/**
 * The picture in black and white, or HAL_PRINTER_NO_FONT when the program is missing, ends with an error, gives no PNG or
 * takes longer than `timeoutMs`; then it is killed.
 */
export function drawSvg(program: string, svg: string, timeoutMs: number): Promise<Bitmap | HalFault> {
  return new Promise((resolve) => {
    const child = spawn(program, ["--format=png"], { stdio: ["pipe", "pipe", "ignore"] });
    const out: Buffer[] = [];
    const fail = (why: string, cause?: unknown): void => {
      resolve(new HalFault("HAL_PRINTER_NO_FONT", `${program} ${why}`, cause));
    };
    const late = (): void => {
      child.kill("SIGKILL");
      fail("(too slow)");
    };
    const timer = setTimeout(late, Math.max(0, timeoutMs));
    child.on("error", (error) => fail(`(${systemCode(error)})`, error));
    child.stdin.on("error", () => undefined); // it ended early; its end says why
    child.stdout.on("data", (bytes: Buffer) => out.push(bytes));
    child.on("close", (code) => {
      clearTimeout(timer);
      const bitmap = code === 0 ? decoded(Buffer.concat(out)) : undefined;
      if (bitmap === undefined) fail(`(exit ${code ?? "by a signal"})`);
      else resolve(bitmap);
    });
    child.stdin.end(svg);
  });
}

function decoded(bytes: Buffer): Bitmap | undefined {
  try {
    const { width, height, data } = PNG.sync.read(bytes);
    const colours = new Uint32Array(data.buffer, data.byteOffset, width * height);
    return bitmapOf(width, height, (x, y) => ((colours[y * width + x] as number) & 0xff) < WHITE_FROM);
  } catch {
    return undefined;
  }
}
