/**
 * A QR code as an SVG path, one unit a module.
 * Knows no page; the stand's screen and the hub draw codes, so that displays and phones do not load the encoder.
 */
import { encode } from "uqr";

export type QrPath = {
  /** Modules along one edge, without the quiet zone. */
  readonly size: number;
  /** The black modules, as an SVG path from 0,0 to `size`,`size`. */
  readonly path: string;
};

/** One row's black modules, run by run. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`;
  }
  return path;
}

/** `data` with error correction M, as the printers draw it. At most 226 bytes are asked for by receipts. */
export function qrPath(data: string): QrPath {
  const { data: rows, size } = encode(data, { ecc: "M", border: 0 });
  return { size, path: rows.map(rowPath).join("") };
}

/** A code with its quiet zone of four modules, black on white, as an SVG document of its own. */
export function qrSvg(data: string, label: string): string {
  const { size, path } = qrPath(data);
  const edge = size + 8;
  const title = label.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${edge} ${edge}" role="img" aria-label="${title}" shape-rendering="crispEdges"><path fill="#fff" d="M-4-4h${edge}v${edge}h-${edge}z"/><path fill="#000" d="${path}"/></svg>`;
}
