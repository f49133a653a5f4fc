// A button that opens a list of things to do.
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onAction: () => void;
}

type Entries = readonly MenuEntry[] | (() => readonly MenuEntry[]);

export interface ActionMenuProps {
  readonly label: string;
  /** a function is asked each time the menu opens */
  readonly entries: Entries;
  /** the button that opens it */
  readonly children: ReactNode;
}

function OpenMenu({ label, entries }: { readonly label: string; readonly entries: Entries }) {
  const shown = typeof entries === 'function' ? entries() : entries;
  return (
    <Menu
      className="menu"
      aria-label={label}
      disabledKeys={shown.filter((entry) => entry.disabled).map((entry) => entry.id)}
    >
      {shown.map((entry) => (
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
  );
}

export function ActionMenu({ label, entries, children }: ActionMenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" placement="bottom end" offset={4}>
        <OpenMenu label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}
