/**
 * Text as dots, for letters that no code page has: Debian's rsvg-convert shapes and draws it (Arabic from right to left).
 * Knows no printer; wraps by measuring what was drawn, so that nothing is cut off.
 */
import { HalFault } from "../errors.ts";
import { type Bitmap, cropped, inkOf } from "./bitmap.ts";
import { drawSvg } from "./svg-program.ts";
import { type SlotText, slotHeight, spaceWidth, svgOf } from "./text-svg.ts";

/** A text that is to be drawn, at a multiple of the normal letter. */
export type TextToDraw = { readonly text: string; readonly size: number; readonly bold: boolean };

/** `program` is rsvg-convert or what is called like it; `timeoutMs` (default 3000) is for one slip, `cached` (default 300) is how many texts are kept. */
export type TextPictureSettings = {
  readonly program?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly cached?: number | undefined;
};

/** Room beside a line, so that one that is too wide is seen to be. */
const CANVAS_PARTS = 1.5;

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

  constructor({ program = "rsvg-convert", timeoutMs = 3000, cached = 300 }: TextPictureSettings = {}) {
    this.#program = program;
    this.#timeoutMs = timeoutMs;
    this.#cached = cached;
  }

  /**
   * For each text its lines from top to bottom, cut to their ink at the sides; an empty text has none.
   * `timeoutMs` may shorten the time limit of the settings.
   */
  async draw(
    texts: readonly TextToDraw[],
    paperDots: number,
    timeoutMs = this.#timeoutMs,
  ): Promise<readonly Bitmap[][] | HalFault> {
    const until = performance.now() + Math.min(timeoutMs, this.#timeoutMs);
    // taken out first: keeping new ones may drop the oldest, which this very slip may need
    const found = new Map<string, readonly Bitmap[]>();
    for (const key of texts.map((text) => keyOf(text, paperDots))) {
      const kept = this.#kept.get(key);
      if (kept !== undefined) found.set(key, kept);
    }
    const missing = texts.filter((text) => !found.has(keyOf(text, paperDots)));
    const drawn = missing.length === 0 ? [] : await this.#drawn(missing, paperDots, until);
    if (drawn instanceof HalFault) return drawn;
    for (const [at, text] of missing.entries()) {
      const [key, lines] = [keyOf(text, paperDots), drawn[at] ?? []];
      found.set(key, lines);
      this.#keep(key, lines);
    }
    return texts.map((text) => [...(found.get(keyOf(text, paperDots)) ?? [])]);
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

  /** Asks the program once for texts that fit, three times where some are wrapped, however many there are. */
  async #drawn(
    texts: readonly TextToDraw[],
    paperDots: number,
    until: number,
  ): Promise<Bitmap[][] | HalFault> {
    const whole = await this.#slots(texts.map(unscaled), paperDots, until);
    if (whole instanceof HalFault) return whole;
    const wide = texts.filter((_, at) => (whole[at] as Bitmap).width > paperDots);
    const wrapped = wide.length === 0 ? [] : await this.#wrapped(wide, paperDots, until);
    if (wrapped instanceof HalFault) return wrapped;
    return texts.map((text, at) => {
      const lines = wide.includes(text) ? wrapped[wide.indexOf(text)] : [whole[at] as Bitmap];
      return (lines ?? []).filter(({ width }) => width > 0);
    });
  }

  /** Measures each word, fills lines with them and draws the lines. */
  async #wrapped(
    texts: readonly TextToDraw[],
    paperDots: number,
    until: number,
  ): Promise<Bitmap[][] | HalFault> {
    const words = texts.map(({ text }) => text.split(" ").filter((word) => word !== ""));
    const each = texts.flatMap((text, at) =>
      (words[at] ?? []).map((word) => unscaled({ ...text, text: word })),
    );
    const drawn = await this.#slots(each, paperDots, until);
    if (drawn instanceof HalFault) return drawn;
    let next = 0;
    const plans = texts.map((text, at) => {
      const from = next;
      next += words[at]?.length ?? 0;
      return planOf(text, words[at] ?? [], { drawn: drawn.slice(from, next), paperDots });
    });
    return await this.#lines(plans, paperDots, until);
  }

  /** Draws planned lines; what still is too wide, because a word ran over the canvas when it was measured, is drawn smaller. */
  async #lines(plans: readonly Plan[], paperDots: number, until: number): Promise<Bitmap[][] | HalFault> {
    const each = plans.flatMap(({ text, lines, scale }) =>
      lines.map((line) => ({ ...text, text: line, scale })),
    );
    const drawn = await this.#slots(each, paperDots, until);
    if (drawn instanceof HalFault) return drawn;
    const next = drawn[Symbol.iterator]();
    const found = plans.map(({ lines }) => lines.map(() => next.next().value as Bitmap));
    const widest = found.map((lines) => Math.max(0, ...lines.map(({ width }) => width)));
    if (Math.max(...widest) <= paperDots) return found;
    const smaller = plans.map((plan, at) => {
      const shrink = Math.min(1, (paperDots * 0.97) / (widest[at] as number));
      return { ...plan, scale: plan.scale * shrink };
    });
    return await this.#lines(smaller, paperDots, until);
  }

  /** Every text on one line of its own, cut to its ink at the sides. */
  async #slots(texts: readonly SlotText[], paperDots: number, until: number): Promise<Bitmap[] | HalFault> {
    const png = await drawSvg(
      this.#program,
      svgOf(texts, paperDots * CANVAS_PARTS),
      until - performance.now(),
    );
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

function unscaled(text: TextToDraw): SlotText {
  return { ...text, scale: 1 };
}

/** How a text is to be drawn: its lines, and how much smaller than its size says so that the widest word fits. */
type Plan = { readonly text: TextToDraw; readonly lines: readonly string[]; readonly scale: number };

/** Fills lines with words, by the words' widths as they were drawn. */
function planOf(
  text: TextToDraw,
  words: readonly string[],
  { drawn, paperDots }: { drawn: readonly Bitmap[]; paperDots: number },
): Plan {
  const space = spaceWidth(text.size);
  const widths = drawn.map(({ width }) => width + space / 4);
  const scale = Math.min(1, (paperDots - space) / Math.max(1, ...widths));
  const lines: string[] = [];
  let room = 0;
  for (const [at, word] of words.entries()) {
    const width = widths[at] ?? 0;
    if (lines.length > 0 && width <= room) lines[lines.length - 1] += ` ${word}`;
    else {
      lines.push(word);
      room = paperDots / scale;
    }
    room -= width + space;
  }
  return { text, lines, scale };
}

/** The edges of what was drawn, without what is inside. */
function outlineOf(drawn: Bitmap): string {
  const ink = inkOf(drawn);
  return `${drawn.width} ${ink?.top} ${ink?.bottom}`;
}
