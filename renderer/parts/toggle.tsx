// A small button that stays pressed while something is on.
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';

export interface ToggleProps {
  readonly label?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}

export function Toggle({ label, on, onChange, children }: ToggleProps) {
  return (
    <ToggleButton
      className="button quiet small toggle"
      isSelected={on}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </ToggleButton>
  );
}
