/** Who answers here, how to call, and the menu: text size, a new conversation, emergency numbers, privacy. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { words } from "../words.ts";
import { AnewIcon, CloseIcon, MarkIcon, MenuIcon, PhoneIcon, SearchIcon, ShieldIcon } from "./icons.tsx";
import { LARGEST, percentOf } from "./text_size.ts";

interface Props {
  provinceName: string;
  hotlineNumber: string;
  textSize: number;
  onTextSize(step: 1 | -1): void;
  onStartAnew(): void;
  /** Null where a call from the page is not possible: then the telephone's own program is opened. */
  onCall: (() => void) | null;
}

export function Header(props: Props) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      setOpen(false);
      button.current!.focus();
    };
    const onPress = (event: Event): void => {
      if (!menu.current!.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("mousedown", onPress);
    document.addEventListener("focusin", onPress);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener("mousedown", onPress);
      document.removeEventListener("focusin", onPress);
    };
  }, [isOpen]);

  return (
    <header class="header">
      <div class="header-row">
        <MarkIcon />
        <div class="header-name">
          <h1 id="page-name" tabIndex={-1}>
            {words.header.name}
          </h1>
          <p>{props.provinceName || words.header.tagline}</p>
        </div>
        <p class="header-emergency">
          <EmergencyNumbers />
        </p>
        {props.onCall ? (
          <button type="button" class="header-button header-call" aria-label={words.header.callHere(props.hotlineNumber)} onClick={props.onCall}>
            <PhoneIcon />
            <span class="wide-only">{words.header.callHere(props.hotlineNumber)}</span>
          </button>
        ) : (
          <a class="header-button header-call" href={`tel:${dialled(props.hotlineNumber)}`} aria-label={words.header.call(props.hotlineNumber)}>
            <PhoneIcon />
            <span class="wide-only">{props.hotlineNumber}</span>
          </a>
        )}
        <div class="menu-anchor" ref={menu}>
          <button
            ref={button}
            type="button"
            class="header-button"
            aria-expanded={isOpen}
            aria-controls="menu"
            aria-label={words.header.menu}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <CloseIcon /> : <MenuIcon />}
          </button>
          <div id="menu" class="menu" hidden={!isOpen}>
            <TextSize size={props.textSize} onTextSize={props.onTextSize} />
            <button
              type="button"
              class="menu-item"
              onClick={() => {
                setOpen(false);
                button.current!.focus();
                props.onStartAnew();
              }}
            >
              <AnewIcon />
              {words.menu.startAnew}
            </button>
            <a class="menu-item" href={`tel:${dialled(props.hotlineNumber)}`}>
              <PhoneIcon />
              {words.header.call(props.hotlineNumber)}
            </a>
            <a class="menu-item" href={words.menu.lookUpUrl} target="_blank" rel="noopener">
              <SearchIcon />
              {words.menu.lookUp}
            </a>
            <a class="menu-item" href={words.composer.privacyUrl} target="_blank" rel="noopener">
              <ShieldIcon />
              {words.menu.privacy}
            </a>
            <p class="menu-emergency">
              <EmergencyNumbers />
            </p>
          </div>
        </div>
      </div>
    </header>
  );
}

function TextSize({ size, onTextSize }: { size: number; onTextSize(step: 1 | -1): void }) {
  return (
    <div class="text-size" role="group" aria-labelledby="text-size-label">
      <span id="text-size-label">{words.menu.textSize}</span>
      <button type="button" aria-disabled={size === 0} onClick={() => onTextSize(-1)}>
        {words.menu.smallerSign} <b class="sr-only">{words.menu.smaller}</b>
      </button>
      <output>{percentOf(size)}%</output>
      <button type="button" aria-disabled={size === LARGEST} onClick={() => onTextSize(1)}>
        {words.menu.largerSign} <b class="sr-only">{words.menu.larger}</b>
      </button>
    </div>
  );
}

function EmergencyNumbers() {
  return (
    <>
      <span>{words.menu.emergency}:</span>
      {words.menu.emergencyNumbers.map(({ number, label }) => (
        <a key={number} href={`tel:${number}`} aria-label={words.menu.callNumber(number, label)} title={label}>
          {number}
        </a>
      ))}
    </>
  );
}

export function dialled(number: string): string {
  return number.replace(/[^\d+]/g, "");
}
