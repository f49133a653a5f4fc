// What set-up says while it works: lines on stderr, and a moving one where somebody watches.

/** @typedef {{line: (text: string) => void, during: <T>(what: string, work: () => Promise<T>, measure?: () => string) => Promise<T>}} Report */

/** @returns {Report} */
export function reporter({ quiet = false } = {}) {
  const line = (text) => {
    if (!quiet) process.stderr.write(`${text}\n`);
  };
  /** Says `what`, then how far it is: each second on a terminal, each 15 s elsewhere. */
  const during = async (what, work, measure = () => '') => {
    const watched = process.stderr.isTTY === true && !quiet;
    const start = performance.now();
    const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
    const far = () => [measure(), seconds()].filter((part) => part !== '').join(', ');
    if (!watched) line(`${what} …`);
    const timer = setInterval(
      () => (watched ? process.stderr.write(`\r\u001b[K${what} … ${far()}`) : line(`  … ${far()}`)),
      watched ? 1000 : 15_000,
    );
    try {
      if (watched) process.stderr.write(`${what} …`);
      return await work();
    } finally {
      clearInterval(timer);
      if (watched) process.stderr.write(`\r\u001b[K${what}: ${seconds()}\n`);
    }
  };
  return { line, during };
}

/** Ends a set-up that cannot go on: the reason, without where in our code it came up. */
export function giveUp(error) {
  process.stderr.write(`Set-up cannot go on: ${error.message}\n`);
  process.exit(1);
}
