// Removes old generations: a button, and the question of how many stay, which go and what that does.
import { useState } from 'react';
import type { GenerationView } from '../../preload/contract/details.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useStore } from '../bridge.ts';
import { useText } from '../text/use-text.ts';
import { useAsked } from './asked.ts';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { ChoiceList } from './choice-list.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { plainLine } from './hostile-text.ts';
import { inRanges, removalOf } from './old-generations.ts';

const keepable = ['1', '2', '3', '5', '10', '20', '50'] as const;

function InUse({ list }: { readonly list: readonly GenerationView[] }) {
  const words = useText().generations;
  const marked = list.filter((one) => one.current || one.booted || one.default);
  return (
    <ul className="prune-marked">
      {marked.map((one) => (
        <li key={one.number}>
          {words.name(one.number)} {one.current && <Chip tone="ok">{words.running}</Chip>}
          {one.booted && !one.current && <Chip tone="mute">{words.booted}</Chip>}
          {one.default && <Chip tone="accent">{words.isDefault}</Chip>}
        </li>
      ))}
    </ul>
  );
}

function PruneDialog({
  snapshot,
  onClose,
}: {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { api, send } = useStore();
  const [keep, setKeep] = useState<(typeof keepable)[number]>('5');
  const { elevation, host, run } = snapshot;
  const words = text.generations.prune;
  const { answer } = useAsked(`${host.generation} ${run.kind === 'idle'}`, () =>
    api.readGenerations(),
  );
  const list = answer.kind === 'read' ? answer.value : [];
  const { goes, stays } = removalOf(list, Number(keep));
  const withHelper = elevation.kind === 'helper' || elevation.kind === 'rehearsal';
  return (
    <ConfirmDialog
      open
      title={words.title}
      confirm={words.confirm(goes.length)}
      blocked={goes.length === 0 || !withHelper || run.kind !== 'idle'}
      onConfirm={() => send({ kind: 'prune', keep: Number(keep), goes: [...goes] })}
      onClose={onClose}
    >
      <div className="prune-keep">
        <span aria-hidden="true">{words.keep}</span>
        <ChoiceList
          label={words.keep}
          value={keep}
          options={keepable}
          nameOf={(option) => text.format.number(Number(option))}
          onChange={setKeep}
        />
      </div>
      {answer.kind === 'reading' && <p className="sub">{text.generations.reading}</p>}
      {answer.kind === 'failed' && (
        <p className="dialog-warning">{plainLine(text.failure(answer.failure).body)}</p>
      )}
      {answer.kind === 'read' && (
        <>
          <p className="prune-goes" role="status">
            {goes.length === 0 ? words.none : words.goes(goes.length, inRanges(goes))}
          </p>
          <p>{words.stays(stays.length, inRanges(stays))}</p>
          <InUse list={list} />
          <p className="sub">{words.always}</p>
          {goes.length > 0 && <p className="dialog-note">{words.does}</p>}
          {goes.length > 0 && !snapshot.rehearsal && <p className="dialog-note">{words.store}</p>}
        </>
      )}
      {!withHelper && (
        <p className="dialog-warning">
          {elevation.kind === 'unavailable'
            ? text.elevation(elevation).title
            : text.failure({ kind: 'needs-helper', detail: '' }).title}
        </p>
      )}
      {withHelper && !snapshot.rehearsal && <p className="sub dialog-note">{text.review.prompt}</p>}
    </ConfirmDialog>
  );
}

export interface PruneButtonProps {
  readonly snapshot: Snapshot;
  readonly weight?: 'primary' | 'plain';
}

export function PruneButton({ snapshot, weight = 'plain' }: PruneButtonProps) {
  const words = useText().generations.prune;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        weight={weight}
        isDisabled={snapshot.run.kind !== 'idle' || snapshot.decision !== null}
        onPress={() => setOpen(true)}
      >
        {words.open}
      </Button>
      {open && <PruneDialog snapshot={snapshot} onClose={() => setOpen(false)} />}
    </>
  );
}
