// When a host that failed is asked again, as tables.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HostTrouble,
  isHostsFault,
  mayAsk,
  nextTrouble,
  retryAfterOf,
} from '../../../../main/flake/upstream/back-off.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-01-01T00:00:00Z');
const failed = (reason: string, retryAfterMs: number | null = null) => ({ reason, retryAfterMs });

describe('nextTrouble', () => {
  it('waits longer each time, up to six hours', () => {
    let trouble: HostTrouble | null = null;
    const pauses: number[] = [];
    for (let times = 0; times < 12; times += 1) {
      trouble = nextTrouble(trouble, failed('timeout'), now, 0.5);
      pauses.push((trouble.until - now) / minute);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360]);
    expect(trouble?.failures).toBe(12);
  });

  it('spreads the moment by a quarter either way, and never lies beyond a day', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.option(fc.nat(1e12)),
        (failures, random, retryAfterMs) => {
          const before = { failures, reason: 'x', until: 0, refusesUntil: 0 };
          const { until } = nextTrouble(before, failed('http-503', retryAfterMs), now, random);
          expect(until - now).toBeGreaterThanOrEqual(1.5 * minute);
          expect(until - now).toBeLessThanOrEqual(24 * hour);
          const asked = Math.min(24 * hour, retryAfterMs ?? 0);
          expect(until - now).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });

  it('holds what a rate limit asks for against everybody, its own pause only against the clock', () => {
    const limited = nextTrouble(null, failed('rate-limited', hour), now, 0.5);
    expect([mayAsk(limited, now + hour - 1, true), mayAsk(limited, now + hour, true)]).toEqual([
      false,
      true,
    ]);
    const broken = nextTrouble(null, failed('http-500'), now, 0.5);
    expect([mayAsk(broken, now, true), mayAsk(broken, now, false)]).toEqual([true, false]);
    expect(mayAsk(broken, now + 2 * minute, false)).toBe(true);
    expect(mayAsk(undefined, now, false)).toBe(true);
  });

  it('does not outlive a clock that was set back', () => {
    const limited = nextTrouble(null, failed('rate-limited', hour), now, 0.5);
    expect(mayAsk(limited, now - 30 * 24 * hour, false)).toBe(true);
  });
});

it.each([
  ['timeout', true],
  ['http-503', true],
  ['rate-limited', true],
  ['dns', false],
  ['no-network', false],
  ['not-found', false],
  ['no-such-ref', false],
  ['http-418', false],
])('%s is the host’s fault: %s', (reason, is) => {
  expect(isHostsFault(reason)).toBe(is);
});

it.each([
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:05:00 GMT' }, 300_000],
  [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5x' }, null],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 60) }, 60_000],
  [{ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': String(now / 1000 + 60) }, null],
  [{}, null],
])('%j asks for a pause of %s ms', (headers, ms) => {
  expect(retryAfterOf(headers, now)).toBe(ms);
});
