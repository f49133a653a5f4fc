// A button that opens a list of things to do.
import { type ReactNode, useRef } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onAction: () => void;
}

interface EntriesMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose?: () => void;
}

function EntriesMenu({ label, entries, onClose }: EntriesMenuProps) {
  return (
    <Menu
      className="menu"
      aria-label={label}
      disabledKeys={entries.filter((entry) => entry.disabled).map((entry) => entry.id)}
      {...(onClose === undefined ? {} : { onClose, autoFocus: true })}
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
  );
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
        <EntriesMenu label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuAtProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** the button that it belongs to */
  readonly anchor: Element;
  readonly onClose: () => void;
}

/** One open menu for a whole list: hundreds of rows need not hold one each. */
export function MenuAt({ label, entries, anchor, onClose }: MenuAtProps) {
  const trigger = useRef(anchor);
  trigger.current = anchor;
  return (
    <Popover
      className="popover"
      placement="bottom end"
      offset={4}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <EntriesMenu label={label} entries={entries} onClose={onClose} />
    </Popover>
  );
}
