// The systems that the computer can start: what runs, what starts next, how two differ, the way back.
import { useEffect, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { GenerationView } from '../../preload/contract/details.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow, useStore } from '../bridge.ts';
import { useAsked } from '../parts/asked.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { PackagesCard } from '../parts/change-lists.tsx';
import { Chip } from '../parts/chip.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { PruneButton } from '../parts/prune-button.tsx';
import { Screen } from '../parts/screen.tsx';
import { releaseOf } from '../parts/sidebar.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { useText } from '../text/use-text.ts';

/** Older first, so that "from … to …" reads as time passed. */
function pairOf(picked: readonly number[]): readonly [number, number] | null {
  const [one, two] = [...picked].sort((a, b) => a - b);
  return one === undefined || two === undefined ? null : [one, two];
}

interface RowProps {
  readonly generation: GenerationView;
  readonly now: number;
  readonly picked: boolean;
  readonly blocked: boolean;
  readonly older: boolean;
  readonly onPick: () => void;
  readonly onUse: () => void;
}

function Row({ generation, now, picked, blocked, older, onPick, onUse }: RowProps) {
  const text = useText();
  const words = text.generations;
  const { number, at, nixosVersion, kernel, storePath } = generation;
  return (
    <li className="row generation-row">
      <Checkbox
        className="checkbox"
        aria-label={words.pickForCompare(number)}
        isSelected={picked}
        isDisabled={storePath === null}
        onChange={onPick}
      >
        <span className="box">
          <Icon name="check" size={13} />
        </span>
      </Checkbox>
      <div className="names">
        <div className="name">{words.name(number)}</div>
        <div className="sub">
          {[
            text.moment(at, now),
            ...(nixosVersion === null ? [] : [text.nav.nixos(releaseOf(plainLine(nixosVersion)))]),
            ...(kernel === null ? [] : [text.nav.linux(plainLine(kernel))]),
            ...(storePath === null ? [words.gone] : []),
          ].join(' · ')}
        </div>
      </div>
      <span className="chips">
        {generation.current && (
          <span title={words.runningHelp}>
            <Chip tone="ok">{words.running}</Chip>
          </span>
        )}
        {generation.booted && !generation.current && (
          <span title={words.bootedHelp}>
            <Chip tone="mute">{words.booted}</Chip>
          </span>
        )}
        {generation.default && (
          <span title={words.defaultHelp}>
            <Chip tone="accent">{words.isDefault}</Chip>
          </span>
        )}
      </span>
      <span className="row-end">
        {!(generation.current && generation.default) && storePath !== null && (
          <Button
            small
            isDisabled={blocked}
            aria-label={older ? words.goBackTo(number) : words.switchToNumber(number)}
            onPress={onUse}
          >
            {older ? words.goBack : words.use}
          </Button>
        )}
      </span>
    </li>
  );
}

function Comparison({
  pair,
  onClose,
}: {
  readonly pair: readonly [number, number];
  readonly onClose: () => void;
}) {
  const text = useText();
  const { api } = useStore();
  const words = text.generations;
  const [from, to] = pair;
  const key = `${from} ${to}`;
  const { answer } = useAsked(key, async () => {
    const read = await api.diffGenerations(from, to);
    return read.ok ? { ok: true as const, value: { key, ...read.value } } : read;
  });
  const section = useRef<HTMLElement>(null);
  const shown = answer.kind !== 'reading';
  // It opens above the list, which may be far below its beginning by then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new pair is shown anew
  useEffect(() => {
    if (shown) section.current?.scrollIntoView?.({ block: 'nearest' });
  }, [shown, key]);
  const ready = answer.kind === 'read' && answer.value.key === key ? answer.value : null;
  const of = (directions: readonly string[]) =>
    ready?.packages.filter((change) => directions.includes(change.direction)).length ?? 0;
  return (
    <section ref={section} className="comparison" aria-label={words.comparing(from, to)}>
      <div className="comparison-head">
        <h2 className="group-title">{words.comparing(from, to)}</h2>
        <Button weight="icon" aria-label={words.clear} onPress={onClose}>
          <Icon name="cross" size={14} />
        </Button>
      </div>
      {answer.kind === 'failed' ? (
        <Banner tone="bad" title={words.compareFailed}>
          {plainLine(text.failure(answer.failure).body)}
        </Banner>
      ) : ready === null ? (
        <p className="sub inset" role="status">
          {words.compareReading}
        </p>
      ) : ready.packages.length === 0 ? (
        <p className="sub inset">{words.same}</p>
      ) : (
        <PackagesCard
          packages={ready.packages}
          counts={{
            changed: of(['up', 'down', 'other']),
            added: of(['added']),
            removed: of(['removed']),
          }}
          sizeDelta={ready.sizeDelta}
        />
      )}
    </section>
  );
}

export function Generations({ snapshot }: { readonly snapshot: Snapshot }) {
  const text = useText();
  const { api, send } = useStore();
  const now = useNow(60_000);
  const [picked, setPicked] = useState<readonly number[]>([]);
  const [asking, setAsking] = useState<GenerationView | null>(null);
  const { host, run, elevation, decision } = snapshot;
  const words = text.generations;
  // What runs and what starts next change with the host's generation and with the end of a run.
  const { answer } = useAsked(`${host.generation} ${run.kind === 'idle'} ${host.name}`, () =>
    api.readGenerations(),
  );

  const unavailable = elevation.kind === 'unavailable' ? text.elevation(elevation) : null;
  const blocked = run.kind !== 'idle' || decision !== null || unavailable !== null;
  const list = answer.kind === 'read' ? [...answer.value].sort((a, b) => b.number - a.number) : [];
  const running = list.find((one) => one.current);
  const runningNumber = running?.number ?? host.generation ?? Number.POSITIVE_INFINITY;
  const pick = (number: number) =>
    setPicked((before) =>
      before.includes(number)
        ? before.filter((other) => other !== number)
        : [...before.slice(-1), number],
    );
  const pair = pairOf(picked.filter((number) => list.some((one) => one.number === number)));
  // The kernel is that of the start, whatever was switched to since; without it there is nothing to compare.
  const booted = list.find((one) => one.booted);
  const kernel = booted === undefined ? (running?.kernel ?? host.kernel) : booted.kernel;
  const failure = answer.kind === 'failed' ? text.failure(answer.failure) : null;

  return (
    <Screen
      title={words.title}
      facts={
        answer.kind === 'read'
          ? [
              ...(list.length === 0 ? [] : [words.sub(list.length)]),
              ...(list.length < 2 || pair !== null
                ? []
                : [text.asFact(picked.length === 0 ? words.comparePrompt : words.compareOne)]),
            ]
          : []
      }
      actions={list.length > 1 && <PruneButton snapshot={snapshot} />}
      banners={
        <>
          <StatusBanners snapshot={snapshot} decisions />
          {unavailable !== null && (
            <Banner tone="warn" title={unavailable.title}>
              {unavailable.body}
            </Banner>
          )}
          {failure !== null && (
            <Banner tone="bad" title={words.failed}>
              {plainLine(failure.body || failure.title)}
            </Banner>
          )}
        </>
      }
    >
      {answer.kind === 'reading' && <p className="sub inset">{words.reading}</p>}
      {answer.kind === 'read' && list.length === 0 && (
        <div className="calm">
          <p className="calm-title">{words.empty}</p>
          <p className="sub">{words.emptyBody}</p>
        </div>
      )}
      {pair !== null && <Comparison pair={pair} onClose={() => setPicked([])} />}
      {list.length > 0 && (
        <ul className="list" aria-label={words.listLabel}>
          {list.map((generation) => (
            <Row
              key={generation.number}
              generation={generation}
              now={now}
              picked={picked.includes(generation.number)}
              blocked={blocked}
              older={generation.number < runningNumber}
              onPick={() => pick(generation.number)}
              onUse={() => setAsking(generation)}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asking !== null}
        title={words.confirmTitle(asking?.number ?? 0)}
        confirm={words.confirm}
        onConfirm={() => asking !== null && send({ kind: 'rollback', generation: asking.number })}
        onClose={() => setAsking(null)}
      >
        <p>{words.confirmBody}</p>
        {asking?.kernel != null && kernel !== null && asking.kernel !== kernel && (
          <p className="dialog-warning">
            {words.kernelDiffers(plainLine(kernel), plainLine(asking.kernel))}
          </p>
        )}
        {!snapshot.rehearsal && <p className="sub dialog-note">{text.review.prompt}</p>}
      </ConfirmDialog>
    </Screen>
  );
}
