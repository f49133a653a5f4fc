// Every German sentence of the tray, the notifications and the native dialogs.
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const { number: n, plural, dayAndClock, when, names: listed } = figuresOf('de');
const names = (all: readonly string[]) => listed(all, (more) => `${more} weitere`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return 'Noch kein Flake gewählt';
    case 'flake-unreadable':
      return 'Ihr Flake konnte nicht gelesen werden';
    case 'decide':
      return 'Eine Entscheidung steht an';
    case 'ready':
      return 'Bereit zum Wechseln';
    case 'not-checked':
      return 'Noch nicht geprüft';
    case 'checking':
      return 'Inputs werden geprüft …';
    case 'check-failed':
      return is.lastGoodAt === null
        ? 'Die letzte Prüfung ist fehlgeschlagen'
        : `Keine Prüfung möglich seit ${dayAndClock(is.lastGoodAt)}`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return 'Neuere Inputs werden gesucht …';
        case 'building':
          return 'Das System wird gebaut …';
        case 'authorising':
          return 'Wartet auf Ihr Passwort …';
        case 'activating':
          return 'Wechsel zum neuen System …';
        case 'pruning':
          return 'Alte Generationen werden entfernt …';
        case 'cancelling':
          return 'Wird abgebrochen …';
      }
      break;
    case 'checked': {
      const missed = is.notChecked === 0 ? '' : `, ${n(is.notChecked)} nicht geprüft`;
      if (is.behind > 0) {
        const of = `${n(is.of)} ${plural(is.of, 'Inputs', 'Input')}`;
        return `${n(is.behind)} von ${of} veraltet${missed}`;
      }
      if (is.notChecked === 0 && is.held > 0)
        return `Keine Updates, ${n(is.held)} zurückgehalten oder übersprungen`;
      return is.notChecked === 0
        ? 'Alles ist aktuell'
        : `${n(is.notChecked)} ${plural(is.notChecked, 'Inputs konnten', 'Input konnte')} nicht geprüft werden`;
    }
  }
}

const outcomeInTray = {
  ready: 'bereit zum Wechseln',
  succeeded: 'gelungen',
  unchanged: 'nichts zu ändern',
  'units-failed': 'gewechselt, einige Units sind fehlgeschlagen',
  'restart-required': 'gewechselt, Neustart nötig',
  refused: 'abgelehnt',
  'activation-failed': 'halb gewechselt',
  failed: 'fehlgeschlagen',
  cancelled: 'abgebrochen',
  denied: 'nicht erlaubt',
  'auth-failed': 'Passwort nicht angenommen',
  dismissed: 'Passwortabfrage geschlossen',
  'no-agent': 'keine Passwortabfrage möglich',
  'no-pkexec': 'pkexec nicht nutzbar',
  interrupted: 'unterbrochen',
  discarded: 'verworfen',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind': {
      const count = notice.names.length;
      return {
        title: `${n(count)} ${plural(count, 'Inputs sind', 'Input ist')} veraltet`,
        body: names(notice.names),
      };
    }
    case 'ready': {
      const count = notice.packagesChanged;
      const restart = notice.restart ? ', und ein Neustart wird nötig' : '';
      return {
        title: 'Bereit zum Wechseln',
        body: `${n(count)} ${plural(count, 'Pakete ändern', 'Paket ändert')} sich${restart}. Am System ist noch nichts geändert.`,
      };
    }
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: 'Upgrade abgeschlossen',
  rebuild: 'Neubau abgeschlossen',
  rollback: 'Zurückgekehrt',
} as const;

const interrupted: NoticeWords = {
  title: 'Der letzte Lauf wurde unterbrochen',
  body: 'Snowbell zeigt, wie weit er kam.',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return {
        title: 'Alte Generationen sind entfernt',
        body: 'Das Bootmenü ist neu geschrieben.',
      };
    case 'removed-without-menu':
      return {
        title: 'Entfernt, aber nicht aus dem Bootmenü',
        body:
          cause ??
          'Das Bootmenü konnte nicht neu geschrieben werden und führt sie womöglich noch auf.',
      };
    case 'not-all':
      return {
        title: 'Nicht alle alten Generationen ließen sich entfernen',
        body: cause ?? 'Mehr steht im Protokoll.',
      };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return {
        title: 'Alte Generationen wurden nicht entfernt',
        body: cause ?? 'Es hat sich nichts geändert.',
      };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `Das ist Generation ${notice.generation}.`;
  const kept = 'Das gebaute System bleibt erhalten; am System ist nichts geändert.';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock ist aktualisiert', body: 'Das System selbst ist unverändert.' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: 'Nichts zu ändern', body: 'Das System ist schon so, wie es würde.' };
    case 'units-failed':
      return {
        title: 'Gewechselt, aber einige Units sind fehlgeschlagen',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: 'Gewechselt, Neustart nötig', body: now };
    case 'refused':
      return {
        title: 'Der Wechsel wurde abgelehnt',
        body: notice.cause ?? 'Es ist nichts geändert.',
      };
    case 'activation-failed':
      return {
        title: 'Gewechselt, aber das Startskript ist gescheitert',
        body:
          notice.cause ??
          'Das neue System behalten oder zurückkehren: entscheiden Sie in Snowbell.',
      };
    case 'failed':
      return {
        title: 'Bauen fehlgeschlagen',
        body: notice.cause ?? 'Das laufende System ist unverändert. Mehr steht im Protokoll.',
      };
    case 'cancelled':
      return { title: 'Abgebrochen', body: 'Am System ist nichts geändert.' };
    case 'denied':
      return {
        title: 'Wechseln ist nicht erlaubt',
        body: `Dieses Konto darf das System nicht wechseln. Nehmen Sie ein Administratorkonto (auf NixOS: die Gruppe wheel). ${kept}`,
      };
    case 'auth-failed':
      return {
        title: 'Das Passwort wurde nicht angenommen',
        body: `Das Passwort war falsch oder nicht das eines Administrators. Versuchen Sie es noch einmal; achten Sie auf Feststelltaste und Tastaturbelegung. ${kept}`,
      };
    case 'dismissed':
      return {
        title: 'Nicht gewechselt',
        body: `Sie haben die Passwortabfrage geschlossen. Drücken Sie den Knopf zum Wechseln wieder, wenn Sie so weit sind. ${kept}`,
      };
    case 'no-agent':
      return {
        title: 'Es war keine Passwortabfrage möglich',
        body: `In dieser Sitzung läuft kein polkit-Agent. Starten Sie einen, oder geben Sie „snowbell switch“ im Terminal ein. ${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'pkexec darf nicht root werden',
            body: `pkexec ist da, aber nicht setuid root. Setzen Sie „security.polkit.enablePkexecWrapper = true;“ (vor NixOS 26.11: „security.polkit.enable = true;“), und melden Sie sich neu an. ${kept}`,
          }
        : {
            title: 'pkexec fehlt',
            body: `Zum Wechseln braucht es pkexec. Aktivieren Sie polkit mit „security.polkit.enable = true;“, ab NixOS 26.11 auch „security.polkit.enablePkexecWrapper = true;“. ${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

const decisions = {
  'lock-not-written': 'flake.lock zu Ende schreiben …',
  'lock-changed-meanwhile': 'Wählen, welche flake.lock bleibt …',
  'activation-failed': 'Neues System behalten oder zurück …',
  'test-active': 'Das ausprobierte System behalten …',
} as const;

export const de: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `${n(built)} von ${n(toBuild)} gebaut` : null,
        toFetch > 0 ? `${n(fetched)} von ${n(toFetch)} geladen` : null,
      ]
        .filter((part) => part !== null)
        .join(', '),
    restartNeeded: () => 'Ein Neustart schließt ein Upgrade ab',
    paused: (until, now) => `Pausiert bis ${when(until, now)}`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which =
        generation === null || outcome !== 'succeeded' ? '' : `, Generation ${generation}`;
      return `Letzter Neubau: ${outcomeInTray[outcome]}${which} (${when(Date.parse(endedAt), now)})`;
    },
    rehearsal: 'Probelauf: An diesem Computer ändert sich nichts',
    starting: 'Snowbell startet …',
    checkNow: 'Jetzt prüfen',
    upgrade: 'Upgrade starten …',
    cancel: 'Abbrechen',
    switchToBuilt: 'Zum gebauten System wechseln …',
    decide: (kind) => decisions[kind],
    restart: 'Computer neu starten …',
    hold: 'Zurückhalten',
    pause: 'Pausieren',
    pauseDay: 'Einen Tag lang',
    pauseWeek: 'Eine Woche lang',
    resume: 'Fortsetzen',
    open: 'Snowbell öffnen',
    settings: 'Einstellungen',
    quit: 'Beenden',
  },
  notice: {
    words,
    view: 'Ansehen',
    upgrade: 'Upgrade starten …',
    review: 'Prüfen und wechseln …',
    openLog: 'Was ist passiert?',
    remind: 'Morgen erinnern',
    restart: 'Neu starten …',
  },
  restart: {
    title: 'Computer jetzt neu starten?',
    detail: 'Sichern Sie zuerst Ihre Arbeit: Alle offenen Programme werden geschlossen.',
    restart: 'Neu starten',
    stay: 'Nicht jetzt',
    failed: 'Der Computer konnte nicht neu gestartet werden',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: 'Ordner mit Ihrer flake.nix wählen',
    saveLog: 'Protokoll als Datei speichern',
    saveFailed: 'Das Protokoll konnte nicht gespeichert werden',
    noTrayTitle: 'Snowbell beenden?',
    noTrayDetail:
      'Nichts auf diesem Desktop zeigt Tray-Symbole; ohne Fenster wäre Snowbell nicht mehr zu sehen.',
    quit: 'Beenden',
    stay: 'Bleiben',
  },
  failure: {
    refused: 'Snowbell hat diese Anfrage nicht verstanden.',
    bug: 'In Snowbell ist etwas schiefgegangen. Mehr steht in seinem Protokoll.',
  },
};
