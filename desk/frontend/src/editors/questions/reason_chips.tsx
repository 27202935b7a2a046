/** Why questions are here. */

import { named } from "../../words.ts";
import { REASONS, type Reason } from "./questions_api.ts";
import { questionWords } from "./words.ts";

export function ReasonChips({ reasons }: { reasons: Partial<Record<Reason, number>> }) {
  return (
    <span class="chips">
      {REASONS.filter((each) => reasons[each]).map((each) => (
        <span key={each} class={`chip is-reason-${each}`}>
          {named(questionWords.reasons, each)}
          {reasons[each]! > 1 && ` ${reasons[each]}`}
        </span>
      ))}
    </span>
  );
}
