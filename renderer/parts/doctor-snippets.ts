// What to write or type where the health check finds something missing.
import type { DoctorItem } from '../../preload/contract/details.ts';

export interface DoctorSnippet {
  /** 'configuration': Nix, for configuration.nix; 'terminal': a command */
  readonly into: 'configuration' | 'terminal';
  readonly code: string;
}

const nix = (code: string): DoctorSnippet => ({ into: 'configuration', code });
const shell = (code: string): DoctorSnippet => ({ into: 'terminal', code });

/** A word in single quotes for a POSIX shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** null where words say it all, or only a person can know what to write. */
export function snippetFor({ what, remedy, detail }: DoctorItem): DoctorSnippet | null {
  switch (remedy) {
    case 'newer-nix':
      return nix('nix.package = pkgs.nixVersions.latest;');
    case 'install-git':
      return nix('environment.systemPackages = [ pkgs.git ];');
    case 'enable-pkexec':
    case 'install-pkexec':
      // The second option is an error before 26.11, where the first alone does it.
      return nix(
        'security.polkit.enable = true;\nsecurity.polkit.enablePkexecWrapper = true; # NixOS 26.11 and later only',
      );
    case 'install-module':
      return nix('programs.snowbell.enable = true;');
    case 'start-agent':
    case 'agent-not-seen':
      return nix('environment.systemPackages = [ pkgs.polkit_gnome ];');
    case 'tray-extension':
      return nix('environment.systemPackages = [ pkgs.gnomeExtensions.appindicator ];');
    case 'free-space':
      return what === 'disk-boot'
        ? nix('boot.loader.systemd-boot.configurationLimit = 5;')
        : shell('sudo nix-collect-garbage --delete-older-than 14d');
    case 'make-writable':
      return detail.startsWith('/') ? shell(`sudo chown -R "$USER" ${quoted(detail)}`) : null;
    default:
      return null;
  }
}
