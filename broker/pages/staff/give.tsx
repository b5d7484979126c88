/**
 * Gives a ticket, checks an appointment in, or takes in the numbers of a roll.
 * Knows no connection; commands go through the counter's page.
 */
import { useSignal } from "@preact/signals";
import { inLanguage } from "../../../protocol/terms.ts";
import type { StaffTexts } from "../../../protocol/texts/keys.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import type { Answer } from "./commands.ts";
import { type CounterPage, type Said, saidOf } from "./counter-page.ts";
import { instantOf } from "./local-time.ts";
import { fieldsOf, NumberField, type Outcome, settle, ToolForm, type ToolProps } from "./tool-form.tsx";
import { numbersIn } from "./view.ts";

type QueueChoiceProps = {
  readonly page: CounterPage;
  readonly texts: StaffTexts;
  readonly id: string;
  readonly onPick: (queue: string) => void;
};

function QueueChoice({ page, texts, id, onPick }: QueueChoiceProps) {
  return (
    <>
      <label for={id}>{texts.queue}</label>
      <select id={id} name="queue" onChange={(event) => onPick(event.currentTarget.value)}>
        {page.picture.value?.queues.map((queue) => (
          <option key={queue.queue} value={queue.queue}>
            {queue.letters} {inLanguage(queue.name, page.language.value)}
          </option>
        ))}
      </select>
    </>
  );
}

const NO_TIME: Said = {
  isTrouble: true,
  text: (language) => SESSION_TEXTS[language].agreedInvalid,
};

/** The agreed time is of this day, wherever the page is looked at; `null` where it is no time. */
function issueBody(form: HTMLFormElement, page: CounterPage): Record<string, string | number> | null {
  const { agreed, ...fields } = fieldsOf(form);
  if (agreed === undefined) return fields;
  const agreedAt = instantOf(agreed, page.at.value, page.picture.value?.timeZone ?? "UTC");
  return agreedAt === null ? null : { ...fields, agreedAt };
}

async function give(form: HTMLFormElement, page: CounterPage, outcome: Outcome): Promise<void> {
  const body = issueBody(form, page);
  outcome.value = body === null ? NO_TIME : null;
  if (body === null) return settle(form, true);
  const answer = await page.ask({ path: "issue", body });
  if (answer === null) return;
  outcome.value =
    answer.kind === "done"
      ? { isTrouble: false, text: (language) => STAFF_TEXTS[language].issued(answer.ticket.number) }
      : saidOf(answer);
  settle(form, outcome.value?.isTrouble === true);
}

/** What came of taking in several numbers: those that were taken, and why others were not. */
function adoptedSaid(taken: readonly string[], refused: readonly (readonly [string, Answer])[]): Said {
  return {
    isTrouble: refused.length > 0,
    text: (language) => {
      const texts = SESSION_TEXTS[language];
      const all = taken.length === 0 ? [] : [texts.adopted(taken.length, taken.join(", "))];
      const whys = refused.map(([number, answer]) =>
        texts.adoptRefused(number, saidOf(answer)?.text(language) ?? ""),
      );
      return [...all, ...whys].join(" ");
    },
  };
}

const NO_NUMBERS: Said = {
  isTrouble: true,
  text: (language) => SESSION_TEXTS[language].numbersInvalid,
};

/** One number after another, so that one that is taken already stops none of the others. */
async function takeIn(form: HTMLFormElement, page: CounterPage, outcome: Outcome): Promise<void> {
  const { number = "", ...fields } = fieldsOf(form);
  const numbers = numbersIn(number);
  outcome.value = numbers === null ? NO_NUMBERS : null;
  if (numbers === null) return settle(form, true);
  const taken: string[] = [];
  const refused: [string, Answer][] = [];
  for (const one of numbers) {
    const answer = await page.ask({ path: "adopt", body: { ...fields, number: one } });
    if (answer === null) break;
    if (answer.kind === "done") taken.push(answer.ticket.number);
    else refused.push([one, answer]);
    if (answer.kind === "failed" || answer.kind === "sign-in") break;
  }
  outcome.value = adoptedSaid(taken, refused);
  settle(form, refused.length > 0);
}

/** The services of the queue that is chosen in the same form. */
function ServiceChoice({ page, queue, id }: { page: CounterPage; queue: string; id: string }) {
  const language = page.language.value;
  const services = page.picture.value?.services.filter((one) => one.queue === queue) ?? [];
  if (services.length === 0) return null;
  return (
    <>
      <label for={id}>{STAFF_TEXTS[language].service}</label>
      <select id={id} name="service">
        <option value="">{SESSION_TEXTS[language].anyService}</option>
        {services.map(({ service, name }) => (
          <option key={service} value={service}>
            {inLanguage(name, language)}
          </option>
        ))}
      </select>
    </>
  );
}

/** Not the browser's own field for times: that one speaks the browser's language, and asks for AM and PM in an English one. */
function AgreedField({ page, isWrong }: { page: CounterPage; isWrong: boolean }) {
  const texts = SESSION_TEXTS[page.language.value];
  return (
    <>
      <label for="check-in-agreed">
        {texts.agreedAt} <span class="looks">({texts.agreedLooks})</span>
      </label>
      <input
        id="check-in-agreed"
        name="agreed"
        required
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby="check-in-outcome"
      />
    </>
  );
}

type GiveProps = ToolProps & { readonly kind: "issue" | "check-in" | "adopt" };

/** Gives a ticket, checks an appointment in, or takes in numbers that stand on paper already. */
export function GiveOrTake({ page, texts, kind }: GiveProps) {
  const outcome = useSignal<Said | null>(null);
  const picked = useSignal<string | null>(null);
  const queue = picked.value ?? page.picture.value?.queues[0]?.queue ?? "";
  const press = kind === "check-in" ? SESSION_TEXTS[page.language.value].checkIn : texts.command[kind];
  const submit = kind === "adopt" ? takeIn : give;
  const isWrong = outcome.value?.isTrouble === true;
  return (
    <ToolForm
      {...{ page, kind, outcome, press, head: press }}
      onSubmit={(form) => void submit(form, page, outcome)}
    >
      <QueueChoice page={page} texts={texts} id={`${kind}-queue`} onPick={(id) => void (picked.value = id)} />
      {kind === "adopt" ? (
        <NumberField
          texts={texts}
          kind={kind}
          isWrong={isWrong}
          looks={SESSION_TEXTS[page.language.value].numbersLook}
        />
      ) : (
        <ServiceChoice page={page} queue={queue} id={`${kind}-service`} />
      )}
      {kind === "check-in" ? <AgreedField page={page} isWrong={isWrong} /> : null}
    </ToolForm>
  );
}
