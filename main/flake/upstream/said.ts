// What asking an upstream can come to, with what only the asking itself needs of it.
import type { Answer } from '../../core/outdated.ts';
import { retryAfterOf } from './back-off.ts';
import type { Reply } from './network.ts';
import { reasonOfStatus } from './reason.ts';

export interface SaidRevision {
  readonly kind: 'revision';
  readonly rev: string;
  /** Unix seconds; undefined where nobody has asked yet */
  readonly lastModified?: number | null;
  /** where the repository can be asked for more over HTTP, after redirects */
  readonly base?: string;
  /** the header that it was asked with */
  readonly authorization?: string;
}

export type SaidContent = Extract<Answer, { kind: 'content' }>;
export type SaidUnknown = Extract<Answer, { kind: 'unknown' }>;

export interface Unreachable {
  readonly kind: 'unreachable';
  readonly reason: string;
  /** how long the server asks to be left alone, where it does */
  readonly retryAfterMs?: number | null;
}

export type Said = SaidRevision | SaidContent | SaidUnknown | Unreachable;

export const unreachable = (reason: string): Unreachable => ({ kind: 'unreachable', reason });
/** Whether a token may be worth a second question. */
export const refusesWithoutToken = ({ reason }: Unreachable): boolean =>
  /^(?:auth-required|not-found|http-403)$/.test(reason);

export const unknown = (reason: string): SaidUnknown => ({ kind: 'unknown', reason });

/** What a reply comes to whose status means that there is no answer in it. */
export const refusal = (reply: Reply): Unreachable => ({
  ...unreachable(reasonOfStatus(reply.status, reply.headers)),
  retryAfterMs: retryAfterOf(reply.headers, Date.now()),
});
