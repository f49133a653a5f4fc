// Waits for a condition instead of for time.

/** Asks again every 50 ms until the answer is neither false, null nor undefined; throws after `withinMs`. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  withinMs = 60_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + withinMs;
  let last: unknown = null;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) {
        return answer as NonNullable<Exclude<T, false>>;
      }
      last = null;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
