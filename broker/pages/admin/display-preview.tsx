/**
 * A display as it will look, drawn by its own page in a frame of a display's size that is made smaller.
 * Knows no drawing; what the page is to show comes from `display-picture.ts`.
 */
import { useEffect, useRef } from "preact/hooks";
import type { Admin } from "./admin.ts";
import { pictureOf } from "./display-picture.ts";
import { type Display, type Draft, nameIn } from "./draft.ts";
import { ADMIN_TEXTS } from "./texts.ts";

type PreviewProps = { readonly admin: Admin; readonly draft: Draft; readonly display: Display };

/** The width that `look.css` gives the frame before it is made smaller. */
const FULL_PX = 1280;

/** Keeps a full-size frame as wide as the box around it. */
function useScale() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const fit = new ResizeObserver(() => {
      current.style.setProperty("--scale", String(current.clientWidth / FULL_PX));
    });
    fit.observe(current);
    return () => fit.disconnect();
  }, []);
  return box;
}

export function DisplayPreview({ admin, draft, display }: PreviewProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const box = useScale();
  const frame = useRef<HTMLIFrameElement>(null);
  const picture = pictureOf(draft, display, Date.now());
  const latest = useRef(picture);
  latest.current = picture;
  const show = () => frame.current?.contentWindow?.postMessage(latest.current, location.origin);
  // The frame says when it can be shown something, also after it was loaded anew.
  useEffect(() => {
    const hear = ({ origin, source }: MessageEvent) => {
      if (origin === location.origin && source === frame.current?.contentWindow) show();
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);
  useEffect(() => show());
  return (
    <section class="display-preview" aria-label={t.displayPreview}>
      <h3>{t.displayPreview}</h3>
      <div class="screen" ref={box}>
        <iframe
          ref={frame}
          src="/admin/display"
          title={t.displayPreviewOf(nameIn("displays", display, language))}
          tabIndex={-1}
        />
      </div>
      <p class="help">{t.displayPreviewHelp}</p>
    </section>
  );
}
