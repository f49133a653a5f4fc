// Which token goes where: only to the https host it is configured for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorizationOf,
  parseTokens,
  tokenFor,
} from '../../../../main/flake/upstream/access-tokens.ts';

const tokens = parseTokens(
  'github.com=general github.com/org=theirs  gitlab.example.org/a/b=deep gitlab.example.org:8443=port bad =none x=',
);

describe('tokenFor', () => {
  it.each([
    ['https://github.com/someone/x', 'general'],
    ['https://github.com/org/x', 'theirs'],
    ['https://github.com/org', 'theirs'],
    ['https://github.com/organic/x', 'general'],
    ['https://GitHub.com/org/x.git', 'theirs'],
    ['https://gitlab.example.org/a/b/c.git', 'deep'],
    ['https://gitlab.example.org/a/bc', null],
    ['https://gitlab.example.org:8443/z', 'port'],
    ['https://github.com:8443/org/x', null],
    ['http://github.com/org/x', null],
    ['ssh://github.com/org/x', null],
    ['https://github.com.evil.test/org/x', null],
    ['https://evil.test/github.com/org', null],
    ['https://github.com@evil.test/org/x', null],
    ['https://evil.test/?https://github.com/org/x', null],
    ['https://evilgithub.com/org/x', null],
    ['https://evil.test/..%2fgithub.com/org', null],
    ['https://github.com/org/../other/x', 'general'],
    ['not an address', null],
  ])('%s', (address, token) => {
    expect(tokenFor(tokens, address)).toBe(token);
  });

  it('never gives a token to another host, whatever the address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (address) => {
        const token = tokenFor(tokens, address);
        if (token === null) return;
        expect(new URL(address).protocol).toBe('https:');
        expect(['github.com', 'gitlab.example.org', 'gitlab.example.org:8443']).toContain(
          new URL(address).host,
        );
      }),
    );
  });
});

it('reads what nix reads: one place each, the last word wins', () => {
  expect(parseTokens(' a=1\n b=2=3 a=4 ')).toEqual([
    { place: 'a', token: '4' },
    { place: 'b', token: '2=3' },
  ]);
});

it('speaks as each forge wants to be spoken to', () => {
  const pair = (token: string) =>
    Buffer.from(authorizationOf(token).replace(/^Basic /, ''), 'base64').toString();
  expect(pair('ghp_x')).toBe('x-access-token:ghp_x');
  expect(pair('PAT:glpat-x')).toBe('oauth2:glpat-x');
  expect(pair('OAuth2:y')).toBe('oauth2:y');
});
