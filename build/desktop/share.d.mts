/** Makes `folder` and fills it; what it holds is the same whenever and wherever it is made. */
export function writeShare(folder: string): Promise<void>;
/** The command line's own table; TypeScript, which Node cannot import by itself everywhere. */
export function commandTable(): Promise<typeof import('../../main/terminal/arguments.ts')>;
