// The frame of a dialog in the middle of the window: title, content, buttons; Escape and a click beside it close it.
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

export interface DialogFrameProps {
  readonly open: boolean;
  readonly title: string;
  /** 'alertdialog': it asks something that deserves a second thought */
  readonly role?: 'dialog' | 'alertdialog';
  /** room for a table */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly buttons: ReactNode;
  readonly children: ReactNode;
}

export function DialogFrame(props: DialogFrameProps) {
  const { open, title, role = 'dialog', wide = false, onClose, buttons, children } = props;
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      onOpenChange={(now) => !now && onClose()}
      isDismissable
    >
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Dialog role={role} className="dialog">
          <Heading slot="title">{title}</Heading>
          {children}
          <div className="dialog-foot">{buttons}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
