// Answers app://main/ from the built window's folder and nothing else, under a policy that allows no more.
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export const pageOrigin = 'app://main';
export const pageUrl = `${pageOrigin}/index.html`;

// SECURITY: everything is forbidden, then the page's own files are let in one kind at a time.
// https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

export interface FileAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** `folder` is the built window's; whatever lies outside it, also behind a link, is not found. */
export async function answerFor(folder: string, url: string): Promise<FileAnswer> {
  const path = pathOf(url);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return notFound;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    // SECURITY: after all links are resolved the file must still be inside.
    if (!file.startsWith(root + sep)) return notFound;
    return {
      status: 200,
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      },
      body: new Uint8Array(await readFile(file)),
    };
  } catch {
    return notFound;
  }
}

const notFound: FileAnswer = {
  status: 404,
  headers: { 'content-security-policy': contentSecurityPolicy },
  body: null,
};

function pathOf(url: string): string | null {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (`${protocol}//${host}` !== pageOrigin) return null;
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}
