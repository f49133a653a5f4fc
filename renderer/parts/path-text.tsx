// A path that gives up its middle, never its end, where there is little room.

import { Hint } from './hint.tsx';
import { plainLine } from './hostile-text.ts';

const most = 34;

/** "/home/me/…/dotfiles/nixos"; whole where it is short enough. */
export function shortPath(path: string, length: number = most): string {
  if (path.length <= length) return path;
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  const first = parts.slice(0, path.startsWith('/') ? 2 : 1).join('/');
  let end = last;
  for (let index = parts.length - 2; index > 1; index -= 1) {
    const longer = `${parts[index]}/${end}`;
    if (first.length + longer.length + 3 > length) break;
    end = longer;
  }
  for (const short of [`${first}/…/${end}`, `…/${last}`]) if (short.length <= length) return short;
  // One name alone is too long: then its own middle goes.
  const half = Math.floor((length - 1) / 2);
  return `${path.slice(0, half)}…${path.slice(-half)}`;
}

export function PathText({ path, length }: { readonly path: string; readonly length?: number }) {
  const whole = plainLine(path);
  const short = shortPath(whole, length);
  if (short === whole) return <span className="path">{whole}</span>;
  return (
    <Hint text={whole}>
      <span className="path">{short}</span>
    </Hint>
  );
}
