// The app:// scheme, the only place that the window's page comes from.
import { protocol } from 'electron';
import { answerFor } from './renderer-files.ts';

/** Before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Once the app is ready. */
export function serveScheme(rendererFolder: string): void {
  protocol.handle('app', async (request) => {
    const { status, headers, body } = await answerFor(rendererFolder, request.url);
    return new Response(body, { status, headers });
  });
}
