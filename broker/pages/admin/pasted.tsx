/**
 * Services from pasted lines, a spreadsheet's columns or a file: the hub reads them, they are looked at, and then taken in.
 * Knows no format.
 */
import { useSignal } from "@preact/signals";
import type { Admin } from "./admin.ts";
import { type Draft, withAdded } from "./draft.ts";
import { freeButton, type ListedService, withServices } from "./first-steps.ts";
import { ADMIN_TEXTS, type AdminTexts } from "./texts.ts";

type Read = {
  readonly services: readonly ListedService[];
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
};

/** The draft with a button on the first stand for each service that came since `before`. */
function withButtons(before: Draft, after: Draft): Draft {
  const old = new Set(before.services.map(({ service }) => service));
  let next = after;
  for (const { service, name } of after.services) {
    const stand = next.stands[0];
    if (old.has(service) || stand === undefined) continue;
    const button = freeButton(stand.buttons);
    next = withAdded(next, "stands.0.buttons", { button, label: name, does: { kind: "service", service } });
  }
  return next;
}

type FieldsProps = { readonly t: AdminTexts; readonly text: string; readonly onText: (text: string) => void };

function PasteFields({ t, text, onText }: FieldsProps) {
  const take = async (file: File | undefined) => {
    if (file !== undefined) onText(await textOf(file));
  };
  return (
    <>
      <div class="field">
        <label for="paste">{t.pasteLabel}</label>
        <textarea
          id="paste"
          rows={6}
          aria-describedby="paste-help"
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="paste-file">{t.file}</label>
        <input
          id="paste-file"
          type="file"
          accept=".csv,.txt,.tsv,text/*"
          onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
        />
      </div>
    </>
  );
}

export function PastedServices({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const text = useSignal("");
  const read = useSignal<Read | null>(null);
  const isTaken = useSignal(false);
  const ask = async () => {
    isTaken.value = false;
    const path = `read-services?language=${admin.language.value}`;
    const answer = await admin.hub.post<Read>(path, { text: text.value });
    if (answer.kind === "done") read.value = answer.body;
    else admin.outcome.value = { kind: "failed" };
  };
  const settle = () => {
    isTaken.value = true;
    read.value = null;
  };
  const type = (typed: string) => {
    text.value = typed;
    read.value = null;
  };
  return (
    <section>
      <h2>{t.pasteHead}</h2>
      <p class="help" id="paste-help">
        {t.pasteHelp}
      </p>
      <PasteFields t={t} text={text.value} onText={type} />
      <button type="button" disabled={text.value.trim() === ""} onClick={() => void ask()}>
        {t.pasteRead}
      </button>
      <div role="status">
        {read.value === null ? null : <Found admin={admin} read={read.value} onTaken={settle} />}
        {isTaken.value ? <p class="fine">{t.pasteTaken}</p> : null}
      </div>
    </section>
  );
}

/** A file as text: UTF-8, or what Danish spreadsheets write when it is none. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A service as it was read, each column by what it was taken for. */
function readWords({ name, queue, queueName = queue, letters }: ListedService, t: AdminTexts): string {
  const more = [
    ...(name.en === undefined ? [] : [t.pasteEnglish(name.en)]),
    ...(queueName === undefined ? [] : [t.inQueue(queueName)]),
    ...(letters === undefined ? [] : [t.pasteLetters(letters)]),
  ];
  const da = name.da ?? "";
  return more.length === 0 ? da : `${da} (${more.join(", ")})`;
}

type FoundProps = { readonly admin: Admin; readonly read: Read; readonly onTaken: () => void };

function Found({ admin, read, onTaken }: FoundProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const hasButtons = useSignal(true);
  const { services, problems } = read;
  const take = () => {
    const draft = admin.draft.value;
    if (draft === null) return;
    const next = withServices(draft, services);
    admin.replace(hasButtons.value ? withButtons(draft, next) : next);
    onTaken();
  };
  return (
    <>
      {problems.length === 0 ? null : (
        <ul class="problems">
          {problems.map(({ line, problem }) => (
            <li key={line}>
              <strong>{t.pasteLine(line)}</strong>: {problem}
            </li>
          ))}
        </ul>
      )}
      <p>{t.pasteFound(services.length)}</p>
      <ul>
        {services.map((service) => (
          <li key={service.service}>{readWords(service, t)}</li>
        ))}
      </ul>
      {services.length === 0 ? null : (
        <>
          <label class="check-line">
            <input
              type="checkbox"
              checked={hasButtons.value}
              onChange={(event) => (hasButtons.value = event.currentTarget.checked)}
            />
            {t.pasteButtons}
          </label>
          <button type="button" class="main" onClick={take}>
            {t.pasteTake}
          </button>
        </>
      )}
    </>
  );
}
