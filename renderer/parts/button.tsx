// The window's buttons, in the few weights it has.
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

export type ButtonWeight = 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';

export interface WeightedButtonProps extends Omit<ButtonProps, 'className'> {
  readonly weight?: ButtonWeight;
  readonly small?: boolean;
  /** cannot be pressed now, but is found and kept by the keyboard: with `aria-describedby` it says why */
  readonly off?: boolean;
}

const nothing = () => {};

export function Button({
  weight = 'plain',
  small = false,
  off = false,
  ...rest
}: WeightedButtonProps) {
  const classes = ['button', weight, ...(small ? ['small'] : []), ...(off ? ['off'] : [])];
  return (
    <AriaButton
      {...rest}
      {...(off ? { 'aria-disabled': true, onPress: nothing } : {})}
      className={classes.join(' ')}
    />
  );
}
