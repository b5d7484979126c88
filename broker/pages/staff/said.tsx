/**
 * What came of the last command, told to screen readers as it comes; with a second press where somebody may insist.
 * Knows no connection.
 */
import { SESSION_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";

export function SaidLine({ page }: { readonly page: CounterPage }) {
  const said = page.said.value;
  const again = said?.again;
  return (
    <div role="status" class={said?.isTrouble === true ? "said trouble" : "said"}>
      {said?.text(page.language.value) ?? ""}
      {again === undefined ? null : (
        <button type="button" class="again" onClick={() => void page.order(again)}>
          {SESSION_TEXTS[page.language.value].callAnyway}
        </button>
      )}
    </div>
  );
}
