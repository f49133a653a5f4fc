// What the page may not do, tried from inside the page; and the sandbox, as a person without rights.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openPlainUser, plainUserMissing } from '../rig/user.ts';
import { startSnowbell } from './fixture/snowbell.ts';
import { expect, test } from './fixture/spec.ts';

test.describe('what is refused', () => {
  // Every refusal is told on the page's console.
  test.use({ complaintsAllowed: true });

  test('the policy lets in the page’s own files and nothing else', async ({ scene }) => {
    const snowbell = await scene.start();
    const page = await snowbell.page();
    const policy = await snowbell.app.evaluate(async ({ net }) =>
      (await net.fetch('app://main/index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');

    const tried = await page.evaluate(async () => {
      const broken: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        broken.push(event.effectiveDirective),
      );
      const world = window as unknown as { inline?: boolean };
      const script = document.createElement('script');
      script.textContent = 'window.inline = true';
      document.head.append(script);
      const image = document.createElement('img');
      image.src = 'https://example.invalid/picture.png';
      document.body.append(image);
      // A debugger's own evaluation is exempt from the policy; what a timer calls is not.
      const evaluated = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: that it is refused is what is tried
            resolve(String(eval('1 + 1')));
          } catch (error) {
            resolve((error as Error).name);
          }
        }, 0);
      });
      const fetched = await Promise.all(
        ['https://example.invalid/', 'app://main/index.html', 'file:///etc/passwd'].map((url) =>
          fetch(url).then(
            () => 'fetched',
            () => 'refused',
          ),
        ),
      );
      // The browser tells of what it refused in its own time.
      await new Promise<void>((resolve) => {
        const look = () => {
          const all = ['script-src-elem', 'connect-src', 'img-src'];
          if (all.every((one) => broken.includes(one)) || performance.now() > 20_000) resolve();
          else setTimeout(look, 20);
        };
        look();
      });
      script.remove();
      image.remove();
      return { inline: world.inline === true, evaluated, fetched, broken };
    });
    expect(tried).toMatchObject({
      inline: false,
      evaluated: 'EvalError',
      fetched: ['refused', 'refused', 'refused'],
    });
    expect(tried.broken).toEqual(
      expect.arrayContaining(['script-src-elem', 'connect-src', 'img-src']),
    );
  });

  test('the page cannot open, leave or ask for anything', async ({ scene }) => {
    const snowbell = await scene.start();
    const page = await snowbell.page();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');
    expect(await page.evaluate(() => window.open('https://example.invalid/') !== null)).toBe(false);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');

    const address = page.url();
    await snowbell.app.evaluate(({ BrowserWindow }) => {
      const world = globalThis as unknown as { navigations: [string, boolean][] };
      world.navigations = [];
      // Heard after the program's own guard, which was there first.
      BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (event) => {
        world.navigations.push([event.url, event.defaultPrevented]);
      });
    });
    await page.evaluate(() => {
      location.href = 'https://example.invalid/';
    });
    await expect
      .poll(() =>
        snowbell.app.evaluate(
          () => (globalThis as unknown as { navigations: [string, boolean][] }).navigations,
        ),
      )
      .toEqual([['https://example.invalid/', true]]);
    // Still the same page, which still answers. (Asked of main: a debugger waits for the navigation.)
    const now = await snowbell.app.evaluate(async ({ BrowserWindow }) => {
      const [first, ...others] = BrowserWindow.getAllWindows();
      const heading = 'document.querySelector("h1").textContent';
      return {
        others: others.length,
        address: first?.webContents.getURL(),
        heading: await first?.webContents.executeJavaScript(heading),
      };
    });
    expect(now).toEqual({ others: 0, address, heading: '2 of 5 inputs have updates' });
  });

  test('what is not an intent is refused at the door', async ({ scene }) => {
    const snowbell = await scene.start();
    const page = await snowbell.page();
    const before = scene.toy.facts();
    const answers = await page.evaluate(async () => {
      const { snowbell: door } = window as unknown as {
        snowbell: {
          send(intent: unknown): Promise<{ ok: boolean; failure?: { kind: string } }>;
          readLog(run: unknown, from: unknown, count: unknown): Promise<{ ok: boolean }>;
          readRun(run: unknown): Promise<{ ok: boolean }>;
        };
      };
      const id = '00000000-0000-4000-8000-000000000000';
      const malformed: unknown[] = [
        null,
        'check',
        { kind: 'format-disk' },
        { kind: 'upgrade' },
        { kind: 'upgrade', inputs: [7] },
        { kind: 'activate', runId: '../../etc', verb: 'switch', allowHostChange: false },
        { kind: 'activate', runId: id, verb: 'rm -rf', allowHostChange: false },
        { kind: 'save-settings', patch: { theme: 'pink' } },
        { kind: 'use-found-flake', index: -1 },
        { kind: 'open', what: { kind: 'compare', url: 'file:///etc/passwd' } },
      ];
      return {
        intents: await Promise.all(malformed.map((intent) => door.send(intent))),
        // Well formed, of a run that is not there.
        unknownRun: await door.send({
          kind: 'activate',
          runId: id,
          verb: 'switch',
          allowHostChange: true,
        }),
        log: await door.readLog('../../../etc/passwd', 0, 10),
        flood: await door.readLog(id, 0, 1_000_000),
        run: await door.readRun('/etc/passwd'),
      };
    });
    for (const answer of answers.intents) {
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    }
    expect(answers.unknownRun).toMatchObject({ ok: false, failure: { kind: 'not-ready' } });
    expect([answers.log.ok, answers.flood.ok, answers.run.ok]).toEqual([false, false, false]);
    expect(scene.toy.facts()).toEqual(before);
    expect((await snowbell.state()).settings.flake).toBeNull();
  });
});

test('the page has nothing of Node’s, and one narrow door', async ({ scene }) => {
  const page = await (await scene.start()).page();
  const seen = await page.evaluate(() => {
    const world = window as unknown as Record<string, unknown>;
    const door = world.snowbell as Record<string, unknown>;
    // What every page has is what a page of nobody's has.
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}));
    frame.remove();
    return {
      usual: usual.size,
      own: Object.getOwnPropertyNames(window).filter((name) => !usual.has(name)),
      kinds: [...new Set(Object.values(door).map((value) => typeof value))],
      replaced: Reflect.set(world, 'snowbell', null) && world.snowbell === null,
    };
  });
  expect(seen.usual).toBeGreaterThan(100);
  expect(seen.own.filter((name) => !/^(__playwright|__pw)/.test(name))).toEqual(['snowbell']);
  expect(seen.kinds).toEqual(['function']);
  expect(seen.replaced).toBe(false);
});

test('every process of the page is in Chromium’s sandbox', async ({ scene }) => {
  const lacking = plainUserMissing();
  test.skip(lacking !== null, lacking ?? '');
  const user = openPlainUser();
  try {
    const electron = scene.ground.electron;
    const readable = join(user.readable(dirname(electron)), basename(electron));
    const run = user.as([readable]);
    // Playwright, which runs as root itself, would turn the sandbox off.
    const starter = join(user.home, 'start');
    writeFileSync(
      starter,
      `#!/bin/sh\n[ "$1" != --no-sandbox ] || shift\nexec ${run.map((word) => `'${word}'`).join(' ')} "$@"\n`,
    );
    chmodSync(starter, 0o755);
    chmodSync(user.home, 0o755);
    mkdirSync(join(user.home, 'runtime'));
    const snowbell = await startSnowbell({
      executable: starter,
      args: [user.readable(scene.ground.appFolder)],
      env: {
        PATH: scene.env.PATH ?? '',
        LANG: 'C.UTF-8',
        ...scene.ground.display.env,
        DBUS_SESSION_BUS_ADDRESS: 'disabled:',
        ...user.env,
      },
    });
    try {
      await snowbell.page();
      const renderers = await snowbell.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
      );
      expect(renderers).toHaveLength(1);
      for (const pid of renderers) {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        // 2: a filter of system calls is in force; a namespace of its own keeps it from the rest.
        expect(status).toMatch(/^Seccomp:\s+2$/m);
        expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
        expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('no-sandbox');
      }
    } finally {
      await snowbell.kill();
    }
  } finally {
    user.close();
  }
});
