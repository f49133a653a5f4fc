// What the preload script puts on the page's window.
import type { SnowbellApi } from '../preload/contract/api.ts';

declare global {
  interface Window {
    readonly snowbell: SnowbellApi;
  }
}
