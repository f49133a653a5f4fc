// What packages two closures differ in, as people name them: pure, and agreeing with nix's own comparison.
import type { PackageChange } from '../../preload/contract/run.ts';

export interface StorePath {
  readonly path: string;
  /** bytes of the path itself, without what it needs */
  readonly size: number;
}

export interface PackageDiff {
  /** what a reader wants to see: moved, added, removed; the system's own packages first */
  readonly changes: readonly PackageChange[];
  /** names with the same versions as before but another path: built again, nothing more */
  readonly rebuilt: readonly PackageChange[];
  /** bytes of the new closure minus bytes of the old one */
  readonly sizeDelta: number;
}

const outputSuffix = /^(.*)-(?:[a-z]+|lib32|lib64)$/;

/**
 * Splits the name part of a store path at the first dash that is not followed by a letter. A last
 * part of letters is taken for an output's name (`curl-8.14-dev`), as nix does in its comparison.
 */
export function splitName(name: string): { readonly name: string; readonly version: string } {
  const bare = outputSuffix.exec(name)?.[1] ?? name;
  const dash = bare.search(/-[^A-Za-z]/);
  return dash === -1
    ? { name: bare, version: '' }
    : { name: bare.slice(0, dash), version: bare.slice(dash + 1) };
}

function components(version: string): readonly string[] {
  return version.match(/\d+|[^\d.-]+/g) ?? [];
}

function isLess(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [a ?? '', b ?? ''];
  const [leftNumber, rightNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftNumber && rightNumber) return BigInt(left) < BigInt(right);
  if (left === '' && rightNumber) return true;
  if (left === 'pre' && right !== 'pre') return true;
  if (right === 'pre') return false;
  if (rightNumber) return true;
  if (leftNumber) return false;
  return left < right;
}

/** Negative, zero or positive, by the rules of nix's builtins.compareVersions. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [components(a), components(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    if (isLess(left[at], right[at])) return -1;
    if (isLess(right[at], left[at])) return 1;
  }
  return 0;
}

interface Package {
  readonly versions: Set<string>;
  readonly paths: Set<string>;
}

function byName(closure: readonly StorePath[]): ReadonlyMap<string, Package> {
  const found = new Map<string, Package>();
  for (const { path } of closure) {
    const base = path.slice(path.lastIndexOf('/') + 1);
    const { name, version } = splitName(base.slice(base.indexOf('-') + 1));
    let entry = found.get(name);
    if (entry === undefined) {
      entry = { versions: new Set(), paths: new Set() };
      found.set(name, entry);
    }
    entry.versions.add(version);
    entry.paths.add(base);
  }
  return found;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const value of a) if (!b.has(value)) return false;
  return true;
}

function sorted(entry: Package): readonly string[] {
  return [...entry.versions].sort(compareVersions);
}

function show(entry: Package | undefined): string | null {
  return entry === undefined ? null : sorted(entry).join(', ');
}

function direction(
  before: Package | undefined,
  after: Package | undefined,
): PackageChange['direction'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (sameSet(before.versions, after.versions)) return 'rebuilt';
  const order = compareVersions(sorted(before).at(-1) ?? '', sorted(after).at(-1) ?? '');
  return order < 0 ? 'up' : order > 0 ? 'down' : 'other';
}

/** The system's own parts, in the order in which people look for them. */
const first: readonly RegExp[] = [
  /^nixos-system/,
  /^linux(?:-zen|-xanmod|-hardened|-lts|-rt)?$/,
  /^initrd/,
  /^systemd$/,
  /^nvidia/,
  /^mesa$/,
  /^zfs/,
  /^glibc$/,
  /^nix$/,
  /^(?:linux-firmware|.*ucode.*)$/,
  /^(?:openssh|openssl|sudo|polkit|dbus|dbus-broker)$/,
  /^(?:gnome-shell|plasma-desktop|plasma-workspace|kwin|hyprland|sway|niri|xwayland)$/,
  /^(?:firefox|chromium|thunderbird)$/,
];

function rank(name: string): number {
  const at = first.findIndex((pattern) => pattern.test(name));
  return at === -1 ? first.length : at;
}

function inOrder(changes: PackageChange[]): readonly PackageChange[] {
  return changes.sort(
    (a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

export function diffPackages(
  before: readonly StorePath[],
  after: readonly StorePath[],
): PackageDiff {
  const [old, now] = [byName(before), byName(after)];
  const changes: PackageChange[] = [];
  const rebuilt: PackageChange[] = [];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(name), now.get(name)];
    if (was !== undefined && is !== undefined && sameSet(was.paths, is.paths)) continue;
    const change = { name, from: show(was), to: show(is), direction: direction(was, is) };
    (change.direction === 'rebuilt' ? rebuilt : changes).push(change);
  }
  const size = (closure: readonly StorePath[]) =>
    closure.reduce((sum, entry) => sum + entry.size, 0);
  return {
    changes: inOrder(changes),
    rebuilt: inOrder(rebuilt),
    sizeDelta: size(after) - size(before),
  };
}

/** What is made of a whole system and has no life of its own: as a package it would only be noise. */
const theSystemItself = /^(?:nixos-system-|initrd-)/;

/** A difference as people count packages; the sizes still tell of everything. */
export function withoutTheSystem(diff: PackageDiff): PackageDiff {
  const others = (changes: readonly PackageChange[]) =>
    changes.filter(({ name }) => !theSystemItself.test(name));
  return { ...diff, changes: others(diff.changes), rebuilt: others(diff.rebuilt) };
}
