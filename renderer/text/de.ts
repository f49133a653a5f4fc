// Every sentence the window says, in German.
import type { Text } from './en.ts';
import type { Format } from './format.ts';
import type { FailureKind, Reason, Remedy } from './known-words.ts';
import {
  distanceOf,
  firstNames,
  intervalOf,
  isPowerless,
  joined,
  letGoWords,
  lookUp,
  type OutcomeText,
  type PrunedWords,
  prunedOutcome,
  runLine,
  type Said,
  said,
  spellDuration,
  type Titled,
  titled,
} from './sentence-parts.ts';

export function german(format: Format): Text {
  const n = format.number;
  const count = (of: number, one: string, other: string) =>
    `${n(of)} ${format.plural(of, { one, other })}`;
  const duration = (ms: number) => spellDuration(ms, ['h', 'min', 's']);
  const days = { yesterday: 'gestern', today: 'heute', tomorrow: 'morgen' } as const;

  const moment: Text['moment'] = (at, now, place = 'start') => {
    const { day, date, clock } = format.day(at, now);
    const word = day === 'other' ? date : days[day];
    return `${place === 'start' ? word.charAt(0).toUpperCase() + word.slice(1) : word} ${clock}`;
  };
  const when: Text['when'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    if (day === 'today') return `um ${clock}`;
    return day === 'other' ? `am ${date} um ${clock}` : `${days[day]} um ${clock}`;
  };

  const reasonOf = (reason: string | null, host: string): Said => {
    const wait = 'Das gibt sich oft nach einer Weile.';
    if (reason?.startsWith('http-')) {
      const code = reason.slice(5);
      return said(
        `Fehler ${code} von ${host}`,
        `${host} hat mit dem HTTP-Fehler ${code} geantwortet. ${wait}`,
      );
    }
    const table: Readonly<Record<Reason, Said>> = {
      timeout: said(`Keine Antwort von ${host}`, null),
      dns: said(
        `${host} nicht gefunden`,
        `Der Name ${host} ließ sich nicht auflösen. Ist das Netz da?`,
      ),
      refused: said(`${host} lehnt ab`, `${host} ist da, hat aber die Verbindung abgelehnt.`),
      tls: said(
        `Kein Vertrauen zu ${host}`,
        `Das Zertifikat von ${host} ließ sich nicht bestätigen, darum wurde nichts gefragt.`,
      ),
      'auth-required': said(
        'Anmeldung nötig',
        `${host} verlangt eine Anmeldung. Snowbell nutzt die Zugänge und Schlüssel, die git schon hat, und fragt nie selbst nach einem Passwort.`,
      ),
      'not-found': said(
        'Repository nicht gefunden',
        `${host} kennt dieses Repository nicht. Vielleicht wurde es verschoben, gelöscht oder ist nun privat.`,
      ),
      'no-such-ref': said(
        'Branch nicht gefunden',
        'Das Repository ist da, aber nicht der Branch oder Tag aus flake.nix.',
      ),
      'rate-limited': said(
        `${host} bittet um Geduld`,
        `${host} hat aus diesem Netz zu viele Anfragen bekommen. Snowbell fragt später wieder.`,
      ),
      'not-a-git-server': said(
        'Kein git-Server',
        `${host} hat geantwortet, aber nicht wie ein git-Server.`,
      ),
      'no-git': said(
        'git fehlt',
        'Dieser Input lässt sich nur mit git abfragen, und git ist nicht installiert.',
      ),
      'not-owner': said(
        'Gehört jemand anderem',
        'git liest dieses Repository nicht, weil es einem anderen Benutzer gehört.',
      ),
      'connection-lost': said(
        `${host} hat abgebrochen`,
        `Die Verbindung zu ${host} endete, bevor die Antwort vollständig war.`,
      ),
      'no-network': said('Kein Netz', `Zurzeit führt kein Weg zu ${host}.`),
      proxy: said(
        'Der Proxy lehnt ab',
        `Der Proxy des Netzes hat die Anfrage an ${host} nicht durchgelassen.`,
      ),
      'proxy-unsupported': said(
        'Proxy nicht verwendbar',
        'Snowbell kann diese Art von Proxy nicht verwenden, nur http, https und socks5. Am Proxy vorbei fragt es niemanden.',
      ),
      'server-error': said(
        `${host} hat ein Problem`,
        `${host} hat einen eigenen Fehler gemeldet. ${wait}`,
      ),
      'unsafe-redirect': said(
        'Unsichere Weiterleitung',
        `${host} hat auf eine unsichere Adresse verwiesen; ihr wurde nicht gefolgt.`,
      ),
      'too-many-redirects': said(
        'Im Kreis geleitet',
        `${host} hat ohne Ende von einer Adresse zur nächsten verwiesen.`,
      ),
      'host-key': said(
        `ssh kennt ${host} nicht`,
        `ssh hat diesen Schlüssel von ${host} noch nie gesehen, oder er hat sich geändert. Verbinden Sie sich einmal im Terminal („ssh ${host}“) und vergleichen Sie ihn.`,
      ),
      'git-failed': said('git ist gescheitert', 'git konnte dieses Repository nicht abfragen.'),
      'not-a-repository': said('Kein Repository', 'Der Ordner ist da, aber git kennt ihn nicht.'),
      'no-locked-revision': said(
        'Kein Vergleich möglich',
        'flake.lock nennt für diesen Input keine Revision.',
      ),
      'unusable-source': said(
        'Adresse unbrauchbar',
        'Die Adresse in flake.nix ist unvollständig oder nicht sicher abzufragen.',
      ),
      'relative-git-url': said(
        'Relative Adresse',
        'Eine git-Adresse ohne Host oder vollen Pfad lässt sich nicht abfragen.',
      ),
      path: said(
        'Ein Ordner',
        'Ein einfacher Ordner hat keine Revisionen. Jedes Update nimmt ihn, wie er ist.',
      ),
      file: said('Eine Datei', 'Der Server sagt nicht, ob sich die Datei geändert hat.'),
      'unmarked-file': said('Ohne Version', `${host} sagt nicht, ob sich die Datei geändert hat.`),
      'first-seen': said(
        'Zum ersten Mal gesehen',
        'Der Server sagt nur, wann sich die Datei zuletzt geändert hat. Ab der nächsten Prüfung fällt eine Änderung auf.',
      ),
      'lock-changed': said(
        'Seit der letzten Prüfung geändert',
        'In flake.lock steht eine andere Revision als die verglichene. Prüfen Sie noch einmal.',
      ),
      'not-asked': said('Noch nicht gefragt', 'Dieser Input gehörte nicht zur letzten Prüfung.'),
      'not-in-registry': said(
        'Nicht in der Registry',
        'Die Flake-Registry hat keinen Eintrag mit diesem Namen.',
      ),
      'pinned-by-registry': said(
        'In der Registry festgelegt',
        'Die Flake-Registry legt diesen Namen auf eine Revision fest.',
      ),
      'not-a-registry': said(
        'Registry nicht lesbar',
        'Was ihr Server geschickt hat, ist keine Flake-Registry.',
      ),
      'malformed-node': said(
        'Beschädigt in flake.lock',
        'Der Eintrag dieses Inputs ist nicht lesbar.',
      ),
      'node-missing': said(
        'Fehlt in flake.lock',
        'flake.lock nennt diesen Input, hat aber keinen Eintrag für ihn.',
      ),
      'follows-cycle': said(
        'Folgt sich selbst',
        'Die Inputs, denen er folgt, führen zu ihm zurück.',
      ),
      'follows-missing': said('Folgt ins Leere', 'Den Input, dem er folgt, gibt es nicht.'),
      offline: said('Nicht gefragt', 'Über das Netz wurde nichts gefragt.'),
      tarball: said('Archiv', 'Der Server sagt nicht, ob sich das Archiv geändert hat.'),
      indirect: said(
        'Name aus der Registry',
        'Dieser Input ist ein Name aus der Flake-Registry, und die war nicht lesbar.',
      ),
      mercurial: said('Mercurial-Repository', 'Snowbell kann Mercurial nicht abfragen.'),
      'unsupported-type': said('Unbekannte Art', 'Snowbell kennt diese Art von Input nicht.'),
    };
    const title = 'Nicht zu prüfen';
    if (reason === null) return said(title, 'Ein Grund wurde nicht genannt.');
    return lookUp(table, reason) ?? said(title, `Als Grund ist angegeben: „${reason}“.`);
  };

  const failure: Text['failure'] = ({ kind, detail }) => {
    const setAside = titled('Eine beschädigte Datei wurde beiseitegelegt', detail);
    const table: Readonly<Record<FailureKind, Titled>> = {
      'no-folder': titled(
        'Den Ordner gibt es nicht',
        `${detail} ist nicht da oder lässt sich nicht öffnen.`,
      ),
      'no-flake-nix': titled(
        'In diesem Ordner ist keine flake.nix',
        `${detail} Wählen Sie den Ordner, in dem die flake.nix Ihres Systems liegt.`,
      ),
      'no-lock': titled(
        'Es gibt noch keine flake.lock',
        `${detail} „Nur Lock aktualisieren“ schreibt eine erste.`,
      ),
      unreadable: titled('Die Datei ist nicht lesbar', detail),
      malformed: titled(
        'flake.lock ist beschädigt',
        `${detail} Liegt der Ordner in git, holt „git checkout flake.lock“ die letzte gute zurück.`,
      ),
      'unsupported-version': titled(
        'flake.lock hat eine Version, die Snowbell nicht kennt',
        detail,
      ),
      'no-nix': titled('Nix wurde nicht gefunden', `Prüfen geht ohne Nix, bauen nicht. ${detail}`),
      'nix-too-old': titled(
        'Dieses Nix ist zu alt',
        `Snowbell braucht Nix 2.24 oder neuer. ${detail}`,
      ),
      busy: titled(
        'Ein anderer Lauf ist im Gange',
        `Er muss enden, bevor ein neuer beginnt. ${detail}`,
      ),
      'stale-answer': titled(
        'Das Netz fiel mittendrin aus',
        `Nix hätte eine alte Kopie statt der neuesten Revision genommen, darum wurde nichts geändert. ${detail}`,
      ),
      'unknown-input': titled('Diesen Input gibt es nicht', detail),
      'write-failed': titled('Die Datei konnte nicht geschrieben werden', detail),
      'state-unwritable': titled(
        'Snowbell kann nichts speichern',
        `Sein Ordner ist nicht beschreibbar. Einstellungen und Verlauf gehen beim Beenden verloren: ${detail}`,
      ),
      'not-saved': titled(
        'Die Aufzeichnung dieses Laufs konnte nicht gespeichert werden',
        `Die Platte ist voll oder nicht beschreibbar. Schaffen Sie Platz; vor dem nächsten Lauf sieht Snowbell nach, was geschehen ist. ${detail}`,
      ),
      refused: titled('Das wurde abgelehnt', detail),
      'resolve-failed': titled('Die Inputs konnten nicht aktualisiert werden', detail),
      'build-failed': titled('Das Bauen ist fehlgeschlagen', detail),
      offline: titled('Es gibt kein Netz', detail),
      'no-flake': titled(
        'Es ist kein Flake gewählt',
        `Wählen Sie eines in den Einstellungen. ${detail}`,
      ),
      'no-git': titled('git wurde nicht gefunden', `Das hier braucht git. ${detail}`),
      cancelled: titled('Abgebrochen', detail),
      stale: titled(
        'Das Gebaute passt nicht mehr',
        `Das Flake oder das laufende System hat sich seither geändert. Bauen Sie es neu. ${detail}`,
      ),
      'host-differs': titled(
        'Das ist für einen anderen Computer gebaut',
        `Es braucht eine zweite Bestätigung. ${detail}`,
      ),
      'units-restarted': titled('Die Units wurden neu gestartet', detail),
      'units-not-restarted': titled(
        'Einige Units laufen noch immer nicht',
        `Sehen Sie jede mit „systemctl status“ an. ${detail}`,
      ),
      'evaluates-as-root': titled(
        'Root müsste das Flake auswerten',
        'Dazu braucht es erst Ihre Zustimmung.',
      ),
      'lock-not-yours': titled(
        'flake.lock gehört Ihnen nicht',
        `Ohne den Root-Helfer kann es nicht geschrieben werden. Binden Sie Snowbells NixOS-Modul ein, oder bauen Sie mit der Lock-Datei, wie sie ist. ${detail}`,
      ),
      'lock-of-root': titled(
        'flake.lock gehört root',
        `Snowbell kann sie hier nicht schreiben. Geben Sie dies in einem Terminal ein, oder behalten Sie die alte: ${detail}`,
      ),
      'keep-needs-root': titled(
        'flake.lock gehört root',
        `Ein System, das bleibt, braucht seine eigene flake.lock, und Snowbell kann sie hier nicht schreiben. Geben Sie dies in einem Terminal ein und behalten Sie dann das System: ${detail}`,
      ),
      'already-there': titled(
        'Nichts zu tun',
        `Generation ${detail} läuft bereits, und auch der nächste Start bringt sie.`,
      ),
      'not-ready': titled('Nichts Gebautes wartet', detail),
      'lock-moved-on': titled(
        'flake.lock wurde seither geändert',
        'Sie ist nicht mehr die Datei, mit der dieser Lauf begann; es wurde nichts geschrieben. Prüfen Sie und aktualisieren Sie noch einmal.',
      ),
      'no-such-run': titled('Dieser Lauf ist nicht mehr gespeichert', detail),
      'nothing-to-skip': titled(
        'Es gibt keine Revision zum Überspringen',
        `Die neueste Revision dieses Inputs ist nicht bekannt. ${detail}`,
      ),
      'freeing-space': titled(
        'Platz wird geschaffen',
        'Aus dem Nix-Store wird entfernt, was nichts mehr braucht. Danach beginnt der Lauf von neuem.',
      ),
      'space-not-freed': titled('Es ließ sich kein Platz schaffen', detail),
      'nothing-to-free': titled(
        'Es gibt nichts freizugeben',
        'Alles im Nix-Store wird noch gebraucht. Löschen Sie alte Generationen oder andere Dateien und versuchen Sie es noch einmal.',
      ),
      'no-remedy': titled(
        'Das kann Snowbell nicht selbst beheben',
        `Mehr steht im Protokoll. ${detail}`,
      ),
      undecided: titled(
        'Erst ist etwas zu entscheiden',
        'Der letzte Wechsel ging nur halb. Behalten Sie ihn oder kehren Sie zurück, bevor Sie Generationen entfernen.',
      ),
      'generations-changed': titled(
        'Die Generationen haben sich inzwischen geändert',
        'Es wurde nichts entfernt. Sehen Sie die Liste noch einmal an.',
      ),
      'needs-helper': titled(
        'Dazu braucht es Snowbells Root-Helfer',
        `Er kommt mit Snowbells NixOS-Modul. Ohne ihn geben Sie dies in einem Terminal ein: ${detail}`,
      ),
      collecting: titled(
        'Platz wird geschaffen',
        'Aus dem Nix-Store wird entfernt, was nichts mehr braucht.',
      ),
      'space-freed': titled('Es wurde Platz geschaffen', detail),
      'closure-unreadable': titled(
        'Die Pakete eines Systems sind nicht lesbar',
        `Teile davon fehlen vielleicht im Nix-Store. ${detail}`,
      ),
      'git-failed': titled('git ist gescheitert', detail),
      'rehearsal-failed': titled('Der Probelauf konnte nicht eingerichtet werden', detail),
      'no-generation': titled(
        'Diese Generation gibt es nicht mehr',
        `Sie wurde entfernt, oder ihr System ist nicht mehr im Nix-Store. ${detail}`,
      ),
      'no-system': titled('Hier läuft kein NixOS', detail),
      managed: titled(
        'Das legt Ihre NixOS-Konfiguration fest',
        `Ändern Sie es dort (programs.snowbell.settings). ${detail}`,
      ),
      'nothing-chosen': titled('Kein Input ist ausgewählt', detail),
      'not-cancellable': titled(
        'Das lässt sich jetzt nicht anhalten',
        `Mittendrin anzuhalten ließe das System dazwischen zurück. ${detail}`,
      ),
      'commit-failed': titled('flake.lock ist geschrieben, aber nicht committet', detail),
      'corrupt-file': setAside,
      'set-aside': setAside,
      interrupted: titled('Ein früherer Lauf wurde unterbrochen', detail),
      bug: titled('Snowbell hat einen Fehler gemacht', detail),
    };
    return (
      lookUp(table, kind) ??
      titled('Etwas ist schiefgegangen', `${detail || 'Näheres ist nicht bekannt.'} (${kind})`)
    );
  };

  const kindTitles = {
    upgrade: 'Upgrade',
    update: 'Lock-Update',
    rebuild: 'Neubau',
    rollback: 'Rückkehr',
    prune: 'Aufräumen der Generationen',
  } as const;
  const lastKind = {
    upgrade: 'Letztes Upgrade',
    update: 'Letztes Lock-Update',
    rebuild: 'Letzter Neubau',
    rollback: 'Letzte Rückkehr',
    prune: 'Letztes Aufräumen der Generationen',
  } as const;
  const stepNouns = {
    resolve: 'Update-Schritt',
    build: 'Bau-Schritt',
    review: 'Prüf-Schritt',
    activate: 'Wechsel-Schritt',
    settle: 'letzter Schritt',
  } as const;

  const untouched = 'Am System ist nichts geändert, flake.lock ist unberührt.';

  const pruned: PrunedWords = {
    succeeded: {
      chip: 'Entfernt',
      title: 'Letztes Aufräumen der Generationen: gelungen',
      meaning:
        'Die alten Generationen sind fort, das Startmenü ist neu geschrieben. Der Nix-Store bekommt ihren Platz beim nächsten Aufräumen zurück.',
    },
    refused: {
      chip: 'Abgelehnt',
      title: 'Letztes Aufräumen der Generationen: abgelehnt',
      meaning: 'Es wurde nichts entfernt. Das Protokoll sagt, warum.',
    },
    menuFailed: {
      chip: 'Startmenü misslungen',
      title: 'Letztes Aufräumen der Generationen: Das Startmenü ließ sich nicht neu schreiben',
      meaning:
        'Die alten Generationen sind entfernt, aber das Startmenü führt sie vielleicht noch auf.',
    },
    failed: {
      chip: 'Fehlgeschlagen',
      title: 'Letztes Aufräumen der Generationen: fehlgeschlagen',
      meaning: 'Nicht alle ließen sich entfernen. Mehr steht im Protokoll.',
    },
    denied: {
      chip: 'Nicht erlaubt',
      title: 'Letztes Aufräumen der Generationen: nicht erlaubt',
      meaning:
        'Dieses Konto darf keine Generationen entfernen. Nehmen Sie ein Administratorkonto (auf NixOS: die Gruppe wheel). Es ist nichts geändert.',
    },
    dismissed: {
      chip: 'Nicht entfernt',
      title: 'Letztes Aufräumen der Generationen: Sie haben die Passwortabfrage geschlossen',
      meaning: 'Sie haben die Passwortabfrage geschlossen. Es wurde nichts entfernt.',
    },
    noAgent: {
      chip: 'Keine Passwortabfrage',
      title: 'Letztes Aufräumen der Generationen: Nichts konnte nach Ihrem Passwort fragen',
      meaning:
        'In dieser Sitzung läuft kein polkit-Agent. Starten Sie einen, oder geben Sie „snowbell prune“ im Terminal ein. Es ist nichts geändert.',
    },
  };

  const letGo = letGoWords({
    newer:
      'Seitdem wurde ein neueres System gebaut, darum wurde dieses verworfen. Es ist nichts geändert.',
    'system-changed': 'Seitdem läuft ein anderes System, darum wurde dieses verworfen.',
    'flake-changed':
      'flake.lock oder die Konfiguration ist seitdem weiter, darum wurde dieses System verworfen. Es ist nichts geändert.',
    'result-missing': 'Es ist nicht mehr im Nix-Store. Bauen Sie es neu, um es zu benutzen.',
  });

  const outcome: Text['outcome'] = (record, done, isKept): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const unchanged = 'Es ist nichts geändert.';
    const kept = isKept ? 'Das gebaute System bleibt erhalten; es ist nichts geändert.' : unchanged;
    const last = lastKind[record.kind];
    const generation = record.generation === null ? null : `Generation ${record.generation}`;
    const of = (chip: string, title: string, meaning: string): OutcomeText => ({
      chip,
      title,
      meaning,
    });
    switch (done) {
      case 'ready':
        return isKept
          ? of(
              'Bereit',
              `${last}: bereit zum Wechseln`,
              'Es ist gebaut und wartet auf Sie. Am System ist noch nichts geändert.',
            )
          : of(
              'Bereit',
              `${last}: gebaut`,
              'Es wurde gebaut, ist aber nicht mehr gespeichert. Am System ist nichts geändert.',
            );
      case 'succeeded':
        return of(
          record.kind === 'update' ? 'flake.lock geschrieben' : (generation ?? 'Fertig'),
          `${last}: gelungen`,
          record.restartRecommended
            ? 'Manches davon wirkt erst nach einem Neustart.'
            : record.kind === 'update'
              ? 'Die neue flake.lock ist an ihrem Platz; das System selbst wurde nicht neu gebaut.'
              : generation === null
                ? 'Das neue System ist in Gebrauch.'
                : `${generation} ist in Gebrauch.`,
        );
      case 'unchanged':
        return of(
          'Unverändert',
          `${last}: nichts zu ändern`,
          'Das Ergebnis ist dasselbe, was Sie schon haben; es gab nichts zu wechseln.',
        );
      case 'units-failed':
        return of(
          generation ?? 'Gewechselt',
          `${last}: gewechselt, aber nicht alles ist gestartet`,
          record.failedUnits.length === 0
            ? 'Gewechselt, aber einige Units sind nicht gestartet. Das Protokoll nennt sie.'
            : `Gewechselt, aber ${count(record.failedUnits.length, 'Unit ist', 'Units sind')} fehlgeschlagen: ${format.list(record.failedUnits)}`,
        );
      case 'restart-required':
        return of(
          'Neustart nötig',
          `${last}: Neustart nötig`,
          'Das neue System ist eingerichtet und übernimmt beim nächsten Neustart.',
        );
      case 'refused':
        return of(
          'Abgelehnt',
          `${last}: vom neuen System abgelehnt`,
          'Seine eigenen Prüfungen sagten nein, das alte System bleibt. flake.lock ist unberührt.',
        );
      case 'activation-failed':
        return of(
          'Halb gewechselt',
          `${last}: gewechselt, aber das Startskript ist gescheitert`,
          'Ein Teil der Einrichtung des neuen Systems ging schief.',
        );
      case 'failed':
        return of(
          'Fehlgeschlagen',
          `${last}: fehlgeschlagen`,
          record.step === 'activate' || record.step === 'settle'
            ? 'Das System hat den Wechsel nicht angenommen und wurde so weit wie möglich zurückgesetzt; flake.lock ist unberührt. Mehr steht im Protokoll.'
            : untouched,
        );
      case 'cancelled':
        return of('Abgebrochen', `${last}: abgebrochen`, untouched);
      case 'denied':
        return of(
          'Nicht erlaubt',
          `${last}: nicht erlaubt`,
          `Dieses Konto darf das System nicht wechseln. Nehmen Sie ein Administratorkonto (auf NixOS: die Gruppe wheel). ${kept}`,
        );
      case 'auth-failed':
        return of(
          'Falsches Passwort',
          `${last}: Das Passwort wurde nicht angenommen`,
          `Das Passwort war falsch oder nicht das eines Administrators. Versuchen Sie es noch einmal; achten Sie auf Feststelltaste und Tastaturbelegung. ${kept}`,
        );
      case 'dismissed':
        return of(
          'Nicht gewechselt',
          `${last}: Sie haben die Passwortabfrage geschlossen`,
          `Sie haben die Passwortabfrage geschlossen. Drücken Sie den Knopf zum Wechseln wieder, wenn Sie so weit sind. ${kept}`,
        );
      case 'no-agent':
        return of(
          'Keine Passwortabfrage',
          `${last}: Nichts konnte nach Ihrem Passwort fragen`,
          `In dieser Sitzung läuft kein polkit-Agent. Starten Sie einen, oder geben Sie „snowbell switch“ im Terminal ein. ${kept}`,
        );
      case 'no-pkexec':
        return isPowerless(record)
          ? of(
              'pkexec machtlos',
              `${last}: pkexec darf nicht root werden`,
              `pkexec ist da, aber nicht setuid root. Setzen Sie „security.polkit.enablePkexecWrapper = true;“ (vor NixOS 26.11: „security.polkit.enable = true;“), und melden Sie sich neu an. ${kept}`,
            )
          : of(
              'pkexec fehlt',
              `${last}: pkexec fehlt`,
              `Zum Wechseln braucht es pkexec. Aktivieren Sie polkit mit „security.polkit.enable = true;“, ab NixOS 26.11 auch „security.polkit.enablePkexecWrapper = true;“. ${kept}`,
            );
      case 'interrupted':
        return of(
          'Unterbrochen',
          `${last}: unterbrochen`,
          'Snowbell oder der Computer wurde vor dem Ende beendet. Sie können gefahrlos neu beginnen.',
        );
      case 'discarded':
        return of(
          'Verworfen',
          `${last}: verworfen`,
          letGo(record.discardedFor) ?? 'Sie wollten nicht dazu wechseln. Es ist nichts geändert.',
        );
    }
  };

  const stepFailed = {
    resolve: (took: string) => `Aktualisieren fehlgeschlagen nach ${took}`,
    build: (took: string) => `Bauen fehlgeschlagen nach ${took}`,
    review: (took: string) => `Untersuchen fehlgeschlagen nach ${took}`,
    activate: (took: string) => `Wechsel fehlgeschlagen nach ${took}`,
    settle: (took: string) => `Abschluss fehlgeschlagen nach ${took}`,
  } as const;

  const verbs = {
    switch: 'Jetzt wechseln',
    boot: 'Ab nächstem Start',
    test: 'Ausprobieren (bis Neustart)',
  } as const;

  return {
    format,
    duration,
    moment,
    when,
    failure,
    kindTitle: (kind) => kindTitles[kind],
    stepNoun: (step) => stepNouns[step],
    outcome,
    asFact: (sentence) =>
      sentence
        .replace(/\.$/, '')
        .replace(/^(Das|Die|Der|Es|Am|Seine|Manches|Dieses) /, (word) => word.toLowerCase()),

    appName: 'Snowbell',
    common: {
      close: 'Schließen',
      cancel: 'Abbrechen',
      retry: 'Nochmals',
      tryAgain: 'Noch einmal',
      dismiss: 'Ausblenden',
      openLog: 'Zum Protokoll',
      back: 'Zurück',
      checkNow: 'Jetzt prüfen',
      checking: 'Wird geprüft …',
      none: 'keine',
      starting: 'Startet …',
      noConnection: 'Snowbell wurde beendet. Schließen Sie dieses Fenster und starten Sie es neu.',
      allInputs: 'alle Inputs',
      copy: 'Kopieren',
      copied: 'Kopiert',
      reading: 'Wird gelesen …',
      unknown: 'unbekannt',
      noRevision: 'keine Revision',
      decideFirst: 'Entscheiden Sie zuerst, was oben gefragt ist.',
    },

    nav: {
      label: 'Ansichten',
      updates: 'Updates',
      activity: 'Aktivität',
      history: 'Verlauf',
      generations: 'Generationen',
      settings: 'Einstellungen',
      behind: (k) => count(k, 'Input veraltet', 'Inputs veraltet'),
      working: 'bei der Arbeit',
      ready: 'bereit zum Wechseln',
      generation: (k) => `Generation ${k}`,
      nixos: (version) => `NixOS ${version}`,
      keys: 'Tastenkürzel',
      linux: (version) => `Linux ${version}`,
      linuxNext: (running, next) => `Linux ${running}, ${next} nach einem Neustart`,
      restart: 'Neustart steht aus',
      systemLabel: 'Dieses System',
    },

    rehearsal: {
      title: 'Probelauf',
      body: 'an diesem Computer ändert sich nichts',
      leave: 'Verlassen',
    },

    elevation: (view) => {
      if (view.kind === 'store-path')
        return titled(
          'Gewechselt wird über nixos-rebuild',
          'Snowbells Root-Helfer ist nicht installiert, also aktiviert nixos-rebuild genau das, was Sie durchgesehen haben. Nach dem Passwort wird nichts mehr geprüft, die Ausgabe geht verloren, wenn Snowbell endet, und ein misslungener Wechsel wird nicht zurückgenommen. Snowbells NixOS-Modul behebt das.',
        );
      if (view.kind === 'flake')
        return titled(
          'Zum Wechseln müsste root Ihr Flake auswerten',
          'Snowbells Root-Helfer ist nicht installiert, und dieses nixos-rebuild nimmt kein fertiges System an. Es geht trotzdem, mit weniger Absicherung; Sie werden vorher gefragt. Snowbells NixOS-Modul behebt das.',
        );
      switch (view.reason) {
        case 'no-pkexec':
          return titled(
            'Wechseln ist nicht möglich: pkexec fehlt',
            'Prüfen und Bauen gehen. Zum Wechseln aktivieren Sie polkit (security.polkit.enable = true;), oder geben Sie selbst „sudo nixos-rebuild switch“ ein.',
          );
        case 'pkexec-not-setuid':
          return titled(
            'Wechseln ist nicht möglich: pkexec darf nicht root werden',
            'pkexec ist da, aber nicht setuid root. Setzen Sie „security.polkit.enablePkexecWrapper = true;“ (vor NixOS 26.11: „security.polkit.enable = true;“), und melden Sie sich neu an.',
          );
        case 'no-helper':
          return titled(
            'Wechseln ist nicht möglich: Snowbells Root-Helfer ist nicht installiert',
            'Prüfen und Bauen gehen. Um von hier zu wechseln, binden Sie Snowbells NixOS-Modul ein und bauen einmal von Hand neu.',
          );
      }
    },

    notice: (kind, detail) => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: 'Die Inputs sind neuer, das System bleibt gleich',
        meaning: (names) =>
          `flake.lock blieb, wie sie ist; deshalb bleiben diese veraltet: ${names}. Schreiben Sie sie, dann sind sie aktuell.`,
      },
      otherInputs: {
        title: 'nix hat andere Inputs mitgezogen',
        meaning: (names) =>
          `Nicht ausgewählt und doch bewegt: ${names}. flake.lock bleibt, wie sie ist, bis Sie sie schreiben.`,
      },
    },

    decision: {
      lockNotWritten: {
        title: 'Gewechselt, aber flake.lock ist noch nicht geschrieben',
        body: (detail) =>
          `Das System läuft mit den neuen Inputs, flake.lock nennt noch die alten. ${detail}`.trim(),
        write: 'flake.lock schreiben',
        keep: 'Die alte behalten',
      },
      lockChanged: {
        title: 'flake.lock wurde inzwischen geändert',
        body: 'Jemand hat flake.lock bearbeitet, während das System gebaut wurde; sie wurde nicht überschrieben. Welche soll bleiben?',
        mine: 'Meine behalten',
        switched: 'Die gewechselte nehmen',
      },
      difference: {
        show: 'Unterschied zeigen',
        title: 'Worin sich die beiden Lock-Dateien unterscheiden',
        input: 'Input',
        mine: 'Ihre',
        switched: 'Die gewechselte',
        absent: 'nicht darin',
        same: 'Beide legen dieselben Revisionen fest. Nur die Schreibweise der Dateien ist verschieden.',
        failed: 'Die beiden Dateien lassen sich nicht vergleichen',
      },
      activationFailed: {
        title: 'Das Startskript des neuen Systems ist gescheitert',
        body: (previous) =>
          previous === null
            ? 'Das neue System ist aktiv, aber ein Teil der Einrichtung ging schief. Die Generation davor gibt es nicht mehr: Wechseln Sie unter „Generationen“ zu einer anderen, oder behalten Sie es.'
            : `Das neue System ist aktiv, aber ein Teil der Einrichtung ging schief. Zurück zu Generation ${previous}, oder behalten?`,
        keep: 'Behalten',
      },
      testActive: {
        title: 'Sie probieren das neue System aus',
        body: 'Ein Neustart macht es rückgängig. Läuft alles gut, machen Sie es dauerhaft.',
        permanent: 'Dauerhaft machen',
      },
      goBack: (previous) => `Zurück zu ${previous}`,
    },

    updates: {
      title: (behind, all) =>
        `${n(behind)} von ${count(all, 'Input', 'Inputs')} ${format.plural(behind, { one: 'hat ein Update', other: 'haben Updates' })}`,
      upToDate: 'Alles ist aktuell',
      noneFound: 'Keine Updates gefunden',
      never: 'Noch nicht geprüft',
      neverBody:
        'Snowbell fragt jeden Input nach seiner neuesten Revision. Heruntergeladen wird dafür nichts.',
      noInputs: 'Dieses Flake hat keine Inputs',
      noInputsBody: 'Es gibt nichts aktuell zu halten; neu bauen können Sie trotzdem.',
      allGoodBody: (all) =>
        `${count(all, 'Input ist', 'Inputs sind')} auf der neuesten Revision oder von Ihnen festgelegt.`,
      heldBody: (held) =>
        `${count(held, 'Input hat ein Update, das', 'Inputs haben Updates, die')} Sie zurückhalten oder überspringen.`,
      partGoodBody: 'Kein Input, der geprüft werden konnte, ist veraltet.',
      checkingFirst: 'Ihre Inputs werden geprüft …',
      checkingProgress: (done, of) => `${n(done)} von ${n(of)} gefragt`,
      tried: (at, now) =>
        now - at < 60_000 ? 'gerade eben versucht' : `${format.ago(at, now)} versucht`,
      checked: (at, now) =>
        now - at < 60_000 ? 'gerade eben geprüft' : `${format.ago(at, now)} geprüft`,
      waiting: (waiting) =>
        ({
          metered: 'In getakteten Netzen wird nicht geprüft',
          battery: 'Bei schwachem Akku wird nicht geprüft',
          'no-network': 'Ohne Netz wird nicht geprüft',
        })[waiting],
      checkAnyway: 'Trotzdem prüfen',
      pausedTitle: (until, now) => `Pausiert bis ${moment(until, now, 'middle')}`,
      pausedBody: 'Bis dahin keine Prüfungen und keine Benachrichtigungen.',
      resume: 'Fortsetzen',
      lastGood: (status, at, now) => {
        const ago = now - at < 60_000 ? 'gerade eben' : format.ago(at, now);
        if (status === 'behind') return `${ago} veraltet`;
        return status === 'current' ? `${ago} aktuell` : `${ago} erreichbar`;
      },
      find: 'Input suchen',
      findNone: (query) => `Kein Input heißt „${query}“.`,
      details: 'Einzelheiten',
      detailsOf: (name) => `Einzelheiten zu ${name}`,
      skip: 'Diese Revision überspringen',
      unskip: 'Diese Revision wieder zählen',
      copyReference: 'Referenz kopieren',
      source: 'Seite im Browser öffnen',
      next: (at, now) => `nächste Prüfung ${when(at, now)}`,
      paused: (until, now) => `pausiert bis ${moment(until, now, 'middle')}`,
      couldNot: (k) => `${n(k)} nicht zu prüfen`,
      failedSince: (since, now) =>
        `Keine Prüfung möglich seit ${format.day(since, now).day === 'today' ? format.clock(since) : moment(since, now, 'middle')}`,
      failedEver: 'Prüfen war nicht möglich',
      failedShown: (at, now) => `Stand: ${format.ago(at, now)}.`,
      select: (name) => `${name} auswählen`,
      groupBehind: 'Inputs mit Updates',
      groupUnreachable: (k) => `${count(k, 'konnte', 'konnten')} nicht geprüft werden`,
      groupHeld: (k) => `${n(k)} zurückgehalten oder übersprungen`,
      groupUnknown: (k) => `${n(k)} nicht prüfbar`,
      groupRest: (k) => `${n(k)} aktuell oder festgelegt`,
      behindBy: (input) => {
        const { unit, count: k } = distanceOf(input);
        switch (unit) {
          case 'unknown':
            return 'Update verfügbar';
          case 'less':
            return 'Weniger als eine Stunde zurück';
          case 'hour':
            return `${count(k, 'Stunde', 'Stunden')} zurück`;
          case 'day':
            return `${count(k, 'Tag', 'Tage')} zurück`;
          case 'month':
            return `${count(k, 'Monat', 'Monate')} zurück`;
        }
      },
      reasonOf,
      current: 'Aktuell',
      pinned: 'In flake.nix festgelegt',
      local: 'In Ihrem Flake',
      follows: (path) => `Folgt ${path.join('/')}`,
      held: 'Zurückgehalten',
      skipped: 'Übersprungen',
      from: 'von',
      to: 'nach',
      menuFor: (name) => `Mehr zu ${name}`,
      retryFor: (name) => `${name} noch einmal prüfen`,
      upgradeOnly: 'Nur diesen upgraden …',
      lockOnly: 'Nur diesen in flake.lock aktualisieren',
      compare: 'Änderungen im Browser zeigen',
      hold: 'Zurückhalten',
      unhold: 'Nicht mehr zurückhalten',
      selected: (k, of) => `${n(k)} von ${n(of)} ausgewählt`,
      updateLock: 'Nur Lock aktualisieren',
      upgrade: (k) => `${count(k, 'Input', 'Inputs')} upgraden …`,
      upgradeNone: 'Upgraden …',
      more: 'Weitere Arten',
      upgradeAll: 'Alle Inputs upgraden …',
      rebuild: 'Neu bauen ohne Update …',
      openFolder: 'Ordner des Flakes öffnen',
      running: 'Ein Lauf ist im Gange',
      show: 'Zeigen',
      readyTitle: 'Ein neues System ist gebaut und wartet auf Sie',
      readyBody: 'Noch ist nichts geändert.',
      review: 'Ansehen …',
      unreadableTitle: 'Ihr Flake ist nicht lesbar',
      unreadablePath: 'Ordner',
      chooseFolder: 'Ordner wählen …',
    },

    inputDetails: {
      reading: 'Dieser Input wird abgefragt …',
      failed: 'Dieser Input lässt sich nicht zeigen',
      revisions: 'Revisionen',
      locked: 'Im Lock',
      latest: 'Neueste',
      notKnown: 'unbekannt',
      dated: (at, now) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: 'dieselbe wie im Lock',
      commits: (k, by) =>
        by === null
          ? `${count(k, 'Commit', 'Commits')} zurück`
          : `${count(k, 'Commit', 'Commits')}, ${by.replace(/^Weniger/, 'weniger')}`,
      commitsBack: (k) => `Um ${count(k, 'Commit', 'Commits')} zurückgesetzt`,
      rewritten: 'Die Quelle hat ihren Verlauf umgeschrieben',
      rewrittenBody: (k) =>
        `${count(k, 'Commit, den Sie haben, gehört nicht mehr dazu', 'Commits, die Sie haben, gehören nicht mehr dazu')}. Ein Update entfernt sie.`,
      movedBack: 'Die Quelle ging zurück',
      movedBackBody:
        'Die neueste Revision ist älter als die im Lock: Die Quelle wurde zurückgesetzt oder ihr Verlauf umgeschrieben. Ein Update führt auch Sie zurück.',
      reference: 'Referenz',
      upstream: 'Gefragt bei',
      branch: 'Branch oder Tag',
      defaultBranch: 'der Standard-Branch',
      notAFlake: 'Als einfache Dateien genutzt, nicht als Flake',
      openSource: 'Seite öffnen',
      openCompare: 'Änderungen zeigen',
      openHint: 'im Browser',
      followedBy: 'Ihm folgen',
      followedByNone: 'Kein anderer Input folgt diesem.',
      inputs: 'Eigene Inputs',
      inputsNone: 'Er hat keine eigenen Inputs.',
      follows: (path) => `folgt ${path}`,
      age: (at, now) => format.ago(at, now),
      duplicates: 'Mehrfach im Lock',
      duplicatesBody: (upstream, times) =>
        `${upstream} steht mit ${n(times)} verschiedenen Revisionen im Lock. Jede wird für sich geladen und ausgewertet.`,
      remedyLead: (lines) =>
        format.plural(lines, {
          one: 'Diese Zeile in flake.nix macht daraus eine:',
          other: 'Diese Zeilen in flake.nix machen daraus eine:',
        }),
      warning: (warning) => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return titled(
              `Seit ${count(warning.days, 'Tag', 'Tagen')} im Lock`,
              'nixpkgs bekommt täglich Sicherheitsupdates; in dieser Revision fehlen die späteren.',
            );
          case 'unsupported-branch':
            return titled(
              `${warning.branch} wird nicht mehr gepflegt`,
              `Seit ${warning.since} gibt es keine Sicherheitsupdates. Wählen Sie in flake.nix einen neueren Branch.`,
            );
        }
      },
    },

    generations: {
      title: 'Generationen',
      sub: (k) => `${count(k, 'System', 'Systeme')} zur Wahl beim Start des Computers`,
      reading: 'Generationen werden gelesen …',
      failed: 'Die Generationen sind nicht lesbar',
      empty: 'Keine Generation gefunden',
      emptyBody: 'NixOS bewahrt Generationen in /nix/var/nix/profiles auf. Hier sind keine.',
      listLabel: 'Generationen',
      name: (k) => `Generation ${k}`,
      running: 'Läuft',
      booted: 'Gestartet',
      isDefault: 'Standard',
      runningHelp: 'was der Computer jetzt ausführt',
      bootedHelp: 'womit der Computer gestartet ist',
      defaultHelp: 'womit er beim nächsten Mal startet',
      gone: 'nicht mehr im Nix-Store',
      goBack: 'Dahin zurück …',
      goBackTo: (k) => `Zurück zu Generation ${k} …`,
      use: 'Dazu wechseln …',
      switchToNumber: (k) => `Zu Generation ${k} wechseln …`,
      confirmTitle: (k) => `Zu Generation ${k} wechseln?`,
      confirmBody:
        'Das System wird wieder, wie es damals war, und startet auch so. Ihre Dateien, flake.nix und flake.lock bleiben, wie sie sind.',
      kernelDiffers: (running, other) =>
        `Sein Kernel (${other}) ist nicht der laufende (${running}). Manches wirkt erst nach einem Neustart.`,
      confirm: 'Wechseln',
      pickForCompare: (k) => `Generation ${k} vergleichen`,
      compare: 'Vergleichen',
      comparePrompt: 'Haken Sie zwei Generationen an, um sie zu vergleichen.',
      compareOne: 'Haken Sie noch eine an.',
      comparing: (from, to) => `Von Generation ${from} zu ${to}`,
      compareReading: 'Wird verglichen …',
      compareFailed: 'Sie lassen sich nicht vergleichen',
      same: 'Beide enthalten dieselben Pakete.',
      clear: 'Vergleich schließen',
      prune: {
        open: 'Alte Generationen entfernen …',
        title: 'Alte Generationen entfernen?',
        keep: 'So viele der neuesten behalten',
        goes: (k, which) =>
          `${count(k, 'Generation wird', 'Generationen werden')} entfernt: ${which}`,
        none: 'Nichts zu entfernen: Alles, was da ist, bleibt.',
        stays: (k, which) => `${count(k, 'Generation bleibt', 'Generationen bleiben')}: ${which}`,
        always:
          'Was läuft, womit der Computer gestartet ist und womit er das nächste Mal startet, bleibt immer.',
        does: 'Dann wird das Startmenü neu geschrieben, damit ihre Kernel die Boot-Partition verlassen. Sie lassen sich nicht zurückholen.',
        store:
          'Der Nix-Store bekommt den Platz erst beim Aufräumen zurück: „Platz schaffen“ wird danach angeboten.',
        confirm: (k) => `${count(k, 'Generation', 'Generationen')} entfernen`,
      },
    },

    doctor: {
      title: 'Zustand prüfen',
      open: 'Zustand prüfen …',
      help: 'Was Snowbell auf diesem Computer braucht, und was fehlt.',
      sub: 'was Snowbell auf diesem Computer braucht',
      allGood: 'Alles, was Snowbell braucht, ist da',
      problems: (bad, warnings) =>
        joined(
          [bad > 0 && `${n(bad)} zu beheben`, warnings > 0 && `${n(warnings)} anzusehen`],
          ' · ',
        ),
      running: 'Sieht sich um …',
      failed: 'Der Zustand ließ sich nicht prüfen',
      again: 'Nochmals',
      listLabel: 'Was angesehen wurde',
      what: (what) =>
        ({
          nix: 'Nix',
          git: 'git',
          flake: 'Ihr Flake',
          'flake-owner': 'Wem das Flake gehört',
          pkexec: 'Nach dem Passwort fragen (pkexec)',
          helper: 'Root-Helfer',
          agent: 'Passwortdialog (polkit-Agent)',
          'tray-host': 'Tray-Symbol',
          notifications: 'Benachrichtigungen',
          'disk-nix': 'Freier Platz im Nix-Store',
          'disk-boot': 'Freier Platz auf /boot',
          'state-folder': 'Snowbells eigener Ordner',
        })[what],
      state: (state) =>
        ({ good: 'Gut', warning: 'Ansehen', bad: 'Zu beheben', unknown: 'Unbekannt' })[state],
      remedy: (remedy) => {
        const table: Readonly<Record<Remedy, string>> = {
          'install-nix':
            'Nix wurde nicht gefunden oder startet nicht. Prüfen geht ohne, bauen nicht. Melden Sie sich auf NixOS neu an, damit seine Programme gefunden werden.',
          'newer-nix':
            'Zum Bauen braucht es Nix 2.24 oder neuer. Wählen Sie ein neueres und bauen Sie einmal von Hand neu.',
          'install-git': 'Flakes in einem git-Repository und Inputs über ssh brauchen git.',
          'choose-flake':
            'Wählen Sie in den Einstellungen den Ordner, in dem die flake.nix Ihres Systems liegt.',
          'mend-flake': 'Bringen Sie die genannte Datei in Ordnung; Snowbell merkt es von selbst.',
          'owned-by-root':
            'Das ist in Ordnung: Gebaut wird als Sie selbst, nur flake.lock wird am Ende mit demselben Passwort als root geschrieben.',
          'owned-by-another':
            'Der Ordner gehört einem anderen Benutzer, flake.lock lässt sich nicht schreiben. Nehmen Sie ein eigenes Flake, oder ändern Sie den Besitzer.',
          'enable-pkexec':
            'pkexec ist da, darf aber nicht root werden. Fügen Sie diese Zeilen ein, bauen Sie neu und melden Sie sich neu an.',
          'install-pkexec':
            'pkexec ist nicht installiert. Fügen Sie diese Zeilen ein, bauen Sie neu und melden Sie sich neu an.',
          'agent-not-seen':
            'Snowbell sieht keine Passwortabfrage, die es kennt; vielleicht gibt es eine andere. Fragt beim Wechseln nichts nach dem Passwort, starten Sie eine mit der Sitzung, oder geben Sie „snowbell switch“ im Terminal ein.',
          'install-module':
            'Binden Sie Snowbells NixOS-Modul ein, aktivieren Sie es, und bauen Sie einmal von Hand neu.',
          'start-agent':
            'In dieser Sitzung kann kein Programm nach dem Passwort fragen. Die meisten Desktops bringen eines mit; sonst starten Sie eines mit der Sitzung.',
          'tray-extension':
            'Keine Leiste zeigt Tray-Symbole; Snowbell bleibt über sein Fenster erreichbar. Auf GNOME hilft die AppIndicator-Erweiterung.',
          'notification-server':
            'Nichts auf diesem Desktop zeigt Benachrichtigungen; Neues steht nur im Fenster. Die meisten Desktops bringen etwas mit, sonst hilft ein Programm wie mako oder dunst.',
          'notification-buttons':
            'Benachrichtigungen kommen an, aber ohne Knöpfe. Ein Klick auf das Tray-Symbol führt ebenso ans Ziel.',
          'free-space':
            'Ein Upgrade passt vielleicht nicht. Entfernen Sie alte Generationen und was nur sie brauchen.',
          'make-writable':
            'Dort bewahrt Snowbell Verlauf und Protokolle auf, kann aber nicht schreiben. Machen Sie den Ordner wieder zu Ihrem.',
        };
        return lookUp(table, remedy) ?? remedy;
      },
      snippetInto: 'Für Ihre NixOS-Konfiguration:',
      snippetType: 'Im Terminal einzugeben:',
    },

    welcome: {
      title: 'Willkommen bei Snowbell',
      lead: 'Snowbell sagt Ihnen, wann die Inputs Ihres NixOS-Flakes veraltet sind, baut das Upgrade, zeigt, was sich ändern würde, und wechselt, wenn Sie es sagen.',
      found: 'Auf diesem Computer gefunden',
      none: 'An den üblichen Orten (/etc/nixos, $NH_FLAKE, $FLAKE) wurde kein Flake gefunden.',
      use: (path) => `${path} verwenden`,
      useShort: 'Verwenden',
      choose: 'Ordner wählen …',
      chooseBody: 'Der Ordner mit der flake.nix Ihres Systems',
      rehearse: 'Probelauf starten',
      rehearseBody:
        'Ein eigenes Spielzeugsystem zum Ausprobieren. An diesem Computer ändert sich nichts.',
    },

    activity: {
      running: (kind) =>
        ({
          upgrade: 'System-Upgrade läuft',
          update: 'flake.lock wird aktualisiert',
          rebuild: 'System wird neu gebaut',
          rollback: 'Rückkehr läuft',
          prune: 'Alte Generationen werden entfernt',
        })[kind],
      authorising: 'Wartet auf Ihr Passwort',
      authorisingBody: 'Nichts ändert sich, bevor Sie es eingegeben haben.',
      activating: (verb) =>
        verb === 'boot'
          ? 'Nächster Start wird vorbereitet'
          : verb === 'test'
            ? 'Neues System wird ausprobiert'
            : 'Wechsel läuft',
      activatingBody: 'Das lässt sich nicht mittendrin anhalten. Bitte Computer anlassen.',
      cancelling: 'Wird angehalten …',
      cancellingBody: 'Am System ist nichts geändert.',
      started: (ms) => `Vor ${duration(ms)} begonnen`,
      goesOn: 'Sie können dieses Fenster schließen, das Bauen geht weiter',
      elsewhere: 'von der Kommandozeile gestartet; halten Sie es dort an',
      steps: {
        label: 'Schritte',
        resolve: 'Inputs aktualisieren',
        build: 'Bauen',
        review: 'Ansehen',
        write: 'flake.lock schreiben',
        verb: (verb) =>
          verb === 'boot' ? 'Nächster Start' : verb === 'test' ? 'Ausprobieren' : 'Wechseln',
        done: 'fertig',
        now: 'jetzt',
        later: 'kommt noch',
      },
      progressLabel: 'Fortschritt',
      preparing: 'Wird vorbereitet …',
      resolving: 'Neueste Revisionen werden erfragt …',
      evaluating: 'Ihre Konfiguration wird gelesen …',
      remaining: (ms) => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return 'noch keine Minute';
        if (minutes < 60) return `noch etwa ${count(minutes, 'Minute', 'Minuten')}`;
        return `noch etwa ${duration(Math.round(minutes / 15) * 900_000)}`;
      },
      counted: (built, builds, fetched, fetches) =>
        joined(
          [
            builds > 0 && `${n(built)} von ${n(builds)} gebaut`,
            fetches > 0 && `${n(fetched)} von ${n(fetches)} geladen`,
          ],
          ', ',
        ) || 'Nichts zu bauen oder zu laden',
      waits: (host, ms) =>
        `${host} begrenzt, wie oft gefragt werden darf. Weiter in ${duration(ms)}.`,
      stillCounting: 'es kann mehr werden',
      downloaded: 'Heruntergeladen',
      ofBytes: (done, of) => `${format.bytes(done)} von ${format.bytes(of)}`,
      builtHere: 'Hier gebaut',
      largest: ', die größten: ',
      failed: 'Fehlgeschlagen',
      downloading: (done, of) => `lädt ${format.bytes(done)} von ${format.bytes(of)}`,
      downloadingSome: 'lädt',
      building: 'baut',
      moreJobs: (k) => `und ${n(k)} weitere`,
      jobsLabel: 'Wird gebaut oder geladen',
      idle: 'Zurzeit läuft nichts',
      undecided: 'Sie müssen entscheiden',
      idleBody: 'Bei einem Upgrade oder Neubau stehen hier Schritte, Fortschritt und Protokoll.',
      idleHint:
        'Ein Upgrade wird erst gebaut und Ihnen gezeigt. Nichts ändert sich, bevor Sie es sagen.',
      toUpdates: 'Zu den Updates',
      lastRun: 'Letzter Lauf',
      details: 'Mehr dazu',
    },

    log: {
      label: 'Protokoll',
      empty: 'Das Protokoll ist noch leer.',
      find: 'Im Protokoll suchen',
      next: 'Nächster Treffer',
      previous: 'Voriger Treffer',
      matches: (at, of, searching) =>
        of === 0
          ? searching
            ? 'Sucht …'
            : 'Kein Treffer'
          : `${n(at)} von ${n(of)}${searching ? '+' : ''}`,
      follow: 'Folgen',
      lines: (k) => count(k, 'Zeile', 'Zeilen'),
      openFile: 'Im Editor öffnen',
      saveAs: 'Speichern als …',
      wrap: 'Zeilen umbrechen',
      levels: 'Zeigen',
      levelAll: 'Alle Zeilen',
      levelWarnings: 'Warnungen und Fehler',
      levelErrors: 'Nur Fehler',
      filtered: (k, of, searching) =>
        `${n(k)}${searching ? '+' : ''} von ${count(of, 'Zeile', 'Zeilen')}`,
      filteredNone: 'Keine solche Zeile in diesem Protokoll.',
      mostShown: (k) => `Die ersten ${n(k)} sind zu sehen.`,
      regex: 'Regulärer Ausdruck',
      badRegex: 'Kein gültiger Ausdruck',
      slowRegex: 'Dauert zu lange',
      copySelection: 'Auswahl kopieren',
      copyAll: 'Gezeigte Zeilen kopieren',
      copied: (k) => `${count(k, 'Zeile', 'Zeilen')} kopiert`,
      selectHint: 'Klick auf eine Zeile, Umschalt+Klick auf eine andere: wählt alles dazwischen.',
      failed: 'Das Protokoll ist nicht lesbar',
      loading: '…',
    },

    review: {
      title: 'Bereit zum Wechseln',
      built: (ms) => `Gebaut in ${duration(ms)}`,
      unchangedYet: 'am System ist noch nichts geändert',
      inUse: 'in Gebrauch bis zum nächsten Neustart',
      restart: 'Neustart nötig',
      restartWhat: ({ what, from, to }) => {
        switch (what) {
          case 'kernel':
            return from !== null && to !== null
              ? `Der Kernel geht von ${from} auf ${to}.`
              : 'Der Kernel ändert sich.';
          case 'initrd':
            return 'Die frühen Startdateien (initrd) ändern sich.';
          case 'kernel-modules':
            return 'Die Kernel-Module ändern sich.';
          case 'reboot-trigger':
            return 'Ein Teil, der einen Neustart verlangt, ändert sich.';
        }
      },
      restartAfter: 'Das wirkt nach einem Neustart.',
      triedTitle: 'Noch ist nicht alles davon in Gebrauch',
      triedAfter: 'Das wirkt mit dem ersten Neustart, nachdem Sie es dauerhaft gemacht haben.',
      packages: 'Pakete',
      rebuilt: (k) => `${count(k, 'Paket', 'Pakete')} in gleicher Version neu gebaut`,
      rebuiltHint: 'Neu gebaut, weil sich etwas geändert hat, das sie benutzen.',
      closure: (bytes) => `Das ganze System braucht ${format.bytes(bytes)}.`,
      space: {
        title: 'Speicherplatz',
        store: (free) => `Im Nix-Store sind ${format.bytes(free)} frei.`,
        boot: (free, needed) =>
          needed === null || needed === 0
            ? `Auf /boot sind ${format.bytes(free)} frei.`
            : `Auf /boot sind ${format.bytes(free)} frei, ${format.bytes(needed)} werden gebraucht.`,
        bootFull: 'Es passt nicht auf /boot',
        bootFullBody:
          'Entfernen Sie erst alte Generationen, sonst scheitert der Wechsel beim Schreiben der Startdateien.',
        storeLow: 'Der Nix-Store ist fast voll',
        storeLowBody: 'Entfernen Sie bald alte Generationen und räumen Sie den Store auf.',
      },
      summary: (changed, added, removed, delta) =>
        joined(
          [
            changed > 0 && `${n(changed)} geändert`,
            added > 0 && `${n(added)} neu`,
            removed > 0 && `${n(removed)} entfernt`,
            delta !== null && delta !== 0 && format.signedBytes(delta),
          ],
          ' · ',
        ),
      noPackages: 'Kein Paket bekommt eine andere Version.',
      directions: {
        up: 'neuer',
        down: 'älter',
        other: 'geändert',
        added: 'neu',
        removed: 'entfernt',
        rebuilt: 'neu gebaut',
      },
      rebuiltSame: 'neu gebaut',
      showAll: (k) => `Alle ${n(k)} zeigen`,
      inputs: 'Inputs',
      noInputs: 'Die Inputs bleiben, wie sie sind.',
      notSelected: 'mitgezogen, nicht ausgewählt',
      services: 'Geänderte Dienste (starten vielleicht neu)',
      noServices: 'Kein Dienst ändert sich.',
      differencesTitle: 'Vielleicht ist das nicht das System für diesen Computer',
      differenceWhat: ({ what, running, built }) => {
        switch (what) {
          case 'host-name':
            return `Dieser Computer heißt „${running}“, das gebaute System „${built}“.`;
          case 'platform':
            return `Dieser Computer ist ${running}, das gebaute System ist für ${built}.`;
          case 'root-file-system':
            return `Dieser Computer startet von ${running}, das gebaute System erwartet ${built}.`;
          case 'older-release':
            return `Das gebaute System ist ein älteres NixOS (${built}) als das laufende (${running}).`;
        }
      },
      asRoot: {
        title: 'Soll root Ihr Flake auswerten und bauen?',
        body: 'Hier bleibt nur „nixos-rebuild switch --flake“. Das bricht, was Snowbell sonst verspricht:',
        broken: [
          'Root wertet Ihr Flake und den Code seiner Inputs aus.',
          'Das System kann ein anderes sein, als Sie durchgesehen haben.',
          'flake.lock wird vor dem Wechsel geschrieben und zurückgelegt, wenn er misslingt.',
          'Nach dem Passwort wird nichts mehr geprüft, und endet Snowbell, bleibt keine Aufzeichnung.',
          'Ein misslungener Wechsel wird nicht zurückgenommen: Der nächste Start kann das neue System bringen.',
        ],
        confirm: 'Als root wechseln',
      },
      confirmTitle: 'Wirklich auf diesem Computer verwenden?',
      confirmBody: 'Das gebaute System sieht nicht aus wie das laufende:',
      confirm: (verb) =>
        ({
          switch: 'Trotzdem wechseln',
          boot: 'Trotzdem ab nächstem Start',
          test: 'Trotzdem probieren',
        })[verb],
      stale: {
        'flake-changed': titled(
          'Ihr Flake hat sich seit dem Bauen geändert',
          'Das Gebaute ist nicht mehr, was Ihr Flake sagt. Bauen Sie neu.',
        ),
        'system-changed': titled(
          'Das laufende System hat sich seit dem Bauen geändert',
          'Der Vergleich unten ist überholt. Bauen Sie neu.',
        ),
        'result-missing': titled(
          'Das gebaute System ist weg',
          'Es wurde aus dem Nix-Store entfernt. Bauen Sie neu.',
        ),
      },
      buildAgain: 'Neu bauen',
      off: {
        stale: 'Bauen Sie es zuerst neu.',
        unavailable: 'Umschalten geht hier nicht; siehe oben.',
      },
      notice: (kind, detail) => {
        const of = (title: string, body: string) => titled(title, `${body} ${detail}`.trim());
        switch (kind) {
          case 'input-moved-unselected':
            return of('Ein nicht ausgewählter Input wurde mitgezogen', '');
          case 'self-rev-without-lock':
            return of(
              'Das System nennt Ihren letzten Commit als seine Quelle',
              'Dieser Commit hat die neue flake.lock noch nicht. Ist sie committet, nennt der nächste Bau den richtigen.',
            );
          case 'path-flake-copies-ignored-files':
            return of(
              'Der Ordner wurde als einfache Dateien gelesen',
              'Auch Dateien, die git ignoriert, wurden kopiert.',
            );
          case 'untrusted-flake-settings':
            return of(
              'Nix hat Einstellungen des Flakes ignoriert',
              'Nehmen Sie sie in nix.settings auf, wenn Sie ihnen trauen.',
            );
          case 'switch-inhibited':
            return of(
              'Besser ab dem nächsten Start',
              'Etwas in diesem System sollte nicht im Betrieb geändert werden.',
            );
          case 'dirty-tree':
            return of('Das Flake hat nicht committete Änderungen', 'Auch sie sind mit eingebaut.');
          case 'untracked-files':
            return of(
              'Einige Dateien kennt git nicht',
              'Nix sieht sie nicht. Nehmen Sie sie mit „git add“ auf, wenn sie zum System gehören.',
            );
          case 'detached-head':
            return of(
              'Das Flake steht auf keinem Branch',
              'git hat einen einzelnen Commit ausgecheckt.',
            );
          case 'merge-in-progress':
            return of(
              'Im Flake läuft ein Merge',
              'Schließen Sie ihn ab, bevor Sie sich auf das Gebaute verlassen.',
            );
          case 'ends-the-session':
            return of(
              'Jetzt zu wechseln beendet Ihre Sitzung',
              'Der Anmeldebildschirm oder Ihre Sitzung startet neu. Sichern Sie Ihre Arbeit, oder wählen Sie „Ab nächstem Start“.',
            );
          case 'little-space-store':
            return of(
              'Der Nix-Store ist fast voll',
              'Entfernen Sie bald alte Generationen und räumen Sie den Store auf.',
            );
          case 'little-space-boot':
            return of(
              'Auf /boot ist wenig Platz',
              'Entfernen Sie erst alte Generationen, sonst scheitert der Wechsel beim Schreiben der Startdateien.',
            );
          case 'lock-folder-of-root':
            return of(
              'Das Flake gehört root',
              'flake.lock wird mit demselben Passwort als root geschrieben.',
            );
          default:
            return titled('Hinweis', detail || kind);
        }
      },
      discard: 'Verwerfen',
      verb: (verb) => verbs[verb],
      prompt: 'Eine Passwortabfrage folgt.',
      actionsLabel: 'Was damit geschehen soll',
    },

    history: {
      title: 'Verlauf',
      empty: 'Noch kein Lauf',
      emptyBody: 'Hier steht jedes Update, Upgrade und jeder Neubau, und wie es ausging.',
      wentBack: (generation) => `Seitdem läuft wieder Generation ${generation}.`,
      listLabel: 'Läufe',
      ahead: 'im Voraus gebaut',
      runTitle: (record) => {
        if (record.kind === 'rollback' && record.generation !== null)
          return `Rückkehr · Generation ${record.generation}`;
        const names = firstNames(record, (k) => `und ${n(k)} weitere`);
        return joined([kindTitles[record.kind], names !== '' && names], ' · ');
      },
      runLine: (record, now, isKept) =>
        runLine(record, now, {
          duration,
          goingOn: (took) => `Läuft seit ${took}`,
          failed: (step, took) =>
            step === null ? `Fehlgeschlagen nach ${took}` : stepFailed[step](took),
          moved: (k) => `${count(k, 'Input', 'Inputs')} bewegt`,
          noChange: 'Kein Paket geändert',
          changed: (k) => `${count(k, 'Paket', 'Pakete')} geändert`,
          restart: 'Neustart empfohlen',
          meaning: () =>
            record.outcome === null ? '' : outcome(record, record.outcome, isKept).meaning,
        }),
      goingOn: 'Läuft',
      ready: 'Bereit',
      switchTo: 'Dazu wechseln …',
      updateAndRetry: 'Inputs aktualisieren und nochmals',
      addToGitAndRetry: 'Datei in git aufnehmen und nochmals',
      freeSpaceAndRetry: 'Platz schaffen und nochmals',
      freeSpace: 'Platz schaffen',
      restartUnits: 'Fehlgeschlagene Units neu starten',
      openFile: (name) => `${name} öffnen`,
      openTheFile: 'Datei öffnen',
      switchOnNextBoot: 'Ab nächstem Start …',
      evidence: 'Was das Protokoll sagt',
      subject: 'Es geht um',
      filterLabel: 'Zeigen',
      filters: {
        all: 'Alle',
        succeeded: 'Gelungen',
        failed: 'Fehlgeschlagen',
        other: 'Nicht beendet',
      },
      filterNone: 'Noch kein solcher Lauf.',
      shown: (k, of) => `${n(k)} von ${count(of, 'Lauf', 'Läufen')}`,
      exportLog: 'Protokoll als Datei öffnen',
      show: 'Zeigen',
      stepAt: (step) => stepNouns[step],
      detailsOf: (title) => `Einzelheiten: ${title}`,
      tabs: { changes: 'Änderungen', log: 'Protokoll' },
      facts: {
        started: 'Begonnen',
        took: 'Dauer',
        result: 'Ergebnis',
        generation: 'Generation',
        storePath: 'Store-Pfad',
        failedUnits: 'Fehlgeschlagene Units',
      },
      noReview: 'Von diesem Lauf ist keine Paketliste gespeichert.',
      reading: 'Wird gelesen …',
      unreadable: 'Dieser Lauf ist nicht lesbar',
      openLogFile: 'Protokoll im Editor öffnen',
      diagnosisOf: (diagnosis) => diagnosis.summary,
    },

    settings: {
      title: 'Einstellungen',
      sub: 'Änderungen gelten sofort',
      managed: 'Von Ihrer NixOS-Konfiguration festgelegt:',
      sections: {
        flake: 'Ihr Flake',
        checks: 'Prüfungen',
        upgrades: 'Bauen und Wechseln',
        background: 'Im Hintergrund',
        look: 'Aussehen und Sprache',
        computer: 'Dieser Computer',
      },
      flake: 'Ordner',
      flakeUnset: 'noch nicht gewählt',
      choose: 'Wählen …',
      host: 'Konfiguration',
      hostHelp: (name) =>
        `Der Name unter nixosConfigurations. Leer: der Name dieses Computers, „${name}“.`,
      interval: 'Auf Updates prüfen',
      intervalValue: (minutes) => {
        const { unit, count: k } = intervalOf(minutes);
        switch (unit) {
          case 'week':
            return k === 1 ? 'Einmal pro Woche' : `Alle ${n(k)} Wochen`;
          case 'day':
            return k === 1 ? 'Einmal am Tag' : `Alle ${n(k)} Tage`;
          case 'hour':
            return k === 1 ? 'Jede Stunde' : `Alle ${n(k)} Stunden`;
          case 'minute':
            return k === 1 ? 'Jede Minute' : `Alle ${n(k)} Minuten`;
        }
      },
      pause: 'Pausieren',
      pauseHelp: 'Eine Zeit lang keine Prüfungen und keine Benachrichtigungen.',
      pauseDay: 'Einen Tag',
      pauseWeek: 'Eine Woche',
      resume: 'Fortsetzen',
      notifications: 'Benachrichtigungen',
      notificationsHelp: 'Wenn weitere Inputs veralten, und wenn ein Lauf endet.',
      held: 'Zurückgehalten',
      heldHelp: 'Zählt nie als veraltet. Im Menü eines Inputs bei den Updates.',
      heldNone: 'kein Input wird zurückgehalten',
      unhold: (name) => `${name} nicht mehr zurückhalten`,
      activation: 'Vorgeschlagene Art zu wechseln',
      activationValue: (verb) =>
        verb === 'test' ? 'Erst ausprobieren (bis Neustart)' : verbs[verb],
      commitLock: 'flake.lock committen',
      commitLockHelp: 'Nach einem gelungenen Wechsel, in einem eigenen Commit.',
      theme: 'Farben',
      themeValue: (theme) => ({ system: 'Wie der Desktop', light: 'Hell', dark: 'Dunkel' })[theme],
      onMetered: 'In getakteten Netzen',
      onMeteredHelp: 'Auch prüfen und vorbereiten, wo nach Datenmenge bezahlt wird.',
      onBattery: 'Bei schwachem Akku',
      onBatteryHelp: 'Auch prüfen und vorbereiten, wenn der Akku schwach ist.',
      gentleBuilds: 'Sanft bauen',
      gentleBuildsHelp: 'Bauen lässt allem anderen Vortritt: niedrige Priorität, weniger zugleich.',
      prepareAhead: 'Vorausbauen',
      prepareAheadHelp:
        'Veraltetes still im Voraus bauen, sodass nur der Wechsel bleibt. Gewechselt wird nie von selbst.',
      prepareAheadWaits: (why) =>
        ({
          'in-use': 'Es wartet, bis der Rechner fünf Minuten unbenutzt ist.',
          'on-battery': 'Es wartet auf den Netzanschluss.',
          'under-load': 'Es wartet, bis andere Arbeit auf dem Rechner erledigt ist.',
        })[why],
      autostart: 'Mit der Sitzung starten',
      autostartHelp: 'Nur als Tray-Symbol; das Fenster öffnet sich, wenn Sie es wollen.',
      language: 'Sprache',
      languageSystem: 'Wie der Desktop',
      copySnippet: (key) => `NixOS-Option ${key} kopieren`,
      rehearsal: 'Probelauf',
      rehearsalHelp: 'Ein eigenes Spielzeugsystem zum Ausprobieren.',
      rehearsalStart: 'Probelauf starten',
      nix: 'Nix',
      nixMissing: 'nicht gefunden; prüfen geht, bauen nicht',
      nixTooOld: (version) => `${version} · zu alt, nötig ist 2.24 oder neuer`,
      elevation: 'Root werden',
      elevationHelper: 'über polkit, eine Passwortabfrage je Wechsel',
      elevationRehearsal: 'im Probelauf nicht nötig',
      tray: 'Tray-Symbol',
      trayYes: 'in Ihrer Leiste zu sehen',
      trayNo: 'keine Leiste zeigt Tray-Symbole; Snowbell bleibt über sein Fenster erreichbar',
      version: 'Snowbell',
    },

    shortcuts: {
      title: 'Tastenkürzel',
      check: 'Jetzt prüfen',
      find: 'In Liste oder Protokoll suchen',
      screens: 'Zur ersten, zweiten … Ansicht',
      settings: 'Einstellungen',
      list: 'In einer Liste bewegen',
      select: 'An- oder abhaken',
      open: 'Das Gewählte öffnen',
      close: 'Dialog, Menü oder Einzelheiten schließen',
      nextMatch: 'Nächster und voriger Treffer',
      zoom: 'Größer, kleiner, normal',
      closeWindow: 'Fenster schließen',
      quit: 'Snowbell beenden',
      help: 'Diese Liste',
      keys: {
        control: 'Strg',
        shift: 'Umschalt',
        enter: 'Eingabe',
        escape: 'Esc',
        space: 'Leertaste',
        arrows: 'Pfeiltasten',
      },
    },
  };
}
