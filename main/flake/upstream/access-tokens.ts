// Nix's `access-tokens`: which token belongs to which place, and the one header it may become.

export interface AccessToken {
  /** a host, or a host and the beginning of a path: github.com, gitlab.example.org/group */
  readonly place: string;
  readonly token: string;
}

/** The setting's value as nix.conf has it: `PLACE=TOKEN` separated by spaces; a later one of a place wins. */
export function parseTokens(value: string): AccessToken[] {
  const tokens = new Map<string, string>();
  for (const part of value.split(/\s+/)) {
    const at = part.indexOf('=');
    const place = part.slice(0, Math.max(0, at)).replace(/\/+$/, '');
    const token = part.slice(at + 1);
    if (place !== '' && token !== '') tokens.set(place, token);
  }
  return [...tokens].map(([place, token]) => ({ place, token }));
}

/** The token whose place is the longest beginning of an address's host and path; https only. */
export function tokenFor(tokens: readonly AccessToken[], address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  const whole = `${url.host}${url.pathname}`.replace(/\/+$/, '').replace(/\.git$/, '');
  let best: AccessToken | null = null;
  for (const one of tokens) {
    const [host = '', ...path] = one.place.split('/');
    const place = [host.toLowerCase(), ...path].join('/');
    if (whole !== place && !whole.startsWith(`${place}/`)) continue;
    if (best === null || one.place.length > best.place.length) best = one;
  }
  return best?.token ?? null;
}

/** Git over https takes a name and a password; which name hardly matters, except to GitLab. */
export function authorizationOf(token: string): string {
  const gitlab = /^(?:OAuth2|PAT):(.+)$/.exec(token)?.[1];
  const pair = gitlab === undefined ? `x-access-token:${token}` : `oauth2:${gitlab}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
