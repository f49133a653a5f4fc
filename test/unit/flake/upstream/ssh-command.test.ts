// The user's own ssh command stays, and only learns not to ask.
import { expect, it } from 'vitest';
import { sshEnvironment } from '../../../../main/flake/upstream/ssh-command.ts';

const none = { command: null, program: null, variant: null };
const quiet = '-oBatchMode=yes -oConnectTimeout=10';

it.each([
  [{}, { GIT_SSH_COMMAND: `ssh ${quiet}` }],
  [{ command: 'ssh -i ~/k' }, { GIT_SSH_COMMAND: `ssh -i ~/k ${quiet}` }],
  [{ command: '"/opt/my ssh/ssh" -v' }, { GIT_SSH_COMMAND: `"/opt/my ssh/ssh" -v ${quiet}` }],
  [{ command: 'plink' }, { GIT_SSH_COMMAND: 'plink -batch' }],
  [{ command: "'/x/TortoisePlink.exe'" }, { GIT_SSH_COMMAND: "'/x/TortoisePlink.exe' -batch" }],
  [
    { command: 'wrapped', variant: 'simple' },
    { GIT_SSH_COMMAND: 'wrapped', GIT_SSH_VARIANT: 'simple' },
  ],
  [{ command: 'wrapped', variant: 'auto' }, { GIT_SSH_COMMAND: `wrapped ${quiet}` }],
  [{ program: "/x/it's" }, { GIT_SSH_COMMAND: `'/x/it'\\''s' ${quiet}` }],
  [{ command: 'a', program: 'b' }, { GIT_SSH_COMMAND: `a ${quiet}` }],
])('%j', (settings, expected) => {
  expect(sshEnvironment({ ...none, ...settings })).toEqual(expected);
});
