/**
 * What staff need seldom: give a ticket, take a paper's number in, close a whole series after an outage.
 * Knows no connection; commands go through the counter's page. What came of one is told beside its form, in sight of who asked.
 */
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { inLanguage } from "../../../protocol/terms.ts";
import type { StaffTexts } from "../../../protocol/texts/keys.ts";
import { REFUSAL_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { type CounterPage, type Said, saidOf } from "./counter-page.ts";
import { type Ending, endingUpTo } from "./view.ts";

type Kind = "issue" | "adopt" | "close-up-to";
type ToolProps = { readonly page: CounterPage; readonly texts: StaffTexts; readonly kind: Kind };
type Outcome = Signal<Said | null>;

function QueueChoice({ page, texts, id }: { page: CounterPage; texts: StaffTexts; id: string }) {
  return (
    <>
      <label for={id}>{texts.queue}</label>
      <select id={id} name="queue">
        {page.picture.value?.queues.map((queue) => (
          <option key={queue.queue} value={queue.queue}>
            {queue.letters} {inLanguage(queue.name, page.language.value)}
          </option>
        ))}
      </select>
    </>
  );
}

type NumberProps = {
  readonly texts: StaffTexts;
  readonly kind: Kind;
  readonly isWrong: boolean;
  readonly onInput?: () => void;
};

/** A field for a ticket number, with what one looks like; a wrong one is tied to the words that say so. */
function NumberField({ texts, kind, isWrong, onInput }: NumberProps) {
  const id = `${kind}-number`;
  return (
    <>
      <label for={id}>
        {texts.number} <span class="looks">({texts.numberLooks})</span>
      </label>
      <input
        id={id}
        name="number"
        required
        maxLength={10}
        autoComplete="off"
        autoCapitalize="characters"
        aria-invalid={isWrong}
        aria-describedby={`${kind}-outcome`}
        onInput={onInput}
      />
    </>
  );
}

/** What came of the form, told to screen readers as it comes. */
function OutcomeLine({ page, kind, outcome }: Omit<ToolProps, "texts"> & { outcome: Outcome }) {
  const said = outcome.value;
  return (
    <p id={`${kind}-outcome`} role="status" class={said?.isTrouble === true ? "outcome trouble" : "outcome"}>
      {said?.text(page.language.value) ?? ""}
    </p>
  );
}

/** The form's fields as the hub wants them: numbers in capitals, ids as they are. */
function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, name === "number" ? value.trim().toUpperCase() : value]] : [],
    ),
  );
}

/** After trouble the field that caused it has the focus again; after success it is empty. */
function settle(form: HTMLFormElement, isTrouble: boolean): void {
  if (isTrouble) form.querySelector("input")?.select();
  else form.reset();
}

async function giveOrTake(
  form: HTMLFormElement,
  { page, kind }: Omit<ToolProps, "texts">,
  outcome: Outcome,
): Promise<void> {
  outcome.value = null;
  const answer = await page.ask({ path: kind, body: fieldsOf(form) });
  if (answer === null) return;
  outcome.value =
    answer.kind === "done"
      ? { isTrouble: false, text: (language) => STAFF_TEXTS[language].issued(answer.ticket.number) }
      : saidOf(answer);
  settle(form, outcome.value?.isTrouble === true);
}

type FormProps = ToolProps & {
  readonly outcome: Outcome;
  readonly press: string;
  readonly onSubmit: (form: HTMLFormElement) => void;
  readonly children: ComponentChildren;
};

function ToolForm({ page, texts, kind, outcome, press, onSubmit, children }: FormProps) {
  return (
    <form
      class={`tool ${kind}`}
      aria-label={texts.command[kind]}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event.currentTarget);
      }}
    >
      <h3>{texts.command[kind]}</h3>
      {children}
      <OutcomeLine page={page} kind={kind} outcome={outcome} />
      <button type="submit" disabled={page.blocked.value !== null} aria-describedby="why">
        {press}
      </button>
    </form>
  );
}

/** Gives a ticket, or takes in a number that stands on paper already. */
function GiveOrTake({ page, texts, kind }: ToolProps & { kind: "issue" | "adopt" }) {
  const outcome = useSignal<Said | null>(null);
  return (
    <ToolForm
      {...{ page, texts, kind, outcome }}
      press={texts.command[kind]}
      onSubmit={(form) => void giveOrTake(form, { page, kind }, outcome)}
    >
      <QueueChoice page={page} texts={texts} id={`${kind}-queue`} />
      {kind === "issue" ? null : (
        <NumberField texts={texts} kind={kind} isWrong={outcome.value?.isTrouble === true} />
      )}
    </ToolForm>
  );
}

const previewOf = ({ count, isAtLeast }: Ending): Said => ({
  isTrouble: false,
  text: (language) => {
    const texts = STAFF_TEXTS[language];
    return `${texts.closesUpTo(count, isAtLeast)} ${texts.confirmAgain}.`;
  },
});

const NO_NUMBER: Said = {
  isTrouble: true,
  text: (language) => REFUSAL_TEXTS[language]["number-invalid"],
};

/** Ends everybody up to a number, which nothing takes back: the first press says whom it would end, the second does it. */
function CloseUpTo({ page, texts, kind }: ToolProps & { kind: "close-up-to" }) {
  const outcome = useSignal<Said | null>(null);
  const confirms = useSignal<string | null>(null);
  const submit = async (form: HTMLFormElement) => {
    const { number = "" } = fieldsOf(form);
    const picture = page.picture.value;
    if (confirms.value !== number && picture !== null) {
      const ending = endingUpTo(picture, number);
      confirms.value = ending === null ? null : number;
      outcome.value = ending === null ? NO_NUMBER : previewOf(ending);
      if (ending === null) settle(form, true);
      return;
    }
    const answer = await page.ask({ path: kind, body: { number } });
    confirms.value = null;
    outcome.value = answer === null ? null : saidOf(answer);
    settle(form, outcome.value?.isTrouble === true);
  };
  return (
    <ToolForm
      {...{ page, texts, kind, outcome }}
      press={confirms.value === null ? texts.command[kind] : texts.confirmAgain}
      onSubmit={(form) => void submit(form)}
    >
      <NumberField
        texts={texts}
        kind={kind}
        isWrong={outcome.value?.isTrouble === true}
        onInput={() => {
          confirms.value = null;
          outcome.value = null;
        }}
      />
    </ToolForm>
  );
}

type ToolsProps = {
  readonly page: CounterPage;
  /** `null` where nobody has to sign in. */
  readonly onSignOut: (() => void) | null;
};

/** The seldom commands, folded away. */
export function Tools({ page, onSignOut }: ToolsProps) {
  const texts = STAFF_TEXTS[page.language.value];
  return (
    <details class="tools">
      <summary>{texts.more}</summary>
      <div class="forms">
        <GiveOrTake page={page} texts={texts} kind="issue" />
        <GiveOrTake page={page} texts={texts} kind="adopt" />
        <CloseUpTo page={page} texts={texts} kind="close-up-to" />
      </div>
      {onSignOut === null ? null : (
        <button type="button" class="sign-out" onClick={onSignOut}>
          {texts.signOut}
        </button>
      )}
    </details>
  );
}
