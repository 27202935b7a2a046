/** Our own line icons, drawn on 24 × 24; always beside a text or inside a labelled control. */

import type { ComponentChildren } from "preact";

export function icon(children: ComponentChildren, extra = "") {
  return function Icon() {
    return (
      <svg class={`icon ${extra}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        {children}
      </svg>
    );
  };
}

export const MarkIcon = () => (
  <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
    <path class="mark-bubble" d="M20 4C10.6 4 3 10.5 3 18.6c0 4.6 2.5 8.7 6.4 11.4-.2 2-.9 3.900-2.200 5.400 2.900-.2 5.600-1.300 7.700-3.100 1.600.4 3.300.6 5.100.6 9.400 0 17-6.500 17-14.300S29.400 4 20 4z" />
    <path class="mark-leaf" d="M20 26c-4.800-1.900-6.600-6.300-5.300-10.800 3 .6 5 2.700 5.300 5.600.3-2.900 2.300-5 5.300-5.600C26.600 19.700 24.800 24.100 20 26z" />
    <path class="mark-leaf" d="M20 18.200c-1.900-2.600-1.900-5.300 0-8 1.900 2.700 1.900 5.400 0 8z" />
  </svg>
);

export const PhoneIcon = icon(
  <path d="M6.500 3.500h3l1.500 4-2 1.500a12 12 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2.200 2A16.500 16.500 0 0 1 4.500 5.700a2 2 0 0 1 2-2.200z" />,
);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const SendIcon = icon(<path d="M4 12l16-7.500-5.500 15.500-3-6.500L4 12zM11.500 13.500L20 4.500" />);
export const OperatorIcon = icon(
  <path d="M4.500 14v-2a7.500 7.500 0 0 1 15 0v2M4.500 13.500h2.300v5H6a1.500 1.500 0 0 1-1.500-1.500v-3.500zM19.500 13.500h-2.300v5h.8a1.500 1.500 0 0 0 1.500-1.500v-3.500zM19 18.500c0 1.500-2 2.300-4.500 2.300" />,
);
export const ThumbUpIcon = icon(<path d="M4 10.500h3.500V20H4zM7.500 11.500L11 4c1.500 0 2.500 1 2.500 2.500L13 10h5.500a1.500 1.500 0 0 1 1.500 1.800l-1.300 6.700a1.800 1.800 0 0 1-1.700 1.500H7.500" />);
export const ThumbDownIcon = icon(<path d="M4 13.500h3.500V4H4zM7.500 12.500L11 20c1.500 0 2.500-1 2.500-2.500L13 14h5.500a1.500 1.500 0 0 0 1.500-1.800l-1.300-6.700A1.800 1.800 0 0 0 17 4H7.500" />);
export const CopyIcon = icon(<path d="M9 9h10v11H9zM5 15V4h10" />);
export const PrintIcon = icon(<path d="M7 9V4h10v5M7 17H4.500V10a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1v7H17M7 14h10v6H7z" />);
export const ExternalIcon = icon(<path d="M10 5H5v14h14v-5M14 5h5v5M19 5l-8 8" />, "icon-small");
export const ArrowIcon = icon(<path d="M9 5.500l6.500 6.500L9 18.500" />, "icon-small");
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />, "icon-small");
export const CheckIcon = icon(<path d="M5 12.500l4.500 4.500L19 7.500" />, "icon-small");
export const AlertIcon = icon(<path d="M12 4l9 16H3zM12 10v4.500M12 17v.5" />, "icon-small");
export const NoteIcon = icon(<path d="M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17zM12 11v5.500M12 7.500v.5" />, "icon-small");
export const SourceIcon = icon(<path d="M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12h6M9 15.500h6" />, "icon-small");
export const AnewIcon = icon(<path d="M12 20H4V4h16v8M16 18h6M19 15v6M8 9h8M8 12.500h4" />);
export const ClipIcon = icon(<path d="M19 11.500l-7.500 7.500a4.600 4.600 0 0 1-6.500-6.500l8-8a3 3 0 0 1 4.300 4.300l-8 8a1.500 1.500 0 0 1-2.100-2.100l7-7" />);
export const PaperIcon = icon(<path d="M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12h6M9 15.500h6" />);
export const SoundIcon = icon(<path d="M12 3.500a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3" />);
export const PictureIcon = icon(<path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9v.5" />);
export const SearchIcon = icon(<path d="M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.500 15.500L20.500 20.500" />);
export const ShieldIcon = icon(<path d="M12 3.500l7 2.500v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6z" />);
