/**
 * What the hub knows and the draft has no part for: which machine a new stand or display is, which of the hub's ways in a source of
 * appointments.
 * Knows no wire; ids come from the hub.
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Admin } from "./admin.ts";
import { type Draft, ID_OF } from "./draft.ts";
import type { Machines } from "./hub.ts";
import { AddForm, withNamed } from "./list.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

/** As the hub knows them; none until it has answered, and none of a hub that does not tell. */
export function useMachines(admin: Admin): Signal<Machines> {
  const machines = useSignal<Machines>({ stands: [], displays: [], buttons: {} });
  useEffect(() => {
    void admin.hub.get<Machines>("machines").then((answer) => {
      if (answer.kind === "done") machines.value = answer.body;
    });
  }, [admin]);
  return machines;
}

const KNOWN_AS = { stands: "stands", displays: "displays", appointmentSources: "sources" } as const;
type Kind = keyof typeof KNOWN_AS;

/** Those that no part of the draft is for. */
function waitingOf(draft: Draft, machines: Machines, list: Kind): string[] {
  const taken = draft[list].map((part) => (part as unknown as Record<string, unknown>)[ID_OF[list]]);
  return (machines[KNOWN_AS[list]] ?? []).filter((id) => !taken.includes(id));
}

type AddMachineProps = { readonly admin: Admin; readonly list: Kind; readonly more?: object };

/** The form for a new part, which is the machine or way in that waits for one unless somebody says otherwise. */
export function AddMachine({ admin, list, more = {} }: AddMachineProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const machines = useMachines(admin);
  const said = useSignal<string | null>(null);
  const draft = admin.draft.value;
  if (draft === null) return null;
  const waiting = waitingOf(draft, machines.value, list);
  const chosen = said.value === "" || waiting.includes(said.value ?? "") ? said.value : (waiting[0] ?? "");
  const id = `machine-${list}`;
  const words = list === "appointmentSources" ? t.knownSource : t.knownMachine;
  return (
    <AddForm
      admin={admin}
      list={list}
      make={(now, name) =>
        withNamed(list, { ...more, ...(chosen ? { [ID_OF[list]]: chosen } : {}) })(now, name)
      }
    >
      {waiting.length === 0 ? null : (
        <div class="field">
          <label for={id}>{words.which}</label>
          <select
            id={id}
            aria-describedby={`${id}-help`}
            value={chosen ?? ""}
            onChange={(event) => (said.value = event.currentTarget.value)}
          >
            {waiting.map((one) => (
              <option key={one} value={one}>
                {words.waits(one)}
              </option>
            ))}
            <option value="">{words.later}</option>
          </select>
          <p class="help" id={`${id}-help`}>
            {words.help}
          </p>
        </div>
      )}
    </AddForm>
  );
}
