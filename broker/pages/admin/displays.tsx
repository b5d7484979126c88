/**
 * The editor of displays: what each shows, how it looks, sounds and speaks, what it says between calls, and a picture of it.
 * Knows no display; the picture is drawn by the display's own page.
 */
import type { Admin } from "./admin.ts";
import { Arrows, Messages } from "./display-lists.tsx";
import { DisplayPreview } from "./display-preview.tsx";
import { DisplaySound } from "./display-sound.tsx";
import { type Display, type Draft, nameIn } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { CheckField, ChoiceField, languageName, NumberField, TextFields } from "./fields.tsx";
import { PartList } from "./list.tsx";
import { AddMachine } from "./machines.tsx";
import { ScreensOf } from "./screens.tsx";
import { queueOptions } from "./services.tsx";
import { SomeOf } from "./some-of.tsx";
import { ADMIN_TEXTS, type Speech } from "./texts.ts";

type DisplayProps = {
  readonly admin: Admin;
  readonly draft: Draft;
  readonly path: string;
  readonly display: Display;
};

const counterOptions = ({ counters }: Draft, language: Speech) =>
  counters.map((one) => ({ value: one.counter, words: nameIn("counters", one, language) }));

/** Which counters and queues it shows. */
function Shown({ admin, draft, path, display }: DisplayProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  return (
    <>
      <SomeOf
        admin={admin}
        path={`${path}.counters`}
        legend={t.displayCounters}
        all={t.displayAll}
        some={t.displaySome}
        chosen={display.counters ?? []}
        options={counterOptions(draft, language)}
        isOrdered={false}
      />
      <SomeOf
        admin={admin}
        path={`${path}.queues`}
        legend={t.displayQueues}
        help={t.displayQueuesHelp}
        all={t.displayQueuesAll}
        some={t.displayQueuesSome}
        chosen={display.queues ?? []}
        options={queueOptions(draft, language)}
        isOrdered={false}
      />
    </>
  );
}

/** Look, size and languages. */
function Look({ admin, draft, path, display }: DisplayProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const { languages = [] } = display;
  const known = [...new Set([...draft.languages, ...languages])];
  return (
    <fieldset>
      <legend>{t.displayLook}</legend>
      <ChoiceField
        admin={admin}
        path={`${path}.look`}
        label={t.displayTheme}
        value={display.look ?? "dark"}
        options={(["dark", "light", "high-contrast"] as const).map((value) => ({
          value,
          words: t.lookChoice[value],
        }))}
      />
      <CheckField admin={admin} path={`${path}.bigType`} label={t.bigType} help={t.bigTypeHelp} />
      <SomeOf
        admin={admin}
        path={`${path}.languages`}
        legend={t.displayLanguages}
        all={t.displayLanguagesAll}
        some={t.displayLanguagesSome}
        chosen={languages}
        options={known.map((one) => ({ value: one, words: languageName(one, language) }))}
        isOrdered
      />
      <NumberField
        admin={admin}
        path={`${path}.languageTurnS`}
        label={t.languageTurn}
        help={t.languageTurnHelp}
      />
    </fieldset>
  );
}

function DisplayEditor(props: DisplayProps) {
  const { admin, path, display } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <>
      <Editing admin={admin}>
        <TextFields admin={admin} path={`${path}.name`} label={t.name} />
      </Editing>
      <div class="beside">
        <Editing admin={admin} box="settings">
          <Shown {...props} />
          <Look {...props} />
          <DisplaySound {...props} />
          <Messages {...props} />
          <Arrows {...props} />
        </Editing>
        <DisplayPreview {...props} />
      </div>
      <Editing admin={admin}>
        <CheckField admin={admin} path={`${path}.doorCode`} label={t.doorCode} help={t.doorCodeHelp} />
      </Editing>
      <a
        href={`/display/${display.display}${display.doorCode === true ? "/door" : ""}`}
        target="_blank"
        rel="noreferrer"
      >
        {t.openDisplay}
      </a>
      <ScreensOf admin={admin} display={display.display} />
    </>
  );
}

/** All displays. */
export function Displays({ admin }: { readonly admin: Admin }) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const draft = admin.draft.value;
  if (draft === null) return null;
  const options = counterOptions(draft, language);
  return (
    <>
      <p class="lead">{t.about.displays}</p>
      <PartList
        admin={admin}
        list="displays"
        add={<AddMachine admin={admin} list="displays" />}
        about={(at) => {
          const shown = (draft.displays[at] as Display).counters ?? [];
          const names = options.filter(({ value }) => shown.includes(value)).map(({ words }) => words);
          return names.length === 0 ? t.displayAll : names.join(", ");
        }}
      >
        {(at) => (
          <DisplayEditor
            admin={admin}
            draft={draft}
            path={`displays.${at}`}
            display={draft.displays[at] as Display}
          />
        )}
      </PartList>
    </>
  );
}
