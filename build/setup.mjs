// `npm run setup`: makes everything there is to make, and says what it installs and why.
// Only Node's own modules may be imported before npm's packages are there.
import { fileURLToPath } from 'node:url';
import { ensureElectron } from './setup/electron.mjs';
import { ensureNix } from './setup/nix.mjs';
import { ensureNodePackages } from './setup/node-packages.mjs';
import { oneAtATime } from './setup/one-at-a-time.mjs';
import { giveUp, reporter } from './setup/report.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { ensureSystemd } from './setup/systemd.mjs';

/**
 * Idempotent, and instant when nothing is missing.
 * @param {{report?: import('./setup/report.mjs').Report, electron?: boolean, nix?: boolean, tests?: boolean}} [wanted]
 *   `tests`: also system packages (where allowed), Debian's newest nix and its systemd
 */
export async function setUp(wanted = {}) {
  const { report = reporter(), electron = true, nix = true, tests = false } = wanted;
  return oneAtATime(report, async () => {
    await ensureNodePackages(report);
    if (tests) await ensureSystemPackages(report);
    const foundElectron = electron ? await ensureElectron(report) : null;
    const foundNix = nix ? await ensureNix(report) : null;
    if (tests) {
      await ensureNix(report, { which: 'oldest' });
      await ensureNix(report, { which: 'newest' });
      await ensureSystemd(report);
    }
    const { ensureBundle } = await import('./bundle.mjs');
    await ensureBundle(report);
    return { electron: foundElectron, nix: foundNix };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = reporter();
  const { electron, nix } = await setUp({ report }).catch(giveUp);
  if (electron !== null) {
    report.line(`Electron ${electron.version ?? ''} (${electron.origin}): ${electron.path}`);
    if (electron.missing.length > 0) {
      const { electronRemedy } = await import('./setup/system-packages.mjs');
      report.line(`It cannot start: ${electron.missing.join(', ')} missing. To have them, type:`);
      report.line(`  ${await electronRemedy(electron.missing)}`);
    }
  }
  if (nix !== null) report.line(`nix ${nix.version} (${nix.origin}): ${nix.bin}`);
  if (electron === null) process.exitCode = 1;
}
