/**
 * The fields of the administration page. Each edits one path of the draft and tells beside itself what the hub finds wrong there.
 * Knows no part of a location.
 */
import type { ComponentChildren } from "preact";
import type { Admin } from "./admin.ts";
import { type Text, valueAt } from "./draft.ts";
import type { Problem } from "./hub.ts";
import { troublesIn, troublesOf } from "./places.ts";
import { ADMIN_TEXTS, type Speech } from "./texts.ts";

export type At = { readonly admin: Admin; readonly path: string };
type Labelled = At & {
  readonly label: string;
  readonly help?: string;
};

/** What stands at a path of the draft now. */
export function valueIn({ admin, path }: At): unknown {
  return valueAt(admin.draft.value, path);
}

/** A path as the id of an element. */
export function idOf(path: string, more = ""): string {
  return `at-${path.replaceAll(".", "-")}${more}`;
}

/** A language's name in a language: `arabisk`. */
export function languageName(language: string, speech: Speech): string {
  return new Intl.DisplayNames([speech], { type: "language" }).of(language) ?? language;
}

/** Problems in words, for the element that they are about. */
export function Troubles({ id, troubles }: { readonly id: string; readonly troubles: readonly Problem[] }) {
  if (troubles.length === 0) return null;
  return (
    <p class="wrong" id={id}>
      {troubles.map(({ problem }) => problem).join(". ")}
    </p>
  );
}

type FrameProps = Labelled & {
  readonly troubles: readonly Problem[];
  readonly lang?: string;
  readonly children: ComponentChildren;
};

/** Label, field, help, and what is wrong with it. */
function Frame({ path, label, help, troubles, children }: FrameProps) {
  return (
    <div class={troubles.length > 0 ? "field is-wrong" : "field"}>
      <label for={idOf(path)}>{label}</label>
      {children}
      {help === undefined ? null : (
        <p class="help" id={idOf(path, "-help")}>
          {help}
        </p>
      )}
      <Troubles id={idOf(path, "-wrong")} troubles={troubles} />
    </div>
  );
}

/** What ties a field to its help and its problems. */
function ties({ path, help }: Labelled, troubles: readonly Problem[]) {
  const by = [
    ...(troubles.length > 0 ? [idOf(path, "-wrong")] : []),
    ...(help === undefined ? [] : [idOf(path, "-help")]),
  ].join(" ");
  return {
    id: idOf(path),
    "data-path": path,
    "aria-invalid": troubles.length > 0,
    ...(by === "" ? {} : { "aria-describedby": by }),
  };
}

const shown = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

type LineProps = Labelled & {
  /** What an empty field means: nothing at all, or an empty text that the hub refuses. */
  readonly empty?: undefined | null | "";
  /** What was typed as it goes into the draft. */
  readonly read?: (text: string) => string;
  readonly lang?: string;
  readonly isLong?: boolean;
  readonly size?: number;
};

/** One text. */
export function LineField(props: LineProps) {
  const { admin, path, read = (text) => text, lang, isLong = false } = props;
  const troubles = troublesIn(admin.checked.value, path);
  const empty = "empty" in props ? props.empty : "";
  const common = {
    ...ties(props, troubles),
    lang,
    autoComplete: "off",
    value: shown(valueIn(props)),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      const text = read(currentTarget.value);
      admin.edit(path, text === "" ? empty : text);
    },
  };
  return (
    <Frame {...props} troubles={troubles}>
      {isLong ? <textarea rows={3} {...common} /> : <input size={props.size} {...common} />}
    </Frame>
  );
}

/** A number; what is none is kept as it was typed, so that the hub says what is wrong with it. */
export function NumberField(props: Labelled & { readonly empty?: null | undefined }) {
  const { admin, path } = props;
  const troubles = troublesIn(admin.checked.value, path);
  return (
    <Frame {...props} troubles={troubles}>
      <input
        {...ties(props, troubles)}
        inputMode="numeric"
        autoComplete="off"
        size={6}
        class="number"
        value={shown(valueIn(props))}
        onInput={({ currentTarget }) => {
          const text = currentTarget.value.trim();
          const number = Number(text.replace(",", "."));
          admin.edit(path, text === "" ? props.empty : Number.isNaN(number) ? text : number);
        }}
      />
    </Frame>
  );
}

type TextProps = Labelled & {
  readonly isLong?: boolean;
  /** The whole text may be left out. */
  readonly isOptional?: boolean;
  /** What a text without a word is in the document. */
  readonly none?: null | undefined;
  /** What stands below the field of a language: what its text costs, say. */
  readonly below?: (words: string, onWords: (words: string) => void) => ComponentChildren;
};

function withText(text: Text, language: string, words: string): Text {
  const { [language]: _, ...others } = text;
  return words === "" && language !== "da" ? others : { ...text, [language]: words };
}

const isWordless = (text: Text) => Object.values(text).every((words) => (words ?? "") === "");

/** A text of the location's own in every language that it speaks. */
export function TextFields(props: TextProps) {
  const { admin, path, label, isLong = false, isOptional = false } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const languages = admin.draft.value?.languages ?? ["da"];
  const text = (valueIn(props) ?? {}) as Text;
  const whole = troublesOf(admin.checked.value).filter((one) => one.path === path);
  return (
    <div class="texts">
      {languages.map((language) => {
        const own = `${path}.${language}`;
        const troubles = [...(language === "da" ? whole : []), ...troublesIn(admin.checked.value, own)];
        const name =
          languages.length === 1 ? label : t.inLanguage(label, languageName(language, admin.language.value));
        const put = (words: string) => {
          const next = withText(text, language, words);
          admin.edit(path, isOptional && isWordless(next) ? props.none : next);
        };
        const common = {
          ...ties({ admin, path: own, label }, troubles),
          lang: language,
          dir: "auto" as const,
          autoComplete: "off",
          value: text[language] ?? "",
          onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
            put(currentTarget.value),
        };
        return (
          <Frame key={language} admin={admin} path={own} label={name} troubles={troubles}>
            {isLong ? <textarea rows={3} {...common} /> : <input {...common} />}
            {props.below?.(text[language] ?? "", put)}
          </Frame>
        );
      })}
      {props.help === undefined ? null : <p class="help">{props.help}</p>}
    </div>
  );
}

type CheckProps = Labelled & { readonly isOnByDefault?: boolean };

/** Yes or no. */
export function CheckField(props: CheckProps) {
  const { admin, path, label, help, isOnByDefault = false } = props;
  const value = valueIn(props);
  const troubles = troublesIn(admin.checked.value, path);
  return (
    <div class="field check">
      <label>
        <input
          type="checkbox"
          {...ties(props, troubles)}
          checked={typeof value === "boolean" ? value : isOnByDefault}
          onChange={({ currentTarget }) => admin.edit(path, currentTarget.checked)}
        />
        {label}
      </label>
      {help === undefined ? null : (
        <p class="help" id={idOf(path, "-help")}>
          {help}
        </p>
      )}
      <Troubles id={idOf(path, "-wrong")} troubles={troubles} />
    </div>
  );
}

export type Option = { readonly value: string; readonly words: string };
type ChoiceProps = Labelled & {
  readonly options: readonly Option[];
  readonly value?: string;
  readonly onChoose?: (value: string) => void;
};

/** One of several. A value that is none of them is shown as an empty choice. */
export function ChoiceField(props: ChoiceProps) {
  const { admin, path, options, onChoose = (value) => admin.edit(path, value) } = props;
  const troubles = troublesIn(admin.checked.value, path);
  const value = props.value ?? shown(valueIn(props));
  const isKnown = options.some((one) => one.value === value);
  return (
    <Frame {...props} troubles={troubles}>
      <select
        {...ties(props, troubles)}
        value={isKnown ? value : ""}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {isKnown ? null : <option value="">–</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.words}
          </option>
        ))}
      </select>
    </Frame>
  );
}

type EitherProps = {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
};

/** One of few, all in sight. */
export function Either({ legend, name, options, value, onChoose }: EitherProps) {
  return (
    <fieldset class="either">
      <legend>{legend}</legend>
      {options.map((one) => (
        <label key={one.value}>
          <input
            type="radio"
            name={name}
            checked={one.value === value}
            onChange={() => onChoose(one.value)}
          />
          {one.words}
        </label>
      ))}
    </fieldset>
  );
}

type MoverProps = {
  readonly admin: Admin;
  readonly name: string;
  readonly at: number;
  readonly last: number;
  readonly onMove: (by: number) => void;
};

/** One place up or down. At an end the key stays where it is, so that the focus does. */
export function Mover({ admin, name, at, last, onMove }: MoverProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <span class="mover">
      <button type="button" aria-label={t.up(name)} aria-disabled={at === 0} onClick={() => onMove(-1)}>
        ↑
      </button>
      <button type="button" aria-label={t.down(name)} aria-disabled={at === last} onClick={() => onMove(1)}>
        ↓
      </button>
    </span>
  );
}
