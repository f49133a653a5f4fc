// Words with a fuller form in a tooltip, for the mouse and for the keyboard.
import type { ReactElement } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';

export interface HintProps {
  readonly text: string;
  readonly children: ReactElement<{ className?: string }>;
}

export function Hint({ text, children }: HintProps) {
  return (
    <TooltipTrigger delay={400}>
      <Focusable>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is cut off must be reachable by keyboard */}
        <span className="hint" role="note" aria-label={text} tabIndex={0}>
          {children}
        </span>
      </Focusable>
      <Tooltip className="tooltip" placement="top">
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
