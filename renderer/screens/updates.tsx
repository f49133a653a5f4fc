// Which inputs are behind, what could not be checked, and the way to an upgrade.
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { GridList, Input, SearchField, type Selection } from 'react-aria-components';
import type { InputReport } from '../../preload/contract/input.ts';
import type { Intent } from '../../preload/contract/intent.ts';
import type { CheckView, Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow, useSend } from '../bridge.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { copyText } from '../parts/clipboard.ts';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { groupInputs, type InputGroups } from '../parts/input-groups.ts';
import { InputRow } from '../parts/input-row.tsx';
import { MenuAt, type MenuEntry } from '../parts/menu.tsx';
import { Screen } from '../parts/screen.tsx';
import { SplitButton } from '../parts/split-button.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';

export function inputsOf(check: CheckView): readonly InputReport[] {
  return check.kind === 'never' ? [] : check.inputs;
}

/** Lists longer than this get a box to find an input in. */
const findFrom = 12;

function isPaused({ pausedUntil }: Snapshot, now: number): boolean {
  return pausedUntil !== null && pausedUntil > now;
}

/** Why no check is made although one is due, and the way round it. */
function WaitingBanner({ snapshot, now }: { readonly snapshot: Snapshot; readonly now: number }) {
  const text = useText();
  const send = useSend();
  const { waiting, pausedUntil, check } = snapshot;
  const { updates } = text;
  if (pausedUntil !== null && pausedUntil > now)
    return (
      <Banner
        tone="mute"
        inline
        title={updates.pausedTitle(pausedUntil, now)}
        actions={
          <Button small onPress={() => send({ kind: 'pause', hours: 0 })}>
            {updates.resume}
          </Button>
        }
      >
        {updates.pausedBody}
      </Banner>
    );
  const due = check.kind !== 'checking' && (check.nextAt === null || check.nextAt <= now);
  if (waiting === null || waiting === 'paused' || !due) return null;
  return (
    <Banner
      tone="mute"
      inline
      title={updates.waiting(waiting)}
      actions={
        <Button small onPress={() => send({ kind: 'check' })}>
          {updates.checkAnyway}
        </Button>
      }
    />
  );
}

function titleOf(snapshot: Snapshot, groups: InputGroups, now: number, text: Text): string {
  const { check } = snapshot;
  const { updates } = text;
  switch (check.kind) {
    case 'never':
      return updates.never;
    case 'failed':
      return check.lastGoodAt === null
        ? updates.failedEver
        : updates.failedSince(check.lastGoodAt, now);
    case 'checking':
      if (check.inputs.length === 0) return updates.checkingFirst;
      break;
    case 'checked':
      break;
  }
  const { inputs } = check;
  if (inputs.length === 0) return updates.noInputs;
  if (groups.behind.length > 0) return updates.title(groups.behind.length, inputs.length);
  // "Up to date" is only true of a flake whose every input could be asked.
  return groups.unreachable.length + groups.unknown.length + groups.held.length === 0
    ? updates.upToDate
    : updates.noneFound;
}

/** Updates that are held back or skipped are not news, but there they are. */
function calmWords(all: number, held: number, { updates }: Text): readonly string[] {
  const rest = all - held;
  return [
    ...(rest === 0 ? [] : [updates.allGoodBody(rest)]),
    ...(held === 0 ? [] : [updates.heldBody(held)]),
  ];
}

function factsOf(
  snapshot: Snapshot,
  groups: InputGroups,
  now: number,
  text: Text,
): readonly string[] {
  const { check } = snapshot;
  const { updates } = text;
  const facts: string[] = [];
  if (groups.unreachable.length > 0) facts.push(updates.couldNot(groups.unreachable.length));
  switch (check.kind) {
    case 'never':
      break;
    case 'checking':
      facts.push(
        check.of > 0 ? updates.checkingProgress(check.done, check.of) : text.common.checking,
      );
      break;
    case 'checked':
      facts.push(updates.checked(check.at, now));
      break;
    case 'failed':
      facts.push(updates.tried(check.at, now));
      break;
  }
  if (
    check.kind !== 'checking' &&
    check.nextAt !== null &&
    check.nextAt > now &&
    !isPaused(snapshot, now)
  )
    facts.push(updates.next(check.nextAt, now));
  return facts;
}

/** Rows drawn at first; more are drawn as the end of the list comes near. */
const rowsAtOnce = 24;

interface GroupProps {
  readonly title: string;
  readonly titleShown?: boolean;
  readonly inputs: readonly InputReport[];
  readonly lastGood: Snapshot['lastGood'];
  readonly now: number;
  readonly onMenu: (name: string, button: Element) => void;
  readonly onOpen: (name: string) => void;
  readonly onRetry?: () => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (keys: Selection) => void;
}

/** What a group is drawn from; snapshots come as copies, of which most say nothing new. */
function groupKey({ title, inputs, lastGood, now, selected }: GroupProps): string {
  const known = inputs.filter((input) => lastGood[input.name] !== undefined);
  return JSON.stringify([
    title,
    inputs,
    known.map((input) => lastGood[input.name]),
    known.length > 0 ? now : 0,
    selected === undefined ? null : [...selected],
  ]);
}

const Group = memo(
  function Group(props: GroupProps) {
    const { title, titleShown = true, inputs, lastGood, now } = props;
    const { onMenu, onOpen, onRetry, selected, onSelect } = props;
    const [most, setMost] = useState(() =>
      // Where nothing tells what comes into view, all rows are drawn.
      typeof IntersectionObserver === 'undefined' ? Number.POSITIVE_INFINITY : rowsAtOnce,
    );
    const end = useRef<HTMLDivElement>(null);
    const more = inputs.length > most;
    useEffect(() => {
      if (!more || end.current === null) return;
      const observer = new IntersectionObserver(
        (seen) => {
          if (seen.some((entry) => entry.isIntersecting)) setMost(most + rowsAtOnce);
        },
        { rootMargin: '800px' },
      );
      observer.observe(end.current);
      return () => observer.disconnect();
    }, [more, most]);
    if (inputs.length === 0) return null;
    return (
      <section className="group">
        <h2 className={titleShown ? 'group-title' : 'unseen'}>{title}</h2>
        <GridList
          aria-label={title}
          className="list"
          {...(selected === undefined || onSelect === undefined
            ? { selectionMode: 'none' as const, onAction: (key) => onOpen(String(key)) }
            : {
                selectionMode: 'multiple' as const,
                selectedKeys: selected,
                onSelectionChange: onSelect,
                escapeKeyBehavior: 'none' as const,
              })}
        >
          {inputs.slice(0, most).map((input) => (
            <InputRow
              key={input.name}
              input={input}
              lastGood={lastGood[input.name]}
              now={lastGood[input.name] === undefined ? 0 : now}
              selectable={selected !== undefined}
              onMenu={onMenu}
              onRetry={onRetry}
            />
          ))}
        </GridList>
        {more && <div ref={end} />}
      </section>
    );
  },
  (before, after) =>
    before.onMenu === after.onMenu &&
    before.onOpen === after.onOpen &&
    before.onRetry === after.onRetry &&
    before.onSelect === after.onSelect &&
    groupKey(before) === groupKey(after),
);

/** The heading has said it; this is the picture to it, and the rest of the story. */
function Calm({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className="calm good">
      <span className="calm-mark">
        <Icon name="check" size={26} />
      </span>
      <div>
        {lines.map((line) => (
          <p key={line} className="sub">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}

export interface UpdatesProps {
  readonly snapshot: Snapshot;
  /** names that the person has unticked; everything else that is behind is selected */
  readonly unticked: ReadonlySet<string>;
  readonly onUntick: (names: ReadonlySet<string>) => void;
  readonly onActivity: () => void;
  readonly onDetails: (name: string) => void;
}

export function Updates({ snapshot, unticked, onUntick, onActivity, onDetails }: UpdatesProps) {
  const text = useText();
  const send = useSend();
  const now = useNow(15_000);
  const { check, flake, settings, run, ready } = snapshot;
  const inputs = inputsOf(check);
  const groups = useMemo(() => groupInputs(inputs), [inputs]);
  const [query, setQuery] = useState('');
  const findable = inputs.length > findFrom;
  const shown = useMemo(() => {
    const words = findable ? query.trim().toLowerCase() : '';
    if (words === '') return groups;
    return groupInputs(
      inputs.filter((input) => `${input.name} ${input.source}`.toLowerCase().includes(words)),
    );
  }, [groups, inputs, query, findable]);
  const { updates } = text;

  const busy = run.kind !== 'idle';
  const off =
    snapshot.decision !== null
      ? text.common.decideFirst
      : flake.kind === 'unreadable'
        ? updates.unreadableTitle
        : null;
  const blocked = busy || off !== null;
  const why = { 'aria-describedby': 'why-off' };
  const names = groups.behind.map((input) => input.name);
  const chosen = names.filter((name) => !unticked.has(name));
  // A set that holds the same stays the same: a list reads out every new one.
  const chosenKey = JSON.stringify(chosen);
  const selected = useMemo(() => new Set(JSON.parse(chosenKey) as string[]), [chosenKey]);
  const checkNow = useCallback(() => send({ kind: 'check' }), [send]);

  const entriesOf = (name: string): readonly MenuEntry[] => {
    const input = inputs.find((one) => one.name === name);
    if (input === undefined) return [];
    const held = settings.held.includes(name);
    const act = (id: string, label: string, intent: Intent, disabled = false): MenuEntry => ({
      id,
      label,
      disabled,
      onAction: () => send(intent),
    });
    const fixed =
      input.status === 'pinned' || input.status === 'follows' || input.status === 'local';
    const onWeb = /^https:/.test(input.upstream ?? '');
    return [
      { id: 'details', label: updates.details, onAction: () => onDetails(name) },
      ...(fixed
        ? []
        : [
            act('upgrade', updates.upgradeOnly, { kind: 'upgrade', inputs: [name] }, blocked),
            act('lock', updates.lockOnly, { kind: 'update-lock', inputs: [name] }, blocked),
          ]),
      ...(fixed && !held
        ? []
        : [
            act(
              'hold',
              held ? updates.unhold : updates.hold,
              {
                kind: 'save-settings',
                patch: {
                  held: held
                    ? settings.held.filter((other) => other !== name)
                    : [...settings.held, name],
                },
              },
              snapshot.managed.includes('held'),
            ),
          ]),
      ...(input.skipped
        ? [act('skip', updates.unskip, { kind: 'skip', input: name, on: false })]
        : input.status === 'behind' && (input.latest?.rev ?? null) !== null
          ? [act('skip', updates.skip, { kind: 'skip', input: name, on: true })]
          : []),
      {
        id: 'copy',
        label: updates.copyReference,
        onAction: () => {
          copyText(input.source);
        },
      },
      ...(input.status === 'behind' && onWeb
        ? [
            act('compare', updates.compare, {
              kind: 'open',
              what: { kind: 'compare', input: name },
            }),
          ]
        : []),
      ...(onWeb
        ? [act('source', updates.source, { kind: 'open', what: { kind: 'source', input: name } })]
        : []),
      act('folder', updates.openFolder, { kind: 'open', what: { kind: 'flake-folder' } }),
    ];
  };
  // What is not shown at the moment keeps its tick. "All" (Ctrl+A) means all of the list, drawn or not.
  const selectNow = (keys: Selection) => {
    const seen = new Set(shown.behind.map((input) => input.name));
    onUntick(
      new Set(
        names.filter((name) =>
          seen.has(name) ? keys !== 'all' && !keys.has(name) : unticked.has(name),
        ),
      ),
    );
  };
  const [menu, setMenu] = useState<{ readonly name: string; readonly anchor: Element } | null>(
    null,
  );
  // The groups are drawn again only when they say something new, so what they hold on to must stay.
  const newest = useRef({ onDetails, selectNow });
  newest.current = { onDetails, selectNow };
  const openMenu = useCallback((name: string, anchor: Element) => setMenu({ name, anchor }), []);
  const openDetails = useCallback((name: string) => newest.current.onDetails(name), []);
  const select = useCallback((keys: Selection) => newest.current.selectNow(keys), []);
  const common = { lastGood: snapshot.lastGood, now, onMenu: openMenu, onOpen: openDetails };

  const openFolder = (
    <Button onPress={() => send({ kind: 'open', what: { kind: 'flake-folder' } })}>
      {updates.openFolder}
    </Button>
  );
  // With something to show of it, what is wrong is said above that.
  if (flake.kind === 'unreadable' && (check.kind !== 'failed' || check.lastGoodAt === null)) {
    const said = text.failure(flake.failure);
    // A file that is there but wrong is mended where it is; only a wrong folder is chosen anew.
    const elsewhere = flake.failure.kind === 'no-folder' || flake.failure.kind === 'no-flake-nix';
    const choose = (
      <Button
        weight={elsewhere ? 'primary' : 'plain'}
        onPress={() => send({ kind: 'choose-flake' })}
      >
        {updates.chooseFolder}
      </Button>
    );
    return (
      <Screen
        title={updates.unreadableTitle}
        banners={<StatusBanners snapshot={snapshot} decisions />}
      >
        <Banner
          tone="bad"
          title={said.title}
          actions={
            <>
              {!elsewhere && choose}
              {openFolder}
              <Button weight={elsewhere ? 'plain' : 'primary'} onPress={checkNow}>
                {text.common.tryAgain}
              </Button>
              {elsewhere && choose}
            </>
          }
        >
          {plainLine(said.body)}
        </Banner>
        <dl className="card facts-card">
          <dt>{updates.unreadablePath}</dt>
          <dd className="mono">{plainLine(flake.path)}</dd>
        </dl>
      </Screen>
    );
  }

  const rebuild: MenuEntry = {
    id: 'rebuild',
    label: updates.rebuild,
    disabled: blocked,
    onAction: () => send({ kind: 'rebuild' }),
  };
  const footer = busy ? (
    <>
      <span className="sub grow">{updates.running}</span>
      <Button onPress={onActivity}>{updates.show}</Button>
    </>
  ) : names.length > 0 ? (
    <>
      <span id="why-off" className="sub grow">
        {off ?? updates.selected(chosen.length, names.length)}
      </span>
      <Button
        off={chosen.length === 0 || blocked}
        {...why}
        onPress={() => send({ kind: 'update-lock', inputs: chosen })}
      >
        {updates.updateLock}
      </Button>
      <SplitButton
        label={chosen.length === 0 ? updates.upgradeNone : updates.upgrade(chosen.length)}
        off={chosen.length === 0 || blocked}
        describedBy="why-off"
        onPress={() => send({ kind: 'upgrade', inputs: chosen })}
        menuLabel={updates.more}
        menuDisabled={blocked}
        entries={[
          {
            id: 'all',
            label: updates.upgradeAll,
            onAction: () => send({ kind: 'upgrade', inputs: null }),
          },
          rebuild,
        ]}
      />
    </>
  ) : (
    <>
      <span id="why-off" className="sub grow">
        {off}
      </span>
      <Button off={blocked} {...(off === null ? {} : why)} onPress={rebuild.onAction}>
        {updates.rebuild}
      </Button>
    </>
  );

  const failure = check.kind === 'failed' ? text.failure(check.failure) : null;
  return (
    <Screen
      title={titleOf(snapshot, groups, now, text)}
      facts={factsOf(snapshot, groups, now, text)}
      actions={
        <Button off={check.kind === 'checking'} onPress={checkNow}>
          {check.kind === 'checking' ? text.common.checking : text.common.checkNow}
        </Button>
      }
      banners={
        <>
          <StatusBanners snapshot={snapshot} decisions />
          <WaitingBanner snapshot={snapshot} now={now} />
          {!busy && ready !== null && snapshot.decision === null && (
            <Banner
              tone="accent"
              inline
              title={updates.readyTitle}
              actions={
                <Button weight="primary" onPress={onActivity}>
                  {updates.review}
                </Button>
              }
            >
              {updates.readyBody}
            </Banner>
          )}
          {check.kind === 'failed' && failure !== null && (
            <Banner
              tone="bad"
              title={failure.title}
              actions={flake.kind === 'unreadable' ? openFolder : null}
            >
              {[
                plainLine(failure.body),
                ...(check.lastGoodAt === null ? [] : [updates.failedShown(check.lastGoodAt, now)]),
              ].join(' ')}
            </Banner>
          )}
        </>
      }
      footer={footer}
    >
      {check.kind === 'never' && (
        <div className="calm">
          <p className="sub">{updates.neverBody}</p>
          <Button weight="primary" onPress={checkNow}>
            {text.common.checkNow}
          </Button>
        </div>
      )}
      {check.kind === 'checked' && inputs.length === 0 && <Calm lines={[updates.noInputsBody]} />}
      {check.kind === 'checked' &&
        inputs.length > 0 &&
        groups.behind.length === 0 &&
        groups.unreachable.length + groups.unknown.length === 0 && (
          <Calm lines={calmWords(inputs.length, groups.held.length, text)} />
        )}
      {check.kind === 'checked' &&
        inputs.length > 0 &&
        groups.behind.length === 0 &&
        groups.unreachable.length + groups.unknown.length > 0 && (
          <p className="sub inset">{updates.partGoodBody}</p>
        )}
      {findable && (
        <SearchField
          className="list-find"
          aria-label={updates.find}
          value={query}
          onChange={setQuery}
        >
          <Input
            className="text-box find-box"
            placeholder={updates.find}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && query !== '') event.stopPropagation();
            }}
          />
        </SearchField>
      )}
      {findable && query.trim() !== '' && Object.values(shown).every((of) => of.length === 0) && (
        <p className="sub inset" role="status">
          {updates.findNone(query.trim())}
        </p>
      )}
      <Group
        {...common}
        title={updates.groupBehind}
        titleShown={false}
        inputs={shown.behind}
        selected={selected}
        onSelect={select}
      />
      <Group
        {...common}
        title={updates.groupUnreachable(shown.unreachable.length)}
        inputs={shown.unreachable}
        onRetry={checkNow}
      />
      <Group {...common} title={updates.groupHeld(shown.held.length)} inputs={shown.held} />
      <Group
        {...common}
        title={updates.groupUnknown(shown.unknown.length)}
        inputs={shown.unknown}
      />
      <Group {...common} title={updates.groupRest(shown.rest.length)} inputs={shown.rest} />
      {menu !== null && (
        <MenuAt
          label={updates.menuFor(plainLine(menu.name))}
          entries={entriesOf(menu.name)}
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
        />
      )}
    </Screen>
  );
}
