/**
 * What staff need seldom: give a ticket, take a paper's number in, close a whole series after an outage.
 * Knows no connection; commands go through the counter's page. What came of one is told beside its form, in sight of who asked.
 */

import { useSignal } from "@preact/signals";
import { HUB_TEXTS, REFUSAL_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { CheckInByName } from "./check-in.tsx";
import { type CounterPage, mayDo, type Said, saidOf } from "./counter-page.ts";
import { GiveOrTake } from "./give.tsx";
import { PrintButton } from "./order.tsx";
import { fieldsOf, NumberField, settle, ToolForm, type ToolProps } from "./tool-form.tsx";
import { type Ending, endingUpTo } from "./view.ts";

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

/** Ends everybody up to a number, which is long: the first press says whom it would end, the second does it. */
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
      {...{ page, kind, outcome, head: texts.command[kind] }}
      press={confirms.value === null ? texts.command[kind] : texts.confirmAgain}
      onSubmit={(form) => void submit(form)}
    >
      <NumberField
        texts={texts}
        kind={kind}
        isWrong={outcome.value?.isTrouble === true}
        looks={texts.numberLooks}
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
        {page.isFloor.value || !mayDo(page, "staff-issue") ? null : (
          <>
            <GiveOrTake page={page} texts={texts} kind="issue" />
            <GiveOrTake page={page} texts={texts} kind="check-in" />
            <CheckInByName page={page} />
          </>
        )}
        {mayDo(page, "adopt") ? <GiveOrTake page={page} texts={texts} kind="adopt" /> : null}
        {mayDo(page, "close-up-to") ? <CloseUpTo page={page} texts={texts} kind="close-up-to" /> : null}
      </div>
      <PrintButton page={page} />
      {onSignOut === null ? null : (
        <p class="own-access">
          <a href="/me">{HUB_TEXTS[page.language.value].myAccess}</a>
          <button type="button" class="sign-out" onClick={onSignOut}>
            {texts.signOut}
          </button>
        </p>
      )}
    </details>
  );
}
