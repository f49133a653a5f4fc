// The folders of a rehearsal; everything it has or does stays under its root.
import { join } from 'node:path';
import type { Machine } from '../system/machine.ts';

export interface Places {
  readonly root: string;
  /** written first: says that this folder is a rehearsal's and may be emptied */
  readonly sign: string;
  /** written last: says that the making was not interrupted */
  readonly marker: string;
  readonly flake: string;
  readonly upstreams: string;
  readonly home: string;
  readonly run: string;
  readonly nix: string;
  readonly nixState: string;
  readonly snowbell: string;
}

/** `root` must be an absolute path without links: nix refuses a store behind one. */
export function rehearsalPlaces(root: string): Places {
  return {
    root,
    sign: join(root, '.snowbell-rehearsal'),
    marker: join(root, 'made.json'),
    flake: join(root, 'flake'),
    upstreams: join(root, 'upstreams'),
    home: join(root, 'home'),
    run: join(root, 'run'),
    nix: join(root, 'nix'),
    nixState: join(root, 'nix/var/nix'),
    snowbell: join(root, 'snowbell'),
  };
}

/** A store, a state and a home of its own, no daemon, no sandbox, no substitutes and no builders. */
function nixEnvironment(places: Places): Readonly<Record<string, string>> {
  return {
    NIX_STORE_DIR: join(places.nix, 'store'),
    NIX_STATE_DIR: places.nixState,
    NIX_LOG_DIR: join(places.nix, 'var/log/nix'),
    NIX_CONF_DIR: join(places.nix, 'etc'),
    NIX_USER_CONF_FILES: '',
    NIX_REMOTE: 'local',
    NIX_PATH: '',
    NIX_CONFIG: [
      'experimental-features = nix-command flakes',
      'sandbox = false',
      'build-users-group =',
      'build-hook =',
      'builders =',
      'substituters =',
      'substitute = false',
      'flake-registry =',
      'max-jobs = 2',
      'cores = 1',
      'warn-dirty = false',
    ].join('\n'),
    HOME: places.home,
    TMPDIR: join(places.home, 'tmp'),
    XDG_CACHE_HOME: join(places.home, '.cache'),
    XDG_CONFIG_HOME: join(places.home, '.config'),
    XDG_DATA_HOME: join(places.home, '.local/share'),
    XDG_STATE_HOME: join(places.home, '.local/state'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

export function rehearsalMachine(places: Places): Machine {
  return {
    kind: 'rehearsal',
    storeDir: join(places.nix, 'store'),
    profile: join(places.nixState, 'profiles/system'),
    currentSystem: join(places.run, 'current-system'),
    bootedSystem: join(places.run, 'booted-system'),
    nixEnv: nixEnvironment(places),
    stateDir: join(places.snowbell, 'state'),
    cacheDir: join(places.snowbell, 'cache'),
    configDir: join(places.snowbell, 'config'),
    runtimeDir: join(places.snowbell, 'run'),
  };
}
