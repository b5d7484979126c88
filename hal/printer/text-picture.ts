/**
 * Text as dots, for letters that no code page has: Debian's rsvg-convert shapes and draws it (Arabic from right to left).
 * Knows no printer; wraps by measuring what was drawn, so that nothing is cut off.
 */
import { spawn } from "node:child_process";
import { PNG } from "pngjs";
import { HalFault, systemCode } from "../errors.ts";
import { type Bitmap, bitmapOf, cropped, inkOf } from "./bitmap.ts";
import { type SlotText, slotHeight, spaceWidth, svgOf } from "./text-svg.ts";

/** A text that is to be drawn, at a multiple of the normal letter. */
export type TextToDraw = { readonly text: string; readonly size: number; readonly bold: boolean };

/** `program` is rsvg-convert or what is called like it; `timeoutMs` is for one slip. */
export type TextPictureSettings = {
  readonly program?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly cached?: number | undefined;
};

/** Room beside a line, so that one that is too wide is seen to be. */
const CANVAS_PARTS = 1.5;
/** Brighter than this is white: a little above the middle, since thin strokes fade on thermal paper. */
const WHITE_FROM = 160;

/**
 * Draws texts and keeps the pictures.
 * Promises: `draw` ends within its time limit and never rejects for trouble of the program, which is its answer; every
 * picture is at most as wide as the paper and holds whole words, a word wider than the paper being drawn smaller.
 * Fault answered: HAL_PRINTER_NO_FONT.
 */
export class TextPictures {
  readonly #program: string;
  readonly #timeoutMs: number;
  readonly #cached: number;
  readonly #kept = new Map<string, readonly Bitmap[]>();

  constructor({ program = "rsvg-convert", timeoutMs = 2000, cached = 300 }: TextPictureSettings = {}) {
    this.#program = program;
    this.#timeoutMs = timeoutMs;
    this.#cached = cached;
  }

  /** For each text its lines from top to bottom, cut to their ink at the sides; an empty text has none. */
  async draw(texts: readonly TextToDraw[], paperDots: number): Promise<readonly Bitmap[][] | HalFault> {
    const until = performance.now() + this.#timeoutMs;
    const missing = texts.filter((text) => !this.#kept.has(keyOf(text, paperDots)));
    const fault = missing.length === 0 ? undefined : await this.#fill(missing, paperDots, until);
    if (fault !== undefined) return fault;
    return texts.map((text) => [...(this.#kept.get(keyOf(text, paperDots)) ?? [])]);
  }

  /** What is wrong, or undefined: the program must be there and have an Arabic and a Cyrillic font. */
  async problem(): Promise<HalFault | undefined> {
    // U+0378 is no letter: a program without a font draws the same box for it as for the letter that it lacks
    const drawn = await this.#slots(
      ["ب", "ї", "\u0378"].map(plain),
      200,
      performance.now() + this.#timeoutMs,
    );
    if (drawn instanceof HalFault) return drawn;
    const [arabic, cyrillic, box] = drawn.map(outlineOf);
    if (arabic !== box && cyrillic !== box) return undefined;
    return new HalFault("HAL_PRINTER_NO_FONT", `${this.#program} without fonts`);
  }

  async #fill(texts: readonly TextToDraw[], paperDots: number, until: number): Promise<HalFault | undefined> {
    const whole = await this.#slots(
      texts.map((text) => ({ ...text, scale: 1 })),
      paperDots,
      until,
    );
    if (whole instanceof HalFault) return whole;
    for (const [at, text] of texts.entries()) {
      const line = whole[at] as Bitmap;
      const lines = line.width <= paperDots ? [line] : await this.#wrapped(text, paperDots, until);
      if (lines instanceof HalFault) return lines;
      this.#keep(
        keyOf(text, paperDots),
        lines.filter(({ width }) => width > 0),
      );
    }
    return undefined;
  }

  /** Measures each word, fills lines with them and draws the lines. */
  async #wrapped(text: TextToDraw, paperDots: number, until: number): Promise<Bitmap[] | HalFault> {
    const words = text.text.split(" ").filter((word) => word !== "");
    const drawn = await this.#slots(
      words.map((word) => ({ ...text, text: word, scale: 1 })),
      paperDots,
      until,
    );
    if (drawn instanceof HalFault) return drawn;
    const space = spaceWidth(text.size);
    const widths = drawn.map(({ width }) => width + space / 4);
    // a word that runs over the canvas is measured as the canvas; drawn once more it may have to shrink again
    const scale = Math.min(1, (paperDots - space) / Math.max(...widths));
    return await this.#lines(text, linesOf(words, widths, { paperDots: paperDots / scale, space }), {
      scale,
      paperDots,
      until,
    });
  }

  async #lines(
    text: TextToDraw,
    lines: readonly string[],
    by: { scale: number; paperDots: number; until: number },
  ): Promise<Bitmap[] | HalFault> {
    const slots = lines.map((line) => ({ ...text, text: line, scale: by.scale }));
    const drawn = await this.#slots(slots, by.paperDots, by.until);
    if (drawn instanceof HalFault) return drawn;
    const widest = Math.max(...drawn.map(({ width }) => width));
    if (widest <= by.paperDots) return drawn;
    return await this.#lines(text, lines, { ...by, scale: (by.scale * by.paperDots * 0.97) / widest });
  }

  /** Every text on one line of its own, cut to its ink at the sides. */
  async #slots(texts: readonly SlotText[], paperDots: number, until: number): Promise<Bitmap[] | HalFault> {
    const png = await this.#convert(svgOf(texts, paperDots * CANVAS_PARTS), until - performance.now());
    if (png instanceof HalFault) return png;
    let top = 0;
    return texts.map(({ size }) => {
      const bottom = top + slotHeight(size);
      const ink = inkOf(png, top, bottom);
      const slot = ink ? { ...ink, top, bottom } : { left: 0, right: 0, top, bottom };
      top = bottom;
      return cropped(png, slot);
    });
  }

  #convert(svg: string, timeoutMs: number): Promise<Bitmap | HalFault> {
    return new Promise((resolve) => {
      const child = spawn(this.#program, ["--format=png"], { stdio: ["pipe", "pipe", "ignore"] });
      const out: Buffer[] = [];
      const fail = (why: string, cause?: unknown): void => {
        resolve(new HalFault("HAL_PRINTER_NO_FONT", `${this.#program} ${why}`, cause));
      };
      const timer = setTimeout(
        () => {
          child.kill("SIGKILL");
          fail("(too slow)");
        },
        Math.max(0, timeoutMs),
      );
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

  /** The oldest pictures go first. */
  #keep(key: string, lines: readonly Bitmap[]): void {
    this.#kept.set(key, lines);
    for (const old of this.#kept.keys()) {
      if (this.#kept.size <= this.#cached) return;
      this.#kept.delete(old);
    }
  }
}

function plain(text: string): SlotText {
  return { text, size: 1, bold: false, scale: 1 };
}

function keyOf({ text, size, bold }: TextToDraw, paperDots: number): string {
  return `${paperDots} ${size} ${bold} ${text}`;
}

/** The words of each line, with the widths of words, space and paper in dots. */
function linesOf(
  words: readonly string[],
  widths: readonly number[],
  { paperDots, space }: { paperDots: number; space: number },
): string[] {
  const lines: string[] = [];
  let room = 0;
  for (const [at, word] of words.entries()) {
    const width = widths[at] ?? 0;
    if (lines.length > 0 && width <= room) lines[lines.length - 1] += ` ${word}`;
    else {
      lines.push(word);
      room = paperDots;
    }
    room -= width + space;
  }
  return lines;
}

function decoded(bytes: Buffer): Bitmap | undefined {
  try {
    const { width, height, data } = PNG.sync.read(bytes);
    const red = new Uint32Array(data.buffer, data.byteOffset, width * height);
    return bitmapOf(width, height, (x, y) => ((red[y * width + x] as number) & 0xff) < WHITE_FROM);
  } catch {
    return undefined;
  }
}

/** The edges of what was drawn, without what is inside. */
function outlineOf(drawn: Bitmap): string {
  const ink = inkOf(drawn);
  return `${drawn.width} ${ink?.top} ${ink?.bottom}`;
}
