/** Our own line icons of a call, drawn on 24 × 24; always beside a text. */

import { icon } from "../ui/icons.tsx";

export const TalkIcon = icon(<path d="M12 3.500a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3" />);
export const MutedIcon = icon(<path d="M12 3.500a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3M4 4l16 16" />);
export const HangUpIcon = icon(<path d="M3.500 14.500c4.700-5 12.300-5 17 0l-2.500 2.500-3.500-1.500v-2.300a12 12 0 0 0-5 0v2.300L6 17z" />);
export const KeysIcon = icon(<path d="M6 5.500v.5M12 5.500v.5M18 5.500v.5M6 11.500v.5M12 11.500v.5M18 11.500v.5M6 17.500v.5M12 17.500v.5M18 17.500v.5" />);
