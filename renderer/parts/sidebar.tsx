// The left edge: the screens, and which system this is about.
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useText } from '../text/use-text.ts';
import { plainLine } from './hostile-text.ts';
import { Icon } from './icon.tsx';

export const screens = ['updates', 'activity', 'history', 'settings'] as const;
export type ScreenName = (typeof screens)[number];

export interface SidebarProps {
  readonly snapshot: Snapshot;
  readonly current: ScreenName;
  readonly onGo: (screen: ScreenName) => void;
}

export function Sidebar({ snapshot, current, onGo }: SidebarProps) {
  const text = useText();
  const { host, flake, behind, run, ready } = snapshot;
  const facts = [
    ...(host.nixosVersion === null ? [] : [text.nav.nixos(host.nixosVersion)]),
    ...(host.kernel === null ? [] : [text.nav.linux(host.kernel)]),
  ];
  return (
    <aside className="sidebar">
      <div className="brand">
        <Icon name="mark" size={22} />
        {text.appName}
      </div>
      <nav aria-label={text.nav.label}>
        <ul>
          {screens.map((screen) => (
            <li key={screen}>
              <button
                type="button"
                className="nav-link"
                aria-current={screen === current ? 'page' : undefined}
                onClick={() => onGo(screen)}
              >
                <span>{text.nav[screen]}</span>
                {screen === 'updates' && behind > 0 && (
                  <span className="badge">
                    <span aria-hidden="true">{text.format.number(behind)}</span>
                    <span className="unseen">{text.nav.behind(behind)}</span>
                  </span>
                )}
                {screen === 'activity' && run.kind !== 'idle' && (
                  <span className="pulse" role="img" aria-label={text.nav.working} />
                )}
                {screen === 'activity' && run.kind === 'idle' && ready !== null && (
                  <span className="badge small-dot" role="img" aria-label={text.nav.ready} />
                )}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <section className="system" aria-label={text.nav.systemLabel}>
        <p>
          <b>{plainLine(host.name)}</b>
          {host.generation !== null && ` · ${text.nav.generation(host.generation)}`}
        </p>
        {facts.length > 0 && <p>{facts.join(' · ')}</p>}
        {flake.kind !== 'unset' && <p className="path">{plainLine(flake.path)}</p>}
        {host.restartNeeded && <p className="restart">{text.nav.restart}</p>}
      </section>
    </aside>
  );
}
