/** A ticket's code on the stand's screen, for a phone to scan. Knows no ticket. */
import { qrPath } from "../../../protocol/screen/qr.ts";

/** Modules of white around a code (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** `text` as a QR code; `label` is what a screen reader says instead. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = qrPath(text);
  const edge = size + 2 * QUIET;
  return (
    <svg
      class="qr"
      viewBox={`${-QUIET} ${-QUIET} ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={`M${-QUIET} ${-QUIET}h${edge}v${edge}h${-edge}z`} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
