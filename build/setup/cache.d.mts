// The types of cache.mjs for TypeScript that imports it.
export function cacheFolder(): string;
export function makeWhole(target: string, fill: (folder: string) => Promise<void>): Promise<void>;
