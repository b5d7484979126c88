/**
 * Reads an ESC/POS stream as a printer does, independently of the encoder: code tables by ESC t, sizes, QR codes, cuts.
 * Throws at any command it does not know: an unknown command comes out of a real printer as rubbish.
 */

/** The upper half of the code tables, by Epson's numbers (ESC t n), from Unicode's CP437.TXT and IBM's CP865. */
const TABLES: Readonly<Record<number, string>> = {
  0: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ",
  5: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ",
};

/** One printed line: its text, and the widest it is in characters of normal size. */
export type PrintedLine = { text: string; columns: number };

/** What stands on the paper. */
export type Paper = { lines: PrintedLine[]; qr: string[]; cuts: number; modules: number[] };

/** The paper that `bytes` print; `tables` may number the code tables otherwise, as clones do. */
export function readPaper(bytes: Uint8Array, tables = TABLES): Paper {
  const paper: Paper = { lines: [], qr: [], cuts: 0, modules: [] };
  let state = { table: 0, width: 1, line: "", columns: 0, qr: "" };
  let at = 0;
  const take = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw new Error("the stream ends inside a command");
    at += 1;
    return byte;
  };
  const esc = (): void => {
    const command = String.fromCharCode(take());
    if (command === "@") state = { ...state, table: 0, width: 1, line: "", columns: 0 };
    else if (command === "t") state.table = take();
    else if ("MEa".includes(command)) take();
    else throw new Error(`unknown command ESC ${command}`);
  };
  const symbol = (): void => {
    const length = take() + 256 * take();
    const data = Array.from({ length }, take);
    const [kind, what] = data;
    if (kind !== 49) throw new Error(`GS ( k for symbol ${kind}`);
    if (what === 67) paper.modules.push(data[2] ?? 0);
    if (what === 80) state.qr = Buffer.from(data.slice(3)).toString("latin1");
    if (what === 81) paper.qr.push(state.qr);
  };
  const gs = (): void => {
    const command = String.fromCharCode(take());
    if (command === "!") state.width = (take() >> 4) + 1;
    else if (command === "V") paper.cuts += take() <= 1 ? 1 : 0;
    else if (command === "(" && take() === 0x6b) symbol();
    else throw new Error(`unknown command GS ${command}`);
  };
  const print = (byte: number): void => {
    const letter = byte < 128 ? String.fromCharCode(byte) : tables[state.table]?.[byte - 128];
    if (letter === undefined) throw new Error(`no code table ${state.table}`);
    state.line += letter;
    state.columns += state.width;
  };
  while (at < bytes.length) {
    const byte = take();
    if (byte === 0x1b) esc();
    else if (byte === 0x1d) gs();
    else if (byte === 0x1c) take();
    else if (byte === 0x0a) {
      paper.lines.push({ text: state.line, columns: state.columns });
      state = { ...state, line: "", columns: 0 };
    } else if (byte < 0x20) throw new Error(`unknown command ${byte}`);
    else print(byte);
  }
  return paper;
}

/** The texts on the paper without rules, spaces at the ends, and empty lines. */
export function textsOn(paper: Paper): string[] {
  return paper.lines.map(({ text }) => text.trim()).filter((text) => text !== "" && !/^─+$/.test(text));
}
