/**
 * What staff must know at once: alarms of the hub and stands in trouble; and, folded away, what of today is over.
 * Knows no connection.
 */
import type { HelpCall, StaffPicture } from "../../../protocol/snapshots.ts";
import {
  type CounterId,
  inLanguage,
  type Language,
  type QueueId,
  type StandId,
  staffLanguage,
} from "../../../protocol/terms.ts";
import { GUEST_TEXTS } from "../../../protocol/texts/guests.ts";
import type { StaffTexts } from "../../../protocol/texts/keys.ts";
import { problemWords } from "../../../protocol/texts/stand-problems.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { pastAlarms, type Trouble, troublesNow } from "./alarms.ts";
import type { CounterPage } from "./counter-page.ts";

/** The stand by the name that the location gave it. */
function standName(id: StandId, page: CounterPage): string {
  const stand = page.picture.value?.stands.find((one) => one.stand === id);
  return stand === undefined ? id : inLanguage(stand.name, page.language.value);
}

/** The queue by the name that the location gave it. */
function queueName(id: QueueId, page: CounterPage): string {
  const queue = page.picture.value?.queues.find((one) => one.queue === id);
  return queue === undefined ? id : inLanguage(queue.name, page.language.value);
}

/** Where help is wanted, in a sentence. */
export function placeOf(from: HelpCall["from"], page: CounterPage, wants?: HelpCall["wants"]): string {
  const { helpAt } = STAFF_TEXTS[page.language.value];
  if ("stand" in from) {
    const stand = standName(from.stand, page);
    return wants === "check-in"
      ? GUEST_TEXTS[staffLanguage(page.language.value)].withoutCode(stand)
      : helpAt.stand(stand);
  }
  return helpAt.counter(counterName(from.counter, page) ?? from.counter);
}

/** The counter by the name that the location gave it; `null` for nobody's. */
export function counterName(id: CounterId | null, page: CounterPage): string | null {
  const counter = page.picture.value?.counters.find((one) => one.counter === id);
  return counter === undefined ? id : inLanguage(counter.name, page.language.value);
}

/** A counter of the picture by its name. */
export function nameOfCounter(id: CounterId, page: CounterPage): string {
  return counterName(id, page) ?? id;
}

/** Who comes to help: by account where people sign in, else by counter. */
export function whoComes(
  { from, by }: { readonly from: CounterId | null; readonly by: string | null },
  page: CounterPage,
): string | null {
  return by ?? (from === null ? null : nameOfCounter(from, page));
}

type Notice = StaffPicture["alarms"][number]["notice"];

function wordsOf(notice: Notice, page: CounterPage, texts: StaffTexts): string {
  switch (notice.kind) {
    case "caught-ticket":
      return texts.notice["caught-ticket"](notice.number, queueName(notice.queue, page));
    case "left-at-closing":
      return texts.notice["left-at-closing"](notice.count, queueName(notice.queue, page));
    case "hold-released": {
      const { number, from, because } = notice;
      if ("hosts" in from) return GUEST_TEXTS[staffLanguage(page.language.value)].released(number);
      const whom = "counter" in from ? nameOfCounter(from.counter, page) : from.staff;
      return texts.notice["hold-released"](number, whom, because === "counter-closed");
    }
    case "stand-trouble":
      return texts.notice["stand-trouble"](
        standName(notice.stand, page),
        problemWords(notice.problem, texts),
      );
    case "ledger-replaced":
      return texts.notice["ledger-replaced"];
    case "tickets-recovered":
      return texts.notice["tickets-recovered"](notice.count);
    case "number-doubled":
      return texts.notice["number-doubled"](notice.number);
    case "help-called":
      return texts.notice["help-called"](placeOf(notice.from, page, notice.wants));
    case "help-answered":
      return texts.notice["help-answered"](placeOf(notice.from, page), counterName(notice.counter, page));
    case "colleague-called":
    case "colleague-ended":
      return texts.notice[notice.kind](nameOfCounter(notice.counter, page));
    case "colleague-answered":
      return texts.notice["colleague-answered"](nameOfCounter(notice.counter, page), whoComes(notice, page));
  }
}

/** Everything at once: a part that is broken all day must not hide that paper runs low. */
export function standWords(
  { online, problem, paperLow }: Pick<StaffPicture["stands"][number], "online" | "problem" | "paperLow">,
  language: Language,
): string {
  const texts = STAFF_TEXTS[language];
  if (!online) return texts.standOffLine;
  const told = problem === null ? [] : [problemWords(problem, texts)];
  return [...told, ...(paperLow ? [SESSION_TEXTS[language].paperLow] : [])].join(". ");
}

/** One line: where and since when, and in words. */
function Told({ trouble, page }: { readonly trouble: Trouble; readonly page: CounterPage }) {
  const language = page.language.value;
  if ("stand" in trouble)
    return (
      <span>
        <strong>{inLanguage(trouble.stand.name, language)}</strong>: {standWords(trouble.stand, language)}
      </span>
    );
  const { at, notice } = trouble.alarm;
  const timeZone = page.picture.value?.timeZone ?? "UTC";
  return (
    <span>
      <span class="clock">{clockWords(at, { timeZone, language })}</span>{" "}
      {wordsOf(notice, page, STAFF_TEXTS[language])}
    </span>
  );
}

type HideProps = { readonly page: CounterPage; readonly trouble: Trouble; readonly isHidden: boolean };

/** Puts a trouble away at this page, or back; everybody else still sees it. */
function Hide({ page, trouble, isHidden }: HideProps) {
  const texts = SESSION_TEXTS[page.language.value];
  const others = page.hidden.value.filter((key) => key !== trouble.key);
  return (
    <button
      type="button"
      onClick={() => void (page.hidden.value = isHidden ? others : [...others, trouble.key])}
    >
      {isHidden ? texts.showAgain : texts.hide}
    </button>
  );
}

function partedTroubles({ picture, hidden, at }: CounterPage) {
  const troubles = picture.value === null ? [] : troublesNow(picture.value, at.value);
  const isHidden = ({ key }: Trouble) => hidden.value.includes(key);
  return { shown: troubles.filter((one) => !isHidden(one)), hidden: troubles.filter(isHidden) };
}

/** What is wrong now, above everything else; nothing at all while all is well. */
export function Troubles({ page }: { readonly page: CounterPage }) {
  const { shown } = partedTroubles(page);
  return (
    <div role="status">
      {shown.length === 0 ? null : (
        <section class="troubles" aria-label={STAFF_TEXTS[page.language.value].alarms}>
          <ul>
            {shown.map((trouble) => (
              <li key={trouble.key}>
                <Told trouble={trouble} page={page} />
                <Hide page={page} trouble={trouble} isHidden={false} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What was put away and what is over, folded. */
export function PastTroubles({ page }: { readonly page: CounterPage }) {
  const picture = page.picture.value;
  if (picture === null) return null;
  const texts = SESSION_TEXTS[page.language.value];
  const { hidden } = partedTroubles(page);
  const past = pastAlarms(picture, page.at.value).map((alarm) => ({ key: JSON.stringify(alarm), alarm }));
  if (hidden.length + past.length === 0) return null;
  return (
    <details class="past-troubles">
      <summary>{texts.pastTroubles(hidden.length + past.length)}</summary>
      <ul>
        {hidden.map((trouble) => (
          <li key={trouble.key}>
            <Told trouble={trouble} page={page} />
            <Hide page={page} trouble={trouble} isHidden={true} />
          </li>
        ))}
        {past.map((trouble) => (
          <li key={trouble.key}>
            <Told trouble={trouble} page={page} />
          </li>
        ))}
      </ul>
    </details>
  );
}
