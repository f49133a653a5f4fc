// The main button with a small menu of its relatives at its side.

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { ActionMenu, type MenuEntry } from './menu.tsx';

export interface SplitButtonProps {
  readonly label: string;
  readonly off: boolean;
  /** the id of what says why it cannot be pressed */
  readonly describedBy: string;
  readonly onPress: () => void;
  readonly menuLabel: string;
  readonly menuDisabled: boolean;
  readonly entries: readonly MenuEntry[];
}

export function SplitButton(props: SplitButtonProps) {
  return (
    <span className="split">
      <Button
        weight="primary"
        off={props.off}
        aria-describedby={props.describedBy}
        onPress={props.onPress}
      >
        {props.label}
      </Button>
      <ActionMenu label={props.menuLabel} entries={props.entries}>
        <Button weight="primary" aria-label={props.menuLabel} isDisabled={props.menuDisabled}>
          <Icon name="down" />
        </Button>
      </ActionMenu>
    </span>
  );
}
