/**
 * What the forms of seldom commands have in common: a number's field, what came of it told beside the form, and the press.
 * Knows no command.
 */
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { StaffTexts } from "../../../protocol/texts/keys.ts";
import type { CounterPage, Said } from "./counter-page.ts";

export type Kind = "issue" | "check-in" | "adopt" | "close-up-to";
export type ToolProps = { readonly page: CounterPage; readonly texts: StaffTexts; readonly kind: Kind };
export type Outcome = Signal<Said | null>;

type NumberProps = {
  readonly texts: StaffTexts;
  readonly kind: Kind;
  readonly isWrong: boolean;
  readonly looks: string;
  readonly onInput?: () => void;
};

/** A field for a ticket number, with what one looks like; a wrong one is tied to the words that say so. */
export function NumberField({ texts, kind, isWrong, looks, onInput }: NumberProps) {
  const id = `${kind}-number`;
  return (
    <>
      <label for={id}>
        {texts.number} <span class="looks">({looks})</span>
      </label>
      <input
        id={id}
        name="number"
        required
        maxLength={kind === "adopt" ? 200 : 10}
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

/** The form's fields as the hub wants them: numbers in capitals, ids as they are, what was not chosen left out. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => {
      if (typeof value !== "string" || value === "") return [];
      return [[name, name === "number" ? value.trim().toUpperCase() : value]];
    }),
  );
}

/** After trouble the field that caused it has the focus again; after success it is empty. */
export function settle(form: HTMLFormElement, isTrouble: boolean): void {
  if (isTrouble) form.querySelector("input")?.select();
  else form.reset();
}

type FormProps = Omit<ToolProps, "texts"> & {
  readonly head: string;
  readonly outcome: Outcome;
  readonly press: string;
  readonly onSubmit: (form: HTMLFormElement) => void;
  readonly children: ComponentChildren;
};

export function ToolForm({ page, kind, head, outcome, press, onSubmit, children }: FormProps) {
  return (
    <form
      class={`tool ${kind}`}
      aria-label={head}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event.currentTarget);
      }}
    >
      <h3>{head}</h3>
      {children}
      <OutcomeLine page={page} kind={kind} outcome={outcome} />
      <button type="submit" disabled={page.blocked.value !== null} aria-describedby="why">
        {press}
      </button>
    </form>
  );
}
