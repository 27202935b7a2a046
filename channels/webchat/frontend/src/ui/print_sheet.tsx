/** One answer on paper: question, answer, source, date. Hidden on screen; alone on the page in print. */

import type { Message } from "../chat/types.ts";
import { words } from "../words.ts";
import { Blocks } from "./blocks.tsx";
import { momentOf, momentOfIso } from "./dates.ts";

export interface Printout {
  message: Message;
  question: string;
  printedAt: Date;
}

export function PrintSheet({ printout, province, hotline }: { printout: Printout; province: string; hotline: string }) {
  const { message, question, printedAt } = printout;
  return (
    <article class="print-sheet">
      <p class="print-head">
        {words.print.title}
        {province && ` – ${province}`}
      </p>
      {question && (
        <p class="print-question">
          <strong>{words.print.question}:</strong> {question}
        </p>
      )}
      <div class="print-answer">{message.blocks ? <Blocks blocks={message.blocks} /> : <p class="plain">{message.text}</p>}</div>
      <p class="print-foot">
        {words.print.answeredAt(momentOfIso(message.createdAt))} · {words.print.printedAt(momentOf(printedAt))}
        <br />
        {words.print.foot(hotline)}
      </p>
    </article>
  );
}
