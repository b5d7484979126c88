/**
 * The editors of queues: name and letters, whether it is in use, the end of the day, the order, own hours.
 * Knows no rule of the queue; what a value means is told in words.
 */
import type { Admin } from "./admin.ts";
import { type Draft, type Queue, textIn } from "./draft.ts";
import { CheckField, ChoiceField, LineField, NumberField, TextFields } from "./fields.tsx";
import { withQueue } from "./first-steps.ts";
import { Hours, hasOwnHours } from "./hours.tsx";
import { Limits } from "./limits.tsx";
import { PartList } from "./list.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type EditorProps = { readonly admin: Admin; readonly path: string; readonly queue: Queue };

function EndOfDay(props: EditorProps) {
  const { admin, path, queue } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <fieldset>
      <legend>{t.closing}</legend>
      <Limits admin={admin} path={path} part={queue} />
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

/** The first and the last number of a day. */
function Series({ admin, path }: EditorProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <details>
      <summary>{t.series}</summary>
      <NumberField
        admin={admin}
        path={`${path}.series.first`}
        label={t.seriesFirst}
        help={t.seriesFirstHelp}
      />
      <NumberField admin={admin} path={`${path}.series.last`} label={t.seriesLast} help={t.seriesLastHelp} />
    </details>
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
      <Series {...props} />
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
