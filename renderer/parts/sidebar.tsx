// The left edge: the screens, and which system this is about.
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useText } from '../text/use-text.ts';
import { Hint } from './hint.tsx';
import { plainLine } from './hostile-text.ts';
import { Icon } from './icon.tsx';
import { PathText } from './path-text.tsx';

export const screens = ['updates', 'activity', 'history', 'generations', 'settings'] as const;
export type ScreenName = (typeof screens)[number];

/** "26.05" of "26.05.20261118.77cd2e1". */
export function releaseOf(nixosVersion: string): string {
  return /^\d\d\.\d\d(?=\.|$)/.exec(nixosVersion)?.[0] ?? nixosVersion;
}

function NixosVersion({ version }: { readonly version: string }) {
  const text = useText();
  const release = releaseOf(version);
  if (release === version) return <>{text.nav.nixos(version)}</>;
  return (
    <Hint text={text.nav.nixos(version)}>
      <span>{text.nav.nixos(release)}</span>
    </Hint>
  );
}

export interface SidebarProps {
  readonly snapshot: Snapshot;
  readonly current: ScreenName;
  readonly onGo: (screen: ScreenName) => void;
  readonly onKeys: () => void;
}

export function Sidebar({ snapshot, current, onGo, onKeys }: SidebarProps) {
  const text = useText();
  const { host, flake, behind, run, ready } = snapshot;
  // Two of them take a line of their own.
  const kernel =
    host.kernel !== null && host.nextKernel === null
      ? text.nav.linux(plainLine(host.kernel))
      : null;
  return (
    <aside className="sidebar">
      <div className="brand">
        <Icon name="mark" size={22} />
        <span className="brand-name">{text.appName}</span>
        <button
          type="button"
          className="keys-button"
          aria-label={text.nav.keys}
          title={text.nav.keys}
          onClick={onKeys}
        >
          ?
        </button>
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
        {(host.nixosVersion !== null || kernel !== null) && (
          <p>
            {host.nixosVersion !== null && <NixosVersion version={plainLine(host.nixosVersion)} />}
            {host.nixosVersion !== null && kernel !== null && ' · '}
            {kernel}
          </p>
        )}
        {host.kernel !== null && host.nextKernel !== null && (
          <p>{text.nav.linuxNext(plainLine(host.kernel), plainLine(host.nextKernel))}</p>
        )}
        {flake.kind !== 'unset' && (
          <p>
            <PathText path={flake.path} length={26} />
          </p>
        )}
        {host.restartNeeded && <p className="restart">{text.nav.restart}</p>}
      </section>
    </aside>
  );
}
