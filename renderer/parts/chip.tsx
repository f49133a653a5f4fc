// A short coloured word at the end of a row.
import type { ReactNode } from 'react';

export type Tone = 'ok' | 'warn' | 'bad' | 'mute' | 'accent';

export function Chip({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`chip ${tone}`}>{children}</span>;
}
