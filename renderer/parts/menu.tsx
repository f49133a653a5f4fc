// A button that opens a list of things to do.
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onAction: () => void;
}

export interface ActionMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** the button that opens it */
  readonly children: ReactNode;
}

export function ActionMenu({ label, entries, children }: ActionMenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="menu"
          aria-label={label}
          disabledKeys={entries.filter((entry) => entry.disabled).map((entry) => entry.id)}
        >
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              className="menu-item"
              onAction={entry.onAction}
            >
              {entry.label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
