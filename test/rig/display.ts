// A private X display without a screen: Xvfb on a display number that was free.
import { programsMissing, startProgram } from './started-program.ts';

export interface Display {
  readonly env: { readonly DISPLAY: string };
  close(): Promise<void>;
}

export const displayMissing = (): string | null => programsMissing(['Xvfb']);

export async function openDisplay(width = 1280, height = 900): Promise<Display> {
  const screen = `${width}x${height}x24`;
  const server = await startProgram(
    ['Xvfb', '-displayfd', '1', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'],
    { up: 'line' },
  );
  return { env: { DISPLAY: `:${server.firstLine.trim()}` }, close: () => server.close() };
}
