// Which proxy of the environment leads to a place, read as curl, git and nix read it.

export type Way =
  | { readonly kind: 'direct' }
  /** an http or https address, with a name and password where it has them */
  | { readonly kind: 'http'; readonly address: string }
  | { readonly kind: 'socks'; readonly proxy: SocksProxy }
  /** there is one, but nothing here speaks its language; going around it is not ours to decide */
  | { readonly kind: 'unusable' };

export interface SocksProxy {
  readonly host: string;
  readonly port: number;
  /** both empty where the address has none */
  readonly name: string;
  readonly password: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const withoutBrackets = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase();

const portOf = ({ protocol, port }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** Names in `no_proxy` mean themselves and all below them; a port narrows them, `*` is everything. */
function isSpared(origin: URL, list: string): boolean {
  const host = withoutBrackets(origin.hostname);
  return list
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const parts = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(entry);
      if (parts !== null && Number(parts[2]) !== portOf(origin)) return false;
      const name = withoutBrackets(parts?.[1] ?? entry).replace(/^\*?\./, '');
      return name !== '' && (host === name || host.endsWith(`.${name}`));
    });
}

function wayThrough(text: string): Way {
  // Without a scheme it is http, as curl has it too.
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(written)) return { kind: 'unusable' };
  const address = new URL(written);
  switch (address.protocol) {
    case 'http:':
    case 'https:':
      return { kind: 'http', address: written };
    // GNOME writes "socks" and means the fifth version.
    case 'socks:':
    case 'socks5:':
    case 'socks5h:':
      return socksProxy(address);
    default:
      return { kind: 'unusable' };
  }
}

function socksProxy({ hostname, port, username, password }: URL): Way {
  const host = withoutBrackets(hostname);
  let pair: readonly [string, string];
  try {
    pair = [decodeURIComponent(username), decodeURIComponent(password)];
  } catch {
    return { kind: 'unusable' };
  }
  const [name, secret] = pair;
  // The protocol counts their bytes in one byte.
  const tooLong = [name, secret].some((part) => Buffer.byteLength(part) > 255);
  return host === '' || tooLong
    ? { kind: 'unusable' }
    : {
        kind: 'socks',
        proxy: { host, port: port === '' ? 1080 : Number(port), name, password: secret },
      };
}

/** Lower case wins over upper case, and the scheme's own variable over `all_proxy`. */
export function wayTo(origin: URL, environment: Environment): Way {
  const of = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const http = of('http_proxy');
  // Who names a proxy for http alone seldom means that https should go past it.
  const own = origin.protocol === 'https:' ? (of('https_proxy') ?? of('all_proxy') ?? http) : http;
  const text = own ?? of('all_proxy');
  if (text === undefined || isSpared(origin, of('no_proxy') ?? '')) return { kind: 'direct' };
  return wayThrough(text);
}
