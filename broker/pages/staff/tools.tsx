/**
 * What staff need seldom: give a ticket, take a paper's number in, close a whole series after an outage.
 * Knows no connection; commands go through the counter's page.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { inLanguage } from "../../../protocol/terms.ts";
import type { StaffTexts } from "../../../protocol/texts/keys.ts";
import { STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";

type ToolProps = {
  readonly page: CounterPage;
  readonly texts: StaffTexts;
  readonly kind: "issue" | "adopt" | "close-up-to";
};

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

function NumberField({ texts, id }: { readonly texts: StaffTexts; readonly id: string }) {
  return (
    <>
      <label for={id}>{texts.number}</label>
      <input id={id} name="number" required maxLength={10} autoComplete="off" placeholder="A42" />
    </>
  );
}

function Tool({ page, texts, kind, children }: ToolProps & { children: ComponentChildren }) {
  const outcome = useSignal("");
  const submit = async (form: HTMLFormElement) => {
    const fields = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim().toUpperCase()] as const] : [],
    );
    const body = Object.fromEntries(
      fields.map(([name, value]) => [name, name === "queue" ? value.toLowerCase() : value]),
    );
    outcome.value = "";
    const answer = await page.order({ path: kind, body });
    if (answer?.kind !== "done") return;
    outcome.value = texts.issued(answer.ticket.number);
    form.reset();
  };
  return (
    <form
      class={`tool ${kind}`}
      aria-label={texts.command[kind]}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <h3>{texts.command[kind]}</h3>
      {children}
      <button type="submit" disabled={page.blocked.value !== null} aria-describedby="why">
        {texts.command[kind]}
      </button>
      <p role="status">{outcome.value}</p>
    </form>
  );
}

/** The seldom commands, folded away. */
export function Tools({ page, onSignOut }: { readonly page: CounterPage; readonly onSignOut: () => void }) {
  const texts = STAFF_TEXTS[page.language.value];
  return (
    <details class="tools">
      <summary>{texts.more}</summary>
      <div class="forms">
        <Tool page={page} texts={texts} kind="issue">
          <QueueChoice page={page} texts={texts} id="issue-queue" />
        </Tool>
        <Tool page={page} texts={texts} kind="adopt">
          <QueueChoice page={page} texts={texts} id="adopt-queue" />
          <NumberField texts={texts} id="adopt-number" />
        </Tool>
        <Tool page={page} texts={texts} kind="close-up-to">
          <NumberField texts={texts} id="close-number" />
        </Tool>
      </div>
      <button type="button" class="sign-out" onClick={onSignOut}>
        {texts.signOut}
      </button>
    </details>
  );
}
