// The order in which a person looks for names: figures count as numbers, so input-2 comes before input-10.

const collator = new Intl.Collator('en', { numeric: true });

/** For `sort`; names that differ in nothing that a person reads keep one order all the same. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
