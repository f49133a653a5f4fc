// What no page may ever do here, as a list to be read; numbers are those of Electron's own checklist.
// https://www.electronjs.org/docs/latest/tutorial/security
import { app, session, type WebPreferences } from 'electron';
import { pageOrigin } from './renderer-files.ts';

/** For every window. */
export function safePreferences(preload: string, development: boolean): WebPreferences {
  return {
    preload,
    // SECURITY: 2, 3, 4: no Node in the page, a world of its own for the preload, a sandboxed process.
    nodeIntegration: false,
    contextIsolation: true,
    sandbox: true,
    // SECURITY: 6, 8, 9: the web's own rules stay on.
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    // SECURITY: 11: no page within the page.
    webviewTag: false,
    // SECURITY: dictionaries would be downloaded.
    spellcheck: false,
    devTools: development,
  };
}

/** Before the app is ready. As root Chromium has no sandbox, and asking for one makes its children crash. */
export function sandboxEverything(): void {
  const without = app.commandLine.hasSwitch('no-sandbox') || process.getuid?.() === 0;
  // SECURITY: 4: every process that Electron starts, whoever asks for it.
  if (!without) app.enableSandbox();
}

/** Once the app is ready and before the first window. */
export function guardEverything(development: boolean): void {
  const { defaultSession } = session;

  // SECURITY: 5: no camera, no notifications, no clipboard reading, nothing.
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);

  // SECURITY: 1: the window loads its own files; all that goes to a network is asked by main.
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const ours = details.url.startsWith(`${pageOrigin}/`);
    const tools = development && /^(devtools|chrome-extension):/.test(details.url);
    answer({ cancel: !ours && !tools });
  });

  // SECURITY: nothing is ever saved by the page.
  defaultSession.on('will-download', (event) => event.preventDefault());

  app.on('web-contents-created', (_created, contents) => {
    // SECURITY: 13: the page stays where it is, frames included.
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    // SECURITY: 14: no second window.
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // SECURITY: 12: no page within the page, whatever the preferences say.
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
