// The window's buttons, in the few weights it has.
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

export type ButtonWeight = 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';

export interface WeightedButtonProps extends Omit<ButtonProps, 'className'> {
  readonly weight?: ButtonWeight;
  readonly small?: boolean;
}

export function Button({ weight = 'plain', small = false, ...rest }: WeightedButtonProps) {
  return <AriaButton {...rest} className={`button ${weight}${small ? ' small' : ''}`} />;
}
