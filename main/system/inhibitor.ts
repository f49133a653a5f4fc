// Keeps the machine from falling asleep by itself while a run is going on.
import { type Conversation, converse } from '../process/command.ts';

/**
 * Asks logind to hold back sleep until the returned function is called or this process ends, however
 * it does. `why` is what a person reads who asks the desktop what keeps it awake. Without logind, or
 * where policy does not allow it, nothing happens; a password is never asked for.
 */
export function hold(why: string): () => void {
  let released = false;
  let holder: Conversation | null = null;
  const start = (words: readonly string[]) => {
    const begun = converse([
      'systemd-inhibit',
      ...words,
      '--what=sleep',
      '--who=Snowbell',
      `--why=${why}`,
      '--mode=block',
      // It reads until its stdin ends, which is when we let go or are no more.
      'cat',
    ]);
    holder = begun;
    return begun.result;
  };
  const begin = async () => {
    const result = await start(['--no-ask-password']);
    // Before systemd 257 there is no such word, and nothing that would ask.
    const older = result.kind === 'exited' && result.stderr.includes('no-ask-password');
    if (older && !released) await start([]);
  };
  void begin();
  return () => {
    released = true;
    holder?.end();
  };
}
