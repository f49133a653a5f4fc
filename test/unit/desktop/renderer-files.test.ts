// That app://main/ serves the page's own folder with its policy, and nothing beyond it.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerFor, contentSecurityPolicy } from '../../../main/desktop/renderer-files.ts';

let top: string;
let folder: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'renderer-'));
  folder = join(top, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await mkdir(join(top, 'renderer-beside'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets/with space.js'), 'ok');
  await writeFile(join(folder, 'stamp'), 'no type');
  await writeFile(join(top, 'secret.json'), 'secret');
  await writeFile(join(top, 'renderer-beside/secret.js'), 'secret');
  await symlink(join(top, 'secret.json'), join(folder, 'link.json'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

it.each([
  ['app://main/index.html', 'text/html; charset=utf-8'],
  ['app://main/index.html?x=1#activity', 'text/html; charset=utf-8'],
  ['app://main/assets/with%20space.js', 'text/javascript; charset=utf-8'],
])('serves %s', async (url, type) => {
  const answer = await answerFor(folder, url);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
  });
});

it.each([
  'app://main/',
  'app://main/absent.js',
  'app://main/stamp',
  'app://main/assets',
  'app://main/../secret.json',
  'app://main/%2e%2e/secret.json',
  'app://main/..%2fsecret.json',
  'app://main/..%2frenderer-beside%2fsecret.js',
  'app://main/%5c..%5csecret.json',
  'app://main//etc/passwd.json',
  'app://main/link.json',
  'app://main/index.html%00.js',
  'app://main/%E0%A4%A',
  'app://other/index.html',
  'app://main.evil/index.html',
  'file:///etc/passwd.json',
  'nonsense',
])('does not serve %s', async (url) => {
  expect(await answerFor(folder, url)).toMatchObject({ status: 404, body: null });
});

it('starts its policy from none and lets no inline script in', () => {
  expect(contentSecurityPolicy).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
});
