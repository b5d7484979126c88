/**
 * The editors of queues: name and letters, whether it is in use, the end of the day, the order, own hours.
 * Knows no rule of the queue; what a value means is told in words.
 */
import type { Admin } from "./admin.ts";
import { type Draft, type Queue, textIn } from "./draft.ts";
import { CheckField, ChoiceField, idOf, LineField, NumberField, TextFields } from "./fields.tsx";
import { withQueue } from "./first-steps.ts";
import { Hours, hasOwnHours } from "./hours.tsx";
import { PartList } from "./list.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type EditorProps = { readonly admin: Admin; readonly path: string; readonly queue: Queue };

function LastTicket({ admin, path, queue }: EditorProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { lastTicket = null } = queue;
  const kind = lastTicket === null ? "none" : lastTicket === "can-be-served" ? "served" : "minutes";
  const field = `${path}.lastTicket`;
  const meant = { none: null, minutes: 30, served: "can-be-served" } as const;
  return (
    <>
      <ChoiceField
        admin={admin}
        path={kind === "minutes" ? `${field}.kind` : field}
        label={t.lastTicket}
        value={kind}
        options={(["none", "minutes", "served"] as const).map((value) => ({
          value,
          words: t.lastTicketChoice[value],
        }))}
        onChoose={(value) => admin.edit(field, meant[value as keyof typeof meant])}
      />
      {kind === "minutes" ? (
        <NumberField admin={admin} path={field} label={t.minutesBefore} empty={null} />
      ) : null}
    </>
  );
}

function EndOfDay(props: EditorProps) {
  const { admin, path, queue } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <fieldset>
      <legend>{t.closing}</legend>
      <LastTicket {...props} />
      <Quota {...props} />
      <ChoiceField
        admin={admin}
        path={`${path}.atClosing`}
        label={t.atClosing}
        value={queue.atClosing ?? "serve"}
        options={(["serve", "leave"] as const).map((value) => ({ value, words: t.atClosingChoice[value] }))}
      />
    </fieldset>
  );
}

/** The quota is a part of its own in the document; an empty field takes all of it out. */
function Quota({ admin, path, queue }: EditorProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const field = `${path}.quota.tickets`;
  const help = idOf(field, "-help");
  return (
    <div class="field">
      <label for={idOf(field)}>{t.quota}</label>
      <input
        id={idOf(field)}
        data-path={field}
        class="number"
        inputMode="numeric"
        size={6}
        autoComplete="off"
        aria-describedby={help}
        value={queue.quota === null || queue.quota === undefined ? "" : String(queue.quota.tickets)}
        onInput={(event) => {
          const text = event.currentTarget.value.trim();
          const tickets = Number(text);
          admin.edit(
            `${path}.quota`,
            text === "" ? null : { tickets: Number.isNaN(tickets) ? text : tickets },
          );
        }}
      />
      <p class="help" id={help}>
        {t.quotaHelp}
      </p>
    </div>
  );
}

function Order({ admin, path }: EditorProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const field = (name: "lateMin" | "appointmentRate" | "agedMin", help: string) => (
    <NumberField admin={admin} path={`${path}.order.${name}`} label={t[name]} help={help} />
  );
  return (
    <details>
      <summary>{t.order}</summary>
      {field("lateMin", t.lateHelp)}
      {field("appointmentRate", t.appointmentRateHelp)}
      {field("agedMin", t.agedHelp)}
    </details>
  );
}

function QueueEditor(props: EditorProps) {
  const { admin, path, queue } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <>
      <TextFields admin={admin} path={`${path}.name`} label={t.name} />
      <LineField
        admin={admin}
        path={`${path}.letters`}
        label={t.letters}
        help={t.lettersHelp}
        size={3}
        read={(text) => text.trim().toUpperCase()}
      />
      <CheckField admin={admin} path={`${path}.active`} label={t.active} help={t.activeHelp} isOnByDefault />
      <EndOfDay {...props} />
      <Order {...props} />
      <details open={hasOwnHours(queue)}>
        <summary>{t.ownHours}</summary>
        <Hours admin={admin} path={path} legend={t.hoursOf.queue} always={t.partAlways} />
      </details>
    </>
  );
}

/** All queues. */
export function Queues({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { queues = [], services = [] } = (admin.draft.value ?? {}) as Partial<Draft>;
  return (
    <>
      <p class="lead">{t.about.queues}</p>
      <PartList
        admin={admin}
        list="queues"
        make={(draft, name) => withQueue(draft, { da: name }).draft}
        about={(at) => {
          const one = queues[at];
          const names = services
            .filter(({ queue }) => queue === one?.queue)
            .map(({ name }) => textIn(name, admin.language.value));
          const use = one?.active === false ? [t.notActive] : [];
          return [one?.letters ?? "", ...use, names.join(", ")].filter(Boolean).join(" · ");
        }}
      >
        {(at) => <QueueEditor admin={admin} path={`queues.${at}`} queue={queues[at] as Queue} />}
      </PartList>
    </>
  );
}
