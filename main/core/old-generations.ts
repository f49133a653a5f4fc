// Which generations go when old ones are removed: what the root helper decides too, so that it can be shown before.

interface Numbered {
  readonly number: number;
  readonly default: boolean;
  readonly inUse: boolean;
}

/** Oldest first: all but the newest `keep`, the default one and those in use. */
export function oldGenerations(list: readonly Numbered[], keep: number): readonly number[] {
  return [...list]
    .sort((a, b) => b.number - a.number)
    .slice(keep)
    .filter((one) => !one.default && !one.inUse)
    .map((one) => one.number)
    .reverse();
}
