// Every sentence the window says, in French.
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

export function french(format: Format): Text {
  const n = format.number;
  const count = (of: number, one: string, other: string) =>
    `${n(of)} ${format.plural(of, { one, other })}`;
  const duration = (ms: number) => spellDuration(ms, ['h', 'min', 's']);
  const days = { yesterday: 'hier', today: 'aujourd’hui', tomorrow: 'demain' } as const;

  const moment: Text['moment'] = (at, now, place = 'start') => {
    const { day, date, clock } = format.day(at, now);
    const word = day === 'other' ? date : days[day];
    return `${place === 'start' ? word.charAt(0).toUpperCase() + word.slice(1) : word} ${clock}`;
  };
  const when: Text['when'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    if (day === 'today') return `à ${clock}`;
    return day === 'other' ? `le ${date} à ${clock}` : `${days[day]} à ${clock}`;
  };
  const upTo = (at: number, now: number): string => {
    const said = when(at, now);
    return said.startsWith('le ')
      ? `jusqu’au ${said.slice(3)}`
      : `jusqu’à ${said.replace(/^à /, '')}`;
  };

  const reasonOf = (reason: string | null, host: string): Said => {
    const wait = 'Cela passe souvent au bout d’un moment.';
    if (reason?.startsWith('http-')) {
      const code = reason.slice(5);
      return said(
        `Erreur ${code} de ${host}`,
        `${host} a répondu par l’erreur HTTP ${code}. ${wait}`,
      );
    }
    const table: Readonly<Record<Reason, Said>> = {
      timeout: said(`Pas de réponse de ${host}`, null),
      dns: said(
        `${host} introuvable`,
        `Le nom ${host} n’a pas pu être résolu. Le réseau fonctionne-t-il ?`,
      ),
      refused: said(`${host} n’écoute pas`, `${host} est là, mais a refusé la connexion.`),
      tls: said(
        `${host} n’est pas fiable`,
        `Le certificat de ${host} n’a pas pu être vérifié : rien n’a été demandé.`,
      ),
      'auth-required': said(
        'Identification requise',
        `${host} demande de s’identifier. Snowbell utilise les accès et clés que git possède déjà, et ne demande jamais lui-même de mot de passe.`,
      ),
      'not-found': said(
        'Dépôt introuvable',
        `${host} ne connaît pas ce dépôt. Il a pu être déplacé, supprimé ou rendu privé.`,
      ),
      'no-such-ref': said(
        'Branche introuvable',
        'Le dépôt existe, mais pas la branche ou l’étiquette indiquée dans flake.nix.',
      ),
      'rate-limited': said(
        `${host} demande d’attendre`,
        `${host} a reçu trop de demandes de ce réseau. Snowbell réessaiera plus tard.`,
      ),
      'not-a-git-server': said(
        'Pas un serveur git',
        `${host} a répondu, mais pas comme un serveur git.`,
      ),
      'no-git': said(
        'git est absent',
        'Cette entrée ne peut être interrogée que par git, qui n’est pas installé.',
      ),
      'not-owner': said(
        'Appartient à quelqu’un d’autre',
        'git refuse de lire ce dépôt, car il appartient à un autre utilisateur.',
      ),
      'connection-lost': said(
        `${host} a coupé`,
        `La connexion à ${host} s’est terminée avant la fin de la réponse.`,
      ),
      'no-network': said('Pas de réseau', `${host} est hors d’atteinte pour le moment.`),
      proxy: said(
        'Le proxy a refusé',
        `Le proxy du réseau n’a pas laissé passer la demande vers ${host}.`,
      ),
      'proxy-unsupported': said(
        'Proxy inutilisable',
        'Snowbell ne sait pas utiliser ce type de proxy, seulement http, https et socks5. Il ne contourne pas le proxy.',
      ),
      'server-error': said(
        `${host} a un problème`,
        `${host} a signalé une erreur de son côté. ${wait}`,
      ),
      'unsafe-redirect': said(
        'Redirection non sûre',
        `${host} a renvoyé vers une adresse non sûre, qui n’a pas été suivie.`,
      ),
      'too-many-redirects': said(
        'Redirections en boucle',
        `${host} a renvoyé d’une adresse à l’autre sans fin.`,
      ),
      'host-key': said(
        `${host} inconnu de ssh`,
        `ssh n’a jamais vu cette clé de ${host}, ou elle a changé. Connectez-vous une fois dans un terminal (« ssh ${host} ») et comparez-la.`,
      ),
      'git-failed': said('git a échoué', 'git n’a pas pu interroger ce dépôt.'),
      'not-a-repository': said('Pas un dépôt', 'Le dossier existe, mais git ne le connaît pas.'),
      'no-locked-revision': said(
        'Rien à comparer',
        'flake.lock ne donne aucune révision pour cette entrée.',
      ),
      'unusable-source': said(
        'Adresse inutilisable',
        'L’adresse dans flake.nix est incomplète, ou n’est pas sûre à interroger.',
      ),
      'relative-git-url': said(
        'Adresse relative',
        'Une adresse git sans hôte ni chemin complet ne peut pas être interrogée.',
      ),
      path: said(
        'Un dossier',
        'Un simple dossier n’a pas de révisions. Chaque mise à jour du lock le prend tel quel.',
      ),
      file: said('Un fichier', 'Ce serveur ne dit pas si le fichier a changé.'),
      'unmarked-file': said('Sans version', `${host} ne dit pas si le fichier a changé.`),
      'first-seen': said(
        'Vu pour la première fois',
        'Le serveur dit seulement quand le fichier a changé. Un changement sera vu dès la prochaine vérification.',
      ),
      'lock-changed': said(
        'Changé depuis la vérification',
        'flake.lock contient une autre révision que celle qui a été comparée. Vérifiez à nouveau.',
      ),
      'not-asked': said(
        'Pas encore interrogée',
        'Cette entrée ne faisait pas partie de la dernière vérification.',
      ),
      'not-in-registry': said(
        'Absente du registre',
        'Le registre de flakes n’a pas d’élément de ce nom.',
      ),
      'pinned-by-registry': said(
        'Figée dans le registre',
        'Le registre de flakes fixe ce nom à une révision.',
      ),
      'not-a-registry': said(
        'Registre illisible',
        'Ce que son serveur a envoyé n’est pas un registre de flakes.',
      ),
      'malformed-node': said(
        'Abîmée dans flake.lock',
        'Les données de cette entrée sont illisibles.',
      ),
      'node-missing': said(
        'Absente de flake.lock',
        'flake.lock nomme cette entrée, mais ne la contient pas.',
      ),
      'follows-cycle': said('Se suit elle-même', 'Les entrées qu’elle suit ramènent à elle.'),
      'follows-missing': said('Ne suit rien', 'L’entrée qu’elle suit n’existe pas.'),
      offline: said('Pas interrogée', 'Rien n’a été demandé par le réseau.'),
      tarball: said('Une archive', 'Ce serveur ne dit pas si l’archive a changé.'),
      indirect: said(
        'Nom du registre',
        'Cette entrée est un nom du registre de flakes, qui n’a pas pu être lu.',
      ),
      mercurial: said('Dépôt Mercurial', 'Snowbell ne peut pas interroger Mercurial.'),
      'unsupported-type': said('Type inconnu', 'Snowbell ne connaît pas ce type d’entrée.'),
    };
    const title = 'Vérification impossible';
    if (reason === null) return said(title, 'Aucune raison n’a été donnée.');
    return lookUp(table, reason) ?? said(title, `La raison donnée est « ${reason} ».`);
  };

  const failure: Text['failure'] = ({ kind, detail }) => {
    const setAside = titled('Un fichier abîmé a été mis de côté', detail);
    const table: Readonly<Record<FailureKind, Titled>> = {
      'no-folder': titled(
        'Le dossier est absent',
        `${detail} n’existe pas ou ne peut pas être ouvert.`,
      ),
      'no-flake-nix': titled(
        'Il n’y a pas de flake.nix dans ce dossier',
        `${detail} Choisissez le dossier qui contient le flake.nix de votre système.`,
      ),
      'no-lock': titled(
        'Il n’y a pas encore de flake.lock',
        `${detail} « Mettre à jour le lock » en écrit un premier.`,
      ),
      unreadable: titled('Le fichier est illisible', detail),
      malformed: titled(
        'flake.lock est abîmé',
        `${detail} Si le dossier est dans git, « git checkout flake.lock » ramène le dernier bon.`,
      ),
      'unsupported-version': titled('flake.lock a une version que Snowbell ne connaît pas', detail),
      'no-nix': titled(
        'Nix est introuvable',
        `Vérifier fonctionne sans lui, construire non. ${detail}`,
      ),
      'nix-too-old': titled(
        'Ce Nix est trop ancien',
        `Snowbell a besoin de Nix 2.24 ou plus récent. ${detail}`,
      ),
      busy: titled(
        'Une autre exécution est en cours',
        `Elle doit finir avant qu’une nouvelle commence. ${detail}`,
      ),
      'stale-answer': titled(
        'Le réseau a lâché en chemin',
        `Nix aurait pris une ancienne copie au lieu de la dernière révision : rien n’a été changé. ${detail}`,
      ),
      'unknown-input': titled('Cette entrée n’existe pas', detail),
      'write-failed': titled('Le fichier n’a pas pu être écrit', detail),
      'state-unwritable': titled(
        'Snowbell ne peut rien enregistrer',
        `Son dossier n’est pas accessible en écriture. Réglages et historique seront perdus à la fermeture : ${detail}`,
      ),
      'not-saved': titled(
        'Le compte rendu de cette exécution n’a pas pu être enregistré',
        `Le disque est plein ou protégé en écriture. Libérez de l’espace ; Snowbell vérifiera ce qui s’est passé avant la prochaine exécution. ${detail}`,
      ),
      refused: titled('Cela a été refusé', detail),
      'resolve-failed': titled('Les entrées n’ont pas pu être mises à jour', detail),
      'build-failed': titled('La construction a échoué', detail),
      offline: titled('Il n’y a pas de réseau', detail),
      'no-flake': titled('Aucun flake choisi', `Choisissez-en un dans les réglages. ${detail}`),
      'no-git': titled('git est introuvable', `Ceci a besoin de git. ${detail}`),
      cancelled: titled('Annulé', detail),
      stale: titled(
        'Ce qui a été construit ne convient plus',
        `Le flake ou le système en cours a changé depuis. Construisez à nouveau. ${detail}`,
      ),
      'host-differs': titled(
        'Ceci a été construit pour un autre ordinateur',
        `Une seconde confirmation est nécessaire. ${detail}`,
      ),
      'units-restarted': titled('Les unités ont été redémarrées', detail),
      'units-not-restarted': titled(
        'Des unités ne tournent toujours pas',
        `Regardez chacune avec « systemctl status ». ${detail}`,
      ),
      'evaluates-as-root': titled('Root devrait évaluer le flake', 'Il faut d’abord votre accord.'),
      'lock-not-yours': titled(
        'flake.lock ne vous appartient pas',
        `Sans l’assistant root, il ne peut pas être écrit. Importez le module NixOS de Snowbell, ou construisez avec le fichier tel qu’il est. ${detail}`,
      ),
      'lock-of-root': titled(
        'flake.lock appartient à root',
        `Snowbell ne peut pas l’écrire ici. Saisissez ceci dans un terminal, ou gardez l’ancien : ${detail}`,
      ),
      'keep-needs-root': titled(
        'flake.lock appartient à root',
        `Un système conservé a besoin de son propre flake.lock, et Snowbell ne peut pas l’écrire ici. Saisissez ceci dans un terminal, puis conservez le système : ${detail}`,
      ),
      'already-there': titled(
        'Rien à faire',
        `La génération ${detail} est en cours d’utilisation, et le prochain démarrage l’utilisera aussi.`,
      ),
      'not-ready': titled('Rien de construit n’attend', detail),
      'lock-moved-on': titled(
        'flake.lock a changé depuis',
        'Ce n’est plus le fichier avec lequel cette exécution a commencé ; rien n’a été écrit. Vérifiez et mettez à jour de nouveau.',
      ),
      'no-such-run': titled('Cette exécution n’est plus conservée', detail),
      'nothing-to-skip': titled(
        'Il n’y a pas de révision à ignorer',
        `La dernière révision de cette entrée est inconnue. ${detail}`,
      ),
      'freeing-space': titled(
        'De l’espace est en train d’être libéré',
        'Ce dont plus rien n’a besoin est retiré du Nix store. L’opération recommence ensuite.',
      ),
      'space-not-freed': titled('L’espace n’a pas pu être libéré', detail),
      'nothing-to-free': titled(
        'Il n’y a rien à libérer',
        'Tout ce qui est dans le Nix store sert encore. Supprimez d’anciennes générations ou d’autres fichiers, puis réessayez.',
      ),
      'no-remedy': titled(
        'Snowbell ne peut pas réparer cela lui-même',
        `Le journal en dit plus. ${detail}`,
      ),
      undecided: titled(
        'Il y a d’abord quelque chose à décider',
        'La dernière bascule n’est allée qu’à moitié. Gardez-la ou revenez en arrière avant de supprimer des générations.',
      ),
      'generations-changed': titled(
        'Les générations ont changé entre-temps',
        'Rien n’a été supprimé. Regardez de nouveau la liste.',
      ),
      'needs-helper': titled(
        'Il faut pour cela l’assistant root de Snowbell',
        `Il vient avec le module NixOS de Snowbell. Sans lui, saisissez ceci dans un terminal : ${detail}`,
      ),
      collecting: titled(
        'Libération d’espace',
        'Ce dont rien n’a plus besoin est retiré du store Nix.',
      ),
      'space-freed': titled('De l’espace a été libéré', detail),
      'closure-unreadable': titled(
        'Les paquets d’un système sont illisibles',
        `Des parties ont pu être retirées du Nix store. ${detail}`,
      ),
      'git-failed': titled('git a échoué', detail),
      'rehearsal-failed': titled('La répétition n’a pas pu être préparée', detail),
      'no-generation': titled(
        'Cette génération n’existe plus',
        `Elle a été supprimée, ou son système n’est plus dans le Nix store. ${detail}`,
      ),
      'no-system': titled('Ce n’est pas un système NixOS en marche', detail),
      managed: titled(
        'Ceci est fixé par votre configuration NixOS',
        `Changez-le là-bas (programs.snowbell.settings). ${detail}`,
      ),
      'nothing-chosen': titled('Aucune entrée sélectionnée', detail),
      'not-cancellable': titled(
        'Cela ne peut pas être arrêté maintenant',
        `Arrêter en chemin laisserait le système entre deux états. ${detail}`,
      ),
      'commit-failed': titled('flake.lock est écrit, mais pas enregistré dans git', detail),
      'corrupt-file': setAside,
      'set-aside': setAside,
      interrupted: titled('Une exécution précédente a été interrompue', detail),
      bug: titled('Snowbell a fait une erreur', detail),
    };
    return (
      lookUp(table, kind) ??
      titled('Quelque chose s’est mal passé', `${detail || 'Sans autre détail.'} (${kind})`)
    );
  };

  const kindTitles = {
    upgrade: 'Mise à niveau',
    update: 'Mise à jour du lock',
    rebuild: 'Reconstruction',
    rollback: 'Restauration',
    prune: 'Nettoyage des générations',
  } as const;
  const lastKind = {
    upgrade: 'Dernière mise à niveau',
    update: 'Dernière mise à jour du lock',
    rebuild: 'Dernière reconstruction',
    rollback: 'Dernière restauration',
    prune: 'Dernier nettoyage des générations',
  } as const;
  const stepNouns = {
    resolve: 'étape de mise à jour',
    build: 'étape de construction',
    review: 'étape d’examen',
    activate: 'étape de bascule',
    settle: 'dernière étape',
  } as const;

  const untouched = 'Rien n’a changé sur ce système, flake.lock est intact.';

  const pruned: PrunedWords = {
    succeeded: {
      chip: 'Supprimées',
      title: 'Dernier nettoyage des générations : réussi',
      meaning:
        'Les anciennes générations ont disparu et le menu de démarrage est refait. Le store Nix récupère leur place au ramassage des déchets.',
    },
    refused: {
      chip: 'Refusé',
      title: 'Dernier nettoyage des générations : refusé',
      meaning: 'Rien n’a été supprimé. Le journal dit pourquoi.',
    },
    menuFailed: {
      chip: 'Menu de démarrage en échec',
      title: 'Dernier nettoyage des générations : le menu de démarrage n’a pas pu être refait',
      meaning:
        'Les anciennes générations sont supprimées, mais le menu de démarrage peut encore les montrer.',
    },
    failed: {
      chip: 'Échec',
      title: 'Dernier nettoyage des générations : échec',
      meaning: 'Toutes n’ont pas pu être supprimées. Le journal en dit plus.',
    },
    denied: {
      chip: 'Non autorisé',
      title: 'Dernier nettoyage des générations : non autorisé',
      meaning:
        'Ce compte ne peut pas supprimer de générations. Prenez un compte d’administrateur (sous NixOS : le groupe wheel). Rien n’a changé.',
    },
    dismissed: {
      chip: 'Non supprimées',
      title: 'Dernier nettoyage des générations : vous avez fermé la demande de mot de passe',
      meaning: 'Vous avez fermé la demande de mot de passe. Rien n’a été supprimé.',
    },
    noAgent: {
      chip: 'Pas de demande',
      title: 'Dernier nettoyage des générations : rien ne pouvait demander votre mot de passe',
      meaning:
        'Aucun agent polkit ne tourne dans cette session. Lancez-en un, ou tapez « snowbell prune » dans un terminal. Rien n’a changé.',
    },
  };

  const letGo = letGoWords({
    newer:
      'Un système plus récent a été construit depuis, celui-ci a donc été abandonné. Rien n’a changé.',
    'system-changed': 'Un autre système est en service depuis, celui-ci a donc été abandonné.',
    'flake-changed':
      'flake.lock ou la configuration a changé depuis, ce système a donc été abandonné. Rien n’a changé.',
    'result-missing': 'Il n’est plus dans le Nix store. Construisez-le de nouveau pour l’utiliser.',
  });

  const outcome: Text['outcome'] = (record, done, isKept): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const unchanged = 'Rien n’a changé.';
    const kept = isKept ? 'Le système construit est conservé ; rien n’a changé.' : unchanged;
    const last = lastKind[record.kind];
    const generation = record.generation === null ? null : `Génération ${record.generation}`;
    const of = (chip: string, title: string, meaning: string): OutcomeText => ({
      chip,
      title,
      meaning,
    });
    switch (done) {
      case 'ready':
        return isKept
          ? of(
              'Prête',
              `${last} : prête à basculer`,
              'Le système est construit et vous attend. Rien n’a encore changé.',
            )
          : of(
              'Prête',
              `${last} : construite`,
              'Le système a été construit, mais n’est plus conservé. Rien n’a changé.',
            );
      case 'succeeded':
        return of(
          record.kind === 'update' ? 'flake.lock écrit' : (generation ?? 'Terminé'),
          `${last} : réussie`,
          record.restartRecommended
            ? 'Une partie prendra effet après un redémarrage.'
            : record.kind === 'update'
              ? 'Le nouveau flake.lock est en place ; le système n’a pas été reconstruit.'
              : generation === null
                ? 'Le nouveau système est en service.'
                : `${generation} en service.`,
        );
      case 'unchanged':
        return of(
          'Sans changement',
          `${last} : rien à changer`,
          'Le résultat est ce que vous avez déjà, il n’y avait pas à basculer.',
        );
      case 'units-failed':
        return of(
          generation ?? 'Basculé',
          `${last} : basculé, mais tout n’a pas démarré`,
          record.failedUnits.length === 0
            ? 'Basculé, mais des unités n’ont pas démarré. Le journal les nomme.'
            : `Basculé, mais ${count(record.failedUnits.length, 'unité a échoué', 'unités ont échoué')} : ${format.list(record.failedUnits)}`,
        );
      case 'restart-required':
        return of(
          'Redémarrage requis',
          `${last} : redémarrage nécessaire`,
          'Le nouveau système est en place et prendra le relais au redémarrage.',
        );
      case 'refused':
        return of(
          'Refusée',
          `${last} : refusée par le nouveau système`,
          'Ses propres contrôles ont dit non, l’ancien système reste. flake.lock est intact.',
        );
      case 'activation-failed':
        return of(
          'Basculé à moitié',
          `${last} : basculé, mais le script de démarrage a échoué`,
          'Une partie de la mise en place du nouveau système a échoué.',
        );
      case 'failed':
        return of(
          'Échec',
          `${last} : échec`,
          record.step === 'activate' || record.step === 'settle'
            ? 'Le système n’a pas accepté la bascule et a été remis en place autant que possible ; flake.lock est intact. Le journal en dit plus.'
            : untouched,
        );
      case 'cancelled':
        return of('Annulée', `${last} : annulée`, untouched);
      case 'denied':
        return of(
          'Non autorisée',
          `${last} : non autorisée`,
          `Ce compte ne peut pas basculer le système. Prenez un compte administrateur (sur NixOS : le groupe wheel). ${kept}`,
        );
      case 'auth-failed':
        return of(
          'Mot de passe erroné',
          `${last} : le mot de passe a été refusé`,
          `Le mot de passe était faux, ou n’était pas celui d’un administrateur. Réessayez ; attention au verrouillage des majuscules et à la disposition du clavier. ${kept}`,
        );
      case 'dismissed':
        return of(
          'Pas basculé',
          `${last} : vous avez fermé la demande de mot de passe`,
          `Vous avez fermé la demande de mot de passe. Appuyez de nouveau sur le bouton de bascule quand vous serez prêt. ${kept}`,
        );
      case 'no-agent':
        return of(
          'Mot de passe non demandé',
          `${last} : rien ne pouvait demander votre mot de passe`,
          `Aucun agent polkit ne tourne dans cette session. Lancez-en un, ou tapez « snowbell switch » dans un terminal. ${kept}`,
        );
      case 'no-pkexec':
        return isPowerless(record)
          ? of(
              'pkexec sans pouvoir',
              `${last} : pkexec ne peut pas devenir root`,
              `pkexec est là, mais n’est pas setuid root. Mettez « security.polkit.enablePkexecWrapper = true; » (avant NixOS 26.11 : « security.polkit.enable = true; ») et reconnectez-vous. ${kept}`,
            )
          : of(
              'pkexec absent',
              `${last} : pkexec est absent`,
              `Basculer demande pkexec. Activez polkit avec « security.polkit.enable = true; », et dès NixOS 26.11 aussi « security.polkit.enablePkexecWrapper = true; ». ${kept}`,
            );
      case 'interrupted':
        return of(
          'Interrompue',
          `${last} : interrompue`,
          'Snowbell ou l’ordinateur s’est arrêté avant la fin. Vous pouvez recommencer sans risque.',
        );
      case 'discarded':
        return of(
          'Abandonnée',
          `${last} : abandonnée`,
          letGo(record.discardedFor) ?? 'Vous avez choisi de ne pas basculer. Rien n’a changé.',
        );
    }
  };

  const stepFailed = {
    resolve: (took: string) => `Mise à jour échouée après ${took}`,
    build: (took: string) => `Construction échouée après ${took}`,
    review: (took: string) => `Examen échoué après ${took}`,
    activate: (took: string) => `Bascule échouée après ${took}`,
    settle: (took: string) => `Fin échouée après ${took}`,
  } as const;

  const verbs = {
    switch: 'Basculer',
    boot: 'Au prochain démarrage',
    test: 'Essayer (jusqu’au redémarrage)',
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
        .replace(/^(Le|La|Les|Rien|Une|Ce|Vous|Ses|Aucun) /, (word) => word.toLowerCase()),

    appName: 'Snowbell',
    common: {
      close: 'Fermer',
      cancel: 'Annuler',
      retry: 'Réessayer',
      tryAgain: 'Réessayer',
      dismiss: 'Masquer',
      openLog: 'Voir le journal',
      back: 'Retour',
      checkNow: 'Vérifier',
      checking: 'Vérification…',
      none: 'aucune',
      starting: 'Démarrage…',
      noConnection: 'Snowbell s’est arrêté. Fermez cette fenêtre et relancez-le.',
      allInputs: 'toutes les entrées',
      copy: 'Copier',
      copied: 'Copié',
      reading: 'Lecture…',
      unknown: 'inconnu',
      noRevision: 'pas de révision',
      decideFirst: 'Décidez d’abord de ce qui est demandé ci-dessus.',
    },

    nav: {
      label: 'Écrans',
      updates: 'Mises à jour',
      activity: 'Activité',
      history: 'Historique',
      generations: 'Générations',
      settings: 'Réglages',
      behind: (k) => count(k, 'entrée en retard', 'entrées en retard'),
      working: 'au travail',
      ready: 'prêt à basculer',
      generation: (k) => `génération ${k}`,
      nixos: (version) => `NixOS ${version}`,
      keys: 'Raccourcis clavier',
      linux: (version) => `Linux ${version}`,
      linuxNext: (running, next) => `Linux ${running}, ${next} après un redémarrage`,
      restart: 'Redémarrage en attente',
      systemLabel: 'Ce système',
    },

    rehearsal: {
      title: 'Répétition',
      body: 'rien ne change sur cet ordinateur',
      leave: 'Quitter',
    },

    elevation: (view) => {
      if (view.kind === 'store-path')
        return titled(
          'La bascule passe par nixos-rebuild',
          'L’assistant root de Snowbell n’est pas installé : nixos-rebuild active donc exactement ce que vous avez relu. Après le mot de passe, plus rien n’est vérifié, la sortie est perdue si Snowbell s’arrête, et une bascule ratée n’est pas annulée. Le module NixOS de Snowbell y remédie.',
        );
      if (view.kind === 'flake')
        return titled(
          'Pour basculer, root devrait évaluer votre flake',
          'L’assistant root de Snowbell n’est pas installé et ce nixos-rebuild n’accepte pas de système déjà construit. Cela marche quand même, avec moins de garanties ; on vous le demande d’abord. Le module NixOS de Snowbell y remédie.',
        );
      switch (view.reason) {
        case 'no-pkexec':
          return titled(
            'Impossible de basculer : pkexec est absent',
            'Vérifier et construire fonctionnent. Pour basculer, activez polkit (security.polkit.enable = true;), ou tapez vous-même « sudo nixos-rebuild switch ».',
          );
        case 'pkexec-not-setuid':
          return titled(
            'Impossible de basculer : pkexec ne peut pas devenir root',
            'pkexec est là, mais n’est pas setuid root. Mettez « security.polkit.enablePkexecWrapper = true; » (avant NixOS 26.11 : « security.polkit.enable = true; ») et reconnectez-vous.',
          );
        case 'no-helper':
          return titled(
            'Impossible de basculer : l’assistant root de Snowbell n’est pas installé',
            'Vérifier et construire fonctionnent. Pour basculer d’ici, importez le module NixOS de Snowbell et reconstruisez une fois à la main.',
          );
      }
    },

    notice: (kind, detail) => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: 'Les entrées ont avancé, le système reste le même',
        meaning: (names) =>
          `flake.lock est resté tel quel, donc ces entrées restent en retard : ${names}. Écrivez-le et elles seront à jour.`,
      },
      otherInputs: {
        title: 'nix a déplacé d’autres entrées que celles choisies',
        meaning: (names) =>
          `Non choisies, mais déplacées : ${names}. flake.lock reste tel quel tant que vous ne l’écrivez pas.`,
      },
    },

    decision: {
      lockNotWritten: {
        title: 'Basculé, mais flake.lock n’est pas encore écrit',
        body: (detail) =>
          `Le système utilise les nouvelles entrées, flake.lock nomme encore les anciennes. ${detail}`.trim(),
        write: 'Écrire flake.lock',
        keep: 'Garder l’ancien',
      },
      lockChanged: {
        title: 'flake.lock a changé entre-temps',
        body: 'Quelqu’un a modifié flake.lock pendant la construction ; il n’a pas été remplacé. Lequel doit rester ?',
        mine: 'Garder le mien',
        switched: 'Prendre celui du système',
      },
      difference: {
        show: 'Voir la différence',
        title: 'En quoi les deux fichiers lock diffèrent',
        input: 'Entrée',
        mine: 'Le vôtre',
        switched: 'Celui du système',
        absent: 'absente',
        same: 'Les deux fixent les mêmes révisions. Seule l’écriture des fichiers diffère.',
        failed: 'Les deux fichiers ne peuvent pas être comparés',
      },
      activationFailed: {
        title: 'Le script de démarrage du nouveau système a échoué',
        body: (previous) =>
          previous === null
            ? 'Le nouveau système est actif, mais une partie de sa mise en place a échoué. La génération précédente n’existe plus : passez à une autre sous « Générations », ou gardez-le.'
            : `Le nouveau système est actif, mais une partie de sa mise en place a échoué. Revenir à la génération ${previous}, ou le garder ?`,
        keep: 'Le garder',
      },
      testActive: {
        title: 'Vous essayez le nouveau système',
        body: 'Un redémarrage l’annule. Si tout va bien, rendez-le permanent.',
        permanent: 'Rendre permanent',
      },
      goBack: (previous) => `Revenir à ${previous}`,
    },

    updates: {
      title: (behind, all) =>
        `${n(behind)} sur ${count(all, 'entrée', 'entrées')} ${format.plural(behind, { one: 'a une mise à jour', other: 'ont des mises à jour' })}`,
      upToDate: 'Tout est à jour',
      noneFound: 'Aucune mise à jour trouvée',
      never: 'Pas encore vérifié',
      neverBody:
        'Snowbell demande à chaque entrée sa dernière révision. Rien n’est téléchargé pour cela.',
      noInputs: 'Ce flake n’a pas d’entrées',
      noInputsBody: 'Il n’y a rien à tenir à jour ; vous pouvez quand même reconstruire.',
      allGoodBody: (all) =>
        `${count(all, 'entrée est à sa dernière révision ou figée', 'entrées sont à leur dernière révision ou figées')} par vous.`,
      heldBody: (held) =>
        `${count(held, 'entrée a une mise à jour retenue ou ignorée', 'entrées ont une mise à jour retenue ou ignorée')} par vous.`,
      partGoodBody: 'Aucune entrée qui a pu être vérifiée n’est en retard.',
      checkingFirst: 'Vérification de vos entrées…',
      checkingProgress: (done, of) => `${n(done)} sur ${n(of)} interrogées`,
      tried: (at, now) =>
        now - at < 60_000 ? 'essayé à l’instant' : `essayé ${format.ago(at, now)}`,
      checked: (at, now) =>
        now - at < 60_000 ? 'vérifié à l’instant' : `vérifié ${format.ago(at, now)}`,
      waiting: (waiting) =>
        ({
          metered: 'Pas de vérification sur un réseau limité',
          battery: 'Pas de vérification quand la batterie est faible',
          'no-network': 'Pas de vérification sans réseau',
        })[waiting],
      checkAnyway: 'Vérifier quand même',
      pausedTitle: (until, now) => `En pause ${upTo(until, now)}`,
      pausedBody: 'Ni vérifications ni notifications jusque-là.',
      resume: 'Reprendre',
      lastGood: (status, at, now) => {
        const ago = now - at < 60_000 ? 'à l’instant' : format.ago(at, now);
        if (status === 'behind') return `en retard ${ago}`;
        return status === 'current' ? `à jour ${ago}` : `répondait ${ago}`;
      },
      find: 'Chercher une entrée',
      findNone: (query) => `Aucune entrée ne s’appelle « ${query} ».`,
      details: 'Détails',
      detailsOf: (name) => `Détails de ${name}`,
      skip: 'Ignorer cette révision',
      unskip: 'Compter à nouveau cette révision',
      copyReference: 'Copier la référence',
      source: 'Ouvrir sa page dans le navigateur',
      next: (at, now) => `prochaine vérification ${when(at, now)}`,
      paused: (until, now) => `en pause ${upTo(until, now)}`,
      couldNot: (k) => `${count(k, 'non vérifiée', 'non vérifiées')}`,
      failedSince: (since, now) =>
        `Vérification impossible depuis ${when(since, now).replace(/^à /, '')}`,
      failedEver: 'La vérification a échoué',
      failedShown: (at, now) => `Voici la réponse obtenue ${format.ago(at, now)}.`,
      select: (name) => `Sélectionner ${name}`,
      groupBehind: 'Entrées à mettre à jour',
      groupUnreachable: (k) => count(k, 'n’a pas pu être vérifiée', 'n’ont pas pu être vérifiées'),
      groupHeld: (k) => count(k, 'retenue ou ignorée', 'retenues ou ignorées'),
      groupUnknown: (k) => count(k, 'impossible à vérifier', 'impossibles à vérifier'),
      groupRest: (k) => count(k, 'à jour ou figée', 'à jour ou figées'),
      behindBy: (input) => {
        const { unit, count: k } = distanceOf(input);
        switch (unit) {
          case 'unknown':
            return 'Mise à jour disponible';
          case 'less':
            return 'Moins d’une heure de retard';
          case 'hour':
            return `${count(k, 'heure', 'heures')} de retard`;
          case 'day':
            return `${count(k, 'jour', 'jours')} de retard`;
          case 'month':
            return `${n(k)} mois de retard`;
        }
      },
      reasonOf,
      current: 'À jour',
      pinned: 'Figée dans flake.nix',
      local: 'Dans votre flake',
      follows: (path) => `Suit ${path.join('/')}`,
      held: 'Retenue',
      skipped: 'Ignorée',
      from: 'de',
      to: 'à',
      menuFor: (name) => `Plus pour ${name}`,
      retryFor: (name) => `Revérifier ${name}`,
      upgradeOnly: 'Mettre à niveau celle-ci seule…',
      lockOnly: 'Mettre à jour celle-ci dans flake.lock',
      compare: 'Voir les changements en ligne',
      hold: 'Retenir',
      unhold: 'Ne plus retenir',
      selected: (k, of) =>
        `${n(k)} sur ${n(of)} ${format.plural(k, { one: 'sélectionnée', other: 'sélectionnées' })}`,
      updateLock: 'Mettre à jour le lock',
      upgrade: (k) => `Mettre à niveau ${count(k, 'entrée', 'entrées')}…`,
      upgradeNone: 'Mettre à niveau…',
      more: 'Autres façons',
      upgradeAll: 'Tout mettre à niveau…',
      rebuild: 'Reconstruire tel quel…',
      openFolder: 'Ouvrir le dossier du flake',
      running: 'Une exécution est en cours',
      show: 'Voir',
      readyTitle: 'Un nouveau système est construit et vous attend',
      readyBody: 'Rien n’a encore changé.',
      review: 'Examiner…',
      unreadableTitle: 'Votre flake est illisible',
      unreadablePath: 'Dossier',
      chooseFolder: 'Choisir un dossier…',
    },

    inputDetails: {
      reading: 'Lecture de cette entrée…',
      failed: 'Cette entrée ne peut pas être affichée',
      revisions: 'Révisions',
      locked: 'Dans le lock',
      latest: 'Dernière',
      notKnown: 'inconnue',
      dated: (at, now) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: 'la même que dans le lock',
      commits: (k, by) =>
        by === null
          ? `${count(k, 'commit', 'commits')} de retard`
          : `${count(k, 'commit', 'commits')}, ${by.toLowerCase()}`,
      commitsBack: (k) => `Revenue en arrière de ${count(k, 'commit', 'commits')}`,
      rewritten: 'La source a réécrit son historique',
      rewrittenBody: (k) =>
        `${count(k, 'commit que vous avez n’en fait plus partie', 'commits que vous avez n’en font plus partie')}. Une mise à jour les enlève.`,
      movedBack: 'La source est revenue en arrière',
      movedBackBody:
        'La dernière révision est plus ancienne que celle du lock : la source est revenue en arrière ou son historique a été réécrit. Une mise à jour vous ramènerait aussi.',
      reference: 'Référence',
      upstream: 'Interrogée à',
      branch: 'Branche ou étiquette',
      defaultBranch: 'la branche par défaut',
      notAFlake: 'Utilisée comme simples fichiers, pas comme flake',
      openSource: 'Ouvrir sa page',
      openCompare: 'Voir les changements',
      openHint: 'dans le navigateur',
      followedBy: 'Suivie par',
      followedByNone: 'Aucune autre entrée ne suit celle-ci.',
      inputs: 'Ses propres entrées',
      inputsNone: 'Elle n’a pas d’entrées à elle.',
      follows: (path) => `suit ${path}`,
      age: (at, now) => format.ago(at, now),
      duplicates: 'Plusieurs fois dans le lock',
      duplicatesBody: (upstream, times) =>
        `${upstream} figure dans le lock à ${n(times)} révisions différentes. Chacune est téléchargée et évaluée séparément.`,
      remedyLead: (lines) =>
        format.plural(lines, {
          one: 'Cette ligne dans flake.nix n’en fait qu’une :',
          other: 'Ces lignes dans flake.nix n’en font qu’une :',
        }),
      warning: (warning) => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return titled(
              `Dans le lock depuis ${count(warning.days, 'jour', 'jours')}`,
              'nixpkgs reçoit chaque jour des correctifs de sécurité ; cette révision n’a pas les derniers.',
            );
          case 'unsupported-branch':
            return titled(
              `${warning.branch} n’est plus maintenue`,
              `Elle ne reçoit plus de correctifs de sécurité depuis ${warning.since}. Choisissez une branche plus récente dans flake.nix.`,
            );
        }
      },
    },

    generations: {
      title: 'Générations',
      sub: (k) => `${count(k, 'système', 'systèmes')} au choix quand l’ordinateur démarre`,
      reading: 'Lecture des générations…',
      failed: 'Les générations sont illisibles',
      empty: 'Aucune génération trouvée',
      emptyBody: 'NixOS garde les générations dans /nix/var/nix/profiles. Il n’y en a pas ici.',
      listLabel: 'Générations',
      name: (k) => `Génération ${k}`,
      running: 'En cours',
      booted: 'Démarrée',
      isDefault: 'Par défaut',
      runningHelp: 'ce que l’ordinateur exécute maintenant',
      bootedHelp: 'avec quoi l’ordinateur a démarré',
      defaultHelp: 'avec quoi il démarrera la prochaine fois',
      gone: 'n’est plus dans le Nix store',
      goBack: 'Y revenir…',
      goBackTo: (k) => `Revenir à la génération ${k}…`,
      use: 'Y basculer…',
      switchToNumber: (k) => `Basculer vers la génération ${k}…`,
      confirmTitle: (k) => `Basculer vers la génération ${k} ?`,
      confirmBody:
        'Le système redevient ce qu’il était alors, et démarrera ainsi. Vos fichiers, flake.nix et flake.lock restent tels quels.',
      kernelDiffers: (running, other) =>
        `Son noyau (${other}) n’est pas celui en cours (${running}). Une partie prendra effet après un redémarrage.`,
      confirm: 'Basculer',
      pickForCompare: (k) => `Comparer la génération ${k}`,
      compare: 'Comparer',
      comparePrompt: 'Cochez deux générations pour les comparer.',
      compareOne: 'Cochez-en une autre.',
      comparing: (from, to) => `De la génération ${from} à ${to}`,
      compareReading: 'Comparaison…',
      compareFailed: 'Elles ne peuvent pas être comparées',
      same: 'Les deux contiennent les mêmes paquets.',
      clear: 'Fermer la comparaison',
      prune: {
        open: 'Supprimer les anciennes…',
        title: 'Supprimer les anciennes générations ?',
        keep: 'Garder les plus récentes',
        goes: (k, which) =>
          `${count(k, 'génération sera supprimée', 'générations seront supprimées')} : ${which}`,
        none: 'Rien à supprimer : tout ce qui est là reste.',
        stays: (k, which) =>
          `${count(k, 'génération restera', 'générations resteront')} : ${which}`,
        always:
          'Celle qui tourne, celle du dernier démarrage et celle du prochain restent toujours.',
        does: 'Ensuite le menu de démarrage est refait, pour que leurs noyaux quittent la partition de démarrage. Elles ne peuvent pas être récupérées.',
        store:
          'Le store Nix récupère la place au ramassage des déchets : « Libérer l’espace » est proposé ensuite.',
        confirm: (k) => `Supprimer ${count(k, 'génération', 'générations')}`,
      },
    },

    doctor: {
      title: 'Bilan',
      open: 'Faire le bilan…',
      help: 'Ce dont Snowbell a besoin sur cet ordinateur, et ce qui manque.',
      sub: 'ce dont Snowbell a besoin sur cet ordinateur',
      allGood: 'Tout ce dont Snowbell a besoin est là',
      problems: (bad, warnings) =>
        joined([bad > 0 && `${n(bad)} à réparer`, warnings > 0 && `${n(warnings)} à voir`], ' · '),
      running: 'Examen en cours…',
      failed: 'Le bilan n’a pas pu être fait',
      again: 'Refaire',
      listLabel: 'Ce qui a été examiné',
      what: (what) =>
        ({
          nix: 'Nix',
          git: 'git',
          flake: 'Votre flake',
          'flake-owner': 'À qui est le flake',
          pkexec: 'Demande du mot de passe (pkexec)',
          helper: 'Assistant root',
          agent: 'Dialogue de mot de passe (agent polkit)',
          'tray-host': 'Zone de notification',
          notifications: 'Messages de notification',
          'disk-nix': 'Espace libre dans le Nix store',
          'disk-boot': 'Espace libre sur /boot',
          'state-folder': 'Dossier propre à Snowbell',
        })[what],
      state: (state) =>
        ({ good: 'Bon', warning: 'À voir', bad: 'À réparer', unknown: 'Inconnu' })[state],
      remedy: (remedy) => {
        const table: Readonly<Record<Remedy, string>> = {
          'install-nix':
            'Nix est introuvable ou ne démarre pas. Vérifier fonctionne sans lui, construire non. Sur NixOS, reconnectez-vous pour que ses programmes soient trouvés.',
          'newer-nix':
            'Construire demande Nix 2.24 ou plus récent. Choisissez-en un plus récent et reconstruisez une fois à la main.',
          'install-git': 'Les flakes dans un dépôt git et les entrées par ssh ont besoin de git.',
          'choose-flake':
            'Choisissez dans les réglages le dossier qui contient le flake.nix de votre système.',
          'mend-flake': 'Réparez le fichier nommé ici ; Snowbell le remarque de lui-même.',
          'owned-by-root':
            'C’est bien ainsi : tout est construit en votre nom, et seul flake.lock est écrit à la fin par root, avec le même mot de passe.',
          'owned-by-another':
            'Le dossier appartient à un autre utilisateur, flake.lock ne peut pas être écrit. Utilisez un flake à vous, ou changez le propriétaire.',
          'enable-pkexec':
            'pkexec est là, mais ne peut pas devenir root. Ajoutez ces lignes, reconstruisez et reconnectez-vous.',
          'install-pkexec':
            'pkexec n’est pas installé. Ajoutez ces lignes, reconstruisez et reconnectez-vous.',
          'agent-not-seen':
            'Snowbell ne voit aucune fenêtre de mot de passe qu’il connaisse ; il y en a peut-être une autre. Si la bascule ne demande rien, lancez-en une avec la session, ou tapez « snowbell switch » dans un terminal.',
          'install-module':
            'Importez le module NixOS de Snowbell, activez-le et reconstruisez une fois à la main.',
          'start-agent':
            'Aucun programme de cette session ne peut demander le mot de passe. La plupart des bureaux en ont un ; sinon, lancez-en un avec la session.',
          'tray-extension':
            'Aucun panneau n’affiche d’icônes ; Snowbell reste accessible par sa fenêtre. Sur GNOME, l’extension AppIndicator les ajoute.',
          'notification-server':
            'Rien n’affiche de notifications sur ce bureau ; les nouvelles n’apparaissent que dans la fenêtre. La plupart des bureaux s’en chargent ; sinon, lancez mako ou dunst.',
          'notification-buttons':
            'Les notifications arrivent, mais sans boutons. Un clic sur l’icône mène au même endroit.',
          'free-space':
            'Une mise à niveau pourrait ne pas tenir. Supprimez d’anciennes générations et ce qu’elles seules utilisent.',
          'make-writable':
            'Snowbell y garde son historique et ses journaux, mais ne peut pas y écrire. Redevenez propriétaire du dossier.',
        };
        return lookUp(table, remedy) ?? remedy;
      },
      snippetInto: 'Pour votre configuration NixOS :',
      snippetType: 'À taper dans un terminal :',
    },

    welcome: {
      title: 'Bienvenue dans Snowbell',
      lead: 'Snowbell vous dit quand les entrées de votre flake NixOS sont en retard, construit la mise à niveau, montre ce qui changerait, et bascule quand vous le dites.',
      found: 'Trouvé sur cet ordinateur',
      none: 'Aucun flake aux endroits habituels (/etc/nixos, $NH_FLAKE, $FLAKE).',
      use: (path) => `Utiliser ${path}`,
      useShort: 'Utiliser',
      choose: 'Choisir un dossier…',
      chooseBody: 'Le dossier qui contient le flake.nix de votre système',
      rehearse: 'Faire une répétition',
      rehearseBody:
        'Un système jouet à part, pour tout essayer. Rien ne change sur cet ordinateur.',
    },

    activity: {
      running: (kind) =>
        ({
          upgrade: 'Mise à niveau du système',
          update: 'Mise à jour de flake.lock',
          rebuild: 'Reconstruction du système',
          rollback: 'Retour en arrière',
          prune: 'Suppression des anciennes générations',
        })[kind],
      authorising: 'En attente de votre mot de passe',
      authorisingBody: 'Rien ne change avant que vous l’ayez donné.',
      activating: (verb) =>
        verb === 'boot'
          ? 'Préparation du prochain démarrage'
          : verb === 'test'
            ? 'Essai du nouveau système'
            : 'Bascule en cours',
      activatingBody:
        'Ceci ne peut pas être arrêté en chemin. Veuillez laisser l’ordinateur allumé.',
      cancelling: 'Arrêt…',
      cancellingBody: 'Rien n’a changé sur ce système.',
      started: (ms) => `Commencé il y a ${duration(ms)}`,
      goesOn: 'vous pouvez fermer cette fenêtre, la construction continue',
      elsewhere: 'lancé en ligne de commande ; arrêtez-le là-bas',
      steps: {
        label: 'Étapes',
        resolve: 'Mettre à jour',
        build: 'Construire',
        review: 'Examiner',
        write: 'Écrire flake.lock',
        verb: (verb) =>
          verb === 'boot' ? 'Prochain démarrage' : verb === 'test' ? 'Essayer' : 'Basculer',
        done: 'fait',
        now: 'en cours',
        later: 'à venir',
      },
      progressLabel: 'Avancement',
      preparing: 'Préparation…',
      resolving: 'Recherche des dernières révisions…',
      evaluating: 'Lecture de votre configuration…',
      remaining: (ms) => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return 'moins d’une minute restante';
        if (minutes < 60)
          return `environ ${count(minutes, 'minute restante', 'minutes restantes')}`;
        return `encore environ ${duration(Math.round(minutes / 15) * 900_000)}`;
      },
      counted: (built, builds, fetched, fetches) =>
        joined(
          [
            builds > 0 &&
              `${n(built)} sur ${n(builds)} ${format.plural(built, { one: 'construit', other: 'construits' })}`,
            fetches > 0 &&
              `${n(fetched)} sur ${n(fetches)} ${format.plural(fetched, { one: 'téléchargé', other: 'téléchargés' })}`,
          ],
          ', ',
        ) || 'Rien à construire ni à télécharger',
      waits: (host, ms) => `${host} limite le nombre de requêtes. Reprise dans ${duration(ms)}.`,
      stillCounting: 'il peut y en avoir plus',
      downloaded: 'Téléchargé',
      ofBytes: (done, of) => `${format.bytes(done)} sur ${format.bytes(of)}`,
      builtHere: 'Construit ici',
      largest: ', les plus gros : ',
      failed: 'Échec',
      downloading: (done, of) => `télécharge ${format.bytes(done)} sur ${format.bytes(of)}`,
      downloadingSome: 'télécharge',
      building: 'construit',
      moreJobs: (k) => `et ${n(k)} de plus`,
      jobsLabel: 'En construction ou téléchargement',
      idle: 'Rien en cours',
      undecided: 'À vous de décider',
      idleBody:
        'Lors d’une mise à niveau ou reconstruction, ses étapes, son avancement et son journal s’affichent ici.',
      idleHint:
        'Une mise à niveau est d’abord construite et montrée. Rien ne change avant votre accord.',
      toUpdates: 'Aux mises à jour',
      lastRun: 'Dernière exécution',
      details: 'Voir les détails',
    },

    log: {
      label: 'Journal',
      empty: 'Le journal est encore vide.',
      find: 'Chercher dans le journal',
      next: 'Résultat suivant',
      previous: 'Résultat précédent',
      matches: (at, of, searching) =>
        of === 0
          ? searching
            ? 'Recherche…'
            : 'Aucun résultat'
          : `${n(at)} sur ${n(of)}${searching ? '+' : ''}`,
      follow: 'Suivre',
      lines: (k) => count(k, 'ligne', 'lignes'),
      openFile: 'Ouvrir dans l’éditeur',
      saveAs: 'Enregistrer…',
      wrap: 'Aller à la ligne',
      levels: 'Afficher',
      levelAll: 'Toutes les lignes',
      levelWarnings: 'Alertes et erreurs',
      levelErrors: 'Erreurs seules',
      filtered: (k, of, searching) =>
        `${n(k)}${searching ? '+' : ''} sur ${count(of, 'ligne', 'lignes')}`,
      filteredNone: 'Aucune ligne de ce genre dans ce journal.',
      mostShown: (k) => `Les ${n(k)} premières sont affichées.`,
      regex: 'Expression régulière',
      badRegex: 'Expression invalide',
      slowRegex: 'Trop long à chercher',
      copySelection: 'Copier la sélection',
      copyAll: 'Copier l’affichage',
      copied: (k) => count(k, 'ligne copiée', 'lignes copiées'),
      selectHint: 'Clic sur une ligne, Maj+clic sur une autre : sélectionne tout entre les deux.',
      failed: 'Le journal est illisible',
      loading: '…',
    },

    review: {
      title: 'Prêt à basculer',
      built: (ms) => `Construit en ${duration(ms)}`,
      unchangedYet: 'rien n’a encore changé sur ce système',
      inUse: 'en service jusqu’au prochain redémarrage',
      restart: 'Redémarrage requis',
      restartWhat: ({ what, from, to }) => {
        switch (what) {
          case 'kernel':
            return from !== null && to !== null
              ? `Le noyau passe de ${from} à ${to}.`
              : 'Le noyau change.';
          case 'initrd':
            return 'Les premiers fichiers de démarrage (initrd) changent.';
          case 'kernel-modules':
            return 'Les modules du noyau changent.';
          case 'reboot-trigger':
            return 'Une partie du système qui demande un redémarrage change.';
        }
      },
      restartAfter: 'Cela prendra effet après un redémarrage.',
      triedTitle: 'Tout n’en est pas encore en service',
      triedAfter: 'Cela prendra effet au premier redémarrage après l’avoir rendu permanent.',
      packages: 'Paquets',
      rebuilt: (k) =>
        count(k, 'paquet reconstruit à la même version', 'paquets reconstruits à la même version'),
      rebuiltHint: 'Reconstruits parce qu’une chose qu’ils utilisent a changé.',
      closure: (bytes) => `Le système entier prend ${format.bytes(bytes)}.`,
      space: {
        title: 'Espace disque',
        store: (free) => `${format.bytes(free)} libres dans le Nix store.`,
        boot: (free, needed) =>
          needed === null || needed === 0
            ? `${format.bytes(free)} libres sur /boot.`
            : `${format.bytes(free)} libres sur /boot, ${format.bytes(needed)} nécessaires.`,
        bootFull: 'Cela ne tiendra pas sur /boot',
        bootFullBody:
          'Supprimez d’abord d’anciennes générations, sinon la bascule échouera en écrivant les fichiers de démarrage.',
        storeLow: 'Le Nix store est presque plein',
        storeLowBody: 'Supprimez bientôt d’anciennes générations et nettoyez le store.',
      },
      summary: (changed, added, removed, delta) =>
        joined(
          [
            changed > 0 && count(changed, 'modifié', 'modifiés'),
            added > 0 && count(added, 'ajouté', 'ajoutés'),
            removed > 0 && count(removed, 'retiré', 'retirés'),
            delta !== null && delta !== 0 && format.signedBytes(delta),
          ],
          ' · ',
        ),
      noPackages: 'Aucun paquet ne change de version.',
      directions: {
        up: 'plus récent',
        down: 'plus ancien',
        other: 'modifié',
        added: 'nouveau',
        removed: 'retiré',
        rebuilt: 'reconstruit',
      },
      rebuiltSame: 'reconstruit',
      showAll: (k) => `Afficher les ${n(k)}`,
      inputs: 'Entrées',
      noInputs: 'Les entrées restent telles quelles.',
      notSelected: 'a suivi, non sélectionnée',
      services: 'Services modifiés (peuvent redémarrer)',
      noServices: 'Aucun service ne change.',
      differencesTitle: 'Ce n’est peut-être pas le système de cet ordinateur',
      differenceWhat: ({ what, running, built }) => {
        switch (what) {
          case 'host-name':
            return `Cet ordinateur s’appelle « ${running} », le système construit « ${built} ».`;
          case 'platform':
            return `Cet ordinateur est ${running}, le système construit est pour ${built}.`;
          case 'root-file-system':
            return `Cet ordinateur démarre de ${running}, le système construit attend ${built}.`;
          case 'older-release':
            return `Le système construit est un NixOS plus ancien (${built}) que celui en cours (${running}).`;
        }
      },
      asRoot: {
        title: 'Laisser root évaluer et construire votre flake ?',
        body: 'Il ne reste ici que « nixos-rebuild switch --flake ». Cela rompt ce que Snowbell promet d’ordinaire :',
        broken: [
          'Root évalue votre flake et le code de ses entrées.',
          'Le système obtenu peut différer de celui que vous avez relu.',
          'flake.lock est écrit avant la bascule, et remis en place si elle échoue.',
          'Après le mot de passe, plus rien n’est vérifié, et rien n’est conservé si Snowbell s’arrête.',
          'Une bascule ratée n’est pas annulée : le prochain démarrage peut amener le nouveau système.',
        ],
        confirm: 'Basculer en root',
      },
      confirmTitle: 'Vraiment l’utiliser sur cet ordinateur ?',
      confirmBody: 'Le système construit ne ressemble pas à celui en cours :',
      confirm: (verb) =>
        ({
          switch: 'Basculer quand même',
          boot: 'Quand même au démarrage',
          test: 'Essayer quand même',
        })[verb],
      stale: {
        'flake-changed': titled(
          'Votre flake a changé depuis la construction',
          'Ce qui a été construit n’est plus ce que dit votre flake. Reconstruisez.',
        ),
        'system-changed': titled(
          'Le système en cours a changé depuis la construction',
          'La comparaison ci-dessous est dépassée. Reconstruisez.',
        ),
        'result-missing': titled(
          'Le système construit a disparu',
          'Il a été retiré du Nix store. Reconstruisez.',
        ),
      },
      buildAgain: 'Reconstruire',
      off: {
        stale: 'Reconstruisez-le d’abord.',
        unavailable: 'Basculer n’est pas possible ici ; voir ci-dessus.',
      },
      notice: (kind, detail) => {
        const of = (title: string, body: string) => titled(title, `${body} ${detail}`.trim());
        switch (kind) {
          case 'input-moved-unselected':
            return of('Une entrée non sélectionnée a suivi', '');
          case 'self-rev-without-lock':
            return of(
              'Le système nomme votre dernier commit comme source',
              'Ce commit n’a pas encore le nouveau flake.lock. Une fois celui-ci dans un commit, la prochaine construction nommera le bon.',
            );
          case 'path-flake-copies-ignored-files':
            return of(
              'Le dossier a été lu comme de simples fichiers',
              'Les fichiers ignorés par git ont aussi été copiés.',
            );
          case 'untrusted-flake-settings':
            return of(
              'Nix a ignoré des réglages du flake',
              'Mettez-les dans nix.settings si vous leur faites confiance.',
            );
          case 'switch-inhibited':
            return of(
              'Mieux vaut attendre le prochain démarrage',
              'Une partie de ce système ne devrait pas changer en marche.',
            );
          case 'dirty-tree':
            return of(
              'Le flake a des changements non enregistrés dans git',
              'Ils sont construits aussi.',
            );
          case 'untracked-files':
            return of(
              'git ne connaît pas certains fichiers',
              'Nix ne les voit pas. Ajoutez-les avec « git add » s’ils font partie du système.',
            );
          case 'detached-head':
            return of('Le flake n’est sur aucune branche', 'git a un commit isolé en place.');
          case 'merge-in-progress':
            return of(
              'Une fusion est en cours dans le flake',
              'Terminez-la avant de vous fier à ce qui a été construit.',
            );
          case 'ends-the-session':
            return of(
              'Basculer maintenant termine votre session',
              'L’écran de connexion ou votre session redémarre. Enregistrez votre travail, ou choisissez « Au prochain démarrage ».',
            );
          case 'little-space-store':
            return of(
              'Le Nix store est presque plein',
              'Supprimez bientôt d’anciennes générations et nettoyez le store.',
            );
          case 'little-space-boot':
            return of(
              'Il y a peu de place sur /boot',
              'Supprimez d’abord d’anciennes générations, sinon la bascule échouera en écrivant les fichiers de démarrage.',
            );
          case 'lock-folder-of-root':
            return of(
              'Le flake appartient à root',
              'flake.lock sera écrit par root avec le même mot de passe.',
            );
          default:
            return titled('Remarque', detail || kind);
        }
      },
      discard: 'Abandonner',
      verb: (verb) => verbs[verb],
      prompt: 'Un seul mot de passe sera demandé.',
      actionsLabel: 'Qu’en faire',
    },

    history: {
      title: 'Historique',
      empty: 'Aucune exécution',
      emptyBody: 'Chaque mise à jour, mise à niveau et reconstruction figure ici, avec son issue.',
      wentBack: (generation) => `Vous êtes revenu depuis à la génération ${generation}.`,
      listLabel: 'Exécutions',
      ahead: 'préparée d’avance',
      runTitle: (record) => {
        if (record.kind === 'rollback' && record.generation !== null)
          return `Restauration · génération ${record.generation}`;
        const names = firstNames(record, (k) => `et ${n(k)} de plus`);
        return joined([kindTitles[record.kind], names !== '' && names], ' · ');
      },
      runLine: (record, now, isKept) =>
        runLine(record, now, {
          duration,
          goingOn: (took) => `En cours depuis ${took}`,
          failed: (step, took) => (step === null ? `Échec après ${took}` : stepFailed[step](took)),
          moved: (k) => count(k, 'entrée changée', 'entrées changées'),
          noChange: 'Aucun paquet changé',
          changed: (k) => count(k, 'paquet changé', 'paquets changés'),
          restart: 'redémarrage conseillé',
          meaning: () =>
            record.outcome === null ? '' : outcome(record, record.outcome, isKept).meaning,
        }),
      goingOn: 'En cours',
      ready: 'Prête',
      switchTo: 'Y basculer…',
      updateAndRetry: 'Mettre à jour et réessayer',
      addToGitAndRetry: 'Ajouter à git et réessayer',
      freeSpaceAndRetry: 'Libérer l’espace et réessayer',
      freeSpace: 'Libérer l’espace',
      restartUnits: 'Redémarrer les unités en échec',
      openFile: (name) => `Ouvrir ${name}`,
      openTheFile: 'Ouvrir le fichier',
      switchOnNextBoot: 'Au prochain démarrage…',
      evidence: 'Ce que dit le journal',
      subject: 'Il s’agit de',
      filterLabel: 'Afficher',
      filters: {
        all: 'Toutes',
        succeeded: 'Réussies',
        failed: 'Échouées',
        other: 'Inachevées',
      },
      filterNone: 'Aucune exécution de ce genre.',
      shown: (k, of) => `${n(k)} sur ${count(of, 'exécution', 'exécutions')}`,
      exportLog: 'Ouvrir le fichier du journal',
      show: 'Voir',
      stepAt: (step) => stepNouns[step],
      detailsOf: (title) => `Détails : ${title}`,
      tabs: { changes: 'Changements', log: 'Journal' },
      facts: {
        started: 'Début',
        took: 'Durée',
        result: 'Résultat',
        generation: 'Génération',
        storePath: 'Chemin dans le store',
        failedUnits: 'Unités en échec',
      },
      noReview: 'Aucune liste de paquets n’a été gardée pour cette exécution.',
      reading: 'Lecture…',
      unreadable: 'Cette exécution est illisible',
      openLogFile: 'Journal dans l’éditeur',
      diagnosisOf: (diagnosis) => diagnosis.summary,
    },

    settings: {
      title: 'Réglages',
      sub: 'enregistrés aussitôt',
      managed: 'Fixé par votre configuration NixOS :',
      sections: {
        flake: 'Votre flake',
        checks: 'Vérifications',
        upgrades: 'Mises à niveau',
        background: 'En arrière-plan',
        look: 'Aspect et langue',
        computer: 'Cet ordinateur',
      },
      flake: 'Dossier',
      flakeUnset: 'pas encore choisi',
      choose: 'Choisir…',
      host: 'Nom du système',
      hostHelp: (name) =>
        `Le nom sous nixosConfigurations. Vide : le nom de cet ordinateur, « ${name} ».`,
      interval: 'Chercher des mises à jour',
      intervalValue: (minutes) => {
        const { unit, count: k } = intervalOf(minutes);
        switch (unit) {
          case 'week':
            return k === 1 ? 'Une fois par semaine' : `Toutes les ${n(k)} semaines`;
          case 'day':
            return k === 1 ? 'Une fois par jour' : `Tous les ${n(k)} jours`;
          case 'hour':
            return k === 1 ? 'Toutes les heures' : `Toutes les ${n(k)} heures`;
          case 'minute':
            return k === 1 ? 'Toutes les minutes' : `Toutes les ${n(k)} minutes`;
        }
      },
      pause: 'Mettre en pause',
      pauseHelp: 'Ni vérifications ni notifications pendant un moment.',
      pauseDay: 'Un jour',
      pauseWeek: 'Une semaine',
      resume: 'Reprendre',
      notifications: 'Prévenir',
      notificationsHelp: 'Quand d’autres entrées prennent du retard, et quand une exécution finit.',
      held: 'Retenues',
      heldHelp:
        'Jamais comptées en retard. À choisir dans le menu d’une entrée, à l’écran Mises à jour.',
      heldNone: 'aucune entrée retenue',
      unhold: (name) => `Ne plus retenir ${name}`,
      activation: 'Façon de basculer proposée',
      activationValue: (verb) =>
        verb === 'test' ? 'Essayer d’abord (jusqu’au redémarrage)' : verbs[verb],
      commitLock: 'Enregistrer flake.lock dans git',
      commitLockHelp: 'Après une bascule réussie, dans un commit à part.',
      theme: 'Thème',
      themeValue: (theme) => ({ system: 'Comme le bureau', light: 'Clair', dark: 'Sombre' })[theme],
      onMetered: 'Sur un réseau limité',
      onMeteredHelp: 'Vérifier et préparer aussi là où le volume de données se paie.',
      onBattery: 'Batterie faible',
      onBatteryHelp: 'Vérifier et préparer aussi quand la batterie est faible.',
      gentleBuilds: 'Construire en douceur',
      gentleBuildsHelp: 'Laisser passer tout le reste : priorité basse, moins de tâches.',
      prepareAhead: 'Préparer d’avance',
      prepareAheadHelp:
        'Construire discrètement ce qui est en retard ; il ne reste qu’à basculer. Rien ne bascule jamais tout seul.',
      prepareAheadWaits: (why) =>
        ({
          'in-use': 'En attente que l’ordinateur soit resté inutilisé cinq minutes.',
          'on-battery': 'En attente du branchement sur secteur.',
          'under-load': 'En attente de la fin des autres travaux de l’ordinateur.',
        })[why],
      autostart: 'Lancer avec la session',
      autostartHelp: 'Seulement l’icône ; la fenêtre s’ouvre quand vous le voulez.',
      language: 'Langue',
      languageSystem: 'Comme le bureau',
      copySnippet: (key) => `Copier l’option NixOS ${key}`,
      rehearsal: 'Répétition',
      rehearsalHelp: 'Un système jouet à part, pour tout essayer.',
      rehearsalStart: 'Lancer une répétition',
      nix: 'Nix',
      nixMissing: 'introuvable ; vérifier fonctionne, construire non',
      nixTooOld: (version) => `${version} · trop ancien, il faut 2.24 ou plus récent`,
      elevation: 'Devenir root',
      elevationHelper: 'par polkit, un mot de passe par bascule',
      elevationRehearsal: 'inutile dans une répétition',
      tray: 'Icône',
      trayYes: 'affichée par votre panneau',
      trayNo: 'aucun panneau n’affiche d’icônes ; Snowbell reste accessible par sa fenêtre',
      version: 'Snowbell',
    },

    shortcuts: {
      title: 'Raccourcis clavier',
      check: 'Vérifier maintenant',
      find: 'Chercher dans une liste ou un journal',
      screens: 'Aller au premier, deuxième… écran',
      settings: 'Réglages',
      list: 'Se déplacer dans une liste',
      select: 'Cocher ou décocher',
      open: 'Ouvrir l’élément choisi',
      close: 'Fermer un dialogue, un menu, des détails',
      nextMatch: 'Résultat suivant et précédent',
      zoom: 'Plus grand, plus petit, normal',
      closeWindow: 'Fermer la fenêtre',
      quit: 'Quitter Snowbell',
      help: 'Cette liste',
      keys: {
        control: 'Ctrl',
        shift: 'Maj',
        enter: 'Entrée',
        escape: 'Échap',
        space: 'Espace',
        arrows: 'Flèches',
      },
    },
  };
}
