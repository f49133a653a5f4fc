// The types of report.mjs for TypeScript that imports it.
export interface Report {
  line(text: string): void;
  during<T>(what: string, work: () => Promise<T>, measure?: () => string): Promise<T>;
}

export function reporter(options?: { quiet?: boolean }): Report;
