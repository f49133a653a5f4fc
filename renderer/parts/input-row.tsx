// One input in the lists of the Updates screen.
import { memo } from 'react';
import { Checkbox, GridListItem, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { InputReport } from '../../preload/contract/input.ts';
import type { LastGood } from '../../preload/contract/snapshot.ts';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { Chip, type Tone } from './chip.tsx';
import { plainLine } from './hostile-text.ts';
import { Icon } from './icon.tsx';
import { hostOf, shortRevision } from './input-groups.ts';
import { SourceText } from './source-text.tsx';

interface Standing {
  readonly tone: Tone;
  readonly chip: string;
  /** a longer sentence where the chip alone does not say what to do */
  readonly explain: string | null;
}

export function standingOf(input: InputReport, text: Text): Standing {
  const { updates } = text;
  switch (input.status) {
    case 'behind': {
      const behind = updates.behindBy(input);
      if (input.held) return { tone: 'mute', chip: `${updates.held} · ${behind}`, explain: null };
      if (input.skipped)
        return { tone: 'mute', chip: `${updates.skipped} · ${behind}`, explain: null };
      return { tone: 'warn', chip: behind, explain: null };
    }
    case 'current':
      return input.held
        ? { tone: 'mute', chip: `${updates.held} · ${updates.current}`, explain: null }
        : { tone: 'ok', chip: updates.current, explain: null };
    case 'pinned':
      return { tone: 'mute', chip: updates.pinned, explain: null };
    case 'local':
      return { tone: 'mute', chip: updates.local, explain: null };
    case 'follows':
      return {
        tone: 'mute',
        chip: updates.follows((input.follows ?? []).map(plainLine)),
        explain: null,
      };
    case 'unreachable':
    case 'unknown': {
      const said = updates.reasonOf(input.reason, plainLine(hostOf(input)));
      return { tone: input.status === 'unreachable' ? 'bad' : 'mute', ...said };
    }
  }
}

function Revisions({ input }: { readonly input: InputReport }) {
  const text = useText();
  const locked = shortRevision(input.locked.rev);
  const latest = input.status === 'behind' ? shortRevision(input.latest?.rev ?? null) : null;
  if (locked === null && latest === null) return <span className="revisions" />;
  return (
    <span className="revisions">
      <span className="unseen">{text.updates.from} </span>
      {locked ?? text.common.none}
      {latest !== null && (
        <>
          <span aria-hidden="true"> → </span>
          <span className="unseen"> {text.updates.to} </span>
          <b>{latest}</b>
        </>
      )}
    </span>
  );
}

export interface InputRowProps {
  readonly input: InputReport;
  /** what it said when it could be reached */
  readonly lastGood: LastGood | undefined;
  readonly now: number;
  readonly selectable: boolean;
  readonly onMenu: (name: string, button: Element) => void;
  /** given for inputs that can be asked again */
  readonly onRetry?: (() => void) | undefined;
}

/** Snapshots come as copies: rows are the same when they say the same. */
function saysTheSame(before: InputRowProps, after: InputRowProps): boolean {
  return (
    before.now === after.now &&
    before.selectable === after.selectable &&
    before.onMenu === after.onMenu &&
    before.onRetry === after.onRetry &&
    JSON.stringify([before.input, before.lastGood]) ===
      JSON.stringify([after.input, after.lastGood])
  );
}

export const InputRow = memo(function InputRow(props: InputRowProps) {
  const { input, lastGood, now, selectable, onMenu, onRetry } = props;
  const text = useText();
  const standing = standingOf(input, text);
  const name = plainLine(input.name);
  return (
    <GridListItem id={input.name} textValue={`${name}, ${standing.chip}`} className="row input-row">
      {selectable ? (
        <Checkbox slot="selection" className="checkbox">
          <span className="box">
            <Icon name="check" size={13} />
          </span>
        </Checkbox>
      ) : (
        <span />
      )}
      <div className="names">
        <div className="name">{name}</div>
        <SourceText source={input.source} />
      </div>
      <Revisions input={input} />
      <Chip tone={standing.tone}>{standing.chip}</Chip>
      {(standing.explain !== null || lastGood !== undefined) && (
        <div className="explain">
          {standing.explain}
          {standing.explain !== null && lastGood !== undefined && ' '}
          {lastGood !== undefined && (
            <span className="last-good">
              {text.updates.lastGood(lastGood.status, lastGood.at, now)}
            </span>
          )}
        </div>
      )}
      <span className="row-end">
        {onRetry !== undefined && (
          <TooltipTrigger delay={600}>
            <Button weight="icon" aria-label={text.updates.retryFor(name)} onPress={onRetry}>
              <Icon name="retry" />
            </Button>
            <Tooltip className="tooltip">{text.common.retry}</Tooltip>
          </TooltipTrigger>
        )}
        <Button
          weight="icon"
          aria-label={text.updates.menuFor(name)}
          aria-haspopup="menu"
          onPress={(event) => onMenu(input.name, event.target)}
        >
          <Icon name="dots" />
        </Button>
      </span>
    </GridListItem>
  );
}, saysTheSame);
