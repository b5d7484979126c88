/**
 * The house as a whole: its name and zone, where strays go, tags, and how it calls and serves; and its opening hours.
 * Knows no rule; an empty field leaves it to the hub.
 */
import type { Admin } from "./admin.ts";
import { ChoiceField, LineField, NumberField, TextFields } from "./fields.tsx";
import { Hours } from "./hours.tsx";
import { PartList } from "./list.tsx";
import { queueOptions } from "./services.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type HouseProps = { readonly admin: Admin };

const RULES = [
  "recallLimit",
  "placesBack",
  "serveAfterS",
  "longServiceMin",
  "postponeMin",
  "mostPostponements",
  "mostRejoins",
] as const;

function HouseRules({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <section>
      <h2>{t.houseRules}</h2>
      <p class="help">{t.houseRuleHelp}</p>
      {RULES.map((rule) => (
        <NumberField key={rule} admin={admin} path={`houseRules.${rule}`} label={t.houseRule[rule]} />
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
      <TextFields admin={admin} path="name" label={t.houseName} />
      <ChoiceField
        admin={admin}
        path="timeZone"
        label={t.timeZone}
        options={Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, words: zone }))}
      />
      <ChoiceField admin={admin} path="catchAll" label={t.catchAll} options={queueOptions(draft, language)} />
      <LineField
        admin={admin}
        path="rollLetters"
        label={t.rollLetters}
        help={t.rollHelp}
        size={3}
        empty={undefined}
        read={(text) => text.trim().toUpperCase()}
      />
      <section>
        <h2>{t.tags}</h2>
        <p class="help">{t.tagsHelp}</p>
        <PartList admin={admin} list="tags" about={() => ""}>
          {(at) => <TextFields admin={admin} path={`tags.${at}.name`} label={t.name} />}
        </PartList>
      </section>
      <AtDoor admin={admin} />
      <HouseRules admin={admin} />
    </>
  );
}

/** When the whole house is open. */
export function HouseHours({ admin }: HouseProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return <Hours admin={admin} path="" legend={t.hoursOf.house} always={t.houseAlways} />;
}
