// The sleep inhibitor as logind's stand-in sees it: held, let go, and let go by a process that dies.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hold } from '../../../main/system/inhibitor.ts';
import { makeNodeProgram } from '../../rig/node-program.ts';
import { programsMissing } from '../../rig/started-program.ts';
import {
  openSystemServices,
  type SystemServices,
  systemServicesMissing,
} from '../../rig/system-services.ts';

const missing = systemServicesMissing() ?? programsMissing(['systemd-inhibit']);
const within = { timeout: 40_000, interval: 50 };

describe.skipIf(missing !== null)('a hold', () => {
  let services: SystemServices;
  const held = () => expect.poll(() => services.inhibitors(), within);
  const ours = ['sleep', 'Snowbell', 'upgrade under way', 'block'];

  beforeEach(async () => {
    services = await openSystemServices();
    await services.start('logind');
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', services.bus.address);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await services.close();
  });

  it('blocks sleep until it is released', async () => {
    const release = hold('upgrade under way');
    await held().toEqual([ours]);
    release();
    await held().toEqual([]);
    release();
  });

  it('may be released before it has begun', async () => {
    const second = 'a second one';
    hold('upgrade under way')();
    const release = hold(second);
    await held().toEqual([['sleep', 'Snowbell', second, 'block']]);
    release();
    await held().toEqual([]);
  });

  it('ends with the process that holds it', async () => {
    const program = await makeNodeProgram('test/integration/surroundings/holding-program.ts');
    const child = spawn(process.execPath, [program.file], { stdio: 'ignore' });
    try {
      await held().toEqual([ours]);
    } finally {
      child.kill('SIGKILL');
      await program.remove();
    }
    await held().toEqual([]);
  });
});

describe('without logind', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['no bus', { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
    ['no program', { PATH: join(import.meta.dirname, 'nowhere') }],
  ])('a hold does nothing: %s', (_, env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const release = hold('upgrade under way');
    expect(release).not.toThrow();
  });
});
