// Words with a fuller form in a tooltip, for the mouse and for the keyboard; a press copies it.
import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { copyText } from './clipboard.ts';

export interface HintProps {
  readonly text: string;
  readonly children: ReactNode;
}

export function Hint({ text, children }: HintProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={100}>
      <Button className="hint" onPress={() => void copyText(text)}>
        {children}
      </Button>
      <Tooltip className="tooltip" placement="top">
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
