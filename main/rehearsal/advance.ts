// Pushes one more commit to an upstream of a rehearsal, so that the system falls behind again.
import { addCommit, git } from './git-history.ts';
import { upstreamFolder } from './make.ts';
import { rehearsalPlaces } from './places.ts';
import { day, homeManager } from './toy-history.ts';
import { type ToyPackage, type ToyRelease, toyNixpkgs } from './toy-nixpkgs.ts';

export type Advance =
  /** newer versions of curl and git: a small, quick upgrade */
  | 'nixpkgs'
  /** a newer kernel too, so that a restart is called for */
  | 'kernel'
  /** mesa no longer builds */
  | 'broken'
  /** curl takes an hour to build: something to cancel */
  | 'endless'
  | 'home-manager';

/** Adds one to the last number of a version. */
function next(version: string): string {
  return version.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1));
}

function changed(release: ToyRelease, what: Exclude<Advance, 'home-manager'>): ToyRelease {
  const working: Record<string, ToyPackage> = Object.fromEntries(
    Object.entries(release.packages).map(([name, { version, kib }]) => [name, { version, kib }]),
  );
  const bump = (name: string, more: Partial<ToyPackage> = {}) => {
    const old = working[name];
    return old === undefined ? {} : { [name]: { ...old, version: next(old.version), ...more } };
  };
  return {
    ...release,
    release: release.release.replace(/\d{8}/, (date) => String(Number(date) + 1)),
    packages: {
      ...working,
      ...bump('curl', what === 'endless' ? { seconds: 3600 } : {}),
      ...bump('git'),
      ...(what === 'kernel' ? bump('linux') : {}),
      ...(what === 'broken'
        ? bump('mesa', { broken: 'mesa.c:3: error: expected ; before }' })
        : {}),
    },
  };
}

/** `root` as given to makeRehearsal. Returns the new revision; throws where there is no rehearsal. */
export async function advanceRehearsal(root: string, what: Advance): Promise<string> {
  const places = rehearsalPlaces(root);
  const [name, branch] =
    what === 'home-manager'
      ? (['home-manager', 'main'] as const)
      : (['nixpkgs', 'nixos-unstable'] as const);
  const folder = upstreamFolder(places, name);
  const at = Number(await git(['-C', folder, 'log', '-1', '--format=%ct', branch])) + day;
  if (what === 'home-manager') {
    const version = await git(['-C', folder, 'show', `${branch}:version.txt`]);
    return addCommit(folder, branch, {
      at,
      message: 'home-manager: one more',
      tree: homeManager(next(version)),
    });
  }
  const release = JSON.parse(
    await git(['-C', folder, 'show', `${branch}:release.json`]),
  ) as ToyRelease;
  return addCommit(folder, branch, {
    at,
    message: `nixos-unstable: ${what}`,
    tree: toyNixpkgs(changed(release, what)),
  });
}
