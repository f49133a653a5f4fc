// This machine in a few words, and the flake it is built from.
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../preload/contract/settings.ts';
import type { FlakeView, HostView } from '../../preload/contract/snapshot.ts';
import { readFlake } from '../flake/read-flake.ts';
import { defaultGeneration, kernelOf, nixosVersionOf } from './generations.ts';
import { findFlakes, hostName } from './host.ts';
import type { Machine } from './machine.ts';
import { targetOf } from './read-facts.ts';
import { restartReasons } from './restart.ts';

/** Where people keep a configuration that nothing names; only offered, never taken unasked. */
const commonFolders = [
  'nixos',
  'nixos-config',
  'nix-config',
  'nixcfg',
  '.config/nixos',
  '.dotfiles',
  'dotfiles',
];

export interface FlakeChoice {
  /** from the settings or the command line; null: found as DESIGN §3 says */
  readonly flake: string | null;
  readonly host: string | null;
}

export async function findFlake(
  choice: FlakeChoice,
  fixed: { readonly flake: string; readonly host: string } | null,
): Promise<FlakeView> {
  if (fixed !== null) return lookAt(fixed.flake, choice.host ?? fixed.host);
  const path = choice.flake ?? findFlakes(process.env)[0];
  if (path === undefined) {
    const places = commonFolders.map((name) => join(homedir(), name));
    return { kind: 'unset', found: places.filter((place) => existsSync(join(place, 'flake.nix'))) };
  }
  return lookAt(path, choice.host ?? hostName());
}

async function lookAt(path: string, host: string): Promise<FlakeView> {
  const read = await readFlake(path);
  // Without a lock file there is nothing to check yet, but it can be updated and built.
  if (read.ok || read.failure.kind === 'no-lock') {
    return { kind: 'ready', path: await realpath(path), host };
  }
  // Under the same name as when it could be read, so that what was known of it is still known.
  return {
    kind: 'unreadable',
    path: await realpath(path).catch(() => path),
    failure: read.failure,
  };
}

export async function readHostView(
  machine: Machine,
  settings: Settings,
  fixed: { readonly host: string } | null,
): Promise<HostView> {
  const [current, booted, next, generation] = await Promise.all([
    targetOf(machine.currentSystem),
    targetOf(machine.bootedSystem),
    targetOf(machine.profile),
    defaultGeneration(machine),
  ]);
  return {
    name: settings.host ?? fixed?.host ?? hostName(),
    generation,
    nixosVersion: current === null ? null : await nixosVersionOf(current),
    ...(await kernels(booted ?? current, next ?? current)),
    restartNeeded: await restartFinishes(booted, next ?? current),
  };
}

async function kernels(running: string | null, next: string | null) {
  const [kernel, then] = await Promise.all(
    [running, next].map((system) => (system === null ? null : kernelOf(system))),
  );
  return {
    kernel: kernel ?? null,
    nextKernel: then === undefined || then === kernel ? null : then,
  };
}

/** What the next start brings counts: one that is only tried is undone by a restart, not finished. */
async function restartFinishes(booted: string | null, next: string | null): Promise<boolean> {
  return booted !== null && next !== null && (await restartReasons(booted, next)).length > 0;
}
