// Where one system lives, and Snowbell's own files for it: this computer, or a rehearsal's private toy.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface Machine {
  readonly kind: 'real' | 'rehearsal';
  readonly storeDir: string;
  readonly profile: string;
  readonly currentSystem: string;
  readonly bootedSystem: string;
  /** added to the environment of every nix call */
  readonly nixEnv: Readonly<Record<string, string>>;
  /** Snowbell's own folders; the run-time one is null where the session has none */
  readonly stateDir: string;
  readonly cacheDir: string;
  readonly configDir: string;
  readonly runtimeDir: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The XDG rule: a relative folder counts as unset. */
function folder(env: Environment, name: string): string | null {
  const value = env[name];
  return value !== undefined && isAbsolute(value) ? value : null;
}

/** This computer, by the XDG variables of `env`. */
export function realMachine(env: Environment): Machine {
  const home = folder(env, 'HOME') ?? homedir();
  const runtime = folder(env, 'XDG_RUNTIME_DIR');
  return {
    kind: 'real',
    storeDir: '/nix/store',
    profile: '/nix/var/nix/profiles/system',
    currentSystem: '/run/current-system',
    bootedSystem: '/run/booted-system',
    nixEnv: {},
    stateDir: join(folder(env, 'XDG_STATE_HOME') ?? join(home, '.local/state'), 'snowbell'),
    cacheDir: join(folder(env, 'XDG_CACHE_HOME') ?? join(home, '.cache'), 'snowbell'),
    configDir: join(folder(env, 'XDG_CONFIG_HOME') ?? join(home, '.config'), 'snowbell'),
    runtimeDir: runtime === null ? null : join(runtime, 'snowbell'),
  };
}
