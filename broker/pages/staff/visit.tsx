/**
 * The turns of the visit at the counter: moved on, one more service, tags; folded away below the counter's keys.
 * Knows no connection; commands come from `view.ts`.
 */
import type { ListedTicket, StaffPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { Choice } from "./choice.tsx";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { Reprint } from "./reprint.tsx";
import { type Counter, visitCommand } from "./view.ts";

type Props = { readonly page: CounterPage; readonly counter: Counter; readonly ticket: ListedTicket };

function Tags({ page, counter, ticket }: Props) {
  const texts = STAFF_TEXTS[page.language.value];
  const tags = page.picture.value?.tags ?? [];
  const put = (tag: string) => {
    const has = ticket.tags.includes(tag);
    const kept = has ? ticket.tags.filter((one) => one !== tag) : [...ticket.tags, tag];
    void page.order(visitCommand("tag", { ticket, counter }, { tags: kept }));
  };
  if (tags.length === 0) return null;
  return (
    <fieldset class="tags">
      <legend>{texts.tags}</legend>
      {tags.map(({ tag, name }) => (
        <label key={tag}>
          <input
            type="checkbox"
            checked={ticket.tags.includes(tag)}
            disabled={page.blocked.value !== null}
            onChange={() => put(tag)}
          />
          {inLanguage(name, page.language.value)}
        </label>
      ))}
    </fieldset>
  );
}

/** Where a ticket can go from this counter, or from the floor. */
export function places(picture: StaffPicture, counter: string | null, language: Language) {
  return {
    queues: picture.queues.map(({ queue, letters, name }) => {
      return { id: queue, name: `${letters} ${inLanguage(name, language)}` };
    }),
    counters: picture.counters
      .filter((one) => one.counter !== counter)
      .map((one) => ({ id: one.counter, name: inLanguage(one.name, language) })),
    people: picture.people.map(({ staff, isHere }) => {
      return { id: staff, name: isHere ? SESSION_TEXTS[language].isHere(staff) : staff };
    }),
    services: picture.services.map(({ service, name }) => ({
      id: service,
      name: inLanguage(name, language),
    })),
  };
}

/** What can be done with the visit besides ending it. */
export function Visit({ page, counter, ticket }: Props) {
  const picture = page.picture.value;
  if (picture === null || !mayDo(page, "transfer")) return null;
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const { queues, counters, people, services } = places(picture, counter.counter, language);
  const isBlocked = page.blocked.value !== null;
  const at = { ticket, counter };
  return (
    <details class="visit">
      <summary>{texts.visit}</summary>
      <div class="picks">
        <Choice
          {...{
            id: "to-queue",
            label: texts.toQueue,
            press: texts.command.transfer,
            options: queues,
            isBlocked,
          }}
          onPick={(queue) => void page.order(visitCommand("transfer", at, { queue }))}
        />
        <Choice
          {...{ id: "to-counter", label: texts.toCounter, press: texts.command.transfer, options: counters }}
          isBlocked={isBlocked}
          onPick={(toCounter) => void page.order(visitCommand("transfer", at, { toCounter }))}
        />
        <Choice
          {...{ id: "to-person", label: texts.toPerson, press: texts.command.transfer, options: people }}
          isBlocked={isBlocked}
          onPick={(toStaff) => void page.order(visitCommand("transfer", at, { toStaff }))}
        />
        <Choice
          {...{
            id: "one-more",
            label: texts.service,
            press: texts.command["add-service"],
            options: services,
          }}
          isBlocked={isBlocked}
          onPick={(service) => void page.order(visitCommand("add-service", at, { service }))}
        />
        <Tags page={page} counter={counter} ticket={ticket} />
        <Reprint page={page} ticket={ticket} />
      </div>
    </details>
  );
}
