/** Announcements over the conversation, each until it is put away. Their box is always there, so that a screen reader hears of a new one. */

import { useRef } from "preact/hooks";
import type { Banner } from "../chat/types.ts";
import { words } from "../words.ts";
import { CloseIcon } from "./icons.tsx";
import { LinkedText, SafeLink } from "./linked_text.tsx";

interface Props {
  banners: Banner[];
  onPutAway(banner: Banner): void;
  /** The last one is gone: where to go on reading. */
  onAllGone(): void;
}

export function Banners({ banners, onPutAway, onAllGone }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const putAway = (banner: Banner): void => {
    const at = banners.indexOf(banner);
    const buttons = box.current!.querySelectorAll("button");
    const next = buttons[at + 1] || buttons[at - 1];
    if (next) next.focus();
    else onAllGone();
    onPutAway(banner);
  };
  return (
    <div class="banners" role="status" ref={box}>
      {banners.map((banner) => (
        <div class="banner" key={banner.id}>
          <div class="banner-words">
            <p class="banner-title">{banner.title}</p>
            {banner.text.split("\n").map((line, index) => (
              <p key={index}>
                <LinkedText text={line} />
              </p>
            ))}
            {banner.url && (
              <p>
                <SafeLink url={banner.url} text={words.banner.source} />
              </p>
            )}
          </div>
          <button type="button" class="banner-away" aria-label={words.banner.putAway(banner.title)} onClick={() => putAway(banner)}>
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
