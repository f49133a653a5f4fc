// The French sentences of every explanation.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

const named = (subject: string | null): string => (subject === null ? '' : ` « ${subject} »`);
const from = (subject: string | null): string => (subject === null ? '' : ` (${subject})`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `« ${subject} »`;

export const french: Sentences = {
  'hash-mismatch-source': say(
    (s) =>
      `Une source téléchargée${named(s)} n’est pas le fichier que son paquet attend : les sommes de contrôle diffèrent.`,
    (_, d) =>
      `Le fichier a changé en amont, ou la somme du paquet n’est plus à jour. Mettez à jour les entrées et réessayez ; si cela persiste, le paquet a besoin ${d === null ? 'd’une nouvelle somme' : `de cette somme : « ${d} »`}.`,
  ),
  'nar-hash-mismatch': say(
    (s) =>
      `Le contenu récupéré pour ${or(s, 'une entrée')} diffère de ce que flake.lock avait enregistré.`,
    () =>
      'Mettez à jour cette entrée pour que le fichier de verrouillage enregistre ce qui s’y trouve maintenant, puis réessayez.',
  ),
  'network-unreachable': say(
    (s) => `Un serveur n’a pas pu être joint${from(s)}.`,
    () =>
      'Vérifiez la connexion réseau, puis réessayez. Si un seul serveur est concerné, réessayez plus tard.',
  ),
  'rate-limited': say(
    (s) => `Le serveur refuse d’autres requêtes pour un moment${from(s)}.`,
    () =>
      'Attendez (jusqu’à une heure pour GitHub) et réessayez, ou ajoutez un jeton d’accès au réglage access-tokens de nix.conf.',
  ),
  'http-not-found': say(
    (s) => `Quelque chose qui devait être téléchargé n’existe pas${from(s)}.`,
    () =>
      'Vérifiez l’adresse, la branche ou l’étiquette dans flake.nix. Si la source d’un paquet a disparu, mettez à jour les entrées. Un dépôt privé donne le même résultat sans jeton.',
  ),
  'auth-failed': say(
    (s) => `Un mot de passe, une clé ou un jeton manquait ou a été refusé${from(s)}.`,
    () =>
      'Pour un dépôt privé, vérifiez la clé SSH ou le jeton d’accès de l’utilisateur qui lance ceci. Pour une demande de mot de passe, réessayez.',
  ),
  'untracked-file': say(
    (s) =>
      `Nix ne voit pas ${or(s, 'un fichier de la configuration')} : Git ne le suit pas, ou il n’existe pas.`,
    (s) =>
      `Si le fichier existe, ajoutez-le avec git add${s === null ? '' : ` ${s}`} (un commit n’est pas nécessaire). Sinon, corrigez le chemin qui le mentionne.`,
  ),
  'not-owner': say(
    (s) => `Le dépôt Git de la configuration${named(s)} appartient à un autre utilisateur.`,
    () =>
      'Construisez en tant que son propriétaire et ne devenez root que pour activer (nixos-rebuild --sudo), ou déclarez le dossier safe.directory dans la configuration Git de root.',
  ),
  'syntax-error': say(
    (s) => `Il y a une erreur de syntaxe dans la configuration${s === null ? '' : ` à ${s}`}.`,
    () =>
      'Ouvrez le fichier à cette ligne ; souvent, un point-virgule, une parenthèse ou un guillemet manque ou est en trop juste avant.',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) => `La configuration utilise ${or(s, 'un nom')}${from(d)}, qui n’existe pas.`,
    () =>
      'Vérifiez l’orthographe, et que le paquet, l’argument ou l’entrée de ce nom existe et est transmis à ce fichier.',
  ),
  'option-does-not-exist': say(
    (s) => `L’option${named(s)} n’existe pas.`,
    () =>
      'Vérifiez son orthographe et sa place. Elle a peut-être été renommée, appartient à Home Manager plutôt qu’à NixOS (ou l’inverse), ou demande un module qui n’est pas importé.',
  ),
  'type-mismatch-option': say(
    (s) => `L’option${named(s)} a reçu une valeur qu’elle ne peut pas prendre.`,
    () =>
      'Donnez-lui une valeur du type que le message indique. Si deux fichiers la fixent différemment, n’en gardez qu’un ou utilisez lib.mkForce.',
  ),
  'infinite-recursion': say(
    (s) => `La configuration se réfère sans fin à elle-même${s === null ? '' : ` à ${s}`}.`,
    () =>
      'Cherchez une valeur qui dépend d’elle-même : souvent des imports qui utilisent pkgs ou config, ou une option qui lit sa propre valeur.',
  ),
  'failed-assertion': say(
    (s, d) =>
      (d ?? s) === null
        ? 'La configuration se contredit.'
        : `La configuration a été refusée : ${d === null ? s : `${d}.`}`,
    () => 'Le message dit ce qu’il faut définir ou retirer. Changez cela et construisez à nouveau.',
  ),
  'unfree-package': say(
    (s) => `Le paquet${named(s)} a une licence non libre, qui n’est pas encore autorisée.`,
    () =>
      'Définissez nixpkgs.config.allowUnfree = true, ou n’autorisez que ce paquet avec allowUnfreePredicate.',
  ),
  'insecure-package': say(
    (s) => `Le paquet${named(s)} a des failles de sécurité connues.`,
    () =>
      'Mettez à jour les entrées ou prenez un remplaçant. Si vous acceptez le risque, ajoutez-le à nixpkgs.config.permittedInsecurePackages.',
  ),
  'package-removed-or-renamed': say(
    (s) => `Le paquet${named(s)} a été retiré de la collection de paquets ou renommé.`,
    () =>
      'Utilisez le nom ou le remplaçant que donne le message, ou retirez-le de la configuration.',
  ),
  'broken-package': say(
    (s) => `Le paquet${named(s)} est marqué comme cassé ou ne prend pas en charge cet ordinateur.`,
    () =>
      'Retirez-le pour l’instant, prenez une alternative, ou attendez un correctif et mettez à jour les entrées plus tard.',
  ),
  'build-failed': say(
    (s) => `La construction ${s === null ? 'd’un paquet' : `de « ${s} »`} a échoué.`,
    () =>
      'Les dernières lignes de son journal disent pourquoi. S’il vient de nixpkgs, une révision plus récente ou plus ancienne aide souvent ; si c’est votre propre fichier, corrigez-le là.',
  ),
  'out-of-memory': say(
    (s) => `L’ordinateur a manqué de mémoire${s === null ? '' : ` en construisant « ${s} »`}.`,
    () =>
      'Fermez d’autres programmes, ajoutez du swap ou construisez moins de choses à la fois (max-jobs, cores), puis réessayez.',
  ),
  'disk-full-store': say(
    () => 'Le disque du magasin Nix ou du dossier de construction est plein.',
    () =>
      'Libérez de l’espace, par exemple en supprimant d’anciennes générations et en lançant le ramasse-miettes, puis réessayez.',
  ),
  'disk-full-boot': say(
    () =>
      'La partition de démarrage est pleine ; le nouveau système n’a donc pas pu être rendu démarrable.',
    () =>
      'Supprimez d’anciennes générations pour que leurs noyaux quittent la partition de démarrage, puis basculez à nouveau. Un configurationLimit plus bas évite que cela revienne.',
  ),
  'bootloader-failed': say(
    () => 'Le chargeur de démarrage n’a pas pu être installé.',
    () =>
      'Vérifiez que la partition de démarrage est montée et que les réglages boot.loader conviennent à cet ordinateur, puis réessayez avant de redémarrer.',
  ),
  'units-failed': say(
    (s, d) =>
      s === null
        ? 'Le nouveau système est actif, mais certains services n’ont pas démarré.'
        : `Le nouveau système est actif, mais « ${s} »${d === null ? '' : ` (et ${d})`} n’a pas démarré.`,
    (s) =>
      `Regardez systemctl status${s === null ? ' --failed' : ` ${s}`} et redémarrez ce qui manque, ou revenez à la génération précédente.`,
  ),
  'activation-script-failed': say(
    (s) => `Une étape de l’activation a échoué${s === null ? '' : ` : « ${s} »`}.`,
    () =>
      'Le système est peut-être à moitié basculé. Gardez-le s’il fonctionne, ou revenez à la génération précédente.',
  ),
  'switch-inhibited': say(
    () =>
      'Ce changement touche des parties qui ne doivent pas être remplacées pendant que le système tourne.',
    () => 'Faites-en le système du prochain démarrage, puis redémarrez l’ordinateur.',
  ),
  'lock-held': say(
    () => 'Une autre bascule ou commande Nix est déjà en cours.',
    () => 'Attendez qu’elle soit terminée, puis réessayez.',
  ),
  'polkit-denied': say(
    () => 'Vous n’avez pas reçu la permission de modifier le système.',
    () => 'Utilisez un compte administrateur (sous NixOS : le groupe wheel) et réessayez.',
  ),
  'polkit-no-agent': say(
    () => 'Aucun programme en cours ne peut vous demander le mot de passe.',
    () =>
      'Lancez un agent polkit dans votre session (par exemple hyprpolkitagent ou polkit-gnome), ou basculez dans un terminal avec sudo.',
  ),
  'pkexec-not-setuid': say(
    () => 'Le programme qui demande le mot de passe n’a pas le droit de devenir root.',
    () =>
      'Définissez security.polkit.enablePkexecWrapper = true (avant NixOS 26.11 : security.polkit.enable = true) pour que /run/wrappers/bin/pkexec existe.',
  ),
  'polkit-dismissed': say(
    () => 'La fenêtre du mot de passe a été fermée.',
    () => 'Rien n’a changé. Réessayez quand vous serez prêt.',
  ),
  'home-manager-conflict': say(
    (s) => `Home Manager n’écrasera pas ${or(s, 'un fichier qu’il n’a pas créé')}.`,
    () =>
      'Déplacez ou supprimez ce fichier, ou définissez home-manager.backupFileExtension (seul : home-manager switch -b backup), puis réessayez.',
  ),
  'experimental-features-disabled': say(
    (s) => `La fonction${named(s)} de Nix est désactivée.`,
    () =>
      'Définissez nix.settings.experimental-features = [ "nix-command" "flakes" ]; et réessayez.',
  ),
  'unsupported-lock-version': say(
    () => 'flake.lock a été écrit par un Nix plus récent que celui-ci.',
    () => 'Mettez Nix à niveau, ou recréez le fichier de verrouillage avec cette version.',
  ),
  interrupted: say(
    () => 'L’opération a été interrompue avant la fin.',
    () => 'Relancez-la quand vous serez prêt ; ce qui est déjà construit est conservé.',
  ),
  'evaluation-warning-only': say(
    () => 'Cela a marché. La configuration n’a que des avertissements.',
    () =>
      'Il n’y a rien à faire maintenant ; les avertissements disent ce qu’il faudra changer avant une version ultérieure.',
  ),
  success: say(
    () => 'Cela a marché.',
    () => 'Il n’y a rien à faire.',
  ),
  other: say(
    () => 'L’opération a échoué pour une raison que Snowbell ne connaît pas.',
    () => 'Les lignes affichées sont la cause la plus probable ; le journal complet en dit plus.',
  ),

  'hash-not-set': say(
    (s) => `La source${named(s)} n’a qu’une valeur provisoire comme somme de contrôle.`,
    (_, d) =>
      `Mettez à sa place la somme de ce qui a été téléchargé : ${or(d, 'le message la donne')}.`,
  ),
  'no-such-host': say(
    (s) => `Le flake n’a pas de système ${or(hostOf(s), 'de ce nom')}.`,
    (_, d) =>
      `${d === null ? 'nix flake show énumère ceux qu’il a.' : `Il a ${d}.`} Choisissez l’un d’eux comme hôte, avec --host ou dans les réglages (nixos-rebuild : --flake .#NOM), ou ajoutez celui-ci sous nixosConfigurations.`,
  ),
  'module-argument': say(
    (s) => `Un module demande l’argument${named(s)}, et personne ne le transmet à temps.`,
    () =>
      'Transmettez-le avec specialArgs (pour Home Manager : extraSpecialArgs), ou retirez-le des arguments du module. Ce qui est défini par _module.args ne peut pas servir dans imports.',
  ),
  'conflicting-values': say(
    (s) => `L’option${named(s)} reçoit plusieurs valeurs qui s’excluent.`,
    () => 'Gardez-en une, ou mettez lib.mkForce devant celle qui doit compter.',
  ),
  'build-folder-full': say(
    (s) => `Le disque du dossier de construction${named(s)} est plein.`,
    () =>
      'Supprimez-y ce qui ne sert plus, donnez-lui plus de place (boot.tmp.tmpfsSize) ou faites construire Nix ailleurs (nix.settings.build-dir), puis réessayez.',
  ),
  'other-disk-full': say(
    (s) => `Le disque qui contient ${or(s, 'un fichier à écrire')} est plein.`,
    () =>
      'Libérez de l’espace sur ce disque, puis réessayez. Le ramasse-miettes n’aide que si le magasin Nix s’y trouve aussi.',
  ),
  'no-permission': say(
    (s) => `L’accès à ${or(s, 'un fichier')} a été refusé.`,
    () =>
      'Regardez avec ls -l à qui il appartient. Ce qui est à vous mais appartient à root, souvent après une commande avec sudo, se récupère avec sudo chown ; ce qui appartient au système, seul root peut le changer.',
  ),
  'no-flake': say(
    () => 'Aucun flake.nix n’a été trouvé pour ce système.',
    () =>
      'Lancez la commande dans le dossier qui contient flake.nix, ou nommez ce dossier avec --flake.',
  ),
  'pure-evaluation': say(
    (_, d) =>
      `Un flake ne peut utiliser que ce qu’il contient ou ce que flake.lock fixe. Nix dit : ${or(d, '…')}.`,
    () =>
      'Faites-en une entrée, écrivez-le comme un chemin dans le flake (./fichier), ou fixez-le par sa révision et sa somme. --impure le permet pour une fois.',
  ),
  'failure-from-cache': say(
    () => 'Cette évaluation a déjà échoué, et Nix ne fait que le répéter.',
    () =>
      'Construisez une fois dans un terminal avec --option eval-cache false : Nix dira alors pourquoi.',
  ),
  'wrong-value': say(
    (s, d) =>
      `Une valeur de la configuration n’est pas ce qu’il faut à cet endroit${from(s)}. Nix dit : ${or(d, '…')}.`,
    () =>
      'Souvent, un appel de fonction dans une liste n’a pas ses parenthèses, ou un texte se trouve là où il faut un chemin, une liste ou un ensemble.',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, 'Un nom')} est défini deux fois${from(s)}.`,
    () => 'Gardez l’un des deux, ou réunissez ce que les deux contiennent.',
  ),
  'no-such-command': say(
    (_, d) => `La commande${named(d)} est introuvable.`,
    () => 'Vérifiez l’orthographe, et qu’elle est installée pour l’utilisateur qui la lance.',
  ),
  'nix-says': say(
    (s, d) => `Nix dit${from(beside(s, d))} : ${or(d, '…')}.`,
    () =>
      'Si cela nomme quelque chose de votre configuration, corrigez-le là ; sinon, d’autres révisions des entrées aideront peut-être. Le journal complet en dit plus.',
  ),
  'log-says': say(
    (_, d) => `L’opération a échoué avec ces mots : ${or(d, '…')}.`,
    () => 'Les lignes affichées sont la cause la plus probable ; le journal complet en dit plus.',
  ),
};
