/**
 * Stands: the face of one is drawn with its buttons and menus, edited in place, with its slip beside it.
 * Knows no hardware; how many buttons a stand has is said here for the drawing alone.
 */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { LANGUAGES, type Language } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import { type Draft, type Item, nameIn, textIn, withAdded } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { StandFace } from "./face.tsx";
import { type FaceKey, faceOf, itemsOf, menuOf } from "./face-keys.ts";
import { Either, idOf, languageName, TextFields } from "./fields.tsx";
import { KeyEditor } from "./key-editor.tsx";
import { LogoField } from "./logo.tsx";
import { StandMachine } from "./machine.tsx";
import { AddMachine, useMachines } from "./machines.tsx";
import { type FacePage, facePageOf } from "./places.ts";
import { Removal } from "./removal.tsx";
import { SlipPreview } from "./slip.tsx";
import { StandLook } from "./stand-look.tsx";
import { ADMIN_TEXTS, type AdminTexts } from "./texts.ts";

type StandsProps = { readonly admin: Admin };
type HereProps = StandsProps & { readonly draft: Draft; readonly page: FacePage };

/** The way through the menus to where one is, each step of it a way back. */
function Trail({ admin, draft, page }: HereProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const places = page.trail.map((id) => {
    const at = draft.menus.findIndex(({ menu }) => menu === id);
    return { at, title: textIn(draft.menus[at]?.title, admin.language.value) };
  });
  return (
    <nav class="trail" aria-label={t.where}>
      <button type="button" onClick={() => (admin.place.value = `stands.${page.stand}`)}>
        {t.firstPage}
      </button>
      {places.map(({ at, title }, i) => (
        <span key={at}>
          {" › "}
          <button
            type="button"
            aria-current={i === places.length - 1 ? "page" : undefined}
            onClick={() => (admin.place.value = `menus.${at}`)}
          >
            {title}
          </button>
        </span>
      ))}
    </nav>
  );
}

/** The question above a menu's choices, and the way to be rid of the menu. */
function MenuSettings({ admin, draft, page }: HereProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isRemoving = useSignal(false);
  const menu = menuOf(draft, page);
  if (menu === null) return null;
  const at = draft.menus.indexOf(menu);
  return (
    <Editing admin={admin} box="menu-settings">
      <TextFields admin={admin} path={`menus.${at}.title`} label={t.menuTitle} />
      <button type="button" class="remove" onClick={() => (isRemoving.value = true)}>
        {t.removeMenu}
      </button>
      {isRemoving.value ? (
        <Removal
          admin={admin}
          part={{ list: "menus", id: menu.menu }}
          name={textIn(menu.title, admin.language.value)}
          goTo={`stands.${page.stand}`}
          onClose={() => (isRemoving.value = false)}
        />
      ) : null}
    </Editing>
  );
}

function StandSettings({ admin, draft, page }: HereProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isRemoving = useSignal(false);
  const path = `stands.${page.stand}`;
  const stand = draft.stands[page.stand];
  if (stand === undefined) return null;
  const name = nameIn("stands", stand, admin.language.value);
  const isMeant = /^stands\.\d+\.(?:name|personalLine|logo|look|sound)/.test(admin.place.value);
  return (
    <details class="stand-settings" open={isMeant}>
      <summary>{t.standSettings}</summary>
      <Editing admin={admin}>
        <TextFields admin={admin} path={`${path}.name`} label={t.name} />
        <TextFields
          admin={admin}
          path={`${path}.personalLine`}
          label={t.personalLine}
          isOptional
          none={null}
        />
        <LogoField admin={admin} path={`${path}.logo`} />
        <StandLook admin={admin} path={path} stand={stand} />
        <p class="id">
          {t.systemName}: <code>{stand.stand}</code>
        </p>
        <button type="button" class="remove" onClick={() => (isRemoving.value = true)}>
          {t.removeNamed(name)}
        </button>
        {isRemoving.value ? (
          <Removal
            admin={admin}
            part={{ list: "stands", id: stand.stand }}
            name={name}
            onClose={() => (isRemoving.value = false)}
          />
        ) : null}
      </Editing>
    </details>
  );
}

function StandChoice({ admin, draft, page }: HereProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <div class="stand-choice">
      {draft.stands.length < 2 ? null : (
        <div class="row" role="group" aria-label={t.chooseStand}>
          {draft.stands.map((stand, at) => (
            <button
              key={stand.stand}
              type="button"
              aria-pressed={at === page.stand}
              onClick={() => (admin.place.value = `stands.${at}`)}
            >
              {nameIn("stands", stand, admin.language.value)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A key without words, on the button that is given, or in a menu behind all others. */
function addKey({ admin, draft, page }: HereProps, button?: number): void {
  const item: Item = { label: { da: "" }, does: { kind: "service", service: "" } };
  const isFirst = page.trail.length === 0;
  admin.replace(withAdded(draft, page.list, isFirst ? { button, ...item } : item));
  admin.place.value = `${page.list}.${itemsOf(draft, page).length}.label.da`;
}

/** What pressing a key of the drawing does: an empty place gets a key, the way back is walked, any other is chosen. */
function pressed(props: HereProps, key: FaceKey): void {
  const { admin, draft, page } = props;
  if (key.at !== null) {
    admin.place.value = `${page.list}.${key.at}.label.da`;
    return;
  }
  if (key.kind === "back") {
    const before = page.trail.at(-2);
    const at = draft.menus.findIndex(({ menu }) => menu === before);
    admin.place.value = at < 0 ? `stands.${page.stand}` : `menus.${at}`;
    return;
  }
  if (admin.mayEdit.value) addKey(props, key.button);
}

const COUNTS = [2, 4, 6, 8, 10, 12, 16, 20, 24, 32] as const;

type CountProps = {
  readonly t: AdminTexts;
  readonly count: number;
  readonly onSay: (count: number) => void;
};

function ButtonCount({ t, count, onSay }: CountProps) {
  const counts = [...new Set([...COUNTS, count])].toSorted((one, other) => one - other);
  return (
    <div class="field">
      <label for="button-count">{t.buttonCount}</label>
      <select
        id="button-count"
        aria-describedby="button-count-help"
        value={String(count)}
        onChange={(event) => onSay(Number(event.currentTarget.value))}
      >
        {counts.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <p class="help" id="button-count-help">
        {t.buttonCountHelp}
      </p>
    </div>
  );
}

/** As many keys as somebody has chosen to see, or as the stand itself has said that it has. */
function useButtonCount({ admin, draft, page }: HereProps) {
  const chosen = useSignal<number | null>(null);
  const machines = useMachines(admin);
  const own = machines.value.buttons[draft.stands[page.stand]?.stand ?? ""] ?? null;
  const say = (count: number) => {
    chosen.value = count;
  };
  return { said: chosen.value ?? own, say };
}

function Drawing(
  props: HereProps & { readonly language: Language; readonly onLanguage: (to: string) => void },
) {
  const { admin, draft, page, language, onLanguage } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const { said, say } = useButtonCount(props);
  const turned = useSignal({ list: "", at: 0 });
  const { list, at } = turned.value;
  const face = faceOf(draft, page, { said, language, turned: list === page.list ? at : 0 });
  const turn = () => {
    turned.value = { list: page.list, at: face.turned + 1 };
    if (page.chosen !== null) admin.place.value = page.list.replace(/\.items$/, "");
  };
  return (
    <div class="drawing">
      <StandFace
        face={face}
        name={nameIn("stands", draft.stands[page.stand], admin.language.value)}
        place={textIn(draft.name, language)}
        chosen={page.chosen}
        t={t}
        list={page.list}
        lang={language}
        onPress={(key) => (key.kind === "more" ? turn() : pressed(props, key))}
      />
      {face.mayGrow && admin.mayEdit.value ? (
        <button type="button" class="grow" onClick={() => addKey(props)}>
          {t.oneMore}
        </button>
      ) : null}
      <div class="row">
        {draft.languages.length < 2 ? null : (
          <Either
            legend={t.previewLanguage}
            name="preview-language"
            value={language}
            options={draft.languages.map((one) => ({
              value: one,
              words: languageName(one, admin.language.value),
            }))}
            onChoose={onLanguage}
          />
        )}
        <ButtonCount t={t} count={face.rows * 2} onSay={say} />
      </div>
    </div>
  );
}

/** One stand. */
function Here(props: HereProps) {
  const { admin, draft, page } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const shown = useSignal("da");
  const language = LANGUAGES.find((one) => one === shown.value) ?? "da";
  const item = page.chosen === null ? undefined : itemsOf(draft, page)[page.chosen];
  const stand = draft.stands[page.stand];
  if (stand === undefined) return null;
  return (
    <>
      <StandChoice {...props} />
      <Trail {...props} />
      <MenuSettings {...props} />
      <div class="bench">
        <Drawing {...props} language={language} onLanguage={(to) => (shown.value = to)} />
        {item === undefined || page.chosen === null ? (
          <p class="choose">{t.chooseButton}</p>
        ) : (
          <KeyEditor key={`${page.list}.${page.chosen}`} {...props} item={item} at={page.chosen} />
        )}
        <SlipPreview
          draft={draft}
          stand={stand}
          item={item ?? null}
          language={language}
          t={t}
          speech={admin.language.value}
          now={Date.now()}
        />
      </div>
      <StandSettings key={idOf(stand.stand)} {...props} />
      <StandMachine key={`machine ${idOf(stand.stand)}`} admin={admin} stand={stand.stand} />
    </>
  );
}

/** All stands. */
export function Stands({ admin }: StandsProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const last = useRef(0);
  const draft = admin.draft.value;
  if (draft === null) return null;
  const page = facePageOf(draft, admin.place.value, last.current);
  last.current = page.stand;
  return (
    <>
      {draft.stands.length === 0 ? (
        <p class="none">{t.noStand}</p>
      ) : (
        <>
          <p class="lead">{t.about.stands}</p>
          <Here admin={admin} draft={draft} page={page} />
        </>
      )}
      <AddMachine admin={admin} list="stands" more={{ buttons: [], personalLine: null }} />
    </>
  );
}
