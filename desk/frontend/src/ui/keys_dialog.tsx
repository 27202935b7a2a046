/** All keys on one sheet, and the switch for the single letters. */

import { useState } from "preact/hooks";
import { words } from "../words.ts";
import { useContextOfDesk } from "./context.ts";
import { Dialog } from "./dialog.tsx";
import { CheckField } from "./fields.tsx";

export function KeysDialog({ onClose }: { onClose(): void }) {
  const { keys } = useContextOfDesk();
  const [isOn, setOn] = useState(keys.areLettersOn);
  return (
    <Dialog title={words.keys.title} size="wide" onClose={onClose}>
      <CheckField
        label={words.keys.lettersOn}
        hint={words.keys.lettersHint}
        isOn={isOn}
        onChange={(next) => {
          keys.setLetters(next);
          setOn(next);
        }}
      />
      <div class="keys">
        {words.keys.groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
