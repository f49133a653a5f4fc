// A button that shows the chosen one of several words and opens the list of them.
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { Icon } from './icon.tsx';

export interface ChoiceListProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly nameOf: (option: T) => string;
  /** the language that an option is written in, where it is not the page's */
  readonly languageOf?: (option: T) => string | undefined;
  readonly disabled?: boolean;
  readonly small?: boolean;
  readonly onChange: (value: T) => void;
}

export function ChoiceList<T extends string>(props: ChoiceListProps<T>) {
  const { label, value, options, nameOf, languageOf, disabled = false, small = false } = props;
  return (
    <Select
      aria-label={label}
      value={value}
      isDisabled={disabled}
      onChange={(key) => {
        const found = options.find((option) => option === key);
        if (found !== undefined) props.onChange(found);
      }}
    >
      <AriaButton className={`button select-button ${small ? 'quiet small' : 'plain'}`}>
        <SelectValue />
        <Icon name="down" size={14} />
      </AriaButton>
      <Popover className="popover" offset={4}>
        <ListBox className="menu">
          {options.map((option) => (
            <ListBoxItem key={option} id={option} textValue={nameOf(option)} className="menu-item">
              <span lang={languageOf?.(option)}>{nameOf(option)}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
