// Takes one state of a window in every variant: SCREEN-STATE-VARIANT.png.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { Language } from '../../../preload/contract/words.ts';
import { still } from '../fixture/still.ts';

export const folder =
  process.env.SNOWBELL_PICTURES ?? join(import.meta.dirname, '../../../out/screens');

export interface Variant {
  readonly theme: 'light' | 'dark';
  readonly language: Language;
  /** device pixels of the content, zoom left out */
  readonly size: readonly [width: number, height: number];
  readonly zoom: number;
  /** true: the desktop sets the colours */
  readonly contrast: boolean;
}

const plain: Variant = {
  theme: 'light',
  language: 'en',
  size: [940, 640],
  zoom: 1,
  contrast: false,
};
const known: Readonly<Record<string, Variant>> = {
  light: plain,
  dark: { ...plain, theme: 'dark' },
  contrast: { ...plain, theme: 'dark', contrast: true },
  '640x480': { ...plain, size: [640, 480] },
  zoom200: { ...plain, zoom: 2 },
  de: { ...plain, language: 'de' },
  fr: { ...plain, language: 'fr' },
  es: { ...plain, language: 'es' },
  'pt-br': { ...plain, language: 'pt-BR' },
  'zh-cn': { ...plain, language: 'zh-CN' },
  ja: { ...plain, language: 'ja' },
};
const usual = 'light,dark,contrast,640x480,zoom200,de';

/** Those that are asked for by name; throws at a name that nobody knows. */
export const variants: readonly (readonly [name: string, variant: Variant])[] = (
  process.env.SNOWBELL_VARIANTS ?? usual
)
  .split(',')
  .map((name) => {
    const variant = known[name];
    if (variant === undefined) throw new Error(`no variant ${name}: ${Object.keys(known)}`);
    return [name, variant];
  });

/** What a running program shows at the moment. */
export interface Picture {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** SCREEN-STATE */
  readonly name: string;
  /** makes the page speak that language in that theme */
  readonly dress: (variant: Variant) => Promise<void>;
}

export async function take({ app, page, name, dress }: Picture): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  for (const [variant, wanted] of [...variants, [null, plain] as const]) {
    await dress(wanted);
    await page.emulateMedia({
      forcedColors: wanted.contrast ? 'active' : 'none',
      colorScheme: wanted.theme,
      reducedMotion: 'reduce',
    });
    await app.evaluate(
      ({ BrowserWindow }, { size, zoom }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(size[0], size[1]);
        window?.webContents.setZoomFactor(zoom);
      },
      { size: wanted.size, zoom: wanted.zoom },
    );
    await expect
      .poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight]))
      .toEqual(wanted.size.map((length) => length / wanted.zoom));
    await expect(page.locator('html')).toHaveAttribute('data-theme', wanted.theme);
    await expect(page.locator('html')).toHaveAttribute('lang', wanted.language);
    if (variant !== null) writeFileSync(join(folder, `${name}-${variant}.png`), await still(app));
  }
}
