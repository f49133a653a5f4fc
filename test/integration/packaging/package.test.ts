// The flake, the package and the root helper: evaluated, and built by real nix with this machine's own programs.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { narHash } from '../../../build/nix/nar-hash.mjs';
import { lockHash } from '../../../build/nix/update-hash.mjs';
import { renderHelper } from '../../../main/privilege/helper-script.ts';
import { findProgram, run } from '../../../main/process/command.ts';
import { nixVersions } from '../../rig/nix.ts';
import { copyFlake, type NixGround, openNixGround, standIn, top } from './nix-ground.ts';

const there = nixVersions();
const nodePrefix = dirname(dirname(process.execPath));
const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as {
  version: string;
};

/** The stand-in for nixpkgs' packages, with `more` for its arguments. */
const pkgs = (more = '') =>
  `(import ${standIn}/pkgs.nix { system = builtins.currentSystem; path = builtins.getEnv "PATH"; node = "${nodePrefix}"; ${more} })`;

it('keeps the hash of the npm packages in step with the lock', () => {
  const kept = JSON.parse(readFileSync(join(top, 'build/nix/npm-deps-hash.json'), 'utf8'));
  expect(lockHash(), 'run node build/nix/update-hash.mjs').toBe(kept.lock);
});

describe.each(there)('the flake in nix $version', ({ bin }) => {
  let ground: NixGround;
  let flake: string;
  const inputs = () => [
    '--no-write-lock-file',
    '--override-input',
    'nixpkgs',
    `path:${flake}/build/nix/test-nixpkgs`,
  ];
  beforeAll(() => {
    ground = openNixGround(bin);
    flake = copyFlake(join(ground.folder, 'flake'));
  });
  afterAll(() => ground?.close());

  it('shows what it offers', async () => {
    const shown = await ground.nix([
      'flake',
      'show',
      '--json',
      '--all-systems',
      `path:${flake}`,
      ...inputs(),
    ]);
    expect(shown).toMatchObject({ kind: 'exited', code: 0 });
    const offers = JSON.parse(shown.kind === 'exited' ? shown.stdout : '');
    const systems = ['aarch64-linux', 'x86_64-linux'];
    for (const kind of ['packages', 'devShells', 'checks'] as const) {
      expect(Object.keys(offers[kind])).toEqual(systems);
    }
    for (const system of systems) {
      expect(offers.packages[system]).toMatchObject({
        default: { type: 'derivation', name: `snowbell-${version}` },
        helper: { type: 'derivation', name: `snowbell-helper-${version}` },
      });
    }
    expect(offers).toMatchObject({
      nixosModules: { default: { type: 'nixos-module' } },
      overlays: { default: { type: 'nixpkgs-overlay' } },
      homeModules: expect.anything(),
    });
  });

  it('passes nix flake check', async () => {
    const argv = ['flake', 'check', '--no-build', '--all-systems', `path:${flake}`, ...inputs()];
    const checked = await ground.nix(argv);
    expect('stderr' in checked ? checked.stderr : '').not.toMatch(/^error/m);
    expect(checked).toMatchObject({ kind: 'exited', code: 0 });
  });

  it('hands developers the Electron of nixpkgs, and everybody an overlay', async () => {
    const found = await ground.evaluate(
      `let o = (import ${top}/flake.nix).outputs { self = { }; nixpkgs = (import ${standIn}/flake.nix).outputs { }; };
           final = (import ${standIn}/pkgs.nix { system = "x86_64-linux"; }) // o.overlays.default final { };
       in { dist = o.devShells.x86_64-linux.default.ELECTRON_OVERRIDE_DIST_PATH; overlay = final.snowbell.name; }`,
    );
    expect(found).toEqual({ dist: '/usr/bin', overlay: `snowbell-${version}` });
  });

  const withElectron = (electron: string, more = '') =>
    `(${pkgs(`electronVersion = "${electron}"; more = { ${more} };`)}.callPackage ${top}/build/nix/package.nix { }).electron.version`;
  const electron42 = 'electron_42 = { version = "42.6.0"; outPath = "/opt/electron-42"; };';

  it.each(['43.3.0', '43.4.0', '43.4.2', '44.0.0'])(
    'takes Electron 42 in the place of %s, and refuses where there is none',
    async (electron) => {
      expect(await ground.evaluate(withElectron(electron, electron42))).toBe('42.6.0');
      expect(await ground.refusal(withElectron(electron))).toContain(
        `Electron ${electron} has broken tray items`,
      );
    },
  );

  it('starts the Electron that it took', async () => {
    const script = await ground.evaluate(
      `(${pkgs(`electronVersion = "43.4.1"; more = { ${electron42} };`)}.callPackage ${top}/build/nix/package.nix { }).installPhase`,
    );
    expect(script).toContain('exec /opt/electron-42/bin/electron ');
    expect(script).not.toContain('exec /usr/bin/electron ');
  });

  it.each(['33.2.1', '43.2.0', '43.5.0', '44.1.0', '45.0.0'])(
    'takes Electron %s',
    async (electron) => {
      expect(await ground.evaluate(withElectron(electron, electron42))).toBe(electron);
    },
  );

  it('refuses an Electron that is too old, and a system that it is not packaged for', async () => {
    expect(await ground.refusal(withElectron('32.3.3'))).toContain('needs Electron 33 or newer');
    const other = `(${pkgs().replace('builtins.currentSystem', '"riscv64-linux"')}.callPackage ${top}/build/nix/package.nix { }).drvPath`;
    expect(await ground.refusal(other)).toContain('not for riscv64-linux');
  });

  it('fetches npm packages with certificates, from which nixpkgs would keep every build', async () => {
    const found = await ground.evaluate(
      `let d = ${pkgs()}.callPackage ${top}/build/nix/npm-deps.nix { }; in [ d.SSL_CERT_FILE d.NIX_SSL_CERT_FILE ]`,
    );
    const bundle = '/usr/etc/ssl/certs/ca-bundle.crt';
    expect(found).toEqual([bundle, bundle]);
  });

  it('refuses a lock file that the kept hash does not belong to', async () => {
    const changed = copyFlake(join(ground.folder, 'changed'));
    writeFileSync(join(changed, 'package-lock.json'), '{}');
    const name = `(${pkgs()}.callPackage ${changed}/build/nix/npm-deps.nix { }).name`;
    expect(await ground.refusal(name)).toContain('node build/nix/update-hash.mjs');
  });

  it('takes the hash of a folder as nix does', async () => {
    const folder = join(ground.folder, 'tree');
    mkdirSync(join(folder, 'empty'), { recursive: true });
    writeFileSync(join(folder, 'Z'), '');
    writeFileSync(join(folder, 'ä'), 'x'.repeat(1001));
    writeFileSync(join(folder, 'a-program'), '#!/bin/sh\n');
    chmodSync(join(folder, 'a-program'), 0o755);
    symlinkSync('../nowhere', join(folder, 'a'));
    const said = await ground.nix(['hash', 'path', folder]);
    expect(narHash(folder)).toBe(said.kind === 'exited' ? said.stdout.trim() : said.kind);
  });

  it('builds the root helper, and a policy that names its real path', async () => {
    const path = await ground.build(`${pkgs()}.callPackage ${top}/build/nix/helper.nix { }`);
    const helper = join(path, 'libexec/snowbell-helper');
    const source = readFileSync(join(top, 'build/helper/snowbell-helper.sh'), 'utf8');
    const tools = Array.from({ length: 6 }, () => '/usr/bin').join(':');
    expect(readFileSync(helper, 'utf8')).toBe(
      renderHelper(source, { path: `${tools}:/run/wrappers/bin:/run/current-system/sw/bin` }),
    );
    expect(await run([helper, '--protocol'])).toMatchObject({ code: 0, stdout: '1\n' });
    const policy = readFileSync(join(path, 'share/polkit-1/actions/org.snowbell.policy'), 'utf8');
    const paths = [...policy.matchAll(/exec\.path">([^<]*)</g)].map((match) => match[1]);
    expect(paths).toEqual([helper, helper, helper]);
    expect(policy).not.toContain('@');
  });
});

describe('the whole package, from the npm registry to the installed program', () => {
  const [nix] = there;
  let ground: NixGround | null = null;
  afterAll(() => ground?.close());

  it('is built by nix, and its command line and window start', async (context) => {
    const npm = findProgram('npm');
    if (nix === undefined || npm === null) return context.skip('needs nix and npm');
    const registry = registryThatAnswers(npm);
    if (registry === null) return context.skip('the npm registry cannot be reached');

    ground = openNixGround(nix.bin);
    const electron = join(ground.folder, 'electron/bin');
    mkdirSync(electron, { recursive: true });
    writeFileSync(
      join(electron, 'electron'),
      '#!/bin/sh\nprintf "%s\\n" "$@"\nprintf "%s\\n" "$SNOWBELL_HELPER" "$PATH"\n',
      { mode: 0o755 },
    );
    const env: Record<string, string> = { npm_config_registry: registry };
    const { NODE_EXTRA_CA_CERTS } = process.env;
    if (NODE_EXTRA_CA_CERTS !== undefined) env.NODE_EXTRA_CA_CERTS = NODE_EXTRA_CA_CERTS;
    const path = await ground.build(
      `${pkgs(`electron = "${dirname(electron)}";`)}.callPackage ${top}/build/nix/package.nix { }`,
      env,
    );

    const snowbell = join(path, 'bin/snowbell');
    const home = join(ground.folder, 'home');
    const started = (argv: readonly string[], more: Record<string, string | undefined> = {}) =>
      run([snowbell, ...argv], {
        env: { HOME: home, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, ...more },
        timeoutMs: 30_000,
      });
    expect(await started(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
    expect(await started(['check', '--flake', join(home, 'none')])).toMatchObject({ code: 1 });
    expect(await started(['nonsense'])).toMatchObject({ code: 2 });
    // Without a display there is no window to open.
    expect(await started([])).toMatchObject({ code: 2 });

    const app = join(path, 'lib/snowbell');
    const window = await started(['--hidden'], {
      DISPLAY: ':99',
      PATH: '/usr/bin:/bin',
      USER: 'alice',
      XDG_STATE_HOME: undefined,
    });
    const [given, flag, helper = '', found] =
      window.kind === 'exited' ? window.stdout.split('\n') : [];
    expect([given, flag]).toEqual([app, '--hidden']);
    expect(existsSync(helper)).toBe(true);
    // What a login on NixOS finds, for a service that is given next to nothing.
    expect(found?.split(':').slice(0, -1)).toEqual([
      '/usr/bin',
      '/bin',
      '/run/wrappers/bin',
      join(home, '.nix-profile/bin'),
      join(home, '.local/state/nix/profile/bin'),
      '/etc/profiles/per-user/alice/bin',
      '/nix/var/nix/profiles/default/bin',
      '/run/current-system/sw/bin',
    ]);

    expect(readdirSync(app).sort()).toEqual(['out', 'package.json']);
    for (const one of [
      'applications/snowbell.desktop',
      'bash-completion/completions/snowbell',
      'fish/vendor_completions.d/snowbell.fish',
      'icons/hicolor/symbolic/apps/snowbell-symbolic.svg',
      'man/man1/snowbell.1',
      'metainfo/org.snowbell.snowbell.metainfo.xml',
      'zsh/site-functions/_snowbell',
    ]) {
      expect(existsSync(join(path, 'share', one)), one).toBe(true);
    }
  }, 600_000);
});

/** The registry that npm is set up to use here, if it answers. */
function registryThatAnswers(npm: string): string | null {
  const ask = (argv: readonly string[]) =>
    spawnSync(npm, argv, {
      encoding: 'utf8',
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const registry = ask(['config', 'get', 'registry']).stdout?.trim();
  if (registry === undefined || registry === '') return null;
  return ask(['view', 'zod', 'name', '--fetch-retries=0']).status === 0 ? registry : null;
}
