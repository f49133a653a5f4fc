// The first screen of all, while no flake is known.
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useSend } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { useText } from '../text/use-text.ts';

export interface WelcomeProps {
  readonly snapshot: Snapshot;
  readonly found: readonly string[];
}

export function Welcome({ snapshot, found }: WelcomeProps) {
  const text = useText();
  const send = useSend();
  const words = text.welcome;
  return (
    <main className="welcome">
      <div className="welcome-inner">
        <span className="welcome-mark">
          <Icon name="mark" size={44} />
        </span>
        <h1>{words.title}</h1>
        <p className="lead">{words.lead}</p>
        <StatusBanners snapshot={snapshot} />
        <section aria-labelledby="found-title">
          <h2 id="found-title" className="group-title">
            {words.found}
          </h2>
          {found.length === 0 ? (
            <p className="sub">{words.none}</p>
          ) : (
            <ul className="list">
              {found.map((path, index) => (
                <li key={path} className="row choice-row">
                  <span className="mono">{plainLine(path)}</span>
                  <Button
                    weight={index === 0 ? 'primary' : 'plain'}
                    aria-label={words.use(plainLine(path))}
                    onPress={() => send({ kind: 'use-found-flake', index })}
                  >
                    {words.useShort}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </section>
        <ul className="list">
          <li className="row choice-row">
            <span>{words.chooseBody}</span>
            <Button
              weight={found.length === 0 ? 'primary' : 'plain'}
              onPress={() => send({ kind: 'choose-flake' })}
            >
              {words.choose}
            </Button>
          </li>
          <li className="row choice-row">
            <span>{words.rehearseBody}</span>
            <Button onPress={() => send({ kind: 'rehearsal', on: true })}>{words.rehearse}</Button>
          </li>
        </ul>
      </div>
    </main>
  );
}
