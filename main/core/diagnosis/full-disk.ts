// Which disk is full: read from the paths in the message, else from what was going on around it.
import type { Found } from './candidates.ts';
import { around } from './hints.ts';
import type { Kind } from './kinds.ts';
import { speaksOfBoot } from './line-rules.ts';
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';

type FullDisk = Pick<Found, 'kind' | 'subject' | 'reason'>;

const store: FullDisk = { kind: 'disk-full-store', subject: null };

/** Where the boot partition is mounted, as far as the message says so. */
const bootDisk = (text: string): FullDisk => ({
  kind: 'disk-full-boot',
  subject: /(?<![\w.-])(\/(?:boot(?:\/efi)?|efi))(?=[/'"\s:,]|$)/.exec(text)?.[1] ?? null,
});

/** Absolute paths, quoted or not; a store path within them speaks for itself. */
const paths = /(?<![\w.~/-])\/[^\s'",;:()<>…]{1,400}/g;
const ofStore = /^\/(?:nix|build)(?:\/|$)/;
const buildFolder = /^(\/(?:var\/)?tmp)\/nix-(?:build|shell)-/;
/** What often lies on a file system of its own, or in memory. */
const elsewhere = /^\/(?:home|root|tmp|var|run|dev\/shm|mnt|media|srv|opt)(?:\/|$)/;

/** null where the message names no path that would tell. */
const byPath = (text: string): FullDisk | null => {
  const named = flatQuotes(text).match(paths) ?? [];
  // the last is what was written: `'FROM' -> 'TO'`, `copying FROM to TO`
  for (const path of named.reverse()) {
    const folder = buildFolder.exec(path)?.[1];
    if (folder !== undefined)
      return { kind: 'disk-full-store', reason: 'build-folder-full', subject: folder };
    if (ofStore.test(path)) return store;
    if (elsewhere.test(path)) return { kind: 'other', reason: 'other-disk-full', subject: path };
  }
  return null;
};

/** What one of nix's errors says of a full disk. */
export const fullDiskOfError = (message: readonly string[]): FullDisk => {
  const said = message.join(' ');
  if (speaksOfBoot(said)) return bootDisk(said);
  return byPath(message[0] ?? '') ?? store;
};

/** What a builder says of a full disk: it writes to the store and to its own folder. */
export const fullDiskOfBuilder = (said: string, name: string | null): FullDisk => {
  const disk = byPath(said);
  return disk?.reason === 'build-folder-full' ? disk : { ...store, subject: name };
};

const efiVariable = /(?:efi(?:bootmgr| variable|vars?\b)|[Bb]oot variable|NVRAM)/;
const bootLoader = /(?:systemd-boot|install-grub|boot ?loader|boot entries|lanzaboote|lzbt)/i;

/** What any other line says of a full disk. */
export const fullDiskAt = (lines: readonly Line[], at: number): FullDisk => {
  const here = lines[at]?.text ?? '';
  const nvram: FullDisk = { kind: 'bootloader-failed', subject: null };
  if (efiVariable.test(here)) return nvram;
  if (speaksOfBoot(here)) return bootDisk(here);
  const named = byPath(here);
  if (named !== null && named !== store) return named;
  if (/^\s{0,12}(?:error:|>)/.test(here)) return store;
  const near = around(lines, at, 25, 12)
    .filter((line) => !line.build)
    .map((line) => line.text);
  if (near.some((text) => bootLoader.test(text)))
    return near.some((text) => efiVariable.test(text)) ? nvram : bootDisk(here);
  // what is written between build and activation goes to the boot partition
  const after = lines.slice(at, at + 12).map((line) => line.text);
  const switching = after.some((text) =>
    /error\(s\) occurred while switching|switch-to-configuration.{0,400}exit status/.test(text),
  );
  return switching ? bootDisk(here) : store;
};

/** Any disk counts before what its being full brings about. */
export const isFullDisk = ({ kind, reason }: { kind: Kind; reason?: string | null }): boolean =>
  kind === 'disk-full-boot' || kind === 'disk-full-store' || reason === 'other-disk-full';
