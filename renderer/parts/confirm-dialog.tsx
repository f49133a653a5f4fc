// A question that must be answered before something that deserves a second thought.
import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: string;
  /** true while there is nothing that could be confirmed */
  readonly blocked?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ConfirmDialog({
  open,
  title,
  confirm,
  blocked = false,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const text = useText();
  return (
    <DialogFrame
      open={open}
      title={title}
      role="alertdialog"
      onClose={onClose}
      buttons={
        <>
          <Button autoFocus onPress={onClose}>
            {text.common.cancel}
          </Button>
          <Button
            weight="danger"
            isDisabled={blocked}
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </DialogFrame>
  );
}
