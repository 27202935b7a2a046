/** Says that somebody is at work, only while that is known or just asked for. */

import type { ChatState } from "../chat/chat.ts";
import type { Message } from "../chat/types.ts";
import { words } from "../words.ts";

export function Typing({ state, answer }: { state: ChatState; answer: Message | undefined }) {
  const isSending = state.isOnline && state.outgoing.some((item) => item.state === "sending");
  const isOperator = state.status.owner === "operator" || (answer !== undefined && answer.sender === "operator");
  const isWorking = state.isTyping || state.awaiting !== "none" || (isSending && !isOperator);
  const isSlow = state.awaiting === "slow";
  return (
    <div class="typing" role="status">
      {isWorking && (
        <p class="typing-line">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {isOperator ? words.typing.operator : words.typing.bot}
        </p>
      )}
      {isSlow && <p class="typing-slow">{words.typing.slow}</p>}
    </div>
  );
}
