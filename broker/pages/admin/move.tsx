/**
 * The whole location as one file, and such a file taken in with what will differ said first (R15).
 * Knows no format; the hub reads the file, and nothing changes before it is saved.
 */
import { useSignal } from "@preact/signals";
import type { Admin } from "./admin.ts";
import { draftOf, valueAt } from "./draft.ts";
import type { Checked, Problem } from "./hub.ts";
import { troublesOf } from "./places.ts";
import { ChangeList } from "./problems.tsx";
import { ADMIN_TEXTS, type AdminTexts } from "./texts.ts";

type MoveProps = { readonly admin: Admin };
type Preview = Checked & {
  readonly document: unknown;
  /** The move in short: `3 køer kommer til`, `1 stander forsvinder`. */
  readonly summary?: string | readonly string[];
};
/** Parts that this hub can keep as they are, in the words of `Keepable`. */
const KEEPABLE = ["name", "hours", "stands", "counters", "displays", "languages", "timeZone"] as const;
type Kept = (typeof KEEPABLE)[number];
/** A file and what is kept while it is taken in. */
type Asked = { readonly text: string; readonly keep: readonly Kept[] };
type Read = { readonly preview: Preview } | { readonly wrong: string | null };

function refusalOf(body: unknown): string | null {
  const problems = valueAt(body, "problems");
  if (!Array.isArray(problems)) return null;
  return (problems as Problem[]).map(({ problem }) => problem).join(". ");
}

/** The file goes as its text, so that the hub can say what is wrong with half of one. */
async function readFile(admin: Admin, { text, keep }: Asked): Promise<Read> {
  const path = `import-preview?language=${admin.language.value}`;
  const answer = await admin.hub.post<Preview>(path, { file: text, keep });
  if (answer.kind === "done") return { preview: answer.body };
  return { wrong: answer.kind === "refused" ? refusalOf(answer.body) : null };
}

type KeepProps = {
  readonly t: AdminTexts;
  readonly keep: readonly Kept[];
  readonly onKeep: (keep: readonly Kept[]) => void;
};

/** What of this hub stays; the machines in the hall bear names that another hub does not know. */
function Keep({ t, keep, onKeep }: KeepProps) {
  return (
    <fieldset>
      <legend>{t.keep}</legend>
      <p class="help">{t.keepHelp}</p>
      <div class="row">
        {KEEPABLE.map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              checked={keep.includes(part)}
              onChange={({ currentTarget: { checked } }) =>
                onKeep(checked ? [...keep, part] : keep.filter((one) => one !== part))
              }
            />
            {t.keepable[part]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type DiffersProps = MoveProps & { readonly preview: Preview; readonly onTaken: () => void };

function Differs({ admin, preview, onTaken }: DiffersProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { changes, document, summary = [] } = preview;
  const take = () => {
    const now = admin.draft.value;
    if (now === null) return;
    const { v, version, location } = now;
    admin.replace({ ...draftOf(document), v, version, location });
    onTaken();
  };
  return (
    <>
      <p>{changes.length === 0 ? t.importSame : t.importDiffers}</p>
      <p class="said">{[summary].flat().join(", ")}</p>
      <ChangeList changes={changes} />
      <ul class="problems">
        {troublesOf(preview).map(({ path, place = path, problem }) => (
          <li key={path + problem} class="wrong">
            <strong>{place}</strong>: {problem}
          </li>
        ))}
      </ul>
      <button type="button" class="main" onClick={take}>
        {t.importTake}
      </button>
    </>
  );
}

function Export({ admin }: MoveProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const location = admin.draft.value?.location ?? "";
  return (
    <section>
      <h2>{t.exportHead}</h2>
      <p class="help">{t.exportHelp}</p>
      <a
        class="button main"
        href={`/api/locations/${encodeURIComponent(location)}/administration/export`}
        download
      >
        {t.exportLink}
      </a>
    </section>
  );
}

export function Move({ admin }: MoveProps) {
  return (
    <>
      <Export admin={admin} />
      {admin.mayEdit.value ? <Import admin={admin} /> : null}
    </>
  );
}

function Import({ admin }: MoveProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const read = useSignal<Read | null>(null);
  const isTaken = useSignal(false);
  const asked = useSignal<Asked>({ text: "", keep: [] });
  const now = read.value;
  const ask = async (next: Asked) => {
    asked.value = next;
    if (next.text === "") return;
    isTaken.value = false;
    const answer = await readFile(admin, next);
    // Of two answers the one to what is ticked now counts.
    if (asked.value === next) read.value = answer;
  };
  const take = async (field: HTMLInputElement) => {
    const file = field.files?.[0];
    if (file === undefined) return;
    await ask({ ...asked.value, text: await file.text() });
    // The same file, mended, may be chosen again.
    field.value = "";
  };
  return (
    <section>
      <h2>{t.importHead}</h2>
      <p class="help" id="import-help">
        {t.importHelp}
      </p>
      <Keep t={t} keep={asked.value.keep} onKeep={(keep) => void ask({ ...asked.value, keep })} />
      <div class="field">
        <label for="import">{t.importFile}</label>
        <input
          id="import"
          type="file"
          accept=".json,application/json"
          aria-describedby="import-help import-said"
          onChange={({ currentTarget }) => void take(currentTarget)}
        />
      </div>
      <div id="import-said" role="status">
        {now !== null && "wrong" in now ? <p class="trouble">{now.wrong ?? t.importWrong}</p> : null}
        {isTaken.value ? <p class="fine">{t.importTaken}</p> : null}
      </div>
      {now !== null && "preview" in now && !isTaken.value ? (
        <Differs admin={admin} preview={now.preview} onTaken={() => (isTaken.value = true)} />
      ) : null}
    </section>
  );
}
