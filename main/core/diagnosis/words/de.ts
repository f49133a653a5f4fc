// The German sentences of every explanation.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

const named = (subject: string | null): string => (subject === null ? '' : ` „${subject}“`);
const from = (subject: string | null): string => (subject === null ? '' : ` (${subject})`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `„${subject}“`;

export const german: Sentences = {
  'hash-mismatch-source': say(
    (s) =>
      `Eine heruntergeladene Quelle${named(s)} ist nicht die Datei, die ihr Paket erwartet: Die Prüfsummen weichen ab.`,
    (_, d) =>
      `Die Datei wurde beim Anbieter geändert, oder die Prüfsumme des Pakets ist veraltet. Aktualisieren Sie die Inputs und versuchen Sie es noch einmal; bleibt es dabei, braucht das Paket ${d === null ? 'eine neue Prüfsumme' : `diese Prüfsumme: „${d}“`}.`,
  ),
  'nar-hash-mismatch': say(
    (s) =>
      `Der Inhalt, der für ${or(s, 'einen Input')} geholt wurde, weicht von dem ab, was flake.lock festhält.`,
    () =>
      'Aktualisieren Sie diesen Input, damit die Lock-Datei festhält, was jetzt da ist, und versuchen Sie es noch einmal.',
  ),
  'network-unreachable': say(
    (s) => `Ein Server war nicht zu erreichen${from(s)}.`,
    () =>
      'Prüfen Sie die Netzverbindung und versuchen Sie es noch einmal. Ist nur ein Server betroffen, versuchen Sie es später.',
  ),
  'rate-limited': say(
    (s) => `Der Server nimmt eine Weile keine Anfragen mehr an${from(s)}.`,
    () =>
      'Warten Sie (bei GitHub bis zu einer Stunde) und versuchen Sie es noch einmal, oder tragen Sie in nix.conf unter access-tokens ein Zugangstoken ein.',
  ),
  'http-not-found': say(
    (s) => `Etwas, das heruntergeladen werden soll, gibt es dort nicht${from(s)}.`,
    () =>
      'Prüfen Sie Adresse, Branch oder Tag in flake.nix. Ist die Quelle eines Pakets verschwunden, aktualisieren Sie die Inputs. Ein privates Repository sieht ohne Token genauso aus.',
  ),
  'auth-failed': say(
    (s) => `Ein Passwort, Schlüssel oder Token fehlte oder wurde nicht angenommen${from(s)}.`,
    () =>
      'Bei einem privaten Repository: Prüfen Sie SSH-Schlüssel oder Zugangstoken des Benutzers, der dies ausführt. Bei einer Passwortabfrage: Versuchen Sie es noch einmal.',
  ),
  'untracked-file': say(
    (s) =>
      `Nix sieht ${or(s, 'eine Datei der Konfiguration')} nicht: Git kennt die Datei nicht, oder es gibt sie nicht.`,
    (s) =>
      `Gibt es die Datei, nehmen Sie sie mit git add${s === null ? '' : ` ${s}`} auf (ein Commit ist nicht nötig). Sonst berichtigen Sie den Pfad, der sie nennt.`,
  ),
  'not-owner': say(
    (s) => `Das Git-Repository der Konfiguration${named(s)} gehört einem anderen Benutzer.`,
    () =>
      'Bauen Sie als der Benutzer, dem es gehört, und werden Sie nur zum Aktivieren root (nixos-rebuild --sudo), oder tragen Sie den Ordner in roots Git-Konfiguration als safe.directory ein.',
  ),
  'syntax-error': say(
    (s) => `In der Konfiguration ist ein Syntaxfehler${s === null ? '' : ` bei ${s}`}.`,
    () =>
      'Öffnen Sie die Datei an dieser Zeile; oft fehlt kurz davor ein Semikolon, eine Klammer oder ein Anführungszeichen, oder eines ist zu viel.',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) =>
      `Die Konfiguration verwendet ${or(s, 'einen Namen')}${from(d)}, aber das gibt es nicht.`,
    () =>
      'Prüfen Sie die Schreibweise, und dass es ein Paket, ein Argument oder einen Input dieses Namens gibt und dass er an diese Datei übergeben wird.',
  ),
  'option-does-not-exist': say(
    (s) => `Die Option${named(s)} gibt es nicht.`,
    () =>
      'Prüfen Sie Schreibweise und Stelle. Vielleicht wurde sie umbenannt, gehört zu Home Manager statt zu NixOS (oder umgekehrt) oder braucht ein Modul, das nicht importiert ist.',
  ),
  'type-mismatch-option': say(
    (s) => `Die Option${named(s)} bekam einen Wert, den sie nicht annehmen kann.`,
    () =>
      'Geben Sie ihr einen Wert der Art, die die Meldung nennt. Setzen zwei Dateien sie verschieden, behalten Sie eine davon oder verwenden Sie lib.mkForce.',
  ),
  'infinite-recursion': say(
    (s) => `Die Konfiguration verweist ohne Ende auf sich selbst${s === null ? '' : ` bei ${s}`}.`,
    () =>
      'Suchen Sie einen Wert, der von sich selbst abhängt: oft imports, die pkgs oder config verwenden, oder eine Option, die ihren eigenen Wert liest.',
  ),
  'failed-assertion': say(
    (s, d) =>
      (d ?? s) === null
        ? 'Die Konfiguration widerspricht sich.'
        : `Die Konfiguration wurde abgelehnt: ${d === null ? s : `${d}.`}`,
    () =>
      'Die Meldung sagt, was zu setzen oder zu entfernen ist. Ändern Sie das und bauen Sie neu.',
  ),
  'unfree-package': say(
    (s) => `Das Paket${named(s)} hat eine unfreie Lizenz, die noch nicht erlaubt ist.`,
    () =>
      'Setzen Sie nixpkgs.config.allowUnfree = true, oder erlauben Sie mit allowUnfreePredicate nur dieses Paket.',
  ),
  'insecure-package': say(
    (s) => `Das Paket${named(s)} hat bekannte Sicherheitslücken.`,
    () =>
      'Aktualisieren Sie die Inputs oder nehmen Sie einen Ersatz. Nehmen Sie die Gefahr in Kauf, tragen Sie es in nixpkgs.config.permittedInsecurePackages ein.',
  ),
  'package-removed-or-renamed': say(
    (s) => `Das Paket${named(s)} wurde aus der Paketsammlung entfernt oder umbenannt.`,
    () =>
      'Verwenden Sie den Namen oder Ersatz, den die Meldung nennt, oder entfernen Sie es aus der Konfiguration.',
  ),
  'broken-package': say(
    (s) =>
      `Das Paket${named(s)} ist als defekt gekennzeichnet oder unterstützt diesen Computer nicht.`,
    () =>
      'Entfernen Sie es vorerst, nehmen Sie eine Alternative, oder warten Sie auf eine Korrektur und aktualisieren Sie die Inputs später.',
  ),
  'build-failed': say(
    (s) => `${s === null ? 'Ein Paket' : `„${s}“`} konnte nicht gebaut werden.`,
    () =>
      'Die letzten Zeilen seines Protokolls sagen, warum. Kommt es aus nixpkgs, hilft oft ein neuerer oder älterer Stand; ist es Ihre eigene Datei, berichtigen Sie sie dort.',
  ),
  'out-of-memory': say(
    (s) =>
      `Dem Computer ging der Arbeitsspeicher aus${s === null ? '' : `, während „${s}“ gebaut wurde`}.`,
    () =>
      'Schließen Sie andere Programme, richten Sie Swap ein oder bauen Sie weniger gleichzeitig (max-jobs, cores), und versuchen Sie es noch einmal.',
  ),
  'disk-full-store': say(
    () => 'Der Datenträger mit dem Nix-Store oder dem Bauordner ist voll.',
    () =>
      'Schaffen Sie Platz, etwa indem Sie alte Generationen löschen und aufräumen lassen, und versuchen Sie es noch einmal.',
  ),
  'disk-full-boot': say(
    () =>
      'Die Boot-Partition ist voll; deshalb konnte das neue System nicht startfähig gemacht werden.',
    () =>
      'Löschen Sie alte Generationen, damit ihre Kernel die Boot-Partition verlassen, und wechseln Sie noch einmal. Ein kleineres configurationLimit beugt vor.',
  ),
  'bootloader-failed': say(
    () => 'Der Bootloader konnte nicht installiert werden.',
    () =>
      'Prüfen Sie, ob die Boot-Partition eingehängt ist und ob die boot.loader-Einstellungen zu diesem Computer passen. Versuchen Sie es noch einmal, bevor Sie neu starten.',
  ),
  'units-failed': say(
    (s, d) =>
      s === null
        ? 'Das neue System ist aktiv, aber einige Dienste konnten nicht starten.'
        : `Das neue System ist aktiv, aber „${s}“${d === null ? '' : ` (und ${d})`} konnte nicht starten.`,
    (s) =>
      `Sehen Sie mit systemctl status${s === null ? ' --failed' : ` ${s}`} nach und starten Sie neu, was fehlt, oder gehen Sie zur früheren Generation zurück.`,
  ),
  'activation-script-failed': say(
    (s) => `Ein Schritt der Aktivierung schlug fehl${s === null ? '' : `: „${s}“`}.`,
    () =>
      'Das System ist womöglich nur halb gewechselt. Behalten Sie es, wenn es funktioniert, oder gehen Sie zur früheren Generation zurück.',
  ),
  'switch-inhibited': say(
    () =>
      'Diese Änderung betrifft Teile, die nicht ersetzt werden dürfen, während das System läuft.',
    () => 'Machen Sie es zum System für den nächsten Start und starten Sie den Computer neu.',
  ),
  'lock-held': say(
    () => 'Ein anderer Wechsel oder Nix-Befehl ist schon bei der Arbeit.',
    () => 'Warten Sie, bis er fertig ist, und versuchen Sie es noch einmal.',
  ),
  'polkit-denied': say(
    () => 'Sie haben keine Erlaubnis erhalten, das System zu ändern.',
    () =>
      'Verwenden Sie ein Administratorkonto (unter NixOS: die Gruppe wheel) und versuchen Sie es noch einmal.',
  ),
  'polkit-no-agent': say(
    () => 'Es läuft kein Programm, das Sie nach dem Passwort fragen könnte.',
    () =>
      'Starten Sie in Ihrer Sitzung einen Polkit-Agenten (etwa hyprpolkitagent oder polkit-gnome), oder wechseln Sie in einem Terminal mit sudo.',
  ),
  'pkexec-not-setuid': say(
    () => 'Das Programm, das nach dem Passwort fragt, darf nicht root werden.',
    () =>
      'Setzen Sie security.polkit.enablePkexecWrapper = true (vor NixOS 26.11: security.polkit.enable = true), damit es /run/wrappers/bin/pkexec gibt.',
  ),
  'polkit-dismissed': say(
    () => 'Das Passwortfenster wurde geschlossen.',
    () => 'Es hat sich nichts geändert. Versuchen Sie es noch einmal, wenn Sie so weit sind.',
  ),
  'home-manager-conflict': say(
    (s) =>
      `Home Manager überschreibt ${or(s, 'eine Datei, die es nicht selbst angelegt hat,')} nicht.`,
    () =>
      'Verschieben oder löschen Sie diese Datei, oder setzen Sie home-manager.backupFileExtension (eigenständig: home-manager switch -b backup), und versuchen Sie es noch einmal.',
  ),
  'experimental-features-disabled': say(
    (s) => `In Nix ist die Funktion${named(s)} abgeschaltet.`,
    () =>
      'Setzen Sie nix.settings.experimental-features = [ "nix-command" "flakes" ]; und versuchen Sie es noch einmal.',
  ),
  'unsupported-lock-version': say(
    () => 'flake.lock wurde von einem neueren Nix geschrieben als diesem.',
    () => 'Aktualisieren Sie Nix, oder legen Sie die Lock-Datei mit dieser Version neu an.',
  ),
  interrupted: say(
    () => 'Der Lauf wurde unterbrochen, bevor er fertig war.',
    () => 'Beginnen Sie ihn wieder, wenn Sie so weit sind; was schon gebaut ist, bleibt erhalten.',
  ),
  'evaluation-warning-only': say(
    () => 'Es hat geklappt. Die Konfiguration hat nur Warnungen.',
    () =>
      'Jetzt ist nichts zu tun; die Warnungen nennen, was vor einer späteren Version zu ändern ist.',
  ),
  success: say(
    () => 'Es hat geklappt.',
    () => 'Es ist nichts zu tun.',
  ),
  other: say(
    () => 'Es schlug aus einem Grund fehl, den Snowbell nicht kennt.',
    () => 'Die gezeigten Zeilen sind die wahrscheinlichste Ursache; das ganze Protokoll hat mehr.',
  ),

  'hash-not-set': say(
    (s) => `Die Quelle${named(s)} hat nur einen Platzhalter als Prüfsumme.`,
    (_, d) =>
      `Setzen Sie die Prüfsumme dessen ein, was heruntergeladen wurde: ${or(d, 'Die Meldung nennt sie')}.`,
  ),
  'no-such-host': say(
    (s) => `Der Flake hat kein System ${or(hostOf(s), 'dieses Namens')}.`,
    (_, d) =>
      `${d === null ? 'nix flake show zählt auf, welche er hat.' : `Er hat ${d}.`} Wählen Sie eines davon als Host, mit --host oder in den Einstellungen (nixos-rebuild: --flake .#NAME), oder legen Sie dieses unter nixosConfigurations an.`,
  ),
  'module-argument': say(
    (s) => `Ein Modul verlangt das Argument${named(s)}, und niemand übergibt es rechtzeitig.`,
    () =>
      'Übergeben Sie es mit specialArgs (für Home Manager: extraSpecialArgs), oder nehmen Sie es aus den Argumenten des Moduls. Was mit _module.args gesetzt wird, ist in imports nicht zu verwenden.',
  ),
  'conflicting-values': say(
    (s) => `Die Option${named(s)} wird auf mehrere Werte gesetzt, die einander ausschließen.`,
    () => 'Behalten Sie einen davon, oder setzen Sie lib.mkForce vor den, der gelten soll.',
  ),
  'build-folder-full': say(
    (s) => `Der Datenträger mit dem Bauordner${named(s)} ist voll.`,
    () =>
      'Löschen Sie dort, was nicht mehr gebraucht wird, geben Sie ihm mehr Platz (boot.tmp.tmpfsSize) oder lassen Sie Nix anderswo bauen (nix.settings.build-dir), und versuchen Sie es noch einmal.',
  ),
  'other-disk-full': say(
    (s) => `Der Datenträger mit ${or(s, 'einer Datei, die geschrieben werden sollte,')} ist voll.`,
    () =>
      'Schaffen Sie auf diesem Datenträger Platz und versuchen Sie es noch einmal. Aufräumen im Nix-Store hilft nur, wenn er auch dort liegt.',
  ),
  'no-permission': say(
    (s) => `Der Zugriff auf ${or(s, 'eine Datei')} wurde verweigert.`,
    () =>
      'Sehen Sie mit ls -l nach, wem sie gehört. Was Ihres ist, aber root gehört, oft nach einem Befehl mit sudo, holen Sie mit sudo chown zurück; was dem System gehört, kann nur root ändern.',
  ),
  'no-flake': say(
    () => 'Für dieses System wurde keine flake.nix gefunden.',
    () =>
      'Rufen Sie es in dem Ordner auf, der flake.nix enthält, oder nennen Sie diesen Ordner mit --flake.',
  ),
  'pure-evaluation': say(
    (_, d) =>
      `Ein Flake darf nur verwenden, was er enthält oder was flake.lock festhält. Nix meldet: ${or(d, '…')}.`,
    () =>
      'Machen Sie einen Input daraus, schreiben Sie es als Pfad innerhalb des Flakes (./datei), oder legen Sie es mit Revision und Prüfsumme fest. --impure erlaubt es für ein Mal.',
  ),
  'failure-from-cache': say(
    () => 'Die Auswertung schlug schon früher fehl, und Nix wiederholt nur, dass es so war.',
    () => 'Bauen Sie einmal in einem Terminal mit --option eval-cache false: Dann sagt Nix, warum.',
  ),
  'wrong-value': say(
    (s, d) =>
      `Ein Wert in der Konfiguration ist nicht das, was dort hingehört${from(s)}. Nix meldet: ${or(d, '…')}.`,
    () =>
      'Oft fehlen einem Funktionsaufruf in einer Liste die Klammern, oder ein Text steht da, wo ein Pfad, eine Liste oder eine Menge hingehört.',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, 'Ein Name')} wird zweimal gesetzt${from(s)}.`,
    () => 'Behalten Sie eines von beiden, oder fassen Sie zusammen, was beide enthalten.',
  ),
  'no-such-command': say(
    (_, d) => `Der Befehl${named(d)} wurde nicht gefunden.`,
    () =>
      'Prüfen Sie die Schreibweise, und dass er für den Benutzer installiert ist, der ihn aufruft.',
  ),
  'nix-says': say(
    (s, d) => `Nix meldet${from(beside(s, d))}: ${or(d, '…')}.`,
    () =>
      'Nennt es etwas aus Ihrer Konfiguration, berichtigen Sie es dort; wenn nicht, hilft vielleicht ein anderer Stand der Inputs. Das ganze Protokoll hat mehr.',
  ),
  'log-says': say(
    (_, d) => `Es schlug mit diesen Worten fehl: ${or(d, '…')}.`,
    () => 'Die gezeigten Zeilen sind die wahrscheinlichste Ursache; das ganze Protokoll hat mehr.',
  ),
};
