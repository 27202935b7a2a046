/** The script of a call, which the page names in its head; it says itself when it is there, since old phones know no `import()`. */

import type { CallPanel } from "../call/call_panel.tsx";

export const CALL_PART = "call-part";
type Panel = typeof CallPanel;
let kept: Panel | null = null;

/** Calls back once, unless the returned function was called before. */
export function onCallPart(found: (panel: Panel) => void, failed: () => void): () => void {
  let isWanted = true;
  const ready = (panel: Panel): void => {
    kept = panel;
    if (isWanted) found(panel);
  };
  const hear = (event: Event): void => ready((event as CustomEvent<Panel>).detail);
  const leave = (): void => {
    isWanted = false;
    document.removeEventListener(CALL_PART, hear);
  };
  if (kept) {
    ready(kept);
    return leave;
  }
  document.addEventListener(CALL_PART, hear);
  const script = document.createElement("script");
  script.type = "module";
  // Another address for each try: a browser remembers a module that did not load.
  script.src = `${document.querySelector<HTMLMetaElement>('meta[name="call-script"]')!.content}?${Date.now()}`;
  script.onerror = () => {
    script.remove();
    if (isWanted) failed();
  };
  document.head.appendChild(script);
  return leave;
}
