// Which proxy leads to a place, by the environment alone.
import { describe, expect, it } from 'vitest';
import { wayTo } from '../../../../main/flake/upstream/proxy.ts';

const to = (url: string, environment: Readonly<Record<string, string>>) =>
  wayTo(new URL(url), environment);
const http = (address: string) => ({ kind: 'http', address });
const direct = { kind: 'direct' };

describe('the way to a place', () => {
  it.each([
    ['https://a.test', {}, direct],
    ['https://a.test', { https_proxy: '' }, direct],
    ['https://a.test', { https_proxy: 'p:1' }, http('http://p:1')],
    ['https://a.test', { HTTPS_PROXY: 'https://p:1' }, http('https://p:1')],
    ['https://a.test', { https_proxy: 'low:1', HTTPS_PROXY: 'up:1' }, http('http://low:1')],
    ['https://a.test', { all_proxy: 'all:1', http_proxy: 'h:1' }, http('http://all:1')],
    ['https://a.test', { http_proxy: 'h:1' }, http('http://h:1')],
    ['http://a.test', { https_proxy: 's:1' }, direct],
    ['http://a.test', { HTTP_PROXY: 'h:1', ALL_PROXY: 'all:1' }, http('http://h:1')],
    ['http://a.test', { ALL_PROXY: 'all:1' }, http('http://all:1')],
    ['https://a.test', { all_proxy: 'socks4://p:1' }, { kind: 'unusable' }],
    ['https://a.test', { all_proxy: 'nonsense://p:1' }, { kind: 'unusable' }],
  ])('%s with %o is %o', (url, environment, way) => expect(to(url, environment)).toEqual(way));

  it.each([
    ['https://a.test', 'a.test', true],
    ['https://sub.a.test', 'a.test', true],
    ['https://sub.a.test', '.a.test', true],
    ['https://sub.a.test', 'x, *.a.test', true],
    ['https://A.test', 'a.TEST', true],
    ['https://nota.test', 'a.test', false],
    ['https://a.test', '*', true],
    ['https://a.test', 'b.test *', true],
    ['https://a.test:8443', 'a.test:8443', true],
    ['https://a.test', 'a.test:8443', false],
    ['https://a.test', 'a.test:443', true],
    ['https://[::1]:8443', '::1', true],
    ['https://[::1]:8443', '[::1]', true],
    ['https://[::1]:8443', '[::1]:8443', true],
    ['https://[::1]:8443', '[::1]:1', false],
    ['https://127.0.0.1', '127.0.0.1', true],
    ['https://a.test', '', false],
    ['https://a.test', ' , ', false],
  ])('%s past a proxy for all but %j: %s', (url, list, spared) =>
    expect(to(url, { https_proxy: 'p:1', NO_PROXY: list }).kind).toBe(spared ? 'direct' : 'http'),
  );

  it.each([
    ['socks5://p', { host: 'p', port: 1080, name: '', password: '' }],
    ['socks5h://n%3A:p%40@[::1]:9', { host: '::1', port: 9, name: 'n:', password: 'p@' }],
    ['socks://p:2', { host: 'p', port: 2, name: '', password: '' }],
  ])('%s leads through a SOCKS proxy', (text, proxy) =>
    expect(to('https://a.test', { all_proxy: text })).toEqual({ kind: 'socks', proxy }),
  );

  it('does not take a name that the protocol cannot carry', () => {
    const long = 'x'.repeat(256);
    expect(to('https://a.test', { all_proxy: `socks5://${long}:b@p` }).kind).toBe('unusable');
    expect(to('https://a.test', { all_proxy: 'socks5://%ff:b@p' }).kind).toBe('unusable');
  });
});
