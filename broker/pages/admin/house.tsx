/**
 * The house as a whole: its name and zone, where strays go, tags, reasons for a break, and how it calls and serves; and its opening hours.
 * Knows no rule; an empty field leaves it to the hub.
 */

import { PAUSE_REASONS } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import { type Draft, textIn } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { CheckField, ChoiceField, LineField, NumberField, TextFields, valueIn } from "./fields.tsx";
import { Hours } from "./hours.tsx";
import { KeepDays } from "./keep-days.tsx";
import { PartList, withNamed } from "./list.tsx";
import { queueOptions } from "./services.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type HouseProps = { readonly admin: Admin };

const RULES = [
  "recallLimit",
  "placesBack",
  "longServiceMin",
  "longWaitMin",
  "holdMin",
  "postponeMin",
  "mostPostponements",
  "mostRejoins",
  "checkInEarlyMin",
  "checkInLateMin",
] as const;

/** When a called citizen is taken to be served without a word of staff: a time, or never. */
function ServeAfter({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const path = "houseRules.serveAfterS";
  const isNever = valueIn({ admin, path }) === null;
  return (
    <>
      <ChoiceField
        admin={admin}
        path={isNever ? path : `${path}.kind`}
        label={t.serveAfter}
        value={isNever ? "never" : "itself"}
        options={(["itself", "never"] as const).map((value) => ({ value, words: t.serveAfterChoice[value] }))}
        onChoose={(value) => admin.edit(path, value === "never" ? null : undefined)}
      />
      {isNever ? null : (
        <NumberField admin={admin} path={path} label={t.serveAfterS} help={t.serveAfterHelp} />
      )}
    </>
  );
}

/** The first reason of one's own stands beside the usual ones, each of which can be taken out. */
function withReason(draft: Draft, name: string): Draft {
  const pauseReasons = draft.pauseReasons.length === 0 ? PAUSE_REASONS : draft.pauseReasons;
  return withNamed("pauseReasons")({ ...draft, pauseReasons }, name);
}

function PauseReasons({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const usual = PAUSE_REASONS.map(({ name }) => textIn(name, admin.language.value)).join(", ");
  return (
    <section>
      <h2>{t.pauseReasons}</h2>
      <p class="help">{t.pauseReasonsHelp}</p>
      <PartList
        admin={admin}
        list="pauseReasons"
        none={t.pauseReasonsUsual(usual)}
        about={() => ""}
        make={withReason}
      >
        {(at) => <TextFields admin={admin} path={`pauseReasons.${at}.name`} label={t.name} />}
      </PartList>
    </section>
  );
}

function HouseRules({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <section>
      <h2>{t.houseRules}</h2>
      <ServeAfter admin={admin} />
      {RULES.map((rule) => (
        <NumberField
          key={rule}
          admin={admin}
          path={`houseRules.${rule}`}
          label={t.houseRule[rule]}
          help={t.houseRuleIs[rule]}
        />
      ))}
    </section>
  );
}

/** Tickets on phones: the screen at the door, and the poster for whoever takes its price. */
function AtDoor({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <section>
      <h2>{t.atDoor}</h2>
      <p class="help">{t.atDoorHelp}</p>
      <p>
        <a href="/door" target="_blank" rel="noreferrer">
          {t.openDoor}
        </a>
      </p>
      <NumberField
        {...{ admin, label: t.placeTexts, help: t.placeTextsHelp }}
        path="placeTexts"
        empty={undefined}
      />
      <CheckField admin={admin} path="checkInOnPhone" label={t.checkInOnPhone} help={t.checkInOnPhoneHelp} />
      <NumberField admin={admin} path="doorPoster" label={t.doorPoster} help={t.doorPosterHelp} />
      {admin.draft.value?.doorPoster === undefined ? null : (
        <p>
          <a href="/door/poster" target="_blank" rel="noreferrer">
            {t.openPoster}
          </a>
        </p>
      )}
    </section>
  );
}

export function House({ admin }: HouseProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const draft = admin.draft.value;
  if (draft === null) return null;
  return (
    <>
      <Editing admin={admin}>
        <TextFields admin={admin} path="name" label={t.houseName} />
        <ChoiceField
          admin={admin}
          path="timeZone"
          label={t.timeZone}
          options={Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, words: zone }))}
        />
        <ChoiceField
          admin={admin}
          path="catchAll"
          label={t.catchAll}
          options={queueOptions(draft, language)}
        />
        <LineField
          admin={admin}
          path="rollLetters"
          label={t.rollLetters}
          help={t.rollHelp}
          size={3}
          empty={undefined}
          read={(text) => text.trim().toUpperCase()}
        />
      </Editing>
      <section>
        <h2>{t.tags}</h2>
        <p class="help">{t.tagsHelp}</p>
        <PartList admin={admin} list="tags" about={() => ""}>
          {(at) => <TextFields admin={admin} path={`tags.${at}.name`} label={t.name} />}
        </PartList>
      </section>
      <Editing admin={admin}>
        <AtDoor admin={admin} />
      </Editing>
      <PauseReasons admin={admin} />
      <Editing admin={admin}>
        <HouseRules admin={admin} />
        <KeepDays admin={admin} />
      </Editing>
    </>
  );
}

/** When the whole house is open. */
export function HouseHours({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <Editing admin={admin}>
      <Hours admin={admin} path="" legend={t.hoursOf.house} always={t.houseAlways} />
    </Editing>
  );
}
