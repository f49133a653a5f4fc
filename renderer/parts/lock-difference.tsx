// The button that shows two lock files side by side, input by input, to who must choose one of them.
import { useState } from 'react';
import type { LockedApart, LockedAs } from '../../preload/contract/details.ts';
import { useNow, useStore } from '../bridge.ts';
import { useText } from '../text/use-text.ts';
import { useAsked } from './asked.ts';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { plainLine } from './hostile-text.ts';
import { shortRevision } from './input-groups.ts';

export function LockDifference({ runId }: { readonly runId: string }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const words = text.decision.difference;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.show}</Button>
      <DialogFrame
        wide
        open={open}
        title={words.title}
        onClose={() => setOpen(false)}
        buttons={
          <Button autoFocus onPress={() => setOpen(false)}>
            {text.common.close}
          </Button>
        }
      >
        <Apart runId={runId} />
      </DialogFrame>
    </>
  );
}

/** Asked anew each time it is opened: the file may have been edited once more. */
function Apart({ runId }: { readonly runId: string }) {
  const text = useText();
  const { api } = useStore();
  const { answer } = useAsked(runId, () => api.compareLocks(runId));
  const words = text.decision.difference;
  switch (answer.kind) {
    case 'reading':
      return <p className="sub">{text.common.reading}</p>;
    case 'failed':
      return (
        <p role="alert">
          {words.failed}: {plainLine(answer.failure.detail)}
        </p>
      );
    case 'read':
      return answer.value.length === 0 ? <p>{words.same}</p> : <Table apart={answer.value} />;
  }
}

function Table({ apart }: { readonly apart: readonly LockedApart[] }) {
  const words = useText().decision.difference;
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          <th scope="col">{words.input}</th>
          <th scope="col">{words.mine}</th>
          <th scope="col">{words.switched}</th>
        </tr>
      </thead>
      <tbody>
        {apart.map(({ path, yours, switched }) => (
          <tr key={JSON.stringify(path)}>
            <th scope="row">{plainLine(path.join('/'))}</th>
            <td>
              <Locked as={yours} />
            </td>
            <td>
              <Locked as={switched} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Locked({ as }: { readonly as: LockedAs | null }) {
  const text = useText();
  const now = useNow(60_000);
  if (as === null) return <span className="sub">{text.decision.difference.absent}</span>;
  return (
    <>
      <span className="mono" title={as.shown === null ? undefined : plainLine(as.shown)}>
        {plainLine(shortRevision(as.shown?.replace(/^sha256-/, '') ?? null) ?? text.common.unknown)}
      </span>
      {as.lastModified !== null && (
        <div className="sub">{text.inputDetails.dated(as.lastModified * 1000, now)}</div>
      )}
    </>
  );
}
