// Git's wire protocol, read strictly: packets, lists of refs, a bare commit, links to tarballs.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commitRequest,
  commitTimeIn,
  packOf,
} from '../../../../main/flake/upstream/commit-time.ts';
import { limiter } from '../../../../main/flake/upstream/limit.ts';
import {
  advertisementReader,
  lsRefsReader,
  lsRefsRequest,
  plainRefs,
  ServerError,
} from '../../../../main/flake/upstream/ls-refs.ts';
import { NotPackets, packet, packetReader } from '../../../../main/flake/upstream/pkt-line.ts';
import { reasonOfError, reasonOfStatus } from '../../../../main/flake/upstream/reason.ts';
import {
  isAskableRef,
  namesOf,
  questionsFor,
  refPicker,
} from '../../../../main/flake/upstream/refs.ts';
import { compareTarball, immutableLink } from '../../../../main/flake/upstream/tarball.ts';

const oid = (digit: string) => digit.repeat(40);

describe('packets', () => {
  it('are the same however the bytes are cut', () => {
    const bytes = Buffer.from(`${packet('one')}0001${packet('zwölf')}0000`);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        const reader = packetReader();
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const got = edges.flatMap((edge, index) =>
          index === 0 ? [] : reader.push(bytes.subarray(edges[index - 1], edge)),
        );
        expect(
          got.map((part) => (part.kind === 'data' ? part.data.toString() : part.kind)),
        ).toEqual(['one\n', 'delimiter', 'zwölf\n', 'flush']);
        expect(reader.rest()).toBe(0);
      }),
    );
  });

  it('are told from anything else at once', () => {
    expect(() => packetReader().push(Buffer.from('<html>'))).toThrow(NotPackets);
    expect(() => packetReader().push(Buffer.from('0003'))).toThrow(NotPackets);
  });
});

describe('lists of refs', () => {
  const read = (reader: typeof lsRefsReader, text: string, ref: string | null) => {
    const picker = refPicker(ref);
    const refs = reader(picker.offer);
    for (const part of packetReader().push(Buffer.from(text))) refs.take(part);
    return [refs.state(), picker.picked()];
  };

  it('asks for a tag at once where the name looks like a version, else after the branch', () => {
    expect(questionsFor('v1').map(lsRefsRequest)).toEqual([
      '0014command=ls-refs\n00010009peel\n001dref-prefix refs/heads/v1\n001cref-prefix refs/tags/v1\n0000',
    ]);
    expect(questionsFor('main')).toEqual([['refs/heads/main'], ['refs/tags/main']]);
    expect(questionsFor('refs/tags/x')).toEqual([['refs/tags/x']]);
    expect(questionsFor(null).map(lsRefsRequest)).toEqual([
      '0014command=ls-refs\n00010014ref-prefix HEAD\n0000',
    ]);
  });

  it('takes the exact name only, a branch before a tag, an annotated tag peeled', () => {
    const text = [
      packet(`${oid('1')} refs/heads/v10`),
      packet(`${oid('2')} refs/tags/v1 peeled:${oid('3')}`),
    ].join('');
    expect(read(lsRefsReader, `${text}0000`, 'v1')).toEqual(['whole', oid('3')]);
    const both = packet(`${oid('4')} refs/heads/v1`);
    expect(read(lsRefsReader, `${text}${both}0000`, 'v1')).toEqual(['whole', oid('4')]);
    expect(read(lsRefsReader, text, 'v1')[0]).toBe('reading');
    expect(read(lsRefsReader, '0000', 'v1')).toEqual(['whole', null]);
  });

  it('refuses what is no list', () => {
    expect(() => read(lsRefsReader, `${packet('ERR go away')}0000`, null)).toThrow(ServerError);
    expect(() => read(lsRefsReader, `${packet('hello there')}0000`, null)).toThrow(NotPackets);
  });

  it('reads an advertisement of either version', () => {
    const service = `${packet('# service=git-upload-pack')}0000`;
    expect(read(advertisementReader, `${service}${packet('version 2')}`, null)[0]).toBe(
      'version-2',
    );
    const old = [
      packet(`${oid('1')} HEAD\0multi_ack symref=HEAD:refs/heads/main`),
      packet(`${oid('2')} refs/tags/v1`),
      packet(`${oid('3')} refs/tags/v1^{}`),
    ].join('');
    expect(read(advertisementReader, `${service}${old}0000`, null)).toEqual(['whole', oid('1')]);
    expect(read(advertisementReader, `${service}${old}0000`, 'v1')).toEqual(['whole', oid('3')]);
  });

  it('reads a plain list, and no page', () => {
    expect(plainRefs(`${oid('1')}\trefs/tags/v\n${oid('2')}\trefs/tags/v^{}\n`)).toEqual([
      { name: 'refs/tags/v', oid: oid('1'), peeled: oid('2') },
    ]);
    expect(plainRefs('<html></html>')).toBeNull();
    expect(plainRefs('')).toBeNull();
  });

  it('asks for no name that is an option or a pattern', () => {
    expect(['main', 'a/b', 'refs/tags/v1', null].map(isAskableRef)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['-x', 'a b', 'a*', 'a\nb', 'a^{}', ''].map(isAskableRef)).not.toContain(true);
    expect(namesOf('pull/1/head')).toContain('refs/pull/1/head');
  });
});

describe('a bare commit', () => {
  const commit = Buffer.from(
    `tree ${oid('a')}\nauthor A <a@b> 1 +0000\ncommitter C > D <c@d> 1700000000 +0200\n\ncommitter X <x> 5 +0000\n`,
  );
  const rev = createHash('sha1').update(`commit ${commit.length}\0`).update(commit).digest('hex');
  const pack = (type = 1, size = commit.length) =>
    Buffer.concat([
      Buffer.from('PACK\0\0\0\x02\0\0\0\x01', 'latin1'),
      Buffer.from([0x80 | (type << 4) | (size & 15), size >> 4]),
      deflateSync(commit),
      Buffer.alloc(20),
    ]);

  it('gives its committer time', () => {
    expect(commitTimeIn(pack(), rev)).toBe(1_700_000_000);
  });

  it('is believed only when it is the one that was asked for', () => {
    expect(commitTimeIn(pack(), oid('1'))).toBeNull();
    expect(commitTimeIn(pack(2), rev)).toBeNull();
    expect(commitTimeIn(pack(1, commit.length - 1), rev)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => commitTimeIn(Buffer.from(bytes), rev) === null),
    );
  });

  it('is taken from the first side band', () => {
    const band = (number: number, text: string) => ({
      kind: 'data' as const,
      data: Buffer.concat([Buffer.from([number]), Buffer.from(text)]),
    });
    const section = { kind: 'data' as const, data: Buffer.from('packfile\n') };
    const shallow = { kind: 'data' as const, data: Buffer.from('shallow-info\n') };
    const end = { kind: 'flush' as const };
    expect(packOf([shallow, section, band(1, 'PA'), band(2, 'x'), band(1, 'CK'), end])).toEqual(
      Buffer.from('PACK'),
    );
    expect(() => packOf([section, band(3, 'no')])).toThrow(NotPackets);
    expect(commitRequest(rev)).toContain('filter tree:0\n');
  });
});

describe('tarballs', () => {
  const from = new URL('https://example.org/a/b.tar.gz');
  it('finds the immutable address', () => {
    expect(immutableLink('<https://x.org/1>; rel="immutable"', from)?.href).toBe('https://x.org/1');
    expect(immutableLink('</1>; rel=next, </2>; title=x; rel="foo Immutable"', from)?.href).toBe(
      'https://example.org/2',
    );
    expect(immutableLink('</1>; rel="next"', from)).toBeNull();
    expect(immutableLink(undefined, from)).toBeNull();
  });

  it('compares revisions, else addresses', () => {
    const link = new URL(`https://x.org/1?rev=${oid('b')}`);
    const compared = (locked: Record<string, string>) =>
      compareTarball(link, new Map(Object.entries(locked)), new URL('https://x.org/latest'));
    expect(compared({ rev: oid('a') })).toMatchObject({ changed: true });
    expect(compared({ rev: oid('b') })).toMatchObject({ changed: false });
    expect(compared({ url: 'https://x.org/1' })).toMatchObject({ changed: false });
    expect(compared({ url: 'https://x.org/0' })).toMatchObject({ changed: true });
    expect(compared({})).toBeNull();
    // As old nix wrote it: the address that was asked for, which names no content.
    expect(compared({ url: 'https://x.org/latest' })).toBeNull();
  });
});

describe('reasons', () => {
  const error = (code: string) => Object.assign(new Error(code), { code });
  it.each([
    [error('ENOTFOUND'), 'dns'],
    [error('EAI_AGAIN'), 'dns'],
    [error('ECONNREFUSED'), 'refused'],
    [new AggregateError([error('ECONNREFUSED')]), 'refused'],
    [error('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls'],
    [error('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls'],
    [new DOMException('slow', 'TimeoutError'), 'timeout'],
    [error('UND_ERR_HEADERS_TIMEOUT'), 'timeout'],
    [error('ENETUNREACH'), 'no-network'],
    [new Error('outer', { cause: error('ECONNRESET') }), 'connection-lost'],
    [new TypeError('a bug'), null],
  ])('%s: %s', (thrown, reason) => {
    expect(reasonOfError(thrown)).toBe(reason);
  });

  it('reads statuses', () => {
    expect(reasonOfStatus(403, { 'x-ratelimit-remaining': '0' })).toBe('rate-limited');
    expect(reasonOfStatus(403, {})).toBe('http-403');
    expect(reasonOfStatus(404, {})).toBe('not-found');
  });
});

describe('limiter', () => {
  it('lets no more than so many in, in order, whatever becomes of them', async () => {
    const limit = limiter(2);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const results = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((index) =>
        limit(async () => {
          inside += 1;
          most = Math.max(most, inside);
          order.push(index);
          await Promise.resolve();
          inside -= 1;
          if (index === 1) throw new Error('one fails');
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(results.map((one) => one.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });
});
