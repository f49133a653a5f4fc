// Runs other programs for set-up: argv in, exit code and text out, with progress on the way.
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The absolute path of a program on PATH, or null. */
export function findProgram(name, path = process.env.PATH ?? '') {
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // the next folder may have it
    }
  }
  return null;
}

/**
 * Runs a program to its end; never throws for what it does.
 * @param {readonly string[]} argv
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, show?: boolean, input?: string}} [options]
 *   `show`: its output goes to this process's stderr instead of into the result
 * @returns {Promise<{code: number | null, stdout: string, stderr: string, timedOut: boolean}>}
 */
export function capture(argv, options = {}) {
  const [file, ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: [
        options.input === undefined ? 'ignore' : 'pipe',
        options.show ? 2 : 'pipe',
        options.show ? 2 : 'pipe',
      ],
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeoutMs);
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
    const end = (code, text = '') => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr: stderr + text, timedOut });
    };
    child.on('error', (error) => end(null, error.message));
    child.on('close', (code) => end(code));
  });
}

/** As `capture`, but anything except exit 0 is thrown with the last lines that the program said. */
export async function must(argv, options = {}) {
  const done = await capture(argv, options);
  if (done.code === 0) return done.stdout;
  const said = (done.stderr.trim() || done.stdout.trim()).split('\n').slice(-12).join('\n');
  const how = done.timedOut ? 'took too long' : `ended with ${done.code}`;
  throw new Error(`${argv.slice(0, 3).join(' ')} ${how}${said === '' ? '' : `:\n${said}`}`);
}
