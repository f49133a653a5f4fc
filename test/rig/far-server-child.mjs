// The other side of a measurement in a process of its own: a git server behind a relay that adds distance.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const load = async (name) => {
  const path = fileURLToPath(new URL(name, import.meta.url));
  return (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;
};
const { startGitServer } = await load('./git-server.ts');
const { startRelay } = await load('./git-server-relay.ts');

process.on('disconnect', () => process.exit(0));
process.once('message', async ({ root, certificates, oneWayMs }) => {
  const server = await startGitServer({ root, certificates, remember: true });
  const relay = await startRelay(server.port, oneWayMs);
  process.on('message', () => process.send({ bytes: relay.bytes() }));
  process.send({ port: relay.port });
});
