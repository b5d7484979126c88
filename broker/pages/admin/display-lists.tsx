/**
 * What a display says between calls, and in which direction each counter lies from it.
 * Knows no calendar and no arrow's shape.
 */
import { DIRECTIONS } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import { DateField } from "./dates.tsx";
import { type Display, type Draft, nameIn, textIn } from "./draft.ts";
import { idOf, TextFields, Troubles } from "./fields.tsx";
import { troublesIn } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";

type ListsProps = {
  readonly admin: Admin;
  readonly draft: Draft;
  readonly path: string;
  readonly display: Display;
};

/** Each message with the days on which it is said. */
export function Messages({ admin, path, display }: ListsProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const field = `${path}.messages`;
  const { messages = [] } = display;
  const change = (next: Display["messages"] & object) =>
    admin.edit(field, next.length === 0 ? undefined : next);
  return (
    <fieldset data-path={field} tabIndex={-1}>
      <legend>{t.messages}</legend>
      <p class="help">{t.messagesHelp}</p>
      {messages.map((message, at) => (
        <div class="message" key={at}>
          <TextFields admin={admin} path={`${field}.${at}.text`} label={t.messageNumber(at + 1)} />
          <div class="row">
            <DateField admin={admin} path={`${field}.${at}.from`} label={t.messageFrom} isOptional />
            <DateField admin={admin} path={`${field}.${at}.until`} label={t.messageUntil} isOptional />
            <button
              type="button"
              aria-label={t.removeNamed(textIn(message.text, language) || t.messageNumber(at + 1))}
              onClick={() => change(messages.toSpliced(at, 1))}
            >
              ✕
            </button>
          </div>
        </div>
      ))}
      <button
        type="button"
        onClick={() => {
          change([...messages, { text: { da: "" } }]);
          admin.place.value = `${field}.${messages.length}.text.da`;
        }}
      >
        {t.addMessage}
      </button>
    </fieldset>
  );
}

/** A choice of direction beside each counter that the display shows. */
export function Arrows({ admin, draft, path, display }: ListsProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const field = `${path}.arrows`;
  const { arrows = [], counters = [] } = display;
  const shown = draft.counters.filter(({ counter }) => counters.length === 0 || counters.includes(counter));
  const point = (counter: string, direction: string) => {
    const others = arrows.filter((one) => one.counter !== counter);
    const next = direction === "" ? others : [...others, { counter, direction }];
    admin.edit(field, next.length === 0 ? undefined : next);
  };
  if (shown.length === 0) return null;
  return (
    <details open={arrows.length > 0} data-path={field} tabIndex={-1}>
      <summary>{t.arrows}</summary>
      <p class="help">{t.arrowsHelp}</p>
      {shown.map((one) => {
        const id = idOf(field, `-${one.counter}`);
        return (
          <div class="field" key={one.counter}>
            <label for={id}>{nameIn("counters", one, language)}</label>
            <select
              id={id}
              value={arrows.find(({ counter }) => counter === one.counter)?.direction ?? ""}
              onChange={(event) => point(one.counter, event.currentTarget.value)}
            >
              <option value="">{t.noArrow}</option>
              {DIRECTIONS.map((direction) => (
                <option key={direction} value={direction}>
                  {t.direction[direction]}
                </option>
              ))}
            </select>
          </div>
        );
      })}
      <Troubles id={idOf(field, "-wrong")} troubles={troublesIn(admin.checked.value, field)} />
    </details>
  );
}
