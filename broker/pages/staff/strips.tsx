/**
 * What stands above everything for as long as it matters: practice, a line that was lost, waits that are too long.
 * Knows no connection.
 */
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import type { CounterPage } from "./counter-page.ts";
import { longWaits } from "./view.ts";

type Props = { readonly page: CounterPage };

/** The frame's own words; a number of the practice must never be taken for a real one. */
export function Practice({ page }: Props) {
  const texts = SESSION_TEXTS[page.language.value];
  const queues = page.picture.value?.queues ?? [];
  if (!page.isPractice) return null;
  const issue = () => {
    const queue = queues[Math.floor(Math.random() * queues.length)]?.queue;
    void page.order({ path: "issue", body: { queue } });
  };
  return (
    <aside class="practice-strip" aria-label={texts.practice}>
      <strong>{texts.practice}</strong>
      <span>{texts.practiceHelp}</span>
      <button type="button" disabled={page.blocked.value !== null} aria-describedby="why" onClick={issue}>
        {texts.practiceIssue}
      </button>
      <a href="/staff">{texts.practiceEnd}</a>
    </aside>
  );
}

/** Nobody is thrown out while the login service is away: until when, so that whoever signs in by it can plan. */
export function LoginAway({ page }: Props) {
  const picture = page.picture.value;
  if (picture?.loginAway !== true) return null;
  const language = page.language.value;
  const until = page.signedInUntil.value;
  const clock = until === null ? null : clockWords(until, { timeZone: picture.timeZone, language });
  return (
    <p class="login-away" role="status">
      {SESSION_TEXTS[language].loginAway(clock)}
    </p>
  );
}

/** After an outage: who was served meanwhile is the page's to tell the hub. */
export function WasLost({ page, onPutRight }: Props & { readonly onPutRight: () => void }) {
  const lost = page.wasLost.value;
  if (lost === null || page.link.value !== "live") return null;
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  const telling = { timeZone: page.picture.value?.timeZone ?? "UTC", language };
  return (
    <div class="was-lost" role="status">
      <span>{texts.wasLost(clockWords(lost.from, telling), clockWords(lost.to, telling))}</span>
      <button type="button" onClick={onPutRight}>
        {texts.putRight}
      </button>
      <button type="button" onClick={() => void (page.wasLost.value = null)}>
        {texts.dismiss}
      </button>
    </div>
  );
}

/** Nothing while nobody waits too long. */
export function LongWaits({ page }: Props) {
  const picture = page.picture.value;
  const waits = picture === null ? [] : longWaits(picture, page.at.value);
  if (waits.length === 0) return null;
  const language = page.language.value;
  return (
    <section class="long-waits" aria-label={STAFF_TEXTS[language].longest}>
      <ul>
        {waits.map(({ ticket, queue, minutes }) => (
          <li key={queue.queue}>
            {SESSION_TEXTS[language].longWait(ticket.number, minutes)} · {inLanguage(queue.name, language)}
          </li>
        ))}
      </ul>
    </section>
  );
}
