// What systemctl says of units, and which program counts as somebody who asks for a password.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { agentAmong } from '../../../main/system/agent.ts';
import { readUnitStates, restartUnits } from '../../../main/system/units.ts';
import { temporaryFolder } from '../store/folder.ts';

afterEach(() => vi.unstubAllEnvs());

describe('units', () => {
  it('are read block by block', () => {
    const text =
      'Id=owl.service\nActiveState=failed\nSubState=failed\nResult=exit-code\n\nId=a@b.timer\nActiveState=active\nSubState=waiting\nResult=success\n';
    expect(readUnitStates(text)).toEqual([
      { name: 'owl.service', active: 'failed', sub: 'failed', result: 'exit-code' },
      { name: 'a@b.timer', active: 'active', sub: 'waiting', result: null },
    ]);
    expect(readUnitStates('')).toEqual([]);
  });

  /** A systemctl that writes down its words and ends as it is told. */
  const systemctl = (code: number) => {
    const folder = temporaryFolder();
    const path = join(folder, 'systemctl');
    writeFileSync(
      path,
      `#!/bin/sh\nprintf '%s\\n' "$@" >${folder}/words\necho "Job for owl.service failed." >&2\nexit ${code}\n`,
    );
    chmodSync(path, 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    return () => readFileSync(join(folder, 'words'), 'utf8').trim().split('\n');
  };

  it('are restarted by name, never as options or patterns', async () => {
    const words = systemctl(0);
    const names = ['owl.service', '--force', '*.service', '-x.service', 'a b.service'];
    expect(await restartUnits(names)).toEqual({ kind: 'restarted' });
    expect(words()).toEqual(['restart', '--', 'owl.service']);
    expect(await restartUnits(['--force'])).toMatchObject({ kind: 'failed' });
  });

  it('that fail again are told with systemctl’s words', async () => {
    systemctl(1);
    expect(await restartUnits(['owl.service'])).toEqual({
      kind: 'failed',
      detail: 'Job for owl.service failed.',
    });
  });
});

describe('the password dialog of a session', () => {
  it.each([
    [
      ['/bin/bash', '/nix/store/x/libexec/polkit-gnome-authentication-agent-1'],
      'polkit-gnome-authentication-agent-1',
    ],
    [['/nix/store/x/libexec/.hyprpolkitagent-wrapped'], 'hyprpolkitagent'],
    [['/run/current-system/sw/bin/gnome-shell'], 'gnome-shell'],
    [['/bin/bash', 'my-gnome-shell-notes'], null],
  ])('%j', (programs, agent) => {
    expect(agentAmong(programs)).toBe(agent);
  });
});
