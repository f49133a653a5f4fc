// Lets one set-up of a checkout work at a time; the kernel frees the place of one that dies.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * @template T
 * @param {import('./report.mjs').Report} report
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(report, work) {
  if (process.platform !== 'linux') return work();
  // An abstract socket has no file that could be left behind.
  const name = `\0snowbell-setup-${createHash('sha256').update(top).digest('hex').slice(0, 16)}`;
  let said = false;
  for (;;) {
    const server = await listen(name);
    if (server !== null) {
      try {
        return await work();
      } finally {
        server.close();
      }
    }
    if (!said) report.line('Another set-up of this checkout is at work; waiting for it …');
    said = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function listen(name) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(name, () => resolve(server));
    server.unref();
  });
}
