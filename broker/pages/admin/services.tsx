/**
 * The editors of services and of information that is given instead of a number.
 * Knows no rule; what leads to a service is asked of `uses.ts`.
 */
import type { Admin } from "./admin.ts";
import { GuestsCalledBy } from "./appointments.tsx";
import { type Draft, type Service, type Text, textIn, withAdded } from "./draft.ts";
import { CheckField, ChoiceField, LineField, NumberField, TextFields, valueIn } from "./fields.tsx";
import { Hours, hasOwnHours } from "./hours.tsx";
import { newId } from "./ids.ts";
import { Limits } from "./limits.tsx";
import { PartList, withNamed } from "./list.tsx";
import { ServiceReminders } from "./reminders.tsx";
import { PartSlip } from "./slip.tsx";
import { ADMIN_TEXTS } from "./texts.ts";
import { usesOf } from "./uses.ts";

type EditorProps = { readonly admin: Admin; readonly path: string };

/** The queues as choices, by their letters. */
export function queueOptions({ queues }: Draft, language: string) {
  return queues.map(({ queue, letters, name }) => ({
    value: queue,
    words: `${letters} ${textIn(name, language)}`,
  }));
}

function Bring({ admin, path }: EditorProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const value = valueIn({ admin, path });
  const things = Array.isArray(value) ? (value as Text[]) : [];
  const change = (next: readonly Text[]) => admin.edit(path, next.length === 0 ? undefined : next);
  return (
    <fieldset>
      <legend>{t.bring}</legend>
      {things.map((thing, at) => (
        <div class="row" key={at}>
          <TextFields admin={admin} path={`${path}.${at}`} label={t.thing(at + 1)} />
          <button
            type="button"
            aria-label={t.removeNamed(textIn(thing, admin.language.value) || t.thing(at + 1))}
            onClick={() => change(things.toSpliced(at, 1))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        onClick={() => {
          change([...things, { da: "" }]);
          admin.place.value = `${path}.${things.length}.da`;
        }}
      >
        {t.bringAdd}
      </button>
    </fieldset>
  );
}

function ServiceEditor({ admin, path, service }: EditorProps & { readonly service: Service }) {
  const { draft, language } = admin;
  const t = ADMIN_TEXTS[language.value];
  if (draft.value === null) return null;
  return (
    <>
      <TextFields admin={admin} path={`${path}.name`} label={t.name} />
      <ChoiceField
        admin={admin}
        path={`${path}.queue`}
        label={t.belongsTo}
        options={queueOptions(draft.value, language.value)}
      />
      <div class="beside">
        <div class="settings">
          <TextFields admin={admin} path={`${path}.message`} label={t.message} isLong isOptional />
          <Bring admin={admin} path={`${path}.bring`} />
        </div>
        <PartSlip admin={admin} draft={draft.value} does={{ kind: "service", service: service.service }} />
      </div>
      <NumberField admin={admin} path={`${path}.headStartMin`} label={t.headStart} help={t.headStartHelp} />
      <CheckField admin={admin} path={`${path}.onPhone`} label={t.onPhone} help={t.onPhoneHelp} />
      <fieldset>
        <legend>{t.closing}</legend>
        <Limits admin={admin} path={path} part={service} />
      </fieldset>
      <ServiceReminders admin={admin} path={path} />
      <GuestsCalledBy admin={admin} path={path} none={t.guestsAsSource} />
      <details open={hasOwnHours(service)}>
        <summary>{t.ownHours}</summary>
        <Hours admin={admin} path={path} legend={t.hoursOf.part} always={t.partAlways} />
      </details>
    </>
  );
}

/** All services. */
export function Services({ admin }: { readonly admin: Admin }) {
  const draft = admin.draft.value;
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  if (draft === null) return null;
  return (
    <>
      <p class="lead">{t.about.services}</p>
      <PartList
        admin={admin}
        list="services"
        make={(now, name) => withNamed("services", { queue: now.queues[0]?.queue ?? "" })(now, name)}
        about={(at) => {
          const service = draft.services[at];
          const queue = draft.queues.find((one) => one.queue === service?.queue);
          const isLost = usesOf(draft, { list: "services", id: service?.service ?? "" }).length === 0;
          const place = queue ? `${queue.letters} ${textIn(queue.name, language)}` : "";
          return [place, ...(isLost ? [t.notOnButtons] : [])].join(" · ");
        }}
      >
        {(at) => (
          <ServiceEditor admin={admin} path={`services.${at}`} service={draft.services[at] as Service} />
        )}
      </PartList>
    </>
  );
}

/** The draft with new information of this heading; its text begins as the heading. */
function withInformation(draft: Draft, heading: string): Draft {
  const information = newId(draft, "informations", heading);
  return withAdded(draft, "informations", { information, title: { da: heading }, text: { da: heading } });
}

/** All information that is given instead of a number. */
export function Informations({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const draft = admin.draft.value;
  if (draft === null) return null;
  return (
    <>
      <p class="lead">{t.about.informations}</p>
      <PartList
        admin={admin}
        list="informations"
        make={withInformation}
        about={(at) => textIn(draft.informations[at]?.text, admin.language.value).slice(0, 60)}
      >
        {(at) => (
          <div class="beside">
            <div class="settings">
              <TextFields admin={admin} path={`informations.${at}.title`} label={t.heading} />
              <TextFields admin={admin} path={`informations.${at}.text`} label={t.sentences} isLong />
              <LineField
                admin={admin}
                path={`informations.${at}.url`}
                label={t.url}
                help={t.urlHelp}
                empty={undefined}
                read={(text) => text.trim()}
              />
            </div>
            <PartSlip
              admin={admin}
              draft={draft}
              does={{ kind: "information", information: draft.informations[at]?.information ?? "" }}
            />
          </div>
        )}
      </PartList>
    </>
  );
}
