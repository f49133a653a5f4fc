// How Playwright runs the end-to-end specs: one after another, with traces and pictures of failures.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: new URL('../test/e2e', import.meta.url).pathname,
  outputDir: new URL('../test-results/e2e', import.meta.url).pathname,
  testMatch: '**/*.spec.ts',
  // Each spec starts an Electron with a desktop of its own; two at once would only slow each other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  // Never a video: Electron then hangs for want of an encoder.
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure', video: 'off' },
});
