// What an ending of pkexec or of the helper means, as a table.
import { describe, expect, it } from 'vitest';
import { explainRefusal } from '../../../main/privilege/refusal.ts';
import type { CommandResult } from '../../../main/process/command.ts';

const exited = (code: number, stderr = ''): CommandResult => ({
  kind: 'exited',
  code,
  stdout: '',
  stderr,
});
const error = 'Error executing command as another user: ';

describe('explainRefusal', () => {
  it.each([
    [exited(126, `${error}Request dismissed`), 'challenge', { kind: 'dismissed' }],
    [
      exited(127, `${error}Not authorized\n\nThis incident has been reported.`),
      'challenge',
      { kind: 'auth-failed' },
    ],
    [exited(127, `${error}Not authorized`), 'unknown', { kind: 'denied' }],
    [exited(127, `${error}Not authorized`), 'yes', { kind: 'denied' }],
    [exited(127, `${error}No authentication agent found.`), 'challenge', { kind: 'no-agent' }],
    [
      exited(127, 'pkexec must be setuid root'),
      'unknown',
      { kind: 'no-pkexec', reason: 'not-setuid' },
    ],
    [
      exited(127, 'Error getting authority: no bus'),
      'unknown',
      { kind: 'refused', reason: 'helper-failed' },
    ],
    [
      exited(127, 'Error accessing /x: No such file or directory'),
      'yes',
      { kind: 'refused', reason: 'no-helper' },
    ],
    [
      { kind: 'missing', program: 'pkexec', detail: '' },
      'yes',
      { kind: 'no-pkexec', reason: 'missing' },
    ],
    [
      { kind: 'signalled', signal: 'SIGTERM', stdout: '', stderr: '' },
      'challenge',
      { kind: 'cancelled' },
    ],
    [exited(65, 'x'), 'yes', { kind: 'refused', reason: 'invalid-path', detail: 'x' }],
    [exited(68), 'yes', { kind: 'withheld' }],
  ] as const)('%o, %s', (end, known, expected) => {
    expect(explainRefusal(end, known, false)).toMatchObject(expected);
  });

  it.each([exited(0), exited(70), exited(74), exited(126), exited(127, 'Not authorized')])(
    'never takes %o after the go for "nothing has changed"',
    (end) => {
      expect(explainRefusal(end, 'challenge', true)).toMatchObject({ kind: 'lost' });
    },
  );
});
