// A nix with a store of its own in a folder of the test's: evaluates and builds Snowbell's expressions.
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandResult, run } from '../../../main/process/command.ts';

export const top = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
/** The stand-in for nixpkgs; nothing of the real one is needed or reached. */
export const standIn = join(top, 'build/nix/test-nixpkgs');

export interface NixGround {
  readonly folder: string;
  nix(argv: readonly string[], more?: NixOptions): Promise<CommandResult>;
  /** the value of an expression in the nix language, as JSON; throws with nix's words */
  evaluate(expression: string): Promise<unknown>;
  /** what nix says of an expression that it refuses; throws where it does not refuse */
  refusal(expression: string): Promise<string>;
  /** builds an expression's derivation and gives its path; throws with nix's words */
  build(expression: string, env?: Readonly<Record<string, string>>): Promise<string>;
  close(): void;
}

interface NixOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export function openNixGround(bin: string): NixGround {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-nix-')));
  for (const name of ['home', 'store', 'tmp']) mkdirSync(join(folder, name));
  const env = {
    PATH: [bin, process.env.PATH ?? ''].join(delimiter),
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    XDG_CACHE_HOME: join(folder, 'home/cache'),
    XDG_CONFIG_HOME: join(folder, 'home/config'),
    XDG_STATE_HOME: join(folder, 'home/state'),
    NIX_STORE_DIR: join(folder, 'store'),
    NIX_STATE_DIR: join(folder, 'state'),
    NIX_LOG_DIR: join(folder, 'log'),
    NIX_CONF_DIR: join(folder, 'conf'),
    NIX_USER_CONF_FILES: '',
    NIX_REMOTE: 'local',
    NIX_PATH: '',
    NIX_CONFIG: [
      'experimental-features = nix-command flakes',
      'sandbox = false',
      'build-users-group =',
      'builders =',
      'substituters =',
      'flake-registry =',
    ].join('\n'),
  };
  const nix = (argv: readonly string[], more: NixOptions = {}) =>
    run(['nix', ...argv], {
      env: { ...env, ...more.env },
      cwd: more.cwd ?? folder,
      timeoutMs: 840_000,
    });
  const evaluated = (expression: string) =>
    nix(['eval', '--json', '--impure', '--expr', expression]);
  return {
    folder,
    nix,
    async evaluate(expression) {
      return JSON.parse(outputOf(await evaluated(expression)));
    },
    async refusal(expression) {
      const done = await evaluated(expression);
      if (done.kind !== 'exited' || done.code === 0) throw new Error('nix does not refuse this');
      return done.stderr;
    },
    async build(expression, more = {}) {
      const argv = ['build', '--impure', '--no-link', '--print-out-paths', '-L', '--expr'];
      return outputOf(await nix([...argv, expression], { env: more })).trim();
    },
    // The store's folders are read-only, which only root may overlook.
    close: () => {
      makeWritable(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function outputOf(done: CommandResult): string {
  if (done.kind === 'exited' && done.code === 0) return done.stdout;
  throw new Error('stderr' in done ? done.stderr : `${done.program} is missing`);
}

function makeWritable(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(join(folder, entry.name));
  }
}

const notSources = ['node_modules', 'out', 'dist', '.git', 'test', 'test-results'];

/** A copy of what the flake consists of, for nix copies a flake's whole folder. */
export function copyFlake(to: string): string {
  const outside = new Set(notSources.map((name) => join(top, name)));
  cpSync(top, to, { recursive: true, filter: (path) => !outside.has(path) });
  return to;
}
