// The English sentences of every explanation: what happened and what to do next.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

/** ` “subject”` where there is one, else nothing. */
const named = (subject: string | null): string => (subject === null ? '' : ` “${subject}”`);
const at = (subject: string | null): string => (subject === null ? '' : ` at ${subject}`);
const from = (subject: string | null): string => (subject === null ? '' : ` (${subject})`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `“${subject}”`;

export const english: Sentences = {
  'hash-mismatch-source': say(
    (s) =>
      `A downloaded source${named(s)} is not the file its package expects: the checksums differ.`,
    (_, d) =>
      `The file changed upstream, or the package’s hash is out of date. Update the inputs and try again; if it stays, the package needs ${d === null ? 'a new hash' : `this hash: “${d}”`}.`,
  ),
  'nar-hash-mismatch': say(
    (s) =>
      `The content fetched for${s === null ? ' an input' : named(s)} differs from what flake.lock recorded.`,
    () => 'Update that input so that the lock file records what is there now, then try again.',
  ),
  'network-unreachable': say(
    (s) => `A server could not be reached${from(s)}.`,
    () =>
      'Check the network connection, then try again. If only one server is affected, try again later.',
  ),
  'rate-limited': say(
    (s) => `The server refuses more requests for a while${from(s)}.`,
    () =>
      'Wait (for GitHub up to an hour) and try again, or add an access token to the access-tokens setting in nix.conf.',
  ),
  'http-not-found': say(
    (s) => `Something that should be downloaded is not there${from(s)}.`,
    () =>
      'Check the address, branch or tag in flake.nix. If a package’s source has vanished, update the inputs. A private repository also looks like this without a token.',
  ),
  'auth-failed': say(
    (s) => `A password, key or token was missing or not accepted${from(s)}.`,
    () =>
      'For a private repository, check the SSH key or access token of the user who runs this. For a password prompt, try again.',
  ),
  'untracked-file': say(
    (s) =>
      `Nix cannot see ${or(s, 'a file of the configuration')}: it is not tracked by Git, or it is not there.`,
    (s) =>
      `If the file exists, add it with git add${s === null ? '' : ` ${s}`} (a commit is not needed). If not, correct the path that mentions it.`,
  ),
  'not-owner': say(
    (s) => `The configuration’s Git repository${named(s)} belongs to another user.`,
    () =>
      'Build as the user who owns it and become root only to activate (nixos-rebuild --sudo), or mark the folder as safe.directory in root’s Git configuration.',
  ),
  'syntax-error': say(
    (s) => `There is a syntax error in the configuration${at(s)}.`,
    () =>
      'Open the file at that line; often a semicolon, bracket or quote is missing or one too many just before it.',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) => `The configuration uses ${or(s, 'a name')}${at(d)}, which does not exist.`,
    () =>
      'Check the spelling, and that the package, argument or input of that name exists and is passed to this file.',
  ),
  'option-does-not-exist': say(
    (s) => `The option${named(s)} does not exist.`,
    () =>
      'Check its spelling and place. It may have been renamed, belong to Home Manager rather than NixOS (or the reverse), or need a module that is not imported.',
  ),
  'type-mismatch-option': say(
    (s) => `The option${named(s)} was given a value it cannot take.`,
    () =>
      'Give it a value of the type that the message names. If two files set it differently, keep one of them or use lib.mkForce.',
  ),
  'infinite-recursion': say(
    (s) => `The configuration refers to itself without end${at(s)}.`,
    () =>
      'Look for a value that depends on itself: often imports that use pkgs or config, or an option that reads its own value.',
  ),
  'failed-assertion': say(
    (s, d) =>
      (d ?? s) === null
        ? 'The configuration contradicts itself.'
        : `The configuration was refused: ${d === null ? s : `${d}.`}`,
    () => 'The message says what to set or remove. Change that and build again.',
  ),
  'unfree-package': say(
    (s) => `The package${named(s)} has an unfree licence, which is not allowed yet.`,
    () =>
      'Set nixpkgs.config.allowUnfree = true, or allow just this package with allowUnfreePredicate.',
  ),
  'insecure-package': say(
    (s) => `The package${named(s)} has known security problems.`,
    () =>
      'Update the inputs or use a replacement. If you accept the risk, add it to nixpkgs.config.permittedInsecurePackages.',
  ),
  'package-removed-or-renamed': say(
    (s) => `The package${named(s)} was removed from the package collection or renamed.`,
    () =>
      'Use the name or replacement that the message gives, or remove it from the configuration.',
  ),
  'broken-package': say(
    (s) => `The package${named(s)} is marked as broken or does not support this computer.`,
    () => 'Remove it for now, use an alternative, or wait for a fix and update the inputs later.',
  ),
  'build-failed': say(
    (s) => `Building${s === null ? ' a package' : named(s)} failed.`,
    () =>
      'The last lines of its log say why. If it comes from nixpkgs, a newer or older revision often helps; if it is your own file, correct it there.',
  ),
  'out-of-memory': say(
    (s) => `The computer ran out of memory${s === null ? '' : ` while building${named(s)}`}.`,
    () =>
      'Close other programs, add swap, or build fewer things at once (max-jobs, cores), then try again.',
  ),
  'disk-full-store': say(
    () => 'The disk that holds the Nix store or the build folder is full.',
    () =>
      'Free space, for instance by deleting old generations and collecting garbage, then try again.',
  ),
  'disk-full-boot': say(
    () => 'The boot partition is full, so the new system could not be made bootable.',
    () =>
      'Delete old generations so that their kernels leave the boot partition, then switch again. A lower configurationLimit keeps it from coming back.',
  ),
  'bootloader-failed': say(
    () => 'The boot loader could not be installed.',
    () =>
      'Check that the boot partition is mounted and that the boot.loader settings fit this computer, then try again before you restart.',
  ),
  'units-failed': say(
    (s, d) =>
      `The new system is active, but ${s === null ? 'some services' : `“${s}”${d === null ? '' : ` (and ${d})`}`} did not start.`,
    (s) =>
      `Look at systemctl status${s === null ? ' --failed' : ` ${s}`} and restart it, or go back to the earlier generation.`,
  ),
  'activation-script-failed': say(
    (s) => `A step of the activation failed${s === null ? '' : `: “${s}”`}.`,
    () =>
      'The system may be half switched. Keep it if it works, or go back to the earlier generation.',
  ),
  'switch-inhibited': say(
    () => 'This change touches parts that must not be replaced while the system runs.',
    () => 'Make it the system for the next start, then restart the computer.',
  ),
  'lock-held': say(
    () => 'Another switch or Nix command is already at work.',
    () => 'Wait until it is done, then try again.',
  ),
  'polkit-denied': say(
    () => 'You were not given permission to change the system.',
    () => 'Use an administrator’s account (on NixOS: the wheel group) and try again.',
  ),
  'polkit-no-agent': say(
    () => 'No program is running that could ask for your password.',
    () =>
      'Start a polkit agent in your desktop session (such as hyprpolkitagent or polkit-gnome), or run the switch in a terminal with sudo.',
  ),
  'pkexec-not-setuid': say(
    () => 'The program that asks for the password has no right to become root.',
    () =>
      'Set security.polkit.enablePkexecWrapper = true (before NixOS 26.11: security.polkit.enable = true) so that /run/wrappers/bin/pkexec exists.',
  ),
  'polkit-dismissed': say(
    () => 'The password dialog was closed.',
    () => 'Nothing has changed. Try again when you are ready.',
  ),
  'home-manager-conflict': say(
    (s) =>
      `Home Manager will not overwrite ${s === null ? 'a file that it did not make' : `“${s}”`}.`,
    () =>
      'Move or delete that file, or set home-manager.backupFileExtension (standalone: home-manager switch -b backup), then try again.',
  ),
  'experimental-features-disabled': say(
    (s) => `Nix has the feature${named(s)} turned off.`,
    () => 'Set nix.settings.experimental-features = [ "nix-command" "flakes" ]; and try again.',
  ),
  'unsupported-lock-version': say(
    () => 'flake.lock was written by a newer Nix than this one.',
    () => 'Upgrade Nix, or make the lock file anew with this version.',
  ),
  interrupted: say(
    () => 'The run was interrupted before it was done.',
    () => 'Start it again when you are ready; what was already built is kept.',
  ),
  'evaluation-warning-only': say(
    () => 'It worked. The configuration only has warnings.',
    () => 'Nothing needs doing now; the warnings name what to change before a later release.',
  ),
  success: say(
    () => 'It worked.',
    () => 'Nothing needs doing.',
  ),
  other: say(
    () => 'It failed for a reason that Snowbell does not know.',
    () => 'The lines shown are the likeliest cause; the full log has more.',
  ),

  'hash-not-set': say(
    (s) => `The source${named(s)} has only a placeholder for its hash.`,
    (_, d) => `Put the hash of what was downloaded in its place: ${or(d, 'the message names it')}.`,
  ),
  'no-such-host': say(
    (s) => `The flake has no system ${or(hostOf(s), 'of that name')}.`,
    (_, d) =>
      `${d === null ? 'nix flake show lists the systems that it has.' : `It has ${d}.`} Choose one of them as the host, with --host or in the settings (nixos-rebuild: --flake .#NAME), or add this one under nixosConfigurations.`,
  ),
  'module-argument': say(
    (s) => `A module asks for the argument${named(s)}, and nobody passes it in time.`,
    () =>
      'Pass it with specialArgs (for Home Manager: extraSpecialArgs), or take it out of the module’s arguments. What is set with _module.args cannot be used in imports.',
  ),
  'conflicting-values': say(
    (s) => `The option${named(s)} is set to several values that exclude each other.`,
    () => 'Keep one of them, or put lib.mkForce before the one that shall count.',
  ),
  'build-folder-full': say(
    (s) => `The disk that holds the build folder${named(s)} is full.`,
    () =>
      'Delete there what is no longer needed, give it more room (boot.tmp.tmpfsSize) or let Nix build elsewhere (nix.settings.build-dir), then try again.',
  ),
  'other-disk-full': say(
    (s) => `The disk that holds ${or(s, 'a file that was to be written')} is full.`,
    () =>
      'Free space on that disk, then try again. Collecting garbage helps only if the Nix store lies on it, too.',
  ),
  'no-permission': say(
    (s) => `Access to ${or(s, 'a file')} was denied.`,
    () =>
      'Look with ls -l whose it is. What is yours but belongs to root, often after a command with sudo, you can take back with sudo chown; what belongs to the system is for root to change.',
  ),
  'no-flake': say(
    () => 'No flake.nix was found for this system.',
    () => 'Run it in the folder that holds flake.nix, or name that folder with --flake.',
  ),
  'pure-evaluation': say(
    (_, d) =>
      `A flake may only use what it contains or what flake.lock pins. Nix says: ${or(d, '…')}.`,
    () =>
      'Make it an input, write it as a path inside the flake (./file), or pin it with its revision and hash. --impure allows it for once.',
  ),
  'failure-from-cache': say(
    () => 'Evaluating this failed before, and Nix only repeats that it did.',
    () => 'Build once in a terminal with --option eval-cache false: then Nix says why.',
  ),
  'wrong-value': say(
    (s, d) =>
      `A value in the configuration is not what belongs there${at(s)}. Nix says: ${or(d, '…')}.`,
    () =>
      'Often a function call within a list lacks its parentheses, or a text stands where a path, a list or a set belongs.',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, 'A name')} is set twice${at(s)}.`,
    () => 'Keep one of the two, or put what both hold into one.',
  ),
  'no-such-command': say(
    (_, d) => `The command${named(d)} was not found.`,
    () => 'Check its spelling, and that it is installed for the user who runs it.',
  ),
  'nix-says': say(
    (s, d) => `Nix says${from(beside(s, d))}: ${or(d, '…')}.`,
    () =>
      'If it names something of your configuration, correct it there; if not, other revisions of the inputs may help. The full log has more.',
  ),
  'log-says': say(
    (_, d) => `It failed with these words: ${or(d, '…')}.`,
    () => 'The lines shown are the likeliest cause; the full log has more.',
  ),
};
