// Reads something of a running Electron again where the inspector lost the answer.

/** The inspector loses an answer at times when a garbage collection comes between; reading again is safe. */
export async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read();
    } catch (error) {
      if (tries === 5 || !String(error).includes('garbage collected')) throw error;
    }
  }
}
