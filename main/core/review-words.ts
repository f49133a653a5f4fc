// What a notice of a review says in a log and on a terminal; the window has sentences of its own.
import type { Review } from '../../preload/contract/run.ts';

export type ReviewNotice = Review['notices'][number];

/** What a review's notice says to a reader; `detail` as the pipeline gives it. */
export function noticeText({ kind, detail }: ReviewNotice): string {
  switch (kind) {
    case 'input-moved-unselected':
      return `${detail} moves too, though it was not asked for`;
    case 'self-rev-without-lock':
      return 'a configuration that records its own revision records your last commit, which does not have the new flake.lock yet; commit it, and the next build is exact';
    case 'path-flake-copies-ignored-files':
      return `the folder is another owner’s repository, so it was copied whole: ignored files too, and the system records no revision (${detail})`;
    case 'untrusted-flake-settings':
      return `nix ignored settings of the flake that nobody trusts: ${detail} (set them in nix.settings)`;
    case 'switch-inhibited':
      return `better on the next boot (--boot): ${detail}`;
    case 'dirty-tree':
      return `built with changes that are not committed: ${detail}`;
    case 'untracked-files':
      return `nix does not see files that git does not know ("git add" shows them): ${detail}`;
    case 'detached-head':
      return `no branch is checked out, a commit would belong to none (${detail})`;
    case 'merge-in-progress':
      return `the repository is in the middle of something: ${detail}`;
    case 'ends-the-session':
      return `switching may end your session, save your work first: ${detail}`;
    case 'little-space-store':
      return `little room in the store: ${detail}`;
    case 'little-space-boot':
      return `little room on /boot, delete old generations first: ${detail}`;
    case 'lock-folder-of-root':
      return `flake.lock belongs to root and is written with the same password: ${detail}`;
  }
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1.5 GiB` */
export function sizeText(bytes: number): string {
  const power = Math.min(sizes.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${(bytes / 2 ** (10 * power)).toFixed(power === 0 ? 0 : 1)} ${sizes[power]}`;
}
