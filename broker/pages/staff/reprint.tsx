/**
 * A ticket's slip once more, on the stand that printed it.
 * Knows no connection.
 */
import type { ListedTicket } from "../../../protocol/snapshots.ts";
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS } from "../../../protocol/texts/texts.ts";
import { type CounterPage, saidOf } from "./counter-page.ts";

/** Nothing for tickets that no stand of the location printed. */
export function Reprint({ page, ticket }: { readonly page: CounterPage; readonly ticket: ListedTicket }) {
  const stand = page.picture.value?.stands.find((one) => one.stand === ticket.stand);
  if (stand === undefined) return null;
  const print = async () => {
    const answer = await page.ask({ path: `stands/${stand.stand}/reprint`, body: { ticket: ticket.id } });
    if (answer?.kind !== "sent") {
      page.said.value = answer === null ? null : saidOf(answer);
      return;
    }
    const { isOnline } = answer;
    page.said.value = {
      isTrouble: !isOnline,
      text: (language) => {
        const texts = SESSION_TEXTS[language];
        const name = inLanguage(stand.name, language);
        return isOnline ? texts.reprinted(name) : texts.reprintOffLine(name);
      },
    };
  };
  return (
    <button
      type="button"
      class="reprint"
      disabled={page.blocked.value !== null}
      aria-describedby="why"
      onClick={() => void print()}
    >
      {SESSION_TEXTS[page.language.value].reprint}
    </button>
  );
}
