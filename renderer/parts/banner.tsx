// A coloured band with a bold title, a sentence and the next thing to do.
import type { ReactNode } from 'react';
import type { Tone } from './chip.tsx';

export interface BannerProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** true: read out at once by a screen reader */
  readonly urgent?: boolean;
  /** title and sentence in one line where there is room */
  readonly inline?: boolean;
}

export function Banner({
  tone,
  title,
  children,
  actions,
  urgent = false,
  inline = false,
}: BannerProps) {
  return (
    <div className={`banner ${tone}${inline ? ' inline' : ''}`} role={urgent ? 'alert' : undefined}>
      <div className="banner-words">
        <strong>{title}</strong>
        {children !== undefined && children !== null && children !== '' && (
          <span className="banner-body">{children}</span>
        )}
      </div>
      {actions !== undefined && actions !== null && <div className="actions">{actions}</div>}
    </div>
  );
}
