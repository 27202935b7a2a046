/** How a message fares on its way to the citizen: on its way, there, seen, or why not. */

import { timeOf } from "@webchat/ui/dates.ts";
import type { MessageDelivery } from "../api/types.ts";
import { AlertIcon, CheckIcon, ClockIcon } from "../ui/icons.tsx";
import { words } from "../words.ts";

export function DeliveryLine({ delivery, channel }: { delivery: MessageDelivery; channel: string }) {
  const text = inWords(delivery, channel);
  if (delivery.state === "failed") {
    return (
      <p class="trouble">
        <AlertIcon />
        {text}
      </p>
    );
  }
  const isLate = delivery.state === "waiting" && delivery.failure !== "";
  return (
    <p class={`delivery${isLate ? " is-late" : ""}${delivery.seen_at ? " is-seen" : ""}`}>
      {delivery.state === "sent" ? <CheckIcon /> : <ClockIcon />}
      {text}
    </p>
  );
}

function inWords(delivery: MessageDelivery, channel: string): string {
  const { state, failure, failure_code } = delivery;
  if (state === "failed") return words.delivery.failed(channel, words.delivery.codes[failure_code] ?? words.delivery.troubles[failure] ?? "");
  if (state === "dropped") return words.delivery.dropped;
  if (state === "waiting") return words.delivery.waits[failure] ?? words.delivery.sending(channel);
  if (delivery.seen_at) return words.delivery.seen(timeOf(delivery.seen_at));
  return delivery.received_at ? words.delivery.received(timeOf(delivery.received_at)) : words.delivery.sent(delivery.sent_at ? timeOf(delivery.sent_at) : "");
}
