// The short names of runs on a terminal: as few letters as tell all of them apart, and what such a name means.

/** Fewer are as easily mistaken for another run's, once there are more. */
const fewest = 8;

/** How to write each of these ids so that it means no other of them. */
export function shortIds(ids: readonly string[]): (id: string) => string {
  const all = [...new Set(ids)];
  let length = fewest;
  while (new Set(all.map((id) => id.slice(0, length))).size < all.length) length += 1;
  return (id) => id.slice(0, length).replace(/-$/, '');
}

export type Meant =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

/** The run that somebody means by the beginning of its id. */
export function meantBy(word: string, ids: readonly string[]): Meant {
  const wanted = word.toLowerCase();
  const fitting = [...new Set(ids)].filter((id) => id.startsWith(wanted));
  const [first] = fitting;
  if (first === undefined) return { kind: 'none' };
  return fitting.length === 1 ? { kind: 'one', id: first } : { kind: 'several', ids: fitting };
}
