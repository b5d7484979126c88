/**
 * The paper as a picture, one dot a dot: what a printer of a given width would print from a stream.
 * Letters are decoded by Python's code tables, drawn in DejaVu by rsvg-convert, QR codes made by qrencode and read by zbarimg:
 * none of it is ours. Only the commands are read by our own reader, which throws at any that it does not know.
 */
import { execFileSync } from "node:child_process";
import { PNG } from "pngjs";
import { type Step, stepsOf } from "./escpos-reader.ts";

/** Python's names of the tables that a printer's manual numbers (ESC t n). */
export type PythonTables = Readonly<Record<number, string>>;

/** The paper: how many dots across, what its tables are, and which paper lies around the dots. */
export type PrinterUnderTest = { dots: number; tables: PythonTables };

/** A printed paper. `overflow` is by how many dots the widest thing is too wide. */
export type Printed = { png: Buffer; texts: string[]; qr: string[]; overflow: number; cuts: number };

const LETTER = { width: 12, height: 24, pitch: 30 };

/** Prints the stream and looks at the paper. */
export function printed(bytes: Uint8Array, printer: PrinterUnderTest): Printed {
  const page = new Page(printer);
  for (const step of decodedLetters(stepsOf(bytes), printer.tables)) page.print(step);
  const png = execFileSync("rsvg-convert", ["--format=png", "--unlimited"], {
    input: page.svg(),
    maxBuffer: 1 << 28,
  });
  return { png, texts: page.texts, qr: codesIn(png), overflow: page.overflow, cuts: page.cuts };
}

/** Every QR code on a picture, as zbarimg reads it. */
function codesIn(png: Buffer): string[] {
  try {
    const read = execFileSync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-"], {
      input: png,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
    });
    return read.split("\n").filter((line) => line !== "");
  } catch (error) {
    if ((error as { status?: number }).status === 4) return []; // no code found
    throw error;
  }
}

type Lettered =
  | Exclude<Step, { does: "letter" }>
  | { does: "letter"; letter: string; size: number; bold: boolean; align: number };

/** One question to Python for the letters of a whole slip: [table, byte] pairs in, letters out. */
function decodedLetters(steps: readonly Step[], tables: PythonTables): Lettered[] {
  const letters = steps.filter((step) => step.does === "letter");
  const asked = letters.map(({ table, byte }) => [tables[table] ?? `no table ${table}`, byte]);
  const code = "import json,sys;print(json.dumps([bytes([b]).decode(t) for t,b in json.load(sys.stdin)]))";
  const answer = execFileSync("python3", ["-c", code], { input: JSON.stringify(asked), encoding: "utf8" });
  const decoded = JSON.parse(answer) as string[];
  let at = 0;
  return steps.map((step) => (step.does === "letter" ? { ...step, letter: decoded[at++] ?? "" } : step));
}

class Page {
  readonly texts: string[] = [];
  overflow = 0;
  cuts = 0;
  readonly #dots: number;
  readonly #parts: string[] = [];
  #y = 0;
  #line: Extract<Lettered, { does: "letter" }>[] = [];

  constructor({ dots }: PrinterUnderTest) {
    this.#dots = dots;
  }

  print(step: Lettered): void {
    switch (step.does) {
      case "letter":
        this.#line.push(step);
        break;
      case "line":
        this.#endLine();
        break;
      case "feed":
        this.#y += step.dots;
        break;
      case "dots":
        this.#picture(dotsPng(step), { width: step.stride * 8, height: step.rows, align: step.align });
        break;
      case "qr": {
        const png = execFileSync("qrencode", [
          "-o",
          "-",
          "-s",
          `${step.module}`,
          "-m",
          "0",
          "-l",
          "M",
          step.data,
        ]);
        const { width, height } = PNG.sync.read(png);
        this.#picture(png, { width, height, align: step.align });
        break;
      }
      case "cut":
        this.cuts += 1;
    }
  }

  svg(): string {
    const size = `width="${this.#dots + 48}" height="${this.#y + 48}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#fff"/><g transform="translate(24 24)">${this.#parts.join("")}</g></svg>`;
  }

  #left(width: number, align: number): number {
    this.overflow = Math.max(this.overflow, width - this.#dots);
    return Math.floor(((this.#dots - width) * align) / 2);
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = [];
    const width = line.reduce((sum, { size }) => sum + size * LETTER.width, 0);
    const highest = Math.max(1, ...line.map(({ size }) => size));
    let x = this.#left(width, line[0]?.align ?? 0);
    for (const { letter, size, bold } of line) {
      const look = `font-family="DejaVu Sans Mono" font-size="${size * 19.9}"${bold ? ' font-weight="bold"' : ""}`;
      const sign = letter.replace("&", "&amp;").replace("<", "&lt;");
      if (letter !== " ")
        this.#parts.push(
          `<text x="${x}" y="${this.#y + highest * 19}" ${look} xml:space="preserve">${sign}</text>`,
        );
      x += size * LETTER.width;
    }
    const text = line
      .map(({ letter }) => letter)
      .join("")
      .trim();
    if (text !== "") this.texts.push(text);
    this.#y += Math.max(LETTER.pitch, highest * LETTER.height);
  }

  #picture(png: Buffer, { width, height, align }: { width: number; height: number; align: number }): void {
    if (this.#line.length > 0) throw new Error("a picture in the middle of a line");
    const place = `x="${this.#left(width, align)}" y="${this.#y}" width="${width}" height="${height}"`;
    this.#parts.push(`<image ${place} href="data:image/png;base64,${png.toString("base64")}"/>`);
    this.#y += height;
  }
}

function dotsPng({ stride, rows, dots }: { stride: number; rows: number; dots: Uint8Array }): Buffer {
  const png = new PNG({ width: stride * 8, height: rows });
  for (let at = 0; at < stride * 8 * rows; at++) {
    const isBlack = ((dots[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
    png.data.set([isBlack ? 0 : 255, isBlack ? 0 : 255, isBlack ? 0 : 255, 255], at * 4);
  }
  return PNG.sync.write(png);
}
