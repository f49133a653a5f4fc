// The types of zip.mjs for TypeScript that imports it.
export function unzip(
  archive: string,
  folder: string,
  place: (name: string) => string | null,
): Promise<void>;
