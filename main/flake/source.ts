// Says of an input's original reference what it is: how a person writes it, where its newest revision is asked for, and how.
import type { Attributes } from './lock.ts';

/** `url` of smart-http is what `/git-upload-pack` is added to; `ref` null asks for the default branch. */
export type Ask =
  | { readonly how: 'smart-http'; readonly url: string; readonly ref: string | null }
  /** a remote that only the git program can talk to */
  | { readonly how: 'git'; readonly url: string; readonly ref: string | null }
  | { readonly how: 'local-git'; readonly path: string; readonly ref: string | null }
  /** a tarball, or any other file that has no revisions */
  | { readonly how: 'tarball'; readonly url: string }
  /** a name that the flake registry has to be asked about first */
  | { readonly how: 'indirect'; readonly id: string; readonly ref: string | null }
  | { readonly how: 'none'; readonly reason: string };

export interface Source {
  readonly type: string;
  /** the flake reference as a person writes it */
  readonly source: string;
  /** null where there is no place to ask */
  readonly upstream: string | null;
  /** null for the default branch */
  readonly ref: string | null;
  /** the revision stands in flake.nix itself */
  readonly pinned: boolean;
  /** a path inside this flake */
  readonly local: boolean;
  readonly ask: Ask;
}

const text = (attributes: Attributes, name: string): string | null => {
  const value = attributes.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
};

const flag = (attributes: Attributes, name: string): boolean => {
  const value = attributes.get(name);
  return value === true || value === 1;
};

/** Percent-encoded only where the text would end the part it stands in. */
const inQuery = (value: string) =>
  encodeURIComponent(value).replace(/%(?:2F|3A|40|7E|2C)/g, decodeURIComponent);
const inPath = (value: string) =>
  encodeURI(value)
    .replace(/[?#]/g, encodeURIComponent)
    .replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');

/** Parameters in alphabetical order, which is also how nix prints them. */
function withQuery(base: string, parameters: Readonly<Record<string, string | null>>): string {
  const parts = Object.entries(parameters)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${inQuery(value)}`);
  if (parts.length === 0) return base;
  return `${base}${base.includes('?') ? '&' : '?'}${parts.join('&')}`;
}

const hasControl = (value: string) => /[\u0000-\u0020\u007f]/.test(value);

/** A host name or address with an optional port; never an option of another program. */
const hostPattern = /^(?!-)(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;
const ownerPattern = /^(?!-)[^\s\u0000-\u001f\u007f?#\\:]+$/;

function safeSegments(path: string): boolean {
  return (
    ownerPattern.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

interface Forge {
  readonly host: string;
  /** what stands behind the repository's name in the URL that is asked, where the plain one only redirects */
  readonly suffix: string;
}

const forges: ReadonlyMap<string, Forge> = new Map([
  ['github', { host: 'github.com', suffix: '' }],
  ['gitlab', { host: 'gitlab.com', suffix: '.git' }],
  ['sourcehut', { host: 'git.sr.ht', suffix: '' }],
]);

const none = (reason: string): Ask => ({ how: 'none', reason });

function forgeSource(type: string, forge: Forge, from: Attributes): Source {
  const owner = text(from, 'owner');
  const repo = text(from, 'repo');
  const ref = text(from, 'ref');
  const rev = text(from, 'rev');
  const host = text(from, 'host') ?? forge.host;
  const tail = rev ?? ref;
  const source = withQuery(
    `${type}:${inPath(owner ?? '')}/${inPath(repo ?? '')}${tail === null ? '' : `/${inPath(tail)}`}`,
    { dir: text(from, 'dir'), host: text(from, 'host') },
  );
  // gitlab's subgroups stand in the lock as group%2Fsubgroup
  const folder = (owner ?? '').replace(/%2f/gi, '/');
  const usable =
    owner !== null &&
    repo !== null &&
    safeSegments(folder) &&
    safeSegments(repo) &&
    !repo.includes('/') &&
    hostPattern.test(host);
  const address = `https://${host}/${folder}/${repo}`;
  const upstream = usable && URL.canParse(address) ? address : null;
  return {
    type,
    source,
    upstream,
    ref,
    pinned: rev !== null,
    local: false,
    ask:
      upstream === null
        ? none('unusable-source')
        : { how: 'smart-http', url: `${upstream}${forge.suffix}`, ref },
  };
}

/** The URL without a password that somebody wrote into it. */
function withoutPassword(url: string): string {
  return url.replace(/^([a-z0-9+.-]+:\/\/[^/@:]*):[^/@]*@/i, '$1:***@');
}

/** Whether git may be given this URL: nothing in it can be taken for an option or a command. */
export function isSafeRemote(url: string): boolean {
  if (url.length > 4096 || hasControl(url)) return false;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  if (!['https:', 'http:', 'ssh:', 'git:', 'file:'].includes(parsed.protocol)) return false;
  // A relative one would be taken for a place right below the root.
  if (parsed.protocol === 'file:') return parsed.host === '' && /^file:\//i.test(url);
  const host = decodeURIComponent(parsed.hostname);
  const user = decodeURIComponent(parsed.username);
  return host !== '' && !host.startsWith('-') && !user.startsWith('-') && !hasControl(host + user);
}

function gitAsk(url: string, ref: string | null): Ask {
  if (url.startsWith('/')) {
    return hasControl(url) ? none('unusable-source') : { how: 'local-git', path: url, ref };
  }
  let safe = false;
  try {
    safe = isSafeRemote(url);
  } catch {
    // a percent sign that encodes nothing
  }
  if (!safe) {
    return none(/^file:(?!\/)/.test(url) ? 'relative-git-url' : 'unusable-source');
  }
  const parsed = new URL(url);
  if (parsed.protocol === 'file:') {
    return { how: 'local-git', path: decodeURIComponent(parsed.pathname), ref };
  }
  const plain = parsed.username === '' && parsed.password === '' && parsed.search === '';
  if (!/^https?:$/.test(parsed.protocol) || !plain) return { how: 'git', url, ref };
  // GitLab answers a POST only under the full name, so that the short one costs three requests more.
  const short = parsed.hostname.startsWith('gitlab.') && !/\.git\/*$/.test(parsed.pathname);
  return { how: 'smart-http', url: short ? `${url.replace(/\/+$/, '')}.git` : url, ref };
}

function gitSource(from: Attributes): Source {
  const url = text(from, 'url');
  const ref = text(from, 'ref');
  const rev = text(from, 'rev');
  const shown = url === null ? '' : withoutPassword(url);
  const base = shown.startsWith('/') ? `git+file://${shown}` : `git+${shown}`;
  return {
    type: 'git',
    source: withQuery(base.replace(/^git\+git:/, 'git:'), {
      allRefs: flag(from, 'allRefs') ? '1' : null,
      dir: text(from, 'dir'),
      exportIgnore: flag(from, 'exportIgnore') ? '1' : null,
      lfs: flag(from, 'lfs') ? '1' : null,
      ref,
      rev,
      shallow: flag(from, 'shallow') ? '1' : null,
      submodules: flag(from, 'submodules') ? '1' : null,
    }),
    upstream: url === null ? null : shown,
    ref,
    pinned: rev !== null,
    local: false,
    ask: url === null ? none('unusable-source') : gitAsk(url, ref),
  };
}

function pathSource(from: Attributes): Source {
  const path = text(from, 'path') ?? '';
  const absolute = path.startsWith('/');
  return {
    type: 'path',
    source: withQuery(`path:${inPath(path)}`, { dir: text(from, 'dir') }),
    upstream: path === '' ? null : path,
    ref: text(from, 'ref'),
    pinned: text(from, 'rev') !== null,
    local: !absolute,
    ask:
      absolute && !hasControl(path)
        ? { how: 'local-git', path, ref: text(from, 'ref') }
        : none('path'),
  };
}

const archive = /\.(?:zip|tar|tgz|tar\.(?:gz|xz|bz2|zst))(?:[?#]|$)/i;

function downloadSource(type: 'tarball' | 'file', from: Attributes): Source {
  const url = text(from, 'url');
  const shown = url === null ? '' : withoutPassword(url);
  const base = type === 'file' && archive.test(shown) ? `file+${shown}` : shown;
  const rev = text(from, 'rev');
  return {
    type,
    source: withQuery(base, { dir: text(from, 'dir'), rev }),
    upstream: url === null ? null : shown,
    ref: text(from, 'ref'),
    pinned: rev !== null,
    local: false,
    ask:
      url !== null && /^https?:\/\//.test(url) && !hasControl(url) && URL.canParse(url)
        ? { how: 'tarball', url }
        : none(url === null ? 'unusable-source' : type),
  };
}

function indirectSource(from: Attributes): Source {
  const id = text(from, 'id') ?? '';
  const ref = text(from, 'ref');
  const rev = text(from, 'rev');
  return {
    type: 'indirect',
    source: withQuery(
      `flake:${[id, ref, rev]
        .filter((part) => part !== null)
        .map(inPath)
        .join('/')}`,
      { dir: text(from, 'dir') },
    ),
    upstream: id === '' ? null : `registry:${id}`,
    ref,
    pinned: rev !== null,
    local: false,
    ask: id === '' ? none('unusable-source') : { how: 'indirect', id, ref },
  };
}

function otherSource(type: string, from: Attributes): Source {
  const url = text(from, 'url');
  const ref = text(from, 'ref');
  const rev = text(from, 'rev');
  const shown = url === null ? null : withoutPassword(url);
  const mercurial = type === 'hg';
  return {
    type,
    source: withQuery(
      mercurial
        ? `hg+${shown ?? ''}`
        : (shown ?? `${type}:${text(from, 'path') ?? text(from, 'id') ?? ''}`),
      { ref, rev },
    ),
    upstream: shown,
    ref,
    pinned: rev !== null,
    local: false,
    ask: none(mercurial ? 'mercurial' : 'unsupported-type'),
  };
}

/** `original` as the lock has it; a type that nobody knows gives a source that is not asked. */
export function sourceOf(original: Attributes): Source {
  const type = text(original, 'type') ?? '';
  const forge = forges.get(type);
  if (forge !== undefined) return forgeSource(type, forge, original);
  switch (type) {
    case 'git':
      return gitSource(original);
    case 'path':
      return pathSource(original);
    case 'tarball':
    case 'file':
      return downloadSource(type, original);
    case 'indirect':
      return indirectSource(original);
    default:
      return otherSource(type, original);
  }
}
