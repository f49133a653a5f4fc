// Puts what went wrong on the way to an upstream into one short word.

const tlsCode =
  /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO|INVALID_CA|CRL_)/;

function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const codes = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [
    ...codes,
    error.name,
    ...inner.flatMap((one: unknown) => codesOf(one, depth + 1)),
    ...codesOf(error.cause, depth + 1),
  ];
}

/** The word for an error that a socket, TLS or the HTTP client threw; null for one that is a bug. */
export function reasonOfError(error: unknown): string | null {
  // The HTTP client has no code of its own for a proxy that refuses.
  if (error instanceof Error && /^Proxy response \(/.test(error.message)) return 'proxy';
  for (const code of codesOf(error)) {
    if (code === 'EPROXY') return 'proxy';
    if (code === 'EPROXYKIND') return 'proxy-unsupported';
    if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
    if (code === 'ECONNREFUSED') return 'refused';
    if (tlsCode.test(code)) return 'tls';
    if (code === 'ETIMEDOUT' || code.endsWith('_TIMEOUT') || code === 'TimeoutError') {
      return 'timeout';
    }
    if (/^E(?:NETUNREACH|HOSTUNREACH|NETDOWN|HOSTDOWN|ADDRNOTAVAIL)$/.test(code)) {
      return 'no-network';
    }
    if (/^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_|HPE_|ERR_HTTP2)/.test(code)) {
      return 'connection-lost';
    }
  }
  return null;
}

/** The word for a status that no answer can be read from. */
export function reasonOfStatus(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): string {
  const limited = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
  if (status === 429 || (status === 403 && limited)) return 'rate-limited';
  if (status === 401 || status === 407) return 'auth-required';
  if (status === 404 || status === 410) return 'not-found';
  return `http-${status}`;
}
