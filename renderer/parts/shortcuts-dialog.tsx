// The list of keys, opened by "?".
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';

export interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ open, onClose }: ShortcutsDialogProps) {
  const text = useText();
  const words = text.shortcuts;
  const { control, shift, enter, escape: leave, space, arrows } = words.keys;
  // Each combination stands alone; the parts of one are pressed together.
  const rows: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [words.check, [['F5'], [control, 'R']]],
    [words.find, [[control, 'F']]],
    [words.nextMatch, [[enter], [shift, enter]]],
    [words.screens, [[control, '1'], [control, '2'], ['…']]],
    [words.settings, [[control, ',']]],
    [words.list, [[arrows]]],
    [words.select, [[space]]],
    [words.open, [[enter]]],
    [words.close, [[leave]]],
    [
      words.zoom,
      [
        [control, '+'],
        [control, '−'],
        [control, '0'],
      ],
    ],
    [words.closeWindow, [[control, 'W']]],
    [words.quit, [[control, 'Q']]],
    [words.help, [['?']]],
  ];
  return (
    <DialogFrame
      open={open}
      title={words.title}
      onClose={onClose}
      buttons={
        <Button autoFocus onPress={onClose}>
          {text.common.close}
        </Button>
      }
    >
      <dl className="keys">
        {rows.map(([what, combinations]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {combinations.map((keys) => (
                <span key={keys.join('+')} className="combination">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </DialogFrame>
  );
}
