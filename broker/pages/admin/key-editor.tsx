/**
 * The editor of one key of a stand or menu: what it says, what it does, where it is and when it may be pressed.
 * Knows no drawing; choices come from `does.ts`.
 */
import { useSignal } from "@preact/signals";
import type { Admin } from "./admin.ts";
import { DoesChoice } from "./does-choice.tsx";
import { type Button, type Draft, type Item, textIn, withMoved, withoutAt, withValue } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { CheckField, idOf, TextFields } from "./fields.tsx";
import { Hours, hasOwnHours } from "./hours.tsx";
import type { FacePage } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";

type EditorProps = { readonly admin: Admin; readonly draft: Draft; readonly page: FacePage };
type KeyProps = EditorProps & { readonly item: Item; readonly at: number };

/** Where a key leads on to, to be edited there. */
function Onward({ admin, draft, item }: KeyProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const { does } = item;
  const go = (place: string, words: string) => (
    <button type="button" onClick={() => (admin.place.value = place)}>
      {words}
    </button>
  );
  if (does?.kind === "menu") {
    const at = draft.menus.findIndex(({ menu }) => menu === does.menu);
    return at < 0 ? null : go(`menus.${at}`, t.walkIn(textIn(draft.menus[at]?.title, language)));
  }
  if (does?.kind === "service") {
    const at = draft.services.findIndex(({ service }) => service === does.service);
    return at < 0 ? null : go(`services.${at}`, t.serviceOf);
  }
  const at = draft.informations.findIndex(({ information }) => information === does?.information);
  return at < 0 ? null : go(`informations.${at}`, t.informationOf);
}

/** On a first page a key has a button of its own and changes places with another; in a menu keys follow one another. */
function Placing({ admin, draft, page, item, at }: KeyProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { list, trail } = page;
  if (trail.length > 0) {
    const move = (by: number) => {
      admin.replace(withMoved(draft, list, { at, by }));
      const count = draft.menus.find(({ menu }) => menu === trail.at(-1))?.items.length ?? 0;
      if (at + by >= 0 && at + by < count) admin.place.value = `${list}.${at + by}`;
    };
    return (
      <div class="row">
        <button type="button" onClick={() => move(-1)}>
          {t.earlier}
        </button>
        <button type="button" onClick={() => move(1)}>
          {t.later}
        </button>
      </div>
    );
  }
  const { button } = item as Button;
  const buttons = draft.stands[page.stand]?.buttons ?? [];
  const most = Math.max(8, ...buttons.map((one) => one.button)) + 2;
  return (
    <div class="field">
      <label for={idOf(list, "-number")}>{t.moveTo}</label>
      <select
        id={idOf(list, "-number")}
        data-path={`${list}.${at}.button`}
        value={String(button)}
        onChange={(event) => {
          const to = Number(event.currentTarget.value);
          const next = buttons.map((one, i) =>
            i === at ? { ...one, button: to } : one.button === to ? { ...one, button } : one,
          );
          admin.replace(withValue(draft, list, next));
        }}
      >
        {Array.from({ length: most }, (_, i) => (
          <option key={i} value={String(i + 1)}>
            {i + 1}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The chosen key of a page. */
export function KeyEditor(props: KeyProps) {
  const { admin, draft, page, item, at } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const path = `${page.list}.${at}`;
  const isOpen = useSignal(hasOwnHours(item));
  const isInMenu = page.trail.length > 0;
  const name = isInMenu ? t.choiceNumber(at + 1) : t.buttonNumber((item as Button).button);
  return (
    <section class="key-editor" aria-label={name}>
      <h3>{name}</h3>
      <Editing admin={admin}>
        <TextFields admin={admin} path={`${path}.label`} label={t.label} />
        <DoesChoice admin={admin} draft={draft} item={item} path={path} />
        {item.does?.kind === "service" ? (
          <CheckField
            admin={admin}
            path={`${path}.does.withoutCode`}
            label={t.withoutCode}
            help={t.withoutCodeHelp}
          />
        ) : null}
      </Editing>
      <Onward {...props} />
      <Editing admin={admin}>
        <Placing {...props} />
        <details open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
          <summary>{t.openWhen}</summary>
          <Hours
            admin={admin}
            path={path}
            legend={t.hoursOf.part}
            always={t.partAlways}
            help={t.openWhenHelp}
          />
        </details>
        <button
          type="button"
          class="remove"
          onClick={() => {
            admin.replace(withoutAt(draft, page.list, at));
            admin.place.value = page.list.replace(/\.(?:buttons|items)$/, "");
          }}
        >
          {t.removeButton}
        </button>
      </Editing>
    </section>
  );
}
