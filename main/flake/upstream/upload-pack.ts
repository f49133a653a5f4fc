// How git's upload-pack is spoken to over HTTP: what every command says of itself, and how its answer is told.
import type { Reply } from './network.ts';

export const commandHeaders = {
  'content-type': 'application/x-git-upload-pack-request',
  accept: 'application/x-git-upload-pack-result',
  'git-protocol': 'version=2',
};

/** The reply's media type without parameters; empty where it has none. */
export const typeOf = (reply: Reply): string => {
  const type = reply.headers['content-type'];
  return typeof type === 'string' ? (type.split(';')[0]?.trim().toLowerCase() ?? '') : '';
};
