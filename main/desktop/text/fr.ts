// Every French sentence of the tray, the notifications and the native dialogs.
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const { number: n, plural, dayAndClock, when, names: listed } = figuresOf('fr');
const names = (all: readonly string[]) => listed(all, (more) => `${more} de plus`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return 'Aucun flake choisi';
    case 'flake-unreadable':
      return 'Votre flake n’a pas pu être lu';
    case 'decide':
      return 'Une décision est attendue';
    case 'ready':
      return 'Prêt à basculer';
    case 'not-checked':
      return 'Pas encore vérifié';
    case 'checking':
      return 'Vérification des entrées…';
    case 'check-failed':
      return is.lastGoodAt === null
        ? 'La dernière vérification a échoué'
        : `Vérification impossible depuis ${dayAndClock(is.lastGoodAt)}`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return 'Recherche d’entrées plus récentes…';
        case 'building':
          return 'Construction du système…';
        case 'authorising':
          return 'En attente de votre mot de passe…';
        case 'activating':
          return 'Bascule vers le nouveau système…';
        case 'pruning':
          return 'Suppression des anciennes générations…';
        case 'cancelling':
          return 'Annulation…';
      }
      break;
    case 'checked': {
      const missed =
        is.notChecked === 0
          ? ''
          : `, ${n(is.notChecked)} non ${plural(is.notChecked, 'vérifiées', 'vérifiée')}`;
      if (is.behind > 0) {
        const of = `${n(is.of)} ${plural(is.of, 'entrées', 'entrée')}`;
        return `${n(is.behind)} sur ${of} en retard${missed}`;
      }
      if (is.notChecked === 0 && is.held > 0)
        return `Aucune mise à jour, ${n(is.held)} ${plural(is.held, 'retenues ou ignorées', 'retenue ou ignorée')}`;
      return is.notChecked === 0
        ? 'Tout est à jour'
        : `${n(is.notChecked)} ${plural(is.notChecked, 'entrées n’ont pas pu être vérifiées', 'entrée n’a pas pu être vérifiée')}`;
    }
  }
}

const outcomeInTray = {
  ready: 'prête à basculer',
  succeeded: 'réussie',
  unchanged: 'rien à changer',
  'units-failed': 'basculé, des unités ont échoué',
  'restart-required': 'basculé, redémarrage nécessaire',
  refused: 'refusée',
  'activation-failed': 'basculée à moitié',
  failed: 'échouée',
  cancelled: 'annulée',
  denied: 'non autorisée',
  'auth-failed': 'mot de passe refusé',
  dismissed: 'demande de mot de passe fermée',
  'no-agent': 'mot de passe impossible à demander',
  'no-pkexec': 'pkexec inutilisable',
  interrupted: 'interrompue',
  discarded: 'abandonnée',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind': {
      const count = notice.names.length;
      return {
        title: `${n(count)} ${plural(count, 'entrées', 'entrée')} en retard`,
        body: names(notice.names),
      };
    }
    case 'ready': {
      const count = notice.packagesChanged;
      const restart = notice.restart ? ', et il faudra redémarrer' : '';
      return {
        title: 'Prêt à basculer',
        body: `${n(count)} ${plural(count, 'paquets changent', 'paquet change')}${restart}. Rien n’a encore changé sur ce système.`,
      };
    }
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: 'Mise à niveau terminée',
  rebuild: 'Reconstruction terminée',
  rollback: 'Retour en arrière terminé',
} as const;

const interrupted: NoticeWords = {
  title: 'La dernière exécution a été interrompue',
  body: 'Ouvrez Snowbell pour voir où elle en était.',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return {
        title: 'Anciennes générations supprimées',
        body: 'Le menu de démarrage est refait.',
      };
    case 'removed-without-menu':
      return {
        title: 'Supprimées, mais pas du menu de démarrage',
        body:
          cause ?? 'Le menu de démarrage n’a pas pu être refait et les affiche peut-être encore.',
      };
    case 'not-all':
      return {
        title: 'Toutes les anciennes générations n’ont pas pu être supprimées',
        body: cause ?? 'Le journal en dit plus.',
      };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return { title: 'Anciennes générations non supprimées', body: cause ?? 'Rien n’a changé.' };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `C’est la génération ${notice.generation}.`;
  const kept = 'Le système construit est conservé ; rien n’a changé sur ce système.';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock est à jour', body: 'Le système lui-même n’a pas changé.' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: 'Rien à changer', body: 'Le système est déjà ce qu’il deviendrait.' };
    case 'units-failed':
      return {
        title: 'Basculé, mais des unités ont échoué',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: 'Basculé, redémarrage nécessaire', body: now };
    case 'refused':
      return { title: 'La bascule a été refusée', body: notice.cause ?? 'Rien n’a changé.' };
    case 'activation-failed':
      return {
        title: 'Basculé, mais le script de démarrage a échoué',
        body:
          notice.cause ??
          'Garder le nouveau système ou revenir en arrière : ouvrez Snowbell pour décider.',
      };
    case 'failed':
      return {
        title: 'La construction a échoué',
        body: notice.cause ?? 'Le système en cours n’a pas changé. Le journal en dit plus.',
      };
    case 'cancelled':
      return { title: 'Annulé', body: 'Rien n’a changé sur ce système.' };
    case 'denied':
      return {
        title: 'Bascule non autorisée',
        body: `Ce compte ne peut pas basculer le système. Prenez un compte administrateur (sur NixOS : le groupe wheel). ${kept}`,
      };
    case 'auth-failed':
      return {
        title: 'Le mot de passe a été refusé',
        body: `Le mot de passe était faux, ou n’était pas celui d’un administrateur. Réessayez ; attention au verrouillage des majuscules et à la disposition du clavier. ${kept}`,
      };
    case 'dismissed':
      return {
        title: 'Pas basculé',
        body: `Vous avez fermé la demande de mot de passe. Appuyez de nouveau sur le bouton de bascule quand vous serez prêt. ${kept}`,
      };
    case 'no-agent':
      return {
        title: 'Impossible de demander le mot de passe',
        body: `Aucun agent polkit ne tourne dans cette session. Lancez-en un, ou tapez « snowbell switch » dans un terminal. ${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'pkexec ne peut pas devenir root',
            body: `pkexec est là, mais n’est pas setuid root. Mettez « security.polkit.enablePkexecWrapper = true; » (avant NixOS 26.11 : « security.polkit.enable = true; ») et reconnectez-vous. ${kept}`,
          }
        : {
            title: 'pkexec est absent',
            body: `Basculer demande pkexec. Activez polkit avec « security.polkit.enable = true; », et dès NixOS 26.11 aussi « security.polkit.enablePkexecWrapper = true; ». ${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

const decisions = {
  'lock-not-written': 'Finir d’écrire flake.lock…',
  'lock-changed-meanwhile': 'Choisir quel flake.lock garder…',
  'activation-failed': 'Garder le nouveau système ou revenir…',
  'test-active': 'Garder le système à l’essai…',
} as const;

export const fr: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `${n(built)} sur ${n(toBuild)} construits` : null,
        toFetch > 0 ? `${n(fetched)} sur ${n(toFetch)} téléchargés` : null,
      ]
        .filter((part) => part !== null)
        .join(', '),
    restartNeeded: () => 'Un redémarrage achèvera la mise à niveau',
    paused: (until, now) => `En pause jusqu’à ${when(until, now)}`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which =
        generation === null || outcome !== 'succeeded' ? '' : `, génération ${generation}`;
      return `Dernière reconstruction : ${outcomeInTray[outcome]}${which} (${when(Date.parse(endedAt), now)})`;
    },
    rehearsal: 'Répétition : rien ne change sur cet ordinateur',
    starting: 'Snowbell démarre…',
    checkNow: 'Vérifier maintenant',
    upgrade: 'Mettre à niveau…',
    cancel: 'Annuler',
    switchToBuilt: 'Basculer vers le système construit…',
    decide: (kind) => decisions[kind],
    restart: 'Redémarrer l’ordinateur…',
    hold: 'Retenir',
    pause: 'Mettre en pause',
    pauseDay: 'Pour un jour',
    pauseWeek: 'Pour une semaine',
    resume: 'Reprendre',
    open: 'Ouvrir Snowbell',
    settings: 'Réglages',
    quit: 'Quitter',
  },
  notice: {
    words,
    view: 'Voir',
    upgrade: 'Mettre à niveau…',
    review: 'Examiner et basculer…',
    openLog: 'Voir ce qui s’est passé',
    remind: 'Me le rappeler demain',
    restart: 'Redémarrer…',
  },
  restart: {
    title: 'Redémarrer l’ordinateur maintenant ?',
    detail: 'Enregistrez d’abord votre travail : tous les programmes ouverts seront fermés.',
    restart: 'Redémarrer',
    stay: 'Pas maintenant',
    failed: 'L’ordinateur n’a pas pu être redémarré',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: 'Choisissez le dossier qui contient votre flake.nix',
    saveLog: 'Enregistrer le journal dans un fichier',
    saveFailed: 'Le journal n’a pas pu être enregistré',
    noTrayTitle: 'Quitter Snowbell ?',
    noTrayDetail:
      'Rien sur ce bureau n’affiche d’icônes de notification : sans sa fenêtre, Snowbell serait introuvable.',
    quit: 'Quitter',
    stay: 'Rester',
  },
  failure: {
    refused: 'Snowbell n’a pas compris cette demande.',
    bug: 'Une erreur s’est produite dans Snowbell. Son journal en dit plus.',
  },
};
