/**
 * Help without a ticket, at the counter or on the floor: one tap a topic, counted.
 * Knows no connection; the counts come with the picture.
 */
import { inLanguage } from "../../../protocol/terms.ts";
import { STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { type CounterPage, mayDo } from "./counter-page.ts";

/** A key for each service with how often it was pressed today. */
export function Quick({ page }: { readonly page: CounterPage }) {
  const picture = page.picture.value;
  if (picture === null || picture.services.length === 0 || !mayDo(page, "quick-serve")) return null;
  const language = page.language.value;
  const heading = STAFF_TEXTS[language].command["quick-serve"];
  const counter = page.counter.value?.counter;
  return (
    <section class="quick" aria-label={heading}>
      <h2>{heading}</h2>
      <div class="topics">
        {picture.services.map(({ service, name }) => (
          <button
            key={service}
            type="button"
            disabled={page.blocked.value !== null}
            aria-describedby="why"
            onClick={() => void page.order({ path: "quick-serve", body: { service, counter } })}
          >
            {inLanguage(name, language)}
            <span class="count">{picture.quick.find((one) => one.service === service)?.count ?? 0}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
