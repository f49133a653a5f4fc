// Pages of an input's upstream, built here from checked parts: its own, and what lies between revisions.
import type { InputReport } from '../../preload/contract/input.ts';

const forges: Readonly<Record<string, (upstream: string, from: string, to: string) => string>> = {
  github: (upstream, from, to) => `${upstream}/compare/${from}...${to}`,
  gitlab: (upstream, from, to) => `${upstream}/-/compare/${from}...${to}`,
};

/** An https link built here from checked parts, or null where there is no such page. */
export function compareLink(input: InputReport): string | null {
  const from = input.locked.rev;
  const to = input.latest?.rev ?? null;
  const forge = forges[forgeOf(input)];
  if (forge === undefined || from === null || to === null || input.upstream === null) return null;
  const upstream = input.upstream.replace(/\.git$/, '');
  const revision = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
  if (!plain.test(upstream) || !revision.test(from) || !revision.test(to)) return null;
  return forge(upstream, from, to);
}

const plain = /^https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[A-Za-z0-9._~-]+)+$/;

/** The upstream's own page, or null where it is nothing that a browser shows. */
export function sourceLink(input: InputReport): string | null {
  const upstream = input.upstream?.replace(/\.git$/, '') ?? '';
  return plain.test(upstream) ? upstream : null;
}

function forgeOf(input: InputReport): string {
  if (input.type === 'github' || input.type === 'gitlab') return input.type;
  if (input.upstream?.startsWith('https://github.com/')) return 'github';
  // Forgejo's page has the same address as GitHub's.
  if (input.upstream?.startsWith('https://codeberg.org/')) return 'github';
  if (input.upstream?.startsWith('https://gitlab.com/')) return 'gitlab';
  return '';
}
