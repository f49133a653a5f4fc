// Where Snowbell's files go, by the XDG rules.
import { expect, it } from 'vitest';
import { realMachine } from '../../../main/system/machine.ts';

it('goes by HOME where nothing else is said', () => {
  expect(realMachine({ HOME: '/home/ada' })).toMatchObject({
    kind: 'real',
    profile: '/nix/var/nix/profiles/system',
    stateDir: '/home/ada/.local/state/snowbell',
    cacheDir: '/home/ada/.cache/snowbell',
    configDir: '/home/ada/.config/snowbell',
    runtimeDir: null,
  });
});

it('takes absolute XDG folders and ignores relative ones', () => {
  expect(
    realMachine({
      HOME: '/home/ada',
      XDG_STATE_HOME: '/s',
      XDG_CACHE_HOME: 'relative',
      XDG_CONFIG_HOME: '',
      XDG_RUNTIME_DIR: '/run/user/1000',
    }),
  ).toMatchObject({
    stateDir: '/s/snowbell',
    cacheDir: '/home/ada/.cache/snowbell',
    configDir: '/home/ada/.config/snowbell',
    runtimeDir: '/run/user/1000/snowbell',
  });
});
