// The frame of every screen: heading with facts and actions, a scrolling body, an optional footer.
import { type ReactNode, useEffect, useRef } from 'react';

export interface ScreenProps {
  readonly title: string;
  /** short facts, drawn in one line with dots between */
  readonly facts?: readonly string[];
  readonly actions?: ReactNode;
  readonly banners?: ReactNode;
  readonly footer?: ReactNode;
  /** 'fill': the body does not scroll, its parts do */
  readonly body?: 'scroll' | 'fill';
  readonly children: ReactNode;
}

export function Screen({
  title,
  facts = [],
  actions,
  banners,
  footer,
  body = 'scroll',
  children,
}: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Snowbell`;
  }, [title]);
  return (
    <main className="screen" id="screen">
      <header className="screen-head">
        <div className="grow">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {facts.length > 0 && <p className="sub">{facts.join(' · ')}</p>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      <div className={`screen-body ${body}`}>
        {banners}
        {children}
      </div>
      {footer !== undefined && footer !== null && <footer className="screen-foot">{footer}</footer>}
    </main>
  );
}
