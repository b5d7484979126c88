/**
 * One slip of simulated paper, drawn to scale, with a link to the page behind its code.
 * Knows no printer.
 */
import { type PaperWidthMm, receiptColumns } from "../../../protocol/receipt.ts";
import { receiptSvg } from "../../../protocol/screen/receipt.ts";
import type { PaperSlip } from "../../../protocol/snapshots.ts";
import type { FarSideTexts } from "../../../protocol/texts/keys.ts";

/** The paper's width, which a slip does not say: only 80 mm paper has room for more than 32 letters of size 1. */
function widthOf(slip: PaperSlip): PaperWidthMm {
  return slip.lines.some((line) => line.length > receiptColumns(58)) ? 80 : 58;
}

/** A code that leads to a page; others are only codes. */
function pageOf(slip: PaperSlip): string | null {
  return slip.qr !== null && /^https?:\/\//.test(slip.qr) ? slip.qr : null;
}

/** The slip; a torn one ends in a ragged edge and says so. */
export function Slip({ slip, texts }: { readonly slip: PaperSlip; readonly texts: FarSideTexts }) {
  const page = pageOf(slip);
  return (
    <article class={slip.complete ? "slip" : "slip incomplete"} aria-label={slip.number ?? texts.paper}>
      {slip.layout === undefined ? (
        <pre>{slip.lines.join("\n")}</pre>
      ) : (
        <div class="drawing" dangerouslySetInnerHTML={{ __html: receiptSvg(slip.layout, widthOf(slip)) }} />
      )}
      {slip.complete ? null : <p class="torn">{texts.torn}</p>}
      {page === null ? null : (
        <a href={page} target="_blank" rel="noreferrer">
          {texts.openTicket} <span class="hidden">{slip.number}</span>
        </a>
      )}
    </article>
  );
}
