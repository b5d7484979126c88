/**
 * The logo of a stand's receipt: a PNG file that is put into the document as base64.
 * Knows no printer; how many dots fit is judged by the hub.
 */
import { useSignal } from "@preact/signals";
import { type At, idOf, Troubles, valueIn } from "./fields.tsx";
import { troublesIn } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";

/** As the document allows. */
const MOST_BYTES = 32_768;
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47] as const;

/** The file as base64, or `null` when it is no PNG picture or too large. */
async function base64Of(file: File): Promise<string | null> {
  if (file.size > MOST_BYTES) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!PNG_HEAD.every((byte, at) => bytes[at] === byte)) return null;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

export function LogoField({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isWrong = useSignal(false);
  const troubles = troublesIn(admin.checked.value, path);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const logo = await base64Of(file);
    isWrong.value = logo === null;
    if (logo !== null) admin.edit(path, logo);
  };
  const has = typeof valueIn({ admin, path }) === "string";
  return (
    <div class="field">
      <label for={idOf(path)}>{t.logo}</label>
      <input
        type="file"
        accept="image/png"
        id={idOf(path)}
        data-path={path}
        aria-describedby={idOf(path, "-help")}
        onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
      />
      <p class="help" id={idOf(path, "-help")}>
        {t.logoHelp}
      </p>
      <p class="wrong" role="alert" hidden={!isWrong.value}>
        {isWrong.value ? t.logoWrong : ""}
      </p>
      <Troubles id={idOf(path, "-wrong")} troubles={troubles} />
      {has ? (
        <button type="button" onClick={() => admin.edit(path, null)}>
          {t.removeLogo}
        </button>
      ) : null}
    </div>
  );
}
