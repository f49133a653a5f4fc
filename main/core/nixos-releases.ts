// Until when each release of NixOS gets security updates, as the project announced it.

/** The last day, YYYY-MM-DD. A release that is not listed is not judged. */
const lastDays: ReadonlyMap<string, string> = new Map([
  ['21.05', '2021-12-31'],
  ['21.11', '2022-06-30'],
  ['22.05', '2022-12-31'],
  ['22.11', '2023-06-30'],
  ['23.05', '2023-12-31'],
  ['23.11', '2024-06-30'],
  ['24.05', '2024-12-31'],
  ['24.11', '2025-06-30'],
  ['25.05', '2025-12-31'],
  ['25.11', '2026-06-30'],
  ['26.05', '2026-12-31'],
]);

const releaseBranch = /^(?:nixos|nixpkgs|release)-(\d\d\.\d\d)(?:-small|-darwin|-aarch64)?$/;

/** The last supported day of a branch of nixpkgs that gets no more updates; null for any other branch. */
export function unsupportedSince(branch: string, now: number): string | null {
  const release = releaseBranch.exec(branch)?.[1];
  const last = release === undefined ? undefined : lastDays.get(release);
  if (last === undefined) return null;
  return now > Date.parse(`${last}T23:59:59Z`) ? last : null;
}
