// The NixOS and home-manager modules, evaluated by real nix over stand-ins for the options that they set.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../main/process/command.ts';
import { readSettings } from '../../../main/store/settings-file.ts';
import { defaultSettings, Settings } from '../../../preload/contract/settings.ts';
import { languages } from '../../../preload/contract/words.ts';
import { nixVersions } from '../../rig/nix.ts';
import { type NixGround, openNixGround, standIn, top } from './nix-ground.ts';

const module = join(top, 'build/nix/module.nix');
const homeModule = join(top, 'build/nix/home-module.nix');
const there = nixVersions();

/** What every system of these tests has; `release` says which options exist. */
function nixos(snowbell: string, release = '26.11', more = '{ }'): string {
  return `
    let
      lib = import ${standIn}/lib.nix;
      pkgs = import ${standIn}/pkgs.nix { system = "x86_64-linux"; };
      package = name: { inherit name; outPath = "/nix/store/\${name}"; };
      evaluated = lib.evalModules {
        specialArgs = { inherit pkgs; };
        modules = [
          (import ${standIn}/nixos.nix { inherit lib; release = "${release}"; })
          ${module}
          { nix.package = pkgs.nix; systemd.package = pkgs.systemd; }
          { programs.snowbell = { package = package "snowbell"; helperPackage = package "helper"; }; }
          { programs.snowbell = ${snowbell}; }
          (${more})
        ];
      };
    in evaluated.config`;
}

const settingsOf = (snowbell: string) =>
  `builtins.fromJSON (${nixos(snowbell)}).environment.etc."snowbell/settings.json".text`;

const hasAllKeys = (keys: readonly string[]) =>
  keys.length === Object.keys(Settings.shape).length &&
  Object.keys(Settings.shape).every((key) => keys.includes(key));

describe('packaging without nix', () => {
  it('names the nix versions that the modules are evaluated with', (context) => {
    context.skip(there.length === 0, 'there is no nix');
    expect(there.length).toBeGreaterThan(0);
  });
});

describe.each(there)('the modules in nix $version', ({ bin }) => {
  let ground: NixGround;
  beforeAll(() => {
    ground = openNixGround(bin);
  });
  afterAll(() => ground?.close());

  it('change nothing until they are enabled', async () => {
    const found = await ground.evaluate(
      `let c = ${nixos('{ }')}; in { inherit (c.environment) etc; inherit (c.systemd.user) services; polkit = c.security.polkit.enable; packages = c.environment.systemPackages; }`,
    );
    expect(found).toEqual({ etc: {}, services: {}, polkit: false, packages: [] });
  });

  it('install package, helper and its place, and start with the session', async () => {
    const found = await ground.evaluate(
      `let c = ${nixos('{ enable = true; }')}; in {
        packages = map (p: p.name) c.environment.systemPackages;
        service = c.systemd.user.services.snowbell;
        inherit (c.security) polkit;
        inherit (c.nix) daemonCPUSchedPolicy daemonIOSchedClass;
        failed = builtins.filter (a: !a.assertion) c.assertions;
      } // { etc = builtins.mapAttrs (_: e: e.text) c.environment.etc; }`,
    );
    expect(found).toEqual({
      packages: ['snowbell', 'helper'],
      etc: {
        'snowbell/helper': '/nix/store/helper/libexec/snowbell-helper\n',
        'snowbell/settings.json': '{"autostart":true}\n',
      },
      service: {
        description: "Snowbell, the tray bell for this system's flake",
        wantedBy: ['graphical-session.target'],
        partOf: ['graphical-session.target'],
        after: ['graphical-session.target'],
        restartIfChanged: false,
        environment: { PATH: null },
        unitConfig: { ConditionUser: '!@system' },
        serviceConfig: {
          ExecStart: '/nix/store/snowbell/bin/snowbell --hidden',
          Restart: 'on-failure',
          Slice: 'app.slice',
        },
      },
      polkit: { enable: true, extraConfig: '', enablePkexecWrapper: true },
      daemonCPUSchedPolicy: 'other',
      daemonIOSchedClass: 'best-effort',
      failed: [],
    });
  });

  it.each(['25.11', '26.05'])('need no option that NixOS %s lacks', async (release) => {
    const polkit = await ground.evaluate(
      `(${nixos('{ enable = true; }', release)}).security.polkit`,
    );
    expect(polkit).toEqual({ enable: true, extraConfig: '' });
  });

  it('leave the pkexec wrapper off where somebody wants that', async () => {
    const more = '{ security.polkit.enablePkexecWrapper = false; }';
    const polkit = `(${nixos('{ enable = true; }', '26.11', more)}).security.polkit`;
    expect(await ground.evaluate(polkit)).toMatchObject({ enablePkexecWrapper: false });
  });

  it('start by an autostart entry, or not at all', async () => {
    const found = await ground.evaluate(
      `let of = how: let c = ${nixos('{ enable = true; autostart = AUTOSTART; }').replace('AUTOSTART', 'how')}; in {
        services = builtins.attrNames c.systemd.user.services;
        entry = c.environment.etc."xdg/autostart/snowbell.desktop".text or null;
      }; in { xdg = of "xdg"; none = of "none"; }`,
    );
    expect(found).toEqual({
      xdg: {
        services: [],
        entry: expect.stringContaining('\nExec=/nix/store/snowbell/bin/snowbell --hidden\n'),
      },
      none: { services: [], entry: null },
    });
  });

  it('make builds gentle where that is asked for', async () => {
    const nix = `let c = (${nixos('{ enable = true; gentleBuilds = true; }')}).nix; in { inherit (c) daemonCPUSchedPolicy daemonIOSchedClass; }`;
    expect(await ground.evaluate(nix)).toEqual({
      daemonCPUSchedPolicy: 'idle',
      daemonIOSchedClass: 'idle',
    });
  });

  it('let groups switch without a password only where they are named', async () => {
    const rule = await ground.evaluate(
      `(${nixos('{ enable = true; passwordlessGroups = [ "wheel" "ops" ]; }')}).security.polkit.extraConfig`,
    );
    const asked = (action: string, groups: readonly string[], local = true) => {
      const rules: ((a: unknown, s: unknown) => unknown)[] = [];
      const polkit = { addRule: rules.push.bind(rules), Result: { YES: 'yes' } };
      new Function('polkit', String(rule))(polkit);
      const isInGroup = (name: string) => groups.includes(name);
      return rules[0]?.({ id: action }, { local, active: true, isInGroup });
    };
    expect(asked('org.snowbell.activate', ['ops'])).toBe('yes');
    expect(asked('org.snowbell.prune', ['wheel'])).toBe('yes');
    expect(asked('org.snowbell.activate', ['users'])).toBeUndefined();
    expect(asked('org.snowbell.activate', ['ops'], false)).toBeUndefined();
    expect(asked('org.freedesktop.policykit.exec', ['ops'])).toBeUndefined();
  });

  it('write each setting so that the program reads it as managed', async () => {
    const every = {
      flake: '/etc/nixos',
      host: 'laptop',
      checkEveryMinutes: 15,
      notifications: false,
      commitLock: true,
      activation: 'boot',
      theme: 'dark',
      onMetered: true,
      onBattery: true,
      gentleBuilds: true,
      prepareAhead: true,
      autostart: false,
      language: 'system',
      held: ['a', 'b'],
    } satisfies Settings;
    const written = await ground.evaluate(
      settingsOf(`{ enable = true; settings = builtins.fromJSON ''${JSON.stringify(every)}''; }`),
    );
    expect(written).toEqual(every);
    const file = join(ground.folder, 'settings.json');
    writeFileSync(file, JSON.stringify(written));
    const read = await readSettings({ own: join(ground.folder, 'none.json'), managed: file });
    expect(read).toEqual({ settings: every, managed: expect.toSatisfy(hasAllKeys), problems: [] });
  });

  it('have short names for the settings that most people want', async () => {
    const written = await ground.evaluate(
      settingsOf(
        '{ enable = true; flake = "/home/a/nixos"; host = "h"; interval = 60; notifications = true; activation = "switch"; gentleBuilds = false; settings.theme = "light"; }',
      ),
    );
    expect(written).toEqual({
      flake: '/home/a/nixos',
      host: 'h',
      checkEveryMinutes: 60,
      notifications: true,
      activation: 'switch',
      gentleBuilds: false,
      autostart: true,
      theme: 'light',
    });
  });

  it('know exactly the keys that the program knows', async () => {
    const keys = await ground.evaluate(
      `builtins.attrNames (import ${top}/build/nix/settings.nix { lib = import ${standIn}/lib.nix; })`,
    );
    expect(keys).toEqual(Object.keys(Settings.shape).sort());
  });

  it('take exactly the values that the program takes', async () => {
    const candidates: readonly (readonly [keyof Settings, unknown])[] = [
      ['flake', '/etc/nixos'],
      ['checkEveryMinutes', 15],
      ['checkEveryMinutes', 14],
      ['checkEveryMinutes', 10080],
      ['checkEveryMinutes', 10081],
      ['checkEveryMinutes', 20.5],
      ['activation', 'test'],
      ['activation', 'dry-activate'],
      ['theme', 'system'],
      ['theme', 'blue'],
      ['notifications', 'yes'],
      ['commitLock', true],
      ...languages.map((language) => ['language', language] as const),
      ['language', 'tlh'],
      ['held', ['nixpkgs']],
      ['held', [1]],
      ['held', 'nixpkgs'],
      ['host', 7],
    ];
    const program = candidates.map(
      ([key, value]) => Settings.safeParse({ ...defaultSettings, [key]: value }).success,
    );
    const nix = await ground.evaluate(
      `map (one: (builtins.tryEval (builtins.deepSeq (${settingsOf('{ enable = true; settings = one; }')}) true)).success)
        (builtins.fromJSON ''${JSON.stringify(candidates.map(([key, value]) => ({ [key]: value })))}'')`,
    );
    expect(nix).toEqual(program);
  });

  it.each([
    ['enable = "yes";', 'programs.snowbell.enable'],
    ['enable = true; interval = 5;', 'programs.snowbell.interval'],
    ['enable = true; autostart = true;', 'programs.snowbell.autostart'],
    ['enable = true; settings.flake = "nixos";', 'programs.snowbell.settings.flake'],
    ['enable = true; settings.colour = "red";', 'programs.snowbell.settings.colour'],
    ['enable = true; passwordlessGroups = "wheel";', 'programs.snowbell.passwordlessGroups'],
    ['enable = true; passwordlessGroups = [ "a\\"b" ];', 'programs.snowbell.passwordlessGroups'],
    ['enable = true; gentleBuilds = 3;', 'programs.snowbell.gentleBuilds'],
    ['enable = true; theme = "dark";', 'programs.snowbell.theme'],
    ['enable = true; flake = "/a"; settings.flake = "/b";', 'programs.snowbell.settings.flake'],
  ])('refuse %s', async (text, option) => {
    const c = nixos(`{ ${text} }`);
    const said = await ground.refusal(
      `let c = ${c}; in [ c.environment c.security c.systemd.user c.nix.daemonCPUSchedPolicy ]`,
    );
    expect(said).toContain(option);
  });

  it('refuse a flake that lies in the store', async () => {
    const failed = await ground.evaluate(
      `builtins.filter (a: !a.assertion) (${nixos(`{ enable = true; flake = "${ground.folder}/store/abc-source"; }`)}).assertions`,
    );
    expect(failed).toEqual([
      { assertion: false, message: expect.stringContaining('programs.snowbell.flake') },
    ]);
  });

  const home = (snowbell: string) => `
    let
      lib = import ${standIn}/lib.nix;
      pkgs = import ${standIn}/pkgs.nix { system = "x86_64-linux"; node = "${join(process.execPath, '../..')}"; };
    in (lib.evalModules {
      specialArgs = { inherit pkgs; };
      modules = [
        (import ${standIn}/home.nix { inherit lib; })
        ${homeModule}
        { programs.snowbell.package = { name = "snowbell"; outPath = "/nix/store/snowbell"; }; }
        { xdg.configHome = "${ground.folder}/it's config"; }
        { programs.snowbell = ${snowbell}; }
      ];
    }).config`;

  it('serve one person through home-manager', async () => {
    const found = await ground.evaluate(
      `let c = ${home('{ enable = true; }')}; in { inherit (c.systemd.user) services; activation = c.home.activation; packages = map (p: p.name) c.home.packages; }`,
    );
    expect(found).toMatchObject({
      packages: ['snowbell'],
      activation: {},
      services: {
        snowbell: {
          Unit: { 'X-SwitchMethod': 'keep-old' },
          Service: { ExecStart: '/nix/store/snowbell/bin/snowbell --hidden' },
          Install: { WantedBy: ['graphical-session.target'] },
        },
      },
    });
    const without = await ground.evaluate(
      `(${home('{ enable = true; autostart = false; }')}).systemd.user.services`,
    );
    expect(without).toEqual({});
  });

  it('write the settings of one person over no others', async () => {
    const entry = (await ground.evaluate(
      `(${home('{ enable = true; settings = { theme = "dark"; held = [ "it\'s" ]; }; }')}).home.activation.snowbellSettings`,
    )) as { data: string; after: readonly string[] };
    expect(entry.after).toEqual(['writeBoundary']);
    const file = join(ground.folder, "it's config/snowbell/settings.json");
    const activate = () => run(['sh', '-c', `run() { "$@"; }\n${entry.data}`]);
    expect(await activate()).toMatchObject({ kind: 'exited', code: 0 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ theme: 'dark', held: ["it's"] });
    writeFileSync(file, JSON.stringify({ theme: 'light', notifications: false }));
    await activate();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      theme: 'dark',
      notifications: false,
      held: ["it's"],
    });
    writeFileSync(file, '{ broken');
    expect(await activate()).toMatchObject({ kind: 'exited', code: 0 });
    expect(readFileSync(file, 'utf8')).toBe('{ broken');
  });
});
