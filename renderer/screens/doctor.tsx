// What Snowbell needs on this computer: how each stands, why it matters, and what mends it.
import type { DoctorItem } from '../../preload/contract/details.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useStore } from '../bridge.ts';
import { useAsked } from '../parts/asked.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Chip, type Tone } from '../parts/chip.tsx';
import { snippetFor } from '../parts/doctor-snippets.ts';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { Screen } from '../parts/screen.tsx';
import { Snippet } from '../parts/snippet.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { useText } from '../text/use-text.ts';

const order: readonly DoctorItem['state'][] = ['bad', 'warning', 'unknown', 'good'];

function toneOf(state: DoctorItem['state']): Tone {
  switch (state) {
    case 'good':
      return 'ok';
    case 'warning':
      return 'warn';
    case 'bad':
      return 'bad';
    case 'unknown':
      return 'mute';
  }
}

function Row({ item }: { readonly item: DoctorItem }) {
  const text = useText();
  const words = text.doctor;
  const snippet = snippetFor(item);
  return (
    <li className="row doctor-row">
      <div className="name">{words.what(item.what)}</div>
      <Chip tone={toneOf(item.state)}>{words.state(item.state)}</Chip>
      <div className="doctor-words">
        {item.detail !== '' && <div className="sub mono">{plainLine(item.detail)}</div>}
        {item.remedy !== null && <p className="doctor-remedy">{words.remedy(item.remedy)}</p>}
        {snippet !== null && (
          <>
            <p className="sub">
              {snippet.into === 'configuration' ? words.snippetInto : words.snippetType}
            </p>
            <Snippet code={snippet.code.split('\n').map(plainLine).join('\n')} />
          </>
        )}
      </div>
    </li>
  );
}

export interface DoctorProps {
  readonly snapshot: Snapshot;
  readonly onBack: () => void;
}

export function Doctor({ snapshot, onBack }: DoctorProps) {
  const text = useText();
  const { api } = useStore();
  const words = text.doctor;
  const { answer, again } = useAsked('doctor', () => api.runDoctor());
  const items =
    answer.kind === 'read'
      ? [...answer.value].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
      : [];
  const bad = items.filter((item) => item.state === 'bad').length;
  const warnings = items.filter((item) => item.state === 'warning').length;
  return (
    <Screen
      title={words.title}
      facts={[
        answer.kind !== 'read'
          ? words.sub
          : bad + warnings === 0
            ? words.allGood
            : words.problems(bad, warnings),
      ]}
      actions={
        <>
          <Button onPress={again}>{words.again}</Button>
          <Button onPress={onBack}>
            <Icon name="back" size={14} /> {text.nav.settings}
          </Button>
        </>
      }
      banners={<StatusBanners snapshot={snapshot} />}
    >
      {answer.kind === 'reading' && <p className="sub inset">{words.running}</p>}
      {answer.kind === 'failed' && (
        <Banner tone="bad" title={words.failed}>
          {plainLine(text.failure(answer.failure).body)}
        </Banner>
      )}
      {items.length > 0 && (
        <ul className="list" aria-label={words.listLabel}>
          {items.map((item) => (
            <Row key={item.what} item={item} />
          ))}
        </ul>
      )}
    </Screen>
  );
}
