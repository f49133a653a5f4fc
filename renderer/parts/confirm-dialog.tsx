// A question that must be answered before something that deserves a second thought.
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ConfirmDialog({
  open,
  title,
  confirm,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const text = useText();
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      onOpenChange={(now) => !now && onClose()}
      isDismissable
    >
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">{title}</Heading>
          {children}
          <div className="dialog-foot">
            <Button autoFocus onPress={onClose}>
              {text.common.cancel}
            </Button>
            <Button
              weight="danger"
              onPress={() => {
                onClose();
                onConfirm();
              }}
            >
              {confirm}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
