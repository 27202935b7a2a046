/** An old version is said again: at once, or by way of a second person, as the fields that differ ask for. */

import { useState } from "preact/hooks";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../../ui/context.ts";
import { CheckField } from "../../ui/fields.tsx";
import { useEditorsApi } from "../api/editors_api.ts";
import type { RecordView, VersionHead } from "../api/types.ts";
import { ChangesView } from "./changes_view.tsx";
import { ReasonDialog } from "./reason_dialog.tsx";
import { pageWords } from "./words.ts";

interface Props {
  record: RecordView;
  version: VersionHead;
  onDone(): void;
  onClose(): void;
}

export function RollBackDialog({ record, version, onDone, onClose }: Props) {
  const api = useEditorsApi();
  const { desk, session } = useContextOfDesk();
  const { kind, key, published, taken_down } = record;
  const standing = published ?? taken_down?.version ?? null;
  const number = version.version;
  const loaded = useLoaded(async () => (standing ? (await api.difference(kind, key, standing.version, number)).changes : []), [number]);
  const [isForced, setForced] = useState(false);
  const changes = loaded.data ?? [];
  // What nobody sees now is looked at as a whole.
  const needsApproval = !published || changes.some((change) => change.needs_approval);
  const isSent = needsApproval && !isForced;
  const rollBack = async (reason: string): Promise<void> => {
    const after = await api.rollBack(kind, key, { version: number, reason, is_forced: isForced });
    desk.toast(after.draft?.state === "in_review" ? pageWords.rollBackSent : pageWords.rolledBack);
    onDone();
  };
  return (
    <ReasonDialog
      title={pageWords.rollBackTitle(number)}
      text={isSent ? pageWords.rollBackNeeds : pageWords.rollBackText}
      label={pageWords.rollBackReason}
      confirm={isSent ? pageWords.rollBackSend : pageWords.rollBack}
      size="wide"
      isDanger={isForced}
      onReason={rollBack}
      onClose={onClose}
    >
      {needsApproval && session.may("force_content") && (
        <CheckField label={pageWords.rollBackForce} hint={pageWords.rollBackForceHint} isOn={isForced} onChange={setForced} />
      )}
      {standing && (
        <Awaited loaded={loaded}>
          {(found) => (
            <ChangesView
              changes={[...found].sort((one, other) => Number(other.needs_approval) - Number(one.needs_approval))}
              before={published ? pageWords.versionLive(standing.version) : pageWords.versionTaken(standing.version)}
              after={pageWords.version(number)}
              empty={pageWords.compareSame}
            />
          )}
        </Awaited>
      )}
    </ReasonDialog>
  );
}
