// A button that copies a piece of text and says that it did.
import { useEffect, useState } from 'react';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { copyText } from './clipboard.ts';

const saidMs = 2000;

export interface CopyButtonProps {
  readonly value: string;
  /** what a screen reader hears, where "Copy" alone would not do */
  readonly label?: string;
}

export function CopyButton({ value, label }: CopyButtonProps) {
  const text = useText();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), saidMs);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <Button
      small
      {...(label === undefined ? {} : { 'aria-label': label })}
      onPress={() => setDone(copyText(value))}
    >
      <span aria-live="polite">{done ? text.common.copied : text.common.copy}</span>
    </Button>
  );
}
