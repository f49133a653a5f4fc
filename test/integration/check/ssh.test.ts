// Inputs over ssh: the user's own keys and command, never a question, never a hang.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askGitRemote } from '../../../main/flake/upstream/git.ts';
import { gitServerParts, makeRepository, type Repository } from '../../rig/git-server.ts';
import { type SshServer, sshPresent, startSshServer } from '../../rig/ssh-server.ts';

const options = () => ({ signal: new AbortController().signal, timeoutMs: 30_000 });

describe.skipIf(!gitServerParts.git)('over ssh', () => {
  let folder = '';
  let repository: Repository;
  let rev = '';
  const kept = { ...process.env };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'snowbell-ssh-'));
    repository = makeRepository(join(folder, 'srv', 'tools'));
    rev = repository.commit('main', 1_700_000_000);
    repository.tag('v1', rev, true);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // What the person who runs the tests has set up must not matter.
  beforeEach(() => {
    const home = join(folder, 'home');
    mkdirSync(home, { recursive: true });
    process.env.HOME = home;
    process.env.XDG_CONFIG_HOME = join(home, 'config');
    for (const name of ['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_SSH_VARIANT', 'SSH_AUTH_SOCK']) {
      delete process.env[name];
    }
  });
  afterEach(() => {
    process.env = { ...kept };
  });

  describe('with a command of the user’s own', () => {
    /** Stands where ssh would: notes its options and runs the command here. */
    const standIn = (name: string): { command: string; notes: string } => {
      const command = join(folder, name);
      const notes = `${command}.notes`;
      writeFileSync(
        command,
        `#!/bin/sh\necho "$@" >> '${notes}'\n[ "$1" = -G ] && exit 0\nfor last; do :; done\neval "exec $last"\n`,
      );
      chmodSync(command, 0o755);
      return { command, notes };
    };
    const ask = () => askGitRemote(`ssh://git@rig.test${repository.path}`, 'main', options());

    it('keeps core.sshCommand, and only adds that nobody is asked', async () => {
      const { command, notes } = standIn('configured');
      writeFileSync(
        join(folder, 'home', '.gitconfig'),
        `[core]\n\tsshCommand = ${command} --mine\n`,
      );
      expect(await ask()).toEqual({ kind: 'revision', rev, lastModified: null });
      const said = readFileSync(notes, 'utf8');
      expect(said).toContain('--mine -oBatchMode=yes -oConnectTimeout=10');
      expect(said).toContain('git@rig.test');
      rmSync(join(folder, 'home', '.gitconfig'));
    });

    it('lets the variable win over the configuration', async () => {
      const configured = standIn('passed-over');
      const { command, notes } = standIn('variable');
      writeFileSync(
        join(folder, 'home', '.gitconfig'),
        `[core]\n\tsshCommand = ${configured.command}\n`,
      );
      process.env.GIT_SSH_COMMAND = command;
      expect(await ask()).toMatchObject({ kind: 'revision', rev });
      expect(existsSync(notes)).toBe(true);
      expect(existsSync(configured.notes)).toBe(false);
      rmSync(join(folder, 'home', '.gitconfig'));
    });

    it('adds nothing for a program that takes no options', async () => {
      const { command, notes } = standIn('simple');
      process.env.GIT_SSH = command;
      process.env.GIT_SSH_VARIANT = 'simple';
      expect(await ask()).toMatchObject({ kind: 'revision', rev });
      expect(readFileSync(notes, 'utf8')).not.toContain('BatchMode');
    });
  });

  describe.skipIf(!sshPresent)('with a real sshd', () => {
    let server: SshServer;
    beforeAll(async () => {
      server = await startSshServer(join(folder, 'ssh'));
    });
    afterAll(() => server?.close());

    const ask = (config: string, ref: string | null = 'main', path = repository.path) => {
      process.env.GIT_SSH_COMMAND = `ssh -F ${config}`;
      return askGitRemote(`ssh://${server.user}@127.0.0.1:${server.port}${path}`, ref, options());
    };

    it('reads branches, tags and the default branch', async () => {
      for (const ref of ['main', 'v1', null]) {
        expect(await ask(server.config, ref), server.log()).toMatchObject({
          kind: 'revision',
          rev,
        });
      }
      expect(await ask(server.config, 'gone')).toMatchObject({ reason: 'no-such-ref' });
      expect(await ask(server.config, 'main', '/no/such/repository')).toMatchObject({
        kind: 'unreachable',
        reason: 'not-found',
      });
    });

    it('asks nobody about a host that it does not know, or for a passphrase', async () => {
      const stranger = server.configWith('stranger', { UserKnownHostsFile: '/dev/null' });
      expect(await ask(stranger)).toEqual({ kind: 'unreachable', reason: 'host-key' });
      const locked = server.configWith('locked-key', { IdentityFile: server.lockedKey });
      expect(await ask(locked)).toEqual({ kind: 'unreachable', reason: 'auth-required' });
    });
  });
});
