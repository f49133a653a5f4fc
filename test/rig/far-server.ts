// A git server at a distance, in a process of its own, so that its work is not taken for ours.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Certificates } from './git-server.ts';

export interface FarServer {
  readonly port: number;
  /** bytes that passed so far, both ways */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

/** Serves the repositories under `root`; it remembers its answers, so that git's own time counts once only. */
export async function startFarServer(options: {
  readonly root: string;
  readonly certificates: Certificates;
  readonly oneWayMs: number;
}): Promise<FarServer> {
  const child = fork(fileURLToPath(new URL('./far-server-child.mjs', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  const ended = once(child, 'exit');
  const heard = async <T>(): Promise<T> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(() => Promise.reject(new Error('the far server ended'))),
    ]);
    return message as T;
  };
  child.send(options);
  const { port } = await heard<{ port: number }>();
  return {
    port,
    async bytes() {
      child.send('bytes');
      return (await heard<{ bytes: number }>()).bytes;
    },
    async close() {
      child.disconnect();
      await ended;
    },
  };
}
