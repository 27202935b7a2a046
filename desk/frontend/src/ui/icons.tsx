/** Our own line icons, drawn on 24 × 24; always beside a text or inside a labelled control. */

import type { ComponentChildren } from "preact";

function icon(children: ComponentChildren) {
  return function Icon() {
    return (
      <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        {children}
      </svg>
    );
  };
}

export { AlertIcon, CheckIcon, CloseIcon, DownIcon, MarkIcon, OperatorIcon, PhoneIcon, SendIcon, SourceIcon } from "@webchat/ui/icons.tsx";

export const ChatsIcon = icon(<path d="M4 5h12v9H9l-4 3.500V14H4zM18 9h2.500v9H19v3l-3.500-3H11v-2" />);
export const TicketIcon = icon(<path d="M5 4h14v16l-3-2-2 2-2-2-2 2-2-2-3 2zM9 9h6M9 13h6" />);
export const SearchIcon = icon(<path d="M10.500 4.500a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l5 5" />);
export const BookIcon = icon(<path d="M12 6.500C10 5 7 4.500 4 4.500v13c3 0 6 .5 8 2 2-1.500 5-2 8-2v-13c-3 0-6 .5-8 2zM12 6.500v13" />);
export const ChartIcon = icon(<path d="M4 20h16M6.500 17v-5M11 17V6M15.500 17v-8M19 17v-3" />);
export const MoreIcon = icon(<path stroke-width="3.500" d="M5 12h.01M12 12h.01M19 12h.01" />);
export const BackIcon = icon(<path d="M15 5l-7 7 7 7" />);
export const InfoIcon = icon(<path d="M4 5h16v14H4zM14 5v14" />);
export const ClipIcon = icon(<path d="M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.300a3 3 0 0 1 4.300 4.300l-7.700 7.700a1.500 1.500 0 0 1-2.200-2.100L14 7.700" />);
export const EyeIcon = icon(<path d="M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z" />);
export const NoteIcon = icon(<path d="M5 4h14v11l-5 5H5zM14 20v-5h5M8.500 8.500h7M8.500 12h4" />);
export const FileIcon = icon(<path d="M6 3.500h8l4 4v13H6zM14 3.500v4h4" />);
export const SwapIcon = icon(<path d="M4 8h14l-3.500-3.500M20 16H6l3.500 3.500" />);
export const ClockIcon = icon(<path d="M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4.500l3 2" />);
export const BellIcon = icon(<path d="M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 20.500h4" />);
export const CalendarIcon = icon(<path d="M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500V8M15.500 3.500V8" />);
