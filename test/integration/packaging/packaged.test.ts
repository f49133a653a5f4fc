// The packages of electron-builder, made and used: the program in them as a person without rights starts it,
// its window over the debugging port, its tray item over D-Bus; and the deb in a root that is thrown away.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makePackages, sizes } from '../../../build/package.mjs';
import { reporter } from '../../../build/setup/report.mjs';
import { findProgram, run } from '../../../main/process/command.ts';
import { version } from '../../../main/version.ts';
import { displayMissing, openDisplay } from '../../rig/display.ts';
import { electronPath } from '../../rig/electron.ts';
import { nixBin } from '../../rig/nix.ts';
import { openSessionBus, sessionBusMissing } from '../../rig/session-bus.ts';
import { type StartedProgram, startProgram } from '../../rig/started-program.ts';
import { openTrayHost } from '../../rig/tray-host.ts';
import { until } from '../../rig/until.ts';
import { openPlainUser, type PlainUser, plainUserMissing } from '../../rig/user.ts';

const electron = electronPath();
const whole = electron !== null && existsSync(join(dirname(electron), 'resources.pak'));
const toolsMissing = ['dpkg-deb', 'gzip'].filter((name) => findProgram(name) === null);
const root = process.getuid?.() === 0;

describe.skipIf(!whole || toolsMissing.length > 0)('the packages', () => {
  let output: string;
  let unpacked: string;
  beforeAll(async () => {
    output = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-packages-')));
    chmodSync(output, 0o755);
    unpacked = await makePackages({ report: reporter({ quiet: true }), output, quick: true });
    for (const { shown } of sizes(unpacked)) console.log(shown);
  }, 300_000);
  afterAll(() => rmSync(output, { recursive: true, force: true }));
  const artefact = (ending: string) =>
    join(output, readdirSync(output).find((name) => name.endsWith(ending)) ?? `no ${ending}`);

  it('hold the bundles and nothing that was only needed to make them', () => {
    const names = namesInArchive(join(unpacked, 'resources/app.asar'));
    expect(names).toContain('/package.json');
    expect(names).toContain('/out/main/cli.js');
    expect(names).toContain('/out/renderer/index.html');
    expect(names.filter((name) => /node_modules|\.[mc]?tsx?$|\.map$|\/test\//.test(name))).toEqual(
      [],
    );
    expect(new Set(names.map((name) => name.split('/')[1]))).toEqual(
      new Set(['out', 'package.json']),
    );
    expect(readdirSync(join(unpacked, 'resources')).sort()).toEqual(
      expect.arrayContaining(['app.asar']),
    );
    expect(existsSync(join(unpacked, 'resources/app-update.yml'))).toBe(false);
    const own = sizes(unpacked).find(({ name }) => name.includes('app.asar'))?.bytes;
    expect(own).toBeLessThan(10e6);
  });

  it('state every fuse of the binary', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'snowbell'));
    const [on, off] = ['1'.charCodeAt(0), '0'.charCodeAt(0)];
    expect(wire).toMatchObject({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: on,
      [FuseV1Options.EnableCookieEncryption]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: off,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
  });

  const terminal = (user: PlainUser, argv: readonly string[], env = {}) =>
    run(user.as([join(unpacked, 'bin/snowbell'), ...argv]), {
      env: { ...user.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, ...env },
      cwd: '/',
      timeoutMs: 60_000,
    });

  it.skipIf(plainUserMissing() !== null)('work in the terminal without a display', async () => {
    const user = plainUser();
    expect(await terminal(user, ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
    expect(await terminal(user, [])).toMatchObject({ code: 2 });
    const missing = await terminal(user, ['check', '--flake', join(user.home, 'none'), '--json']);
    expect(missing).toMatchObject({ kind: 'exited', code: 1 });
    const log = join(user.home, 'log');
    writeFileSync(log, 'error: writing to file: No space left on device\n');
    chmodSync(log, 0o644);
    const explained = await terminal(user, ['explain', log, '--json']);
    expect(JSON.parse(explained.kind === 'exited' ? explained.stdout : '')).toMatchObject({
      kind: expect.stringContaining('disk-full'),
    });
  });

  it.skipIf(plainUserMissing() !== null)('take no code from the environment', async () => {
    const user = plainUser();
    const file = join(user.home, 'loaded.cjs');
    writeFileSync(file, "console.log('loaded')");
    chmodSync(file, 0o644);
    const done = await terminal(user, ['--version'], { NODE_OPTIONS: `--require=${file}` });
    expect(done).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  const unable =
    plainUserMissing() ??
    displayMissing() ??
    sessionBusMissing() ??
    (nixBin() === null ? 'no nix' : null);
  it.skipIf(unable !== null)(
    'check, upgrade a rehearsal, show it in the tray and remember it after a restart, in the sandbox',
    async () => {
      const user = plainUser();
      const display = kept(await openDisplay());
      const bus = kept(await openSessionBus());
      // Private to who made it; here another person connects.
      chmodSync(dirname(bus.address.replace(/^unix:path=|,.*$/g, '')), 0o755);
      const tray = await openTrayHost(await bus.connect());
      const env = {
        ...user.env,
        ...display.env,
        ...bus.env,
        LANG: 'C.UTF-8',
        PATH: [nixFor(user), process.env.PATH ?? ''].join(delimiter),
      };
      const complaints: string[] = [];
      const start = async (argv: readonly string[]) => {
        const program = kept(
          await startProgram(
            user.as([
              join(unpacked, 'bin/snowbell'),
              ...argv,
              '--inspect=0',
              '--remote-debugging-port=0',
            ]),
            { env, up: 'spawned' },
          ),
        );
        return { program, page: await pageOf(program, complaints) };
      };

      const first = await start(['--rehearsal', '--reset']);
      // The fuse: Electron's own debugger stays shut, Chromium's listens for this test.
      expect(first.program.said()).not.toContain('Debugger listening');
      await first.page.getByRole('button', { name: 'Upgrade 2 inputs…' }).waitFor();
      for (const status of renderersUnder(first.program.pid)) {
        expect(status).toMatch(/^Seccomp:\s+2$/m);
        expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
        expect(status).toMatch(new RegExp(`^Uid:\\s+${user.uid}\\s`, 'm'));
      }
      const item = await tray.only();
      await until('the tray tells of two inputs', async () => /\b2\b/.test(await item.tooltip()));

      await first.page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
      await first.page.getByRole('button', { name: 'Switch now' }).click({ timeout: 90_000 });
      await first.page.getByText('Last upgrade went well').waitFor({ timeout: 60_000 });
      await item.press('Quit');
      await until('the program has ended', () => !first.program.running());

      const second = await start(['--rehearsal']);
      await second.page
        .getByRole('navigation')
        .getByRole('button', { name: /^History/ })
        .click();
      await until(
        'the run is remembered',
        async () =>
          (await second.page.getByRole('grid', { name: 'Runs' }).getByRole('row').count()) > 0,
      );
      await (await tray.only()).press('Quit');
      await until('the program has ended', () => !second.program.running());
      expect(complaints).toEqual([]);
    },
    300_000,
  );

  it('are whole as a tar.gz', async () => {
    const listed = await run(['tar', '-tzf', artefact('.tar.gz')], { keepBytes: 10e6 });
    const names = listed.kind === 'exited' ? listed.stdout.split('\n') : [];
    const inside = names.map((name) => name.replace(/^[^/]*\//, ''));
    for (const one of ['snowbell', 'bin/snowbell', 'resources/app.asar', 'LICENSE.snowbell.txt']) {
      expect(inside).toContain(one);
    }
    expect(inside).toContain('share/man/man1/snowbell.1');
  });

  it('give a deb with a desktop entry that says the same as the other packages’', async () => {
    const folder = join(output, 'deb');
    expect(await run(['dpkg-deb', '-x', artefact('.deb'), folder])).toMatchObject({ code: 0 });
    const entryFile = join(folder, 'usr/share/applications/snowbell.desktop');
    const own = entryOf(join(import.meta.dirname, '../../../build/desktop/snowbell.desktop'));
    const made = entryOf(entryFile);
    const differing = ['Comment', 'Exec', 'Version'];
    for (const [key, value] of own) {
      if (!differing.includes(key)) expect([key, made.get(key)]).toEqual([key, value]);
    }
    expect(made.get('Exec')).toBe('/opt/Snowbell/snowbell %U');
    const judge = findProgram('desktop-file-validate');
    if (judge !== null) expect(await run([judge, entryFile])).toMatchObject({ code: 0 });
    expect(readlinkSync(join(folder, 'usr/bin/snowbell'))).toBe('/opt/Snowbell/bin/snowbell');
    expect(existsSync(join(folder, 'opt/Snowbell/bin/snowbell'))).toBe(true);
    for (const one of [
      'bash-completion/completions/snowbell',
      'icons/hicolor/48x48/apps/snowbell.png',
      'icons/hicolor/symbolic/apps/snowbell-symbolic.svg',
      'man/man1/snowbell.1',
      'metainfo/org.snowbell.snowbell.metainfo.xml',
      'zsh/vendor-completions/_snowbell',
    ]) {
      expect(existsSync(join(folder, 'usr/share', one)), one).toBe(true);
    }
    const fields = await run(['dpkg-deb', '-f', artefact('.deb')]);
    expect(fields.kind === 'exited' && fields.stdout).toMatch(/^Package: snowbell\n/);
    expect(fields.kind === 'exited' && fields.stdout).not.toContain('Homepage');
  });

  it.skipIf(!root || findProgram('dpkg') === null)(
    'install as a deb into another root, run there, and go without a trace',
    async () => {
      const place = mkdtempSync(join(tmpdir(), 'snowbell-root-'));
      onTestFinished(() => rmSync(place, { recursive: true, force: true }));
      chmodSync(place, 0o755);
      const database = join(place, 'var/lib/dpkg');
      for (const name of ['info', 'triggers', 'updates']) {
        mkdirSync(join(database, name), { recursive: true });
      }
      writeFileSync(join(database, 'status'), '');
      const dpkg = (argv: readonly string[]) =>
        run(
          [
            'dpkg',
            `--root=${place}`,
            `--log=${join(place, 'var/lib/dpkg/log')}`,
            '--force-depends',
            '--force-script-chrootless',
            ...argv,
          ],
          { env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` }, timeoutMs: 120_000 },
        );
      const outside = ['/opt/Snowbell', '/etc/apparmor.d/snowbell', '/usr/bin/snowbell'];
      const before = [outside.map((path) => existsSync(path)), allUnder(place, database)];

      const installed = await dpkg(['--install', artefact('.deb')]);
      expect(installed).toMatchObject({ kind: 'exited', code: 0 });
      const user = plainUser();
      const command = join(place, 'opt/Snowbell/bin/snowbell');
      const said = await run(user.as([command, '--version']), {
        env: { ...user.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
      });
      expect(said).toMatchObject({ code: 0, stdout: `${version}\n` });

      const removed = await dpkg(['--purge', 'snowbell']);
      expect(removed).toMatchObject({ kind: 'exited', code: 0 });
      expect([outside.map((path) => existsSync(path)), allUnder(place, database)]).toEqual(before);
    },
    180_000,
  );
});

function kept<T extends { close(): unknown }>(part: T): T {
  onTestFinished(async () => {
    await part.close();
  });
  return part;
}

function plainUser(): PlainUser {
  const user = kept(openPlainUser());
  // Its logs may be read by who looks after the test.
  chmodSync(user.home, 0o755);
  return user;
}

/** A nix that this person may run: root's own lies where nobody else may look. */
function nixFor(user: PlainUser): string {
  const bin = nixBin() ?? '';
  const made = dirname(bin);
  const readable = user.readable(made);
  if (readable === made) return bin;
  const folder = join(user.home, 'nix-bin');
  mkdirSync(folder, { mode: 0o755 });
  for (const name of readdirSync(bin)) {
    const program = readFileSync(join(bin, name), 'utf8').replaceAll(made, readable);
    writeFileSync(join(folder, name), program, { mode: 0o755 });
  }
  return folder;
}

/** The page of the program's window, by the port that Chromium names on stderr. */
async function pageOf(program: StartedProgram, complaints: string[]): Promise<Page> {
  const address = await until(
    'the debugging port is named',
    () => /DevTools listening on ws:\/\/([\d.]+:\d+)\//.exec(program.said())?.[1],
    30_000,
  );
  const browser = await chromium.connectOverCDP(`http://${address}`);
  const page = await until(
    'the window is open',
    () => browser.contexts().flatMap((context) => context.pages())[0],
  );
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.getByRole('main').waitFor();
  return page;
}

/** What the kernel says of each renderer that descends from `pid`. */
function renderersUnder(pid: number): readonly string[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return [
          { pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), status, line },
        ];
      } catch {
        return [];
      }
    });
  const found = new Set([pid]);
  let size = 0;
  while (size !== found.size) {
    size = found.size;
    for (const one of all) if (found.has(one.parent)) found.add(one.pid);
  }
  const renderers = all.filter((one) => found.has(one.pid) && one.line.includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  return renderers.map(({ status }) => status);
}

interface ArchiveFolder {
  readonly files?: Readonly<Record<string, ArchiveFolder>>;
}

/** The names in an asar: its header is JSON behind four lengths. */
function namesInArchive(path: string): readonly string[] {
  const file = openSync(path, 'r');
  const lengths = Buffer.alloc(16);
  readSync(file, lengths, 0, 16, 0);
  const header = Buffer.alloc(lengths.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  const list = (folder: ArchiveFolder, at: string): string[] =>
    Object.entries(folder.files ?? {}).flatMap(([name, inner]) =>
      inner.files === undefined ? [`${at}/${name}`] : list(inner, `${at}/${name}`),
    );
  return list(JSON.parse(header.toString()) as ArchiveFolder, '');
}

/** The keys of a desktop entry's own group. */
function entryOf(path: string): ReadonlyMap<string, string> {
  const [, group = ''] = readFileSync(path, 'utf8').split(/^\[.*\]$/m);
  return new Map(
    [...group.matchAll(/^([\w-]+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
}

function allUnder(folder: string, except: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path !== except)
    .flatMap((path) => (lstatSync(path).isDirectory() ? [path, ...allUnder(path, except)] : [path]))
    .filter((path) => basename(path) !== 'log');
}
