// How the pictures of all screens are taken: as the end-to-end specs run, with another file to look for.
import { defineConfig } from '@playwright/test';
import specs from '../../../build/playwright.config.ts';

// biome-ignore lint/style/noDefaultExport: Playwright reads a configuration's default export
export default defineConfig({
  ...specs,
  testDir: import.meta.dirname,
  testMatch: '*.pictures.ts',
  // Every picture waits for the window to come to rest, six times over.
  timeout: 300_000,
  outputDir: new URL('../../../test-results/pictures', import.meta.url).pathname,
  // A picture needs no trace of how it came about.
  use: { ...specs.use, trace: 'off', screenshot: 'off' },
});
