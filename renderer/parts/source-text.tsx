// A flake reference that gives up its middle where there is little room: both ends tell one from another.
import type { ClipboardEvent } from 'react';
import { plainLine } from './hostile-text.ts';

/** As much of the end stays as tells the folder or the branch, and its last name whole where that is not much more. */
const tailLength = 22;
const longTail = 32;
/** A shorter one is never cut in two; where it does not fit, its end goes. */
const cutFrom = 34;

/** Where the last part begins, if that is near; else just so many letters before the end. */
export function tailOf(source: string): string {
  const tail = source.slice(-tailLength);
  const slash = tail.indexOf('/');
  if (slash >= 0 && slash < tail.length - 6) return tail.slice(slash);
  const last = source.slice(-longTail).lastIndexOf('/');
  return slash < 0 && last >= 0 ? source.slice(-longTail).slice(last) : tail;
}

/** The two halves are boxes of their own, which a copy would set on two lines. */
function copyWhole(event: ClipboardEvent) {
  const chosen = getSelection()?.toString() ?? '';
  event.clipboardData.setData('text/plain', chosen.replaceAll('\n', ''));
  event.preventDefault();
}

export function SourceText({ source }: { readonly source: string }) {
  const whole = plainLine(source);
  if (whole.length < cutFrom)
    return (
      <span className="source" title={whole}>
        {whole}
      </span>
    );
  const tail = tailOf(whole);
  return (
    <span className="source cut" title={whole} onCopy={copyWhole}>
      <span className="source-head">{whole.slice(0, -tail.length)}</span>
      <span className="source-tail">{tail}</span>
    </span>
  );
}
