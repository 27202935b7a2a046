/** When the page is drawn and its effects run: in the turn in which something was set, never a frame later. */

import { options } from "preact";

/** A promise's turn and not `queueMicrotask`, which phones of 2017 do not have. */
const inThisTurn = (work: () => void): void => void Promise.resolve().then(work);

/** An effect that waits for a frame leaves a while in which the part is seen but hears no key and no news; on a busy machine it is long. */
export function drawInOneTurn(): void {
  options.debounceRendering = inThisTurn;
  options.requestAnimationFrame = inThisTurn;
}

/** Runs `work` when what has just been set is drawn: the focus is where it belongs before the next key comes. */
export const afterDrawing = inThisTurn;
