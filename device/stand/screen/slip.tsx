/**
 * One slip of simulated paper, drawn to scale, with a link to the page behind its code.
 * Knows no printer.
 */
import { receiptSvg } from "../../../protocol/screen/receipt.ts";
import type { PaperSlip } from "../../../protocol/snapshots.ts";
import type { FarSideTexts } from "../../../protocol/texts/far-side.ts";

/** A code that leads to a page; others are only codes. */
function pageOf(slip: PaperSlip): string | null {
  return slip.qr !== null && /^https?:\/\//.test(slip.qr) ? slip.qr : null;
}

/** The slip; a torn one ends in a ragged edge and says so. */
export function Slip({ slip, texts }: { readonly slip: PaperSlip; readonly texts: FarSideTexts }) {
  const page = pageOf(slip);
  const { layout } = slip;
  return (
    <article class={slip.complete ? "slip" : "slip incomplete"} aria-label={slip.number ?? texts.paper}>
      {layout === undefined ? (
        <pre>{slip.lines.join("\n")}</pre>
      ) : (
        <div class="drawing" dangerouslySetInnerHTML={{ __html: receiptSvg(layout.lines, layout.widthMm) }} />
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
