/** In the place of writing, once the caller is gone: what can still be done. Wrapping up has its button above, as for every conversation. */

import type { ConversationView } from "../api/types.ts";
import type { DialogName } from "../board/thread_actions.tsx";
import { words } from "../words.ts";
import { callWords } from "./words.ts";

export function CallOverNote({ view, onDialog }: { view: ConversationView; onDialog(name: DialogName): void }) {
  return (
    <div class="locked call-over" role="status">
      <p>{callWords.nobodyHears}</p>
      {view.can.call_back && (
        <button type="button" class="button is-small" onClick={() => onDialog("call_back")}>
          {words.actions.callBack} <kbd aria-hidden="true">C</kbd>
        </button>
      )}
    </div>
  );
}
