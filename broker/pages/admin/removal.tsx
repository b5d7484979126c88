/**
 * Asks before a part is removed, and says first what that breaks; a queue's services are given to another queue.
 * Knows no list; nothing is removed before somebody has said yes.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Admin } from "./admin.ts";
import { textIn } from "./draft.ts";
import { ADMIN_TEXTS } from "./texts.ts";
import { type PartRef, type Use, usesOf, withoutPart } from "./uses.ts";

type RemovalProps = {
  readonly admin: Admin;
  readonly part: PartRef;
  readonly name: string;
  readonly onClose: () => void;
  /** Where the page goes when the part is gone; by default to its list. */
  readonly goTo?: string;
};

function useWords(use: Use, admin: Admin): string {
  const language = admin.language.value;
  const words = ADMIN_TEXTS[language].removeUse[use.kind];
  return words(textIn(use.name, language), textIn(use.within, language));
}

/** The question, open as a dialogue; Escape and "Annuller" close it. */
export function Removal({ admin, part, name, onClose, goTo = part.list }: RemovalProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const draft = admin.draft.value;
  const others = (draft?.queues ?? []).filter(({ queue }) => part.list === "queues" && queue !== part.id);
  const heir = useSignal(others[0]?.queue ?? "");
  if (draft === null) return null;
  const uses = usesOf(draft, part);
  const isLastQueue = part.list === "queues" && others.length === 0;
  const remove = () => {
    admin.replace(withoutPart(draft, part, heir.value));
    admin.place.value = goTo;
  };
  return (
    <dialog ref={dialog} aria-labelledby="removal" onClose={onClose}>
      <h3 id="removal">{t.removeWhat(name)}</h3>
      {isLastQueue ? <p>{t.lastQueue}</p> : <p>{uses.length === 0 ? t.removeNothing : t.removeAlso}</p>}
      {isLastQueue ? null : (
        <ul>
          {uses.map((use) => (
            <li key={use.path + use.kind}>{useWords(use, admin)}</li>
          ))}
        </ul>
      )}
      {others.length > 0 && uses.length > 0 ? (
        <div class="field">
          <label for="heir">{t.heir}</label>
          <select id="heir" value={heir.value} onChange={(event) => (heir.value = event.currentTarget.value)}>
            {others.map((queue) => (
              <option key={queue.queue} value={queue.queue}>
                {queue.letters} {textIn(queue.name, admin.language.value)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div class="row">
        {isLastQueue ? null : (
          <button type="button" class="remove" onClick={remove}>
            {t.removeNamed(name)}
          </button>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          {t.cancel}
        </button>
      </div>
    </dialog>
  );
}
