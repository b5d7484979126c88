/**
 * Reads an ESC/POS stream as a printer does, independently of the encoder: code tables by ESC t, sizes, pictures, QR codes, cuts.
 * Throws at any command it does not know: an unknown command comes out of a real printer as rubbish.
 */

/** The upper half of the code tables, by Epson's numbers (ESC t n), from Unicode's CP437.TXT and IBM's CP865. */
const TABLES: Readonly<Record<number, string>> = {
  0: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ",
  5: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ",
};

/** How letters look when they are printed. */
export type Style = { table: number; size: number; bold: boolean; align: number };

/** What a stream tells a printer to do, step by step. */
export type Step =
  | ({ does: "letter"; byte: number } & Style)
  | { does: "line" }
  | { does: "feed"; dots: number }
  | { does: "dots"; stride: number; rows: number; dots: Uint8Array; align: number }
  | { does: "qr"; data: string; module: number; align: number }
  | { does: "cut" };

const PLAIN: Style = { table: 0, size: 1, bold: false, align: 0 };

/** The steps of a stream. */
export function stepsOf(bytes: Uint8Array): Step[] {
  return new Reader(bytes).steps();
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #steps: Step[] = [];
  #at = 0;
  #style = PLAIN;
  #code = { data: "", module: 3 };
  #stored: Extract<Step, { does: "dots" }> | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  steps(): Step[] {
    while (this.#at < this.#bytes.length) {
      const byte = this.#take();
      if (byte === 0x1b) this.#esc();
      else if (byte === 0x1d) this.#gs();
      else if (byte === 0x1c) this.#only(this.#take(), 0x2e, "FS");
      else if (byte === 0x0a) this.#steps.push({ does: "line" });
      else if (byte < 0x20) throw new Error(`unknown command ${byte}`);
      else this.#steps.push({ does: "letter", byte, ...this.#style });
    }
    return this.#steps;
  }

  #take(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error("the stream ends inside a command");
    this.#at += 1;
    return byte;
  }

  #word(): number {
    return this.#take() + 256 * this.#take();
  }

  #some(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new Error("the stream ends inside data");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #only(byte: number, wanted: number, command: string): void {
    if (byte !== wanted) throw new Error(`unknown command ${command} ${byte}`);
  }

  #esc(): void {
    const command = String.fromCharCode(this.#take());
    if (command === "@") this.#style = PLAIN;
    else if (command === "t") this.#style = { ...this.#style, table: this.#take() };
    else if (command === "E") this.#style = { ...this.#style, bold: this.#take() % 2 === 1 };
    else if (command === "a") this.#style = { ...this.#style, align: this.#take() };
    else if (command === "M") this.#only(this.#take(), 0, "ESC M");
    else if (command === "J") this.#steps.push({ does: "feed", dots: this.#take() });
    else throw new Error(`unknown command ESC ${command}`);
  }

  #gs(): void {
    const command = String.fromCharCode(this.#take());
    if (command === "!") this.#style = { ...this.#style, size: (this.#take() >> 4) + 1 };
    else if (command === "V" && this.#take() <= 1) this.#steps.push({ does: "cut" });
    else if (command === "v") this.#raster();
    else if (command === "(") this.#long(String.fromCharCode(this.#take()));
    else throw new Error(`unknown command GS ${command}`);
  }

  /** GS v 0 m xL xH yL yH */
  #raster(): void {
    this.#only(this.#take(), 0x30, "GS v");
    this.#only(this.#take(), 0, "GS v 0");
    const [stride, rows] = [this.#word(), this.#word()];
    this.#dots({ stride, rows, dots: this.#some(stride * rows) });
  }

  #dots(picture: { stride: number; rows: number; dots: Uint8Array }): void {
    this.#steps.push({ does: "dots", ...picture, align: this.#style.align });
  }

  #long(command: string): void {
    const data = this.#some(this.#word());
    if (command === "k") this.#symbol(data);
    else if (command === "L") this.#graphics(data);
    else throw new Error(`unknown command GS ( ${command}`);
  }

  #symbol(data: Uint8Array): void {
    const [kind, what, value = 0] = data;
    if (kind !== 49) throw new Error(`GS ( k for symbol ${kind}`);
    if (what === 67) this.#code = { ...this.#code, module: value };
    else if (what === 80)
      this.#code = { ...this.#code, data: Buffer.from(data.subarray(3)).toString("latin1") };
    else if (what === 81) this.#steps.push({ does: "qr", ...this.#code, align: this.#style.align });
    else if (what !== 65 && what !== 69) throw new Error(`GS ( k function ${what}`);
  }

  /** GS ( L, functions 112 (store) and 50 (print). */
  #graphics(data: Uint8Array): void {
    const [m, fn] = data;
    this.#only(m ?? -1, 48, "GS ( L");
    if (fn === 112) {
      const [width, rows] = [6, 8].map((at) => (data[at] ?? 0) + 256 * (data[at + 1] ?? 0)) as [
        number,
        number,
      ];
      const stride = Math.ceil(width / 8);
      const dots = data.subarray(10);
      if (dots.length !== stride * rows) throw new Error("GS ( L of another size than it says");
      this.#stored = { does: "dots", stride, rows, dots, align: 0 };
    } else if (fn === 50 && this.#stored) this.#dots(this.#stored);
    else throw new Error(`GS ( L function ${fn}`);
  }
}

/** One printed line: its text, and the widest it is in characters of normal size. */
export type PrintedLine = { text: string; columns: number };

/** What stands on the paper; `dots` is the width of the widest picture. */
export type Paper = { lines: PrintedLine[]; qr: string[]; cuts: number; modules: number[]; dots: number };

/** The paper that `bytes` print; `tables` may number the code tables otherwise, as clones do. */
export function readPaper(bytes: Uint8Array, tables = TABLES): Paper {
  const paper: Paper = { lines: [], qr: [], cuts: 0, modules: [], dots: 0 };
  let line: PrintedLine = { text: "", columns: 0 };
  for (const step of stepsOf(bytes)) {
    if (step.does === "letter")
      line = { text: line.text + letterOf(step, tables), columns: line.columns + step.size };
    else if (step.does === "line") {
      paper.lines.push(line);
      line = { text: "", columns: 0 };
    } else if (step.does === "qr") {
      paper.qr.push(step.data);
      paper.modules.push(step.module);
    } else if (step.does === "dots") paper.dots = Math.max(paper.dots, step.stride * 8);
    else if (step.does === "cut") paper.cuts += 1;
  }
  return paper;
}

function letterOf({ byte, table }: { byte: number; table: number }, tables: typeof TABLES): string {
  const letter = byte < 128 ? String.fromCharCode(byte) : tables[table]?.[byte - 128];
  if (letter === undefined) throw new Error(`no code table ${table}`);
  return letter;
}

/** The texts on the paper without rules, spaces at the ends, and empty lines. */
export function textsOn(paper: Paper): string[] {
  return paper.lines.map(({ text }) => text.trim()).filter((text) => text !== "" && !/^─+$/.test(text));
}
