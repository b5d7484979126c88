/**
 * Checks in a guest whom staff know by name: who has a meeting and neither code nor card.
 * Knows no connection but the list of the day; the command goes through the counter's page.
 */
import { useSignal } from "@preact/signals";
import { staffLanguage } from "../../../protocol/terms.ts";
import { GUEST_TEXTS } from "../../../protocol/texts/guests.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { type CounterPage, type Said, saidOf } from "./counter-page.ts";
import { askExpected, type ExpectedName, foundIn, LEAST_LETTERS } from "./expected.ts";

type FoundProps = {
  readonly page: CounterPage;
  readonly one: ExpectedName;
  readonly onPick: (one: ExpectedName) => void;
};

function Found({ page, one, onPick }: FoundProps) {
  const language = page.language.value;
  const clock = clockWords(one.startAt, { timeZone: page.picture.value?.timeZone ?? "UTC", language });
  return (
    <li>
      <span>
        <strong>{one.name}</strong> {clock}
        {one.room === null ? "" : ` · ${one.room}`}
      </span>
      <button
        type="button"
        disabled={page.blocked.value !== null}
        aria-label={`${GUEST_TEXTS[staffLanguage(language)].checkIn}: ${one.name}, ${clock}`}
        onClick={() => onPick(one)}
      >
        {GUEST_TEXTS[staffLanguage(language)].checkIn}
      </button>
    </li>
  );
}

/** What the form knows: what was typed, whom the day expects, and what came of the last press. */
function useForm(page: CounterPage) {
  const [outcome, typed] = [useSignal<Said | null>(null), useSignal("")];
  const expected = useSignal<readonly ExpectedName[]>([]);
  const look = () => {
    const location = page.picture.value?.location;
    if (location === undefined || page.isPractice) return;
    askExpected(location).then(
      (all) => {
        expected.value = all;
      },
      () => undefined,
    );
  };
  const pick = async ({ appointment, guest, queue, name }: ExpectedName) => {
    const answer = await page.ask({ path: "issue", body: { queue, appointment, guest } });
    if (answer === null) return;
    if (answer.kind === "done") typed.value = "";
    outcome.value =
      answer.kind === "done"
        ? {
            isTrouble: false,
            text: (language) => GUEST_TEXTS[staffLanguage(language)].checkedIn(name, answer.ticket.number),
          }
        : saidOf(answer);
    look();
  };
  return { outcome, typed, expected, look, pick };
}

/** A field for the name, and those who are meant by it. */
export function CheckInByName({ page }: { readonly page: CounterPage }) {
  const texts = GUEST_TEXTS[staffLanguage(page.language.value)];
  const { outcome, typed, expected, look, pick } = useForm(page);
  const found = foundIn(expected.value, typed.value);
  const isNobody = typed.value.trim().length >= LEAST_LETTERS && found.length === 0;
  return (
    <section class="tool by-name" aria-label={texts.byName}>
      <h3>{texts.byName}</h3>
      <label for="by-name">
        {texts.nameOf} <span class="looks">({texts.nameLooks})</span>
      </label>
      <input
        id="by-name"
        type="search"
        maxLength={80}
        autoComplete="off"
        aria-describedby="by-name-outcome"
        value={typed.value}
        onFocus={look}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          outcome.value = null;
        }}
      />
      <ul class="found">
        {found.map((one) => (
          <Found key={one.guest} page={page} one={one} onPick={(who) => void pick(who)} />
        ))}
      </ul>
      <p
        id="by-name-outcome"
        role="status"
        class={outcome.value?.isTrouble === true ? "outcome trouble" : "outcome"}
      >
        {outcome.value?.text(page.language.value) ?? (isNobody ? texts.nobody : "")}
      </p>
    </section>
  );
}
