// Every sentence the window says, in Brazilian Portuguese.
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

export function brazilianPortuguese(format: Format): Text {
  const n = format.number;
  const count = (of: number, one: string, other: string) =>
    `${n(of)} ${format.plural(of, { one, other })}`;
  const duration = (ms: number) => spellDuration(ms, ['h', 'min', 's']);
  const days = { yesterday: 'ontem', today: 'hoje', tomorrow: 'amanhã' } as const;

  const moment: Text['moment'] = (at, now, place = 'start') => {
    const { day, date, clock } = format.day(at, now);
    const word = day === 'other' ? date : days[day];
    return `${place === 'start' ? word.charAt(0).toUpperCase() + word.slice(1) : word} ${clock}`;
  };
  const when: Text['when'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    if (day === 'today') return `às ${clock}`;
    return day === 'other' ? `em ${date} às ${clock}` : `${days[day]} às ${clock}`;
  };

  const reasonOf = (reason: string | null, host: string): Said => {
    const wait = 'Isso costuma passar depois de um tempo.';
    if (reason?.startsWith('http-')) {
      const code = reason.slice(5);
      return said(`Erro ${code} de ${host}`, `${host} respondeu com o erro HTTP ${code}. ${wait}`);
    }
    const table: Readonly<Record<Reason, Said>> = {
      timeout: said(`${host} não responde`, null),
      dns: said(
        `${host} não encontrado`,
        `Não foi possível resolver o nome ${host}. A rede está funcionando?`,
      ),
      refused: said(`${host} não atende`, `${host} existe, mas recusou a conexão.`),
      tls: said(
        `${host} não é confiável`,
        `Não foi possível verificar o certificado de ${host}, então nada foi perguntado.`,
      ),
      'auth-required': said(
        'É preciso se identificar',
        `${host} pede identificação. O Snowbell usa os acessos e as chaves que o git já tem e nunca pede uma senha por conta própria.`,
      ),
      'not-found': said(
        'Repositório não encontrado',
        `${host} não conhece este repositório. Ele pode ter sido movido, apagado ou tornado privado.`,
      ),
      'no-such-ref': said(
        'Ramo não encontrado',
        'O repositório existe, mas não o ramo ou a tag de flake.nix.',
      ),
      'rate-limited': said(
        `${host} pede para esperar`,
        `${host} recebeu perguntas demais desta rede. O Snowbell perguntará mais tarde.`,
      ),
      'not-a-git-server': said(
        'Não é um servidor git',
        `${host} respondeu, mas não como um servidor git.`,
      ),
      'no-git': said(
        'Falta o git',
        'Esta entrada só pode ser consultada pelo git, que não está instalado.',
      ),
      'not-owner': said(
        'Pertence a outra pessoa',
        'O git se recusa a ler este repositório porque ele é de outro usuário.',
      ),
      'connection-lost': said(
        `${host} interrompeu`,
        `A conexão com ${host} terminou antes de a resposta ficar completa.`,
      ),
      'no-network': said('Sem rede', `No momento não há caminho até ${host}.`),
      proxy: said('O proxy recusou', `O proxy da rede não deixou a pergunta chegar a ${host}.`),
      'proxy-unsupported': said(
        'O proxy não pode ser usado',
        'O Snowbell não consegue usar este tipo de proxy, só http, https e socks5. Ele não contorna o proxy.',
      ),
      'server-error': said(
        `${host} está com problemas`,
        `${host} informou um erro próprio. ${wait}`,
      ),
      'unsafe-redirect': said(
        'Redirecionamento inseguro',
        `${host} apontou para um endereço que não é seguro, e ele não foi seguido.`,
      ),
      'too-many-redirects': said(
        'Redirecionado em círculos',
        `${host} apontou de um endereço para outro sem fim.`,
      ),
      'host-key': said(
        `O ssh não conhece ${host}`,
        `O ssh nunca viu esta chave de ${host}, ou ela mudou. Conecte-se uma vez num terminal (“ssh ${host}”) e compare-a.`,
      ),
      'git-failed': said('O git falhou', 'O git não conseguiu consultar este repositório.'),
      'not-a-repository': said('Não é um repositório', 'A pasta existe, mas o git não a conhece.'),
      'no-locked-revision': said(
        'Nada com que comparar',
        'flake.lock não indica nenhuma revisão desta entrada.',
      ),
      'unusable-source': said(
        'Endereço inutilizável',
        'O endereço em flake.nix está incompleto ou não é seguro consultar.',
      ),
      'relative-git-url': said(
        'Endereço relativo',
        'Um endereço git sem servidor nem caminho completo não pode ser consultado.',
      ),
      path: said(
        'Uma pasta',
        'Uma simples pasta não tem revisões. Cada atualização do lock a pega como está.',
      ),
      file: said('Um arquivo', 'O servidor não diz se o arquivo mudou.'),
      'unmarked-file': said('Sem versão', `${host} não diz se o arquivo mudou.`),
      'first-seen': said(
        'Visto pela primeira vez',
        'O servidor só diz quando o arquivo mudou. A partir da próxima verificação, uma mudança será notada.',
      ),
      'lock-changed': said(
        'Mudou desde a verificação',
        'flake.lock tem outra revisão que não a comparada. Verifique de novo.',
      ),
      'not-asked': said(
        'Ainda não consultada',
        'Esta entrada não fez parte da última verificação.',
      ),
      'not-in-registry': said('Fora do registro', 'O registro de flakes não tem esse nome.'),
      'pinned-by-registry': said(
        'Fixada no registro',
        'O registro de flakes fixa este nome em uma revisão.',
      ),
      'not-a-registry': said(
        'Registro ilegível',
        'O que o servidor enviou não é um registro de flakes.',
      ),
      'malformed-node': said(
        'Danificada em flake.lock',
        'Os dados desta entrada não podem ser lidos.',
      ),
      'node-missing': said(
        'Ausente em flake.lock',
        'flake.lock cita esta entrada, mas não a contém.',
      ),
      'follows-cycle': said('Segue a si mesma', 'As entradas que ela segue levam de volta a ela.'),
      'follows-missing': said('Não segue nada', 'A entrada que ela segue não existe.'),
      offline: said('Não consultada', 'Nada foi perguntado pela rede.'),
      tarball: said('Um arquivo compactado', 'O servidor não diz se ele mudou.'),
      indirect: said(
        'Nome do registro',
        'Esta entrada é um nome do registro de flakes, que não pôde ser lido.',
      ),
      mercurial: said('Repositório Mercurial', 'O Snowbell não consulta o Mercurial.'),
      'unsupported-type': said('Tipo desconhecido', 'O Snowbell não conhece este tipo de entrada.'),
    };
    const title = 'Não deu para verificar';
    if (reason === null) return said(title, 'Nenhum motivo foi dado.');
    return lookUp(table, reason) ?? said(title, `O motivo dado é “${reason}”.`);
  };

  const failure: Text['failure'] = ({ kind, detail }) => {
    const setAside = titled('Um arquivo danificado foi posto de lado', detail);
    const table: Readonly<Record<FailureKind, Titled>> = {
      'no-folder': titled('A pasta não está lá', `${detail} não existe ou não pode ser aberta.`),
      'no-flake-nix': titled(
        'Não há flake.nix nesta pasta',
        `${detail} Escolha a pasta que contém o flake.nix do seu sistema.`,
      ),
      'no-lock': titled(
        'Ainda não há flake.lock',
        `${detail} “Só atualizar o lock” grava o primeiro.`,
      ),
      unreadable: titled('O arquivo não pode ser lido', detail),
      malformed: titled(
        'flake.lock está danificado',
        `${detail} Se a pasta está no git, “git checkout flake.lock” traz de volta o último bom.`,
      ),
      'unsupported-version': titled('flake.lock tem uma versão que o Snowbell não conhece', detail),
      'no-nix': titled(
        'O Nix não foi encontrado',
        `Verificar funciona sem ele; compilar, não. ${detail}`,
      ),
      'nix-too-old': titled(
        'Este Nix é antigo demais',
        `O Snowbell precisa do Nix 2.24 ou mais novo. ${detail}`,
      ),
      busy: titled(
        'Outra execução está em andamento',
        `Ela precisa terminar antes de uma nova começar. ${detail}`,
      ),
      'stale-answer': titled(
        'A rede falhou no meio do caminho',
        `O Nix teria usado uma cópia antiga em vez da última revisão, então nada foi mudado. ${detail}`,
      ),
      'unknown-input': titled('Esta entrada não existe', detail),
      'write-failed': titled('Não foi possível gravar o arquivo', detail),
      'state-unwritable': titled(
        'O Snowbell não consegue salvar nada',
        `Não é possível gravar na pasta dele. As configurações e o histórico se perdem ao sair: ${detail}`,
      ),
      'not-saved': titled(
        'Não foi possível salvar o registro desta execução',
        `O disco está cheio ou não pode ser gravado. Libere espaço; antes da próxima execução, o Snowbell descobre o que aconteceu. ${detail}`,
      ),
      refused: titled('Isto foi recusado', detail),
      'resolve-failed': titled('Não foi possível atualizar as entradas', detail),
      'build-failed': titled('A compilação falhou', detail),
      offline: titled('Não há rede', detail),
      'no-flake': titled('Nenhum flake escolhido', `Escolha um nas configurações. ${detail}`),
      'no-git': titled('O git não foi encontrado', `Isto precisa do git. ${detail}`),
      cancelled: titled('Cancelado', detail),
      stale: titled(
        'O que foi compilado não serve mais',
        `O flake ou o sistema em uso mudou desde então. Compile de novo. ${detail}`,
      ),
      'host-differs': titled(
        'Isto foi compilado para outro computador',
        `É preciso uma segunda confirmação. ${detail}`,
      ),
      'units-restarted': titled('As unidades foram reiniciadas', detail),
      'units-not-restarted': titled(
        'Algumas unidades ainda não estão rodando',
        `Veja cada uma com “systemctl status”. ${detail}`,
      ),
      'evaluates-as-root': titled(
        'O root teria de avaliar o flake',
        'Antes é preciso que você concorde.',
      ),
      'lock-not-yours': titled(
        'O flake.lock não é seu',
        `Sem o auxiliar root ele não pode ser escrito. Importe o módulo NixOS do Snowbell, ou compile com o arquivo como está. ${detail}`,
      ),
      'lock-of-root': titled(
        'flake.lock é do root',
        `O Snowbell não pode escrevê-lo aqui. Digite isto em um terminal, ou mantenha o antigo: ${detail}`,
      ),
      'keep-needs-root': titled(
        'flake.lock é do root',
        `Um sistema mantido precisa do seu próprio flake.lock, e o Snowbell não pode escrevê-lo aqui. Digite isto em um terminal e depois mantenha o sistema: ${detail}`,
      ),
      'already-there': titled(
        'Nada a fazer',
        `A geração ${detail} está em uso, e a próxima inicialização também a traz.`,
      ),
      'not-ready': titled('Não há nada compilado à espera', detail),
      'lock-moved-on': titled(
        'flake.lock mudou desde então',
        'Não é mais o arquivo com que esta execução começou, então nada foi gravado. Verifique e atualize outra vez.',
      ),
      'no-such-run': titled('Esta execução não está mais guardada', detail),
      'nothing-to-skip': titled(
        'Não há revisão para pular',
        `A última revisão desta entrada não é conhecida. ${detail}`,
      ),
      'freeing-space': titled(
        'O espaço está sendo liberado',
        'O que nada mais usa é removido da Nix store. Depois, a execução começa de novo.',
      ),
      'space-not-freed': titled('Não foi possível liberar espaço', detail),
      'nothing-to-free': titled(
        'Não há nada a liberar',
        'Tudo na Nix store ainda é necessário. Apague gerações antigas ou outros arquivos e tente de novo.',
      ),
      'no-remedy': titled(
        'O Snowbell não consegue resolver isso sozinho',
        `O registro diz mais. ${detail}`,
      ),
      undecided: titled(
        'Há algo a decidir antes',
        'A última troca ficou pela metade. Mantenha-a ou volte antes de remover gerações.',
      ),
      'generations-changed': titled(
        'As gerações mudaram enquanto isso',
        'Nada foi removido. Olhe a lista de novo.',
      ),
      'needs-helper': titled(
        'Isto precisa do auxiliar root do Snowbell',
        `Ele vem com o módulo NixOS do Snowbell. Sem ele, digite isto em um terminal: ${detail}`,
      ),
      collecting: titled('Liberando espaço', 'O que nada mais precisa é removido do Nix store.'),
      'space-freed': titled('Espaço liberado', detail),
      'closure-unreadable': titled(
        'Os pacotes de um sistema não podem ser lidos',
        `Partes dele podem ter sido removidas da Nix store. ${detail}`,
      ),
      'git-failed': titled('O git falhou', detail),
      'rehearsal-failed': titled('Não foi possível preparar o ensaio', detail),
      'no-generation': titled(
        'Esta geração não existe mais',
        `Ela foi removida, ou seu sistema não está mais na Nix store. ${detail}`,
      ),
      'no-system': titled('Este não é um sistema NixOS em execução', detail),
      managed: titled(
        'Isto é definido pela sua configuração do NixOS',
        `Mude lá (programs.snowbell.settings). ${detail}`,
      ),
      'nothing-chosen': titled('Nenhuma entrada selecionada', detail),
      'not-cancellable': titled(
        'Isto não pode ser parado agora',
        `Parar no meio deixaria o sistema entre dois estados. ${detail}`,
      ),
      'commit-failed': titled('flake.lock foi gravado, mas sem commit', detail),
      'corrupt-file': setAside,
      'set-aside': setAside,
      interrupted: titled('Uma execução anterior foi interrompida', detail),
      bug: titled('O Snowbell cometeu um erro', detail),
    };
    return (
      lookUp(table, kind) ??
      titled('Algo deu errado', `${detail || 'Sem mais detalhes.'} (${kind})`)
    );
  };

  const kindTitles = {
    upgrade: 'Atualização',
    update: 'Atualização do lock',
    rebuild: 'Recompilação',
    rollback: 'Volta',
    prune: 'Limpeza de gerações',
  } as const;
  const lastKind = {
    upgrade: 'Última atualização',
    update: 'Última atualização do lock',
    rebuild: 'Última recompilação',
    rollback: 'Última volta',
    prune: 'Última limpeza de gerações',
  } as const;
  const stepNouns = {
    resolve: 'etapa de atualizar',
    build: 'etapa de compilar',
    review: 'etapa de revisar',
    activate: 'etapa de ativar',
    settle: 'última etapa',
  } as const;

  const untouched = 'Nada mudou neste sistema, flake.lock continua intacto.';

  const pruned: PrunedWords = {
    succeeded: {
      chip: 'Removidas',
      title: 'Última limpeza de gerações: deu certo',
      meaning:
        'As gerações antigas se foram e o menu de inicialização foi refeito. O Nix store recupera o espaço delas na coleta de lixo.',
    },
    refused: {
      chip: 'Recusada',
      title: 'Última limpeza de gerações: recusada',
      meaning: 'Nada foi removido. O registro diz por quê.',
    },
    menuFailed: {
      chip: 'Falha no menu',
      title: 'Última limpeza de gerações: não foi possível refazer o menu de inicialização',
      meaning:
        'As gerações antigas foram removidas, mas o menu de inicialização talvez ainda as mostre.',
    },
    failed: {
      chip: 'Falhou',
      title: 'Última limpeza de gerações: falhou',
      meaning: 'Nem todas puderam ser removidas. O registro diz mais.',
    },
    denied: {
      chip: 'Não permitida',
      title: 'Última limpeza de gerações: não permitida',
      meaning:
        'Esta conta não pode remover gerações. Use uma conta de administrador (no NixOS: o grupo wheel). Nada mudou.',
    },
    dismissed: {
      chip: 'Não removidas',
      title: 'Última limpeza de gerações: você fechou o pedido de senha',
      meaning: 'Você fechou o pedido de senha. Nada foi removido.',
    },
    noAgent: {
      chip: 'Sem pedido de senha',
      title: 'Última limpeza de gerações: nada podia pedir a sua senha',
      meaning:
        'Nenhum agente polkit está em execução nesta sessão. Inicie um, ou digite “snowbell prune” em um terminal. Nada mudou.',
    },
  };

  const letGo = letGoWords({
    newer: 'Depois foi compilado um sistema mais novo, por isso este foi descartado. Nada mudou.',
    'system-changed': 'Desde então outro sistema está em uso, por isso este foi descartado.',
    'flake-changed':
      'O flake.lock ou a configuração mudaram desde então, por isso este sistema foi descartado. Nada mudou.',
    'result-missing': 'Ele não está mais na Nix store. Compile de novo para usá-lo.',
  });

  const outcome: Text['outcome'] = (record, done, isKept): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const unchanged = 'Nada mudou.';
    const kept = isKept ? 'O sistema compilado foi guardado; nada mudou.' : unchanged;
    const last = lastKind[record.kind];
    const generation = record.generation === null ? null : `Geração ${record.generation}`;
    const of = (chip: string, title: string, meaning: string): OutcomeText => ({
      chip,
      title,
      meaning,
    });
    switch (done) {
      case 'ready':
        return isKept
          ? of(
              'Pronta',
              `${last}: pronta para ativar`,
              'O sistema está compilado e espera por você. Nada mudou ainda.',
            )
          : of(
              'Pronta',
              `${last}: compilada`,
              'O sistema foi compilado, mas não está mais guardado. Nada mudou.',
            );
      case 'succeeded':
        return of(
          record.kind === 'update' ? 'flake.lock gravado' : (generation ?? 'Concluída'),
          `${last}: bem-sucedida`,
          record.restartRecommended
            ? 'Uma parte só terá efeito depois de reiniciar.'
            : record.kind === 'update'
              ? 'O novo flake.lock está no lugar; o sistema não foi recompilado.'
              : generation === null
                ? 'O novo sistema está em uso.'
                : `${generation} em uso.`,
        );
      case 'unchanged':
        return of(
          'Sem mudança',
          `${last}: nada a mudar`,
          'O resultado é igual ao que você já tem; não havia o que ativar.',
        );
      case 'units-failed':
        return of(
          generation ?? 'Ativada',
          `${last}: ativada, mas nem tudo iniciou`,
          record.failedUnits.length === 0
            ? 'Ativada, mas algumas unidades não iniciaram. O registro diz quais.'
            : `Ativada, mas ${count(record.failedUnits.length, 'unidade falhou', 'unidades falharam')}: ${format.list(record.failedUnits)}`,
        );
      case 'restart-required':
        return of(
          'É preciso reiniciar',
          `${last}: é preciso reiniciar`,
          'O novo sistema está no lugar e assume quando você reiniciar o computador.',
        );
      case 'refused':
        return of(
          'Recusada',
          `${last}: recusada pelo novo sistema`,
          'As verificações dele disseram não; o sistema antigo fica. flake.lock continua intacto.',
        );
      case 'activation-failed':
        return of(
          'Ativada pela metade',
          `${last}: ativada, mas o script de início falhou`,
          'Parte da preparação do novo sistema deu errado.',
        );
      case 'failed':
        return of(
          'Falhou',
          `${last}: falhou`,
          record.step === 'activate' || record.step === 'settle'
            ? 'O sistema não aceitou a ativação e foi reposto na medida do possível; flake.lock continua intacto. O registro diz mais.'
            : untouched,
        );
      case 'cancelled':
        return of('Cancelada', `${last}: cancelada`, untouched);
      case 'denied':
        return of(
          'Não permitida',
          `${last}: não permitida`,
          `Esta conta não pode trocar o sistema. Use uma conta de administrador (no NixOS: o grupo wheel). ${kept}`,
        );
      case 'auth-failed':
        return of(
          'Senha errada',
          `${last}: a senha não foi aceita`,
          `A senha estava errada, ou não era de um administrador. Tente de novo; atenção ao Caps Lock e ao layout do teclado. ${kept}`,
        );
      case 'dismissed':
        return of(
          'Não ativada',
          `${last}: você fechou o pedido de senha`,
          `Você fechou o pedido de senha. Aperte o botão de ativar de novo quando quiser. ${kept}`,
        );
      case 'no-agent':
        return of(
          'Senha não pedida',
          `${last}: nada pôde pedir sua senha`,
          `Nenhum agente polkit está rodando nesta sessão. Inicie um, ou digite “snowbell switch” num terminal. ${kept}`,
        );
      case 'no-pkexec':
        return isPowerless(record)
          ? of(
              'pkexec sem poder',
              `${last}: o pkexec não pode virar root`,
              `O pkexec está lá, mas não é setuid root. Ponha “security.polkit.enablePkexecWrapper = true;” (antes do NixOS 26.11: “security.polkit.enable = true;”) e entre de novo na sessão. ${kept}`,
            )
          : of(
              'Falta o pkexec',
              `${last}: falta o pkexec`,
              `Ativar precisa do pkexec. Habilite o polkit com “security.polkit.enable = true;”, e a partir do NixOS 26.11 também “security.polkit.enablePkexecWrapper = true;”. ${kept}`,
            );
      case 'interrupted':
        return of(
          'Interrompida',
          `${last}: interrompida`,
          'O Snowbell ou o computador parou antes do fim. É seguro começar de novo.',
        );
      case 'discarded':
        return of(
          'Descartada',
          `${last}: descartada`,
          letGo(record.discardedFor) ?? 'Você escolheu não ativá-la. Nada mudou.',
        );
    }
  };

  const stepFailed = {
    resolve: (took: string) => `Entradas não atualizadas, após ${took}`,
    build: (took: string) => `A compilação falhou após ${took}`,
    review: (took: string) => `Resultado não examinado, após ${took}`,
    activate: (took: string) => `A ativação falhou após ${took}`,
    settle: (took: string) => `A conclusão falhou após ${took}`,
  } as const;

  const verbs = {
    switch: 'Ativar agora',
    boot: 'No próximo início',
    test: 'Testar (até reiniciar)',
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
        .replace(/^(O|A|Os|As|Nada|Uma|Você|Esta|É|Nenhum) /, (word) => word.toLowerCase()),

    appName: 'Snowbell',
    common: {
      close: 'Fechar',
      cancel: 'Cancelar',
      retry: 'Repetir',
      tryAgain: 'Tentar de novo',
      dismiss: 'Ocultar',
      openLog: 'Ver registro',
      back: 'Voltar',
      checkNow: 'Verificar',
      checking: 'Verificando…',
      none: 'nenhuma',
      starting: 'Iniciando…',
      noConnection: 'O Snowbell parou. Feche esta janela e inicie-o de novo.',
      allInputs: 'todas as entradas',
      copy: 'Copiar',
      copied: 'Copiado',
      reading: 'Lendo…',
      unknown: 'desconhecido',
      noRevision: 'sem revisão',
      decideFirst: 'Primeiro decida o que se pergunta acima.',
    },

    nav: {
      label: 'Telas',
      updates: 'Novidades',
      activity: 'Atividade',
      history: 'Histórico',
      generations: 'Gerações',
      settings: 'Configurações',
      behind: (k) => `${count(k, 'entrada', 'entradas')} com atualizações`,
      working: 'trabalhando',
      ready: 'pronto para ativar',
      generation: (k) => `geração ${k}`,
      nixos: (version) => `NixOS ${version}`,
      keys: 'Atalhos do teclado',
      linux: (version) => `Linux ${version}`,
      linuxNext: (running, next) => `Linux ${running}, ${next} depois de reiniciar`,
      restart: 'Reinício pendente',
      systemLabel: 'Este sistema',
    },

    rehearsal: {
      title: 'Ensaio',
      body: 'nada muda neste computador',
      leave: 'Sair',
    },

    elevation: (view) => {
      if (view.kind === 'store-path')
        return titled(
          'A ativação passa pelo nixos-rebuild',
          'O auxiliar root do Snowbell não está instalado, então o nixos-rebuild ativa exatamente o que você revisou. Depois da senha nada é conferido de novo, a saída se perde se o Snowbell terminar, e uma ativação que falhou não é desfeita. O módulo NixOS do Snowbell resolve isso.',
        );
      if (view.kind === 'flake')
        return titled(
          'Para ativar, o root teria de avaliar seu flake',
          'O auxiliar root do Snowbell não está instalado e este nixos-rebuild não aceita um sistema já compilado. Funciona mesmo assim, com menos garantias; você é perguntado antes. O módulo NixOS do Snowbell resolve isso.',
        );
      switch (view.reason) {
        case 'no-pkexec':
          return titled(
            'Não é possível ativar: falta o pkexec',
            'Verificar e compilar funcionam. Para ativar, habilite o polkit (security.polkit.enable = true;), ou digite você mesmo “sudo nixos-rebuild switch”.',
          );
        case 'pkexec-not-setuid':
          return titled(
            'Não é possível ativar: o pkexec não pode virar root',
            'O pkexec está lá, mas não é setuid root. Ponha “security.polkit.enablePkexecWrapper = true;” (antes do NixOS 26.11: “security.polkit.enable = true;”) e entre de novo na sessão.',
          );
        case 'no-helper':
          return titled(
            'Não é possível ativar: o auxiliar root do Snowbell não está instalado',
            'Verificar e compilar funcionam. Para ativar daqui, importe o módulo NixOS do Snowbell e recompile uma vez à mão.',
          );
      }
    },

    notice: (kind, detail) => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: 'As entradas avançaram, o sistema continua igual',
        meaning: (names) =>
          `flake.lock ficou como estava, então continuam atrasadas: ${names}. Grave-o e elas ficam em dia.`,
      },
      otherInputs: {
        title: 'nix moveu outras entradas além das escolhidas',
        meaning: (names) =>
          `Não escolhidas e mesmo assim movidas: ${names}. flake.lock fica como está até você gravá-lo.`,
      },
    },

    decision: {
      lockNotWritten: {
        title: 'Ativado, mas flake.lock ainda não foi gravado',
        body: (detail) =>
          `O sistema usa as entradas novas, e flake.lock ainda cita as antigas. ${detail}`.trim(),
        write: 'Gravar flake.lock',
        keep: 'Manter o antigo',
      },
      lockChanged: {
        title: 'flake.lock mudou nesse meio-tempo',
        body: 'Alguém editou flake.lock durante a compilação, então ele não foi sobrescrito. Qual deve ficar?',
        mine: 'Manter o meu',
        switched: 'Usar o ativado',
      },
      difference: {
        show: 'Ver a diferença',
        title: 'Em que os dois arquivos lock diferem',
        input: 'Entrada',
        mine: 'O seu',
        switched: 'O ativado',
        absent: 'não consta',
        same: 'Ambos fixam as mesmas revisões. Só a forma de escrever os arquivos difere.',
        failed: 'Os dois arquivos não podem ser comparados',
      },
      activationFailed: {
        title: 'O script de início do novo sistema falhou',
        body: (previous) =>
          previous === null
            ? 'O novo sistema está ativo, mas parte da preparação deu errado. A geração anterior não existe mais: mude para outra em “Gerações”, ou mantenha-o.'
            : `O novo sistema está ativo, mas parte da preparação deu errado. Voltar à geração ${previous}, ou mantê-lo?`,
        keep: 'Manter',
      },
      testActive: {
        title: 'Você está testando o novo sistema',
        body: 'Reiniciar desfaz isso. Se tudo estiver bem, torne-o permanente.',
        permanent: 'Tornar permanente',
      },
      goBack: (previous) => `Voltar à ${previous}`,
    },

    updates: {
      title: (behind, all) =>
        `${n(behind)} de ${count(all, 'entrada', 'entradas')} com atualizações`,
      upToDate: 'Tudo está atualizado',
      noneFound: 'Nenhuma atualização encontrada',
      never: 'Ainda não verificado',
      neverBody:
        'O Snowbell pergunta a cada entrada pela última revisão. Nada é baixado para isso.',
      noInputs: 'Este flake não tem entradas',
      noInputsBody: 'Não há nada a manter em dia; você ainda pode recompilar.',
      allGoodBody: (all) =>
        `${count(all, 'entrada está na última revisão ou fixada', 'entradas estão na última revisão ou fixadas')} por você.`,
      heldBody: (held) =>
        `${count(held, 'entrada tem uma atualização retida ou pulada', 'entradas têm uma atualização retida ou pulada')} por você.`,
      partGoodBody: 'Nenhuma entrada que pôde ser verificada tem atualizações.',
      checkingFirst: 'Verificando suas entradas…',
      checkingProgress: (done, of) => `${n(done)} de ${n(of)} consultadas`,
      tried: (at, now) =>
        now - at < 60_000 ? 'tentado agora mesmo' : `tentado ${format.ago(at, now)}`,
      checked: (at, now) =>
        now - at < 60_000 ? 'verificado agora mesmo' : `verificado ${format.ago(at, now)}`,
      waiting: (waiting) =>
        ({
          metered: 'Não se verifica em redes limitadas',
          battery: 'Não se verifica com a bateria fraca',
          'no-network': 'Não se verifica sem rede',
        })[waiting],
      checkAnyway: 'Verificar já',
      pausedTitle: (until, now) => `Em pausa até ${moment(until, now, 'middle')}`,
      pausedBody: 'Até lá, sem verificações nem notificações.',
      resume: 'Retomar',
      lastGood: (status, at, now) => {
        const ago = now - at < 60_000 ? 'agora mesmo' : format.ago(at, now);
        if (status === 'behind') return `com atualizações ${ago}`;
        return status === 'current' ? `em dia ${ago}` : `respondia ${ago}`;
      },
      find: 'Buscar uma entrada',
      findNone: (query) => `Nenhuma entrada se chama “${query}”.`,
      details: 'Detalhes',
      detailsOf: (name) => `Detalhes de ${name}`,
      skip: 'Pular esta revisão',
      unskip: 'Voltar a contar esta revisão',
      copyReference: 'Copiar a referência',
      source: 'Abrir a página no navegador',
      next: (at, now) => `próxima verificação ${when(at, now)}`,
      paused: (until, now) => `em pausa até ${moment(until, now, 'middle')}`,
      couldNot: (k) => `${n(k)} sem verificar`,
      failedSince: (since, now) =>
        `Sem conseguir verificar desde ${format.day(since, now).day === 'today' ? format.clock(since) : moment(since, now, 'middle')}`,
      failedEver: 'Não foi possível verificar',
      failedShown: (at, now) => `Esta é a resposta de ${format.ago(at, now)}.`,
      select: (name) => `Selecionar ${name}`,
      groupBehind: 'Entradas com atualizações',
      groupUnreachable: (k) => count(k, 'não pôde ser verificada', 'não puderam ser verificadas'),
      groupHeld: (k) => count(k, 'retida ou pulada', 'retidas ou puladas'),
      groupUnknown: (k) => count(k, 'impossível de verificar', 'impossíveis de verificar'),
      groupRest: (k) => count(k, 'em dia ou fixada', 'em dia ou fixadas'),
      behindBy: (input) => {
        const { unit, count: k } = distanceOf(input);
        switch (unit) {
          case 'unknown':
            return 'Atualização disponível';
          case 'less':
            return 'Menos de uma hora de atraso';
          case 'hour':
            return `${count(k, 'hora', 'horas')} de atraso`;
          case 'day':
            return `${count(k, 'dia', 'dias')} de atraso`;
          case 'month':
            return `${count(k, 'mês', 'meses')} de atraso`;
        }
      },
      reasonOf,
      current: 'Em dia',
      pinned: 'Fixada em flake.nix',
      local: 'No seu flake',
      follows: (path) => `Segue ${path.join('/')}`,
      held: 'Retida',
      skipped: 'Pulada',
      from: 'de',
      to: 'para',
      menuFor: (name) => `Mais sobre ${name}`,
      retryFor: (name) => `Verificar ${name} de novo`,
      upgradeOnly: 'Atualizar só esta…',
      lockOnly: 'Atualizar só esta em flake.lock',
      compare: 'Ver as mudanças no navegador',
      hold: 'Reter',
      unhold: 'Deixar de reter',
      selected: (k, of) =>
        `${n(k)} de ${n(of)} ${format.plural(k, { one: 'selecionada', other: 'selecionadas' })}`,
      updateLock: 'Só atualizar o lock',
      upgrade: (k) => `Atualizar ${count(k, 'entrada', 'entradas')}…`,
      upgradeNone: 'Atualizar…',
      more: 'Outras formas de atualizar',
      upgradeAll: 'Atualizar todas as entradas…',
      rebuild: 'Recompilar sem atualizar…',
      openFolder: 'Abrir a pasta do flake',
      running: 'Uma execução está em andamento',
      show: 'Ver',
      readyTitle: 'Um novo sistema está compilado e espera por você',
      readyBody: 'Nada mudou ainda.',
      review: 'Revisar…',
      unreadableTitle: 'Seu flake não pode ser lido',
      unreadablePath: 'Pasta',
      chooseFolder: 'Escolher pasta…',
    },

    inputDetails: {
      reading: 'Consultando esta entrada…',
      failed: 'Esta entrada não pode ser mostrada',
      revisions: 'Revisões',
      locked: 'No lock',
      latest: 'Última',
      notKnown: 'desconhecida',
      dated: (at, now) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: 'a mesma que no lock',
      commits: (k, by) =>
        by === null
          ? `${count(k, 'commit', 'commits')} de atraso`
          : `${count(k, 'commit', 'commits')}, ${by.toLowerCase()}`,
      commitsBack: (k) => `Voltou ${count(k, 'commit', 'commits')} atrás`,
      rewritten: 'A origem reescreveu a história',
      rewrittenBody: (k) =>
        `${count(k, 'commit que você tem não faz mais parte dela', 'commits que você tem não fazem mais parte dela')}. Uma atualização remove essas mudanças.`,
      movedBack: 'A origem voltou atrás',
      movedBackBody:
        'A última revisão é mais antiga que a do lock: a origem voltou atrás ou teve a história reescrita. Uma atualização também faria você voltar.',
      reference: 'Referência',
      upstream: 'Consultada em',
      branch: 'Ramo ou tag',
      defaultBranch: 'o ramo padrão',
      notAFlake: 'Usada como simples arquivos, não como flake',
      openSource: 'Abrir a página',
      openCompare: 'Ver as mudanças',
      openHint: 'no navegador',
      followedBy: 'Seguida por',
      followedByNone: 'Nenhuma outra entrada segue esta.',
      inputs: 'Suas próprias entradas',
      inputsNone: 'Ela não tem entradas próprias.',
      follows: (path) => `segue ${path}`,
      age: (at, now) => format.ago(at, now),
      duplicates: 'Várias vezes no lock',
      duplicatesBody: (upstream, times) =>
        `${upstream} está no lock em ${n(times)} revisões diferentes. Cada uma é baixada e avaliada separadamente.`,
      remedyLead: (lines) =>
        format.plural(lines, {
          one: 'Esta linha em flake.nix as reduz a uma:',
          other: 'Estas linhas em flake.nix as reduzem a uma:',
        }),
      warning: (warning) => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return titled(
              `No lock há ${count(warning.days, 'dia', 'dias')}`,
              'O nixpkgs recebe correções de segurança todos os dias; esta revisão não tem as últimas.',
            );
          case 'unsupported-branch':
            return titled(
              `${warning.branch} não é mais mantido`,
              `Sem correções de segurança desde ${warning.since}. Escolha um ramo mais novo em flake.nix.`,
            );
        }
      },
    },

    generations: {
      title: 'Gerações',
      sub: (k) => `${count(k, 'sistema', 'sistemas')} para escolher quando o computador inicia`,
      reading: 'Lendo as gerações…',
      failed: 'As gerações não podem ser lidas',
      empty: 'Nenhuma geração encontrada',
      emptyBody: 'O NixOS guarda as gerações em /nix/var/nix/profiles. Não há nenhuma aqui.',
      listLabel: 'Gerações',
      name: (k) => `Geração ${k}`,
      running: 'Em uso',
      booted: 'Iniciada',
      isDefault: 'Padrão',
      runningHelp: 'o que o computador executa agora',
      bootedHelp: 'com o que o computador iniciou',
      defaultHelp: 'com o que ele inicia da próxima vez',
      gone: 'não está mais na Nix store',
      goBack: 'Voltar a ela…',
      goBackTo: (k) => `Voltar à geração ${k}…`,
      use: 'Ativá-la…',
      switchToNumber: (k) => `Ativar a geração ${k}…`,
      confirmTitle: (k) => `Ativar a geração ${k}?`,
      confirmBody:
        'O sistema volta a ser o que era, e iniciará assim. Seus arquivos, flake.nix e flake.lock ficam como estão.',
      kernelDiffers: (running, other) =>
        `O kernel dela (${other}) não é o que está em uso (${running}). Uma parte só terá efeito depois de reiniciar.`,
      confirm: 'Ativar',
      pickForCompare: (k) => `Comparar a geração ${k}`,
      compare: 'Comparar',
      comparePrompt: 'Marque duas gerações para compará-las.',
      compareOne: 'Marque mais uma.',
      comparing: (from, to) => `Da geração ${from} à ${to}`,
      compareReading: 'Comparando…',
      compareFailed: 'Elas não podem ser comparadas',
      same: 'As duas contêm os mesmos pacotes.',
      clear: 'Fechar a comparação',
      prune: {
        open: 'Remover as antigas…',
        title: 'Remover as gerações antigas?',
        keep: 'Manter as mais novas',
        goes: (k, which) =>
          `${count(k, 'geração será removida', 'gerações serão removidas')}: ${which}`,
        none: 'Nada a remover: tudo o que existe fica.',
        stays: (k, which) => `${count(k, 'geração ficará', 'gerações ficarão')}: ${which}`,
        always: 'A que está em uso, a da última inicialização e a da próxima sempre ficam.',
        does: 'Depois o menu de inicialização é refeito, para que os kernels delas deixem a partição de boot. Elas não podem ser recuperadas.',
        store:
          'O Nix store recupera o espaço na coleta de lixo: “Liberar espaço” é oferecido depois.',
        confirm: (k) => `Remover ${count(k, 'geração', 'gerações')}`,
      },
    },

    doctor: {
      title: 'Diagnóstico',
      open: 'Diagnóstico…',
      help: 'O que o Snowbell precisa neste computador e o que falta.',
      sub: 'o que o Snowbell precisa neste computador',
      allGood: 'Está tudo o que o Snowbell precisa',
      problems: (bad, warnings) =>
        joined(
          [bad > 0 && `${n(bad)} a consertar`, warnings > 0 && `${n(warnings)} a conferir`],
          ' · ',
        ),
      running: 'Examinando…',
      failed: 'Não foi possível fazer o diagnóstico',
      again: 'Repetir',
      listLabel: 'O que foi examinado',
      what: (what) =>
        ({
          nix: 'Nix',
          git: 'git',
          flake: 'Seu flake',
          'flake-owner': 'De quem é o flake',
          pkexec: 'Pedir sua senha (pkexec)',
          helper: 'Auxiliar root',
          agent: 'Diálogo de senha (agente polkit)',
          'tray-host': 'Bandeja',
          notifications: 'Notificações',
          'disk-nix': 'Espaço livre na Nix store',
          'disk-boot': 'Espaço livre em /boot',
          'state-folder': 'Pasta do próprio Snowbell',
        })[what],
      state: (state) =>
        ({ good: 'Bom', warning: 'A conferir', bad: 'A consertar', unknown: 'Desconhecido' })[
          state
        ],
      remedy: (remedy) => {
        const table: Readonly<Record<Remedy, string>> = {
          'install-nix':
            'O Nix não foi encontrado ou não inicia. Verificar funciona sem ele; compilar, não. No NixOS, entre de novo na sessão para que os programas sejam encontrados.',
          'newer-nix':
            'Compilar precisa do Nix 2.24 ou mais novo. Escolha um mais novo e recompile uma vez à mão.',
          'install-git': 'Flakes num repositório git e entradas por ssh precisam do git.',
          'choose-flake':
            'Escolha nas configurações a pasta que contém o flake.nix do seu sistema.',
          'mend-flake': 'Conserte o arquivo citado aqui; o Snowbell percebe sozinho.',
          'owned-by-root':
            'Está bem assim: tudo é compilado como você, e só flake.lock é gravado no fim como root, com a mesma senha.',
          'owned-by-another':
            'A pasta é de outro usuário, então flake.lock não pode ser gravado. Use um flake seu ou mude o dono.',
          'enable-pkexec':
            'O pkexec está lá, mas não pode virar root. Adicione estas linhas, recompile e entre de novo na sessão.',
          'install-pkexec':
            'O pkexec não está instalado. Adicione estas linhas, recompile e entre de novo na sessão.',
          'agent-not-seen':
            'O Snowbell não vê nenhuma janela de senha que conheça; pode haver outra. Se ao ativar nada a pedir, inicie uma com a sessão, ou digite “snowbell switch” num terminal.',
          'install-module':
            'Importe o módulo NixOS do Snowbell, habilite-o e recompile uma vez à mão.',
          'start-agent':
            'Nenhum programa desta sessão pode pedir a senha. A maioria dos ambientes traz um; nos outros, inicie um com a sessão.',
          'tray-extension':
            'Nenhum painel mostra ícones de bandeja; o Snowbell continua acessível pela janela. No GNOME, a extensão AppIndicator os traz.',
          'notification-server':
            'Nada mostra notificações nesta área de trabalho; as novidades ficam só na janela. A maioria dos ambientes mostra; nos outros, inicie mako ou dunst.',
          'notification-buttons':
            'As notificações chegam, mas sem botões. Um clique no ícone leva ao mesmo lugar.',
          'free-space':
            'Uma atualização pode não caber. Remova gerações antigas e o que só elas usam.',
          'make-writable':
            'O Snowbell guarda ali seu histórico e registros, mas não consegue gravar. Torne a pasta sua de novo.',
        };
        return lookUp(table, remedy) ?? remedy;
      },
      snippetInto: 'Para sua configuração do NixOS:',
      snippetType: 'Para digitar num terminal:',
    },

    welcome: {
      title: 'Boas-vindas ao Snowbell',
      lead: 'O Snowbell avisa quando as entradas do seu flake do NixOS têm atualizações, compila a atualização, mostra o que mudaria e a ativa quando você mandar.',
      found: 'Encontrado neste computador',
      none: 'Nenhum flake nos lugares de costume (/etc/nixos, $NH_FLAKE, $FLAKE).',
      use: (path) => `Usar ${path}`,
      useShort: 'Usar este',
      choose: 'Escolher pasta…',
      chooseBody: 'A pasta que contém o flake.nix do seu sistema',
      rehearse: 'Fazer um ensaio',
      rehearseBody:
        'Um sistema de brinquedo à parte, para experimentar tudo. Nada muda neste computador.',
    },

    activity: {
      running: (kind) =>
        ({
          upgrade: 'Atualizando o sistema',
          update: 'Atualizando flake.lock',
          rebuild: 'Recompilando o sistema',
          rollback: 'Voltando atrás',
          prune: 'Removendo gerações antigas',
        })[kind],
      authorising: 'Aguardando sua senha',
      authorisingBody: 'Nada muda até que você a informe.',
      activating: (verb) =>
        verb === 'boot'
          ? 'Preparando o próximo início'
          : verb === 'test'
            ? 'Testando o novo sistema'
            : 'Ativando',
      activatingBody: 'Isto não pode ser parado no meio. Deixe o computador ligado.',
      cancelling: 'Parando…',
      cancellingBody: 'Nada mudou neste sistema.',
      started: (ms) => `Começou há ${duration(ms)}`,
      goesOn: 'você pode fechar esta janela, a compilação continua',
      elsewhere: 'iniciado pela linha de comando; pare-o por lá',
      steps: {
        label: 'Etapas',
        resolve: 'Atualizar entradas',
        build: 'Compilar',
        review: 'Revisar',
        write: 'Gravar flake.lock',
        verb: (verb) =>
          verb === 'boot' ? 'Próximo início' : verb === 'test' ? 'Testar' : 'Ativar',
        done: 'feito',
        now: 'agora',
        later: 'a seguir',
      },
      progressLabel: 'Progresso',
      preparing: 'Preparando…',
      resolving: 'Perguntando pelas últimas revisões…',
      evaluating: 'Lendo sua configuração…',
      remaining: (ms) => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return 'falta menos de um minuto';
        if (minutes < 60)
          return format.plural(minutes, {
            one: `falta cerca de ${n(minutes)} minuto`,
            other: `faltam cerca de ${n(minutes)} minutos`,
          });
        return `faltam cerca de ${duration(Math.round(minutes / 15) * 900_000)}`;
      },
      counted: (built, builds, fetched, fetches) =>
        joined(
          [
            builds > 0 && `${n(built)} de ${n(builds)} compilados`,
            fetches > 0 && `${n(fetched)} de ${n(fetches)} baixados`,
          ],
          ', ',
        ) || 'Nada a compilar ou baixar',
      waits: (host, ms) =>
        `${host} limita quantas vezes é consultado. Continua em ${duration(ms)}.`,
      stillCounting: 'pode haver mais',
      downloaded: 'Baixado',
      ofBytes: (done, of) => `${format.bytes(done)} de ${format.bytes(of)}`,
      builtHere: 'Compilado aqui',
      largest: ', os maiores: ',
      failed: 'Falhou',
      downloading: (done, of) => `baixando ${format.bytes(done)} de ${format.bytes(of)}`,
      downloadingSome: 'baixando',
      building: 'compilando',
      moreJobs: (k) => `e mais ${n(k)}`,
      jobsLabel: 'Sendo compilado ou baixado',
      idle: 'Nada em andamento',
      undecided: 'Falta a sua decisão',
      idleBody:
        'Quando você atualiza ou recompila, as etapas, o progresso e o registro aparecem aqui.',
      idleHint: 'Uma atualização é primeiro compilada e mostrada. Nada muda antes de você mandar.',
      toUpdates: 'Ir para Novidades',
      lastRun: 'Última execução',
      details: 'Ver detalhes',
    },

    log: {
      label: 'Registro',
      empty: 'O registro ainda está vazio.',
      find: 'Buscar no registro',
      next: 'Próximo resultado',
      previous: 'Resultado anterior',
      matches: (at, of, searching) =>
        of === 0
          ? searching
            ? 'Buscando…'
            : 'Nada encontrado'
          : `${n(at)} de ${n(of)}${searching ? '+' : ''}`,
      follow: 'Seguir',
      lines: (k) => count(k, 'linha', 'linhas'),
      openFile: 'Abrir no editor',
      saveAs: 'Salvar como…',
      wrap: 'Quebrar linhas',
      levels: 'Mostrar',
      levelAll: 'Todas as linhas',
      levelWarnings: 'Avisos e erros',
      levelErrors: 'Só erros',
      filtered: (k, of, searching) =>
        `${n(k)}${searching ? '+' : ''} de ${count(of, 'linha', 'linhas')}`,
      filteredNone: 'Não há linhas assim neste registro.',
      mostShown: (k) => `As primeiras ${n(k)} são mostradas.`,
      regex: 'Expressão regular',
      badRegex: 'Expressão inválida',
      slowRegex: 'Demora demais',
      copySelection: 'Copiar a seleção',
      copyAll: 'Copiar o que aparece',
      copied: (k) => count(k, 'linha copiada', 'linhas copiadas'),
      selectHint: 'Clique numa linha e Shift+clique em outra: seleciona o que há entre elas.',
      failed: 'O registro não pode ser lido',
      loading: '…',
    },

    review: {
      title: 'Pronto para ativar',
      built: (ms) => `Compilado em ${duration(ms)}`,
      unchangedYet: 'nada mudou neste sistema ainda',
      inUse: 'em uso até o próximo reinício',
      restart: 'É preciso reiniciar',
      restartWhat: ({ what, from, to }) => {
        switch (what) {
          case 'kernel':
            return from !== null && to !== null
              ? `O kernel passa de ${from} para ${to}.`
              : 'O kernel muda.';
          case 'initrd':
            return 'Os primeiros arquivos de início (initrd) mudam.';
          case 'kernel-modules':
            return 'Os módulos do kernel mudam.';
          case 'reboot-trigger':
            return 'Muda uma parte do sistema que pede reinício.';
        }
      },
      restartAfter: 'Terá efeito depois de reiniciar.',
      triedTitle: 'Nem tudo está em uso ainda',
      triedAfter: 'Terá efeito no primeiro reinício depois de torná-lo permanente.',
      packages: 'Pacotes',
      rebuilt: (k) =>
        count(k, 'pacote recompilado na mesma versão', 'pacotes recompilados na mesma versão'),
      rebuiltHint: 'Recompilados porque algo que eles usam mudou.',
      closure: (bytes) => `O sistema inteiro ocupa ${format.bytes(bytes)}.`,
      space: {
        title: 'Espaço em disco',
        store: (free) => `${format.bytes(free)} livres na Nix store.`,
        boot: (free, needed) =>
          needed === null || needed === 0
            ? `${format.bytes(free)} livres em /boot.`
            : `${format.bytes(free)} livres em /boot, ${format.bytes(needed)} necessários.`,
        bootFull: 'Não vai caber em /boot',
        bootFullBody:
          'Remova antes gerações antigas, ou a ativação falhará ao gravar os arquivos de início.',
        storeLow: 'A Nix store está quase cheia',
        storeLowBody: 'Remova logo gerações antigas e limpe a store.',
      },
      summary: (changed, added, removed, delta) =>
        joined(
          [
            changed > 0 && count(changed, 'mudado', 'mudados'),
            added > 0 && count(added, 'novo', 'novos'),
            removed > 0 && count(removed, 'removido', 'removidos'),
            delta !== null && delta !== 0 && format.signedBytes(delta),
          ],
          ' · ',
        ),
      noPackages: 'Nenhum pacote muda de versão.',
      directions: {
        up: 'mais novo',
        down: 'mais antigo',
        other: 'mudado',
        added: 'novo',
        removed: 'removido',
        rebuilt: 'recompilado',
      },
      rebuiltSame: 'recompilado',
      showAll: (k) => `Mostrar os ${n(k)}`,
      inputs: 'Entradas',
      noInputs: 'As entradas ficam como estão.',
      notSelected: 'mudou junto, sem ser selecionada',
      services: 'Serviços mudados (podem reiniciar)',
      noServices: 'Nenhum serviço muda.',
      differencesTitle: 'Este talvez não seja o sistema deste computador',
      differenceWhat: ({ what, running, built }) => {
        switch (what) {
          case 'host-name':
            return `Este computador se chama “${running}”; o sistema compilado, “${built}”.`;
          case 'platform':
            return `Este computador é ${running}; o sistema compilado é para ${built}.`;
          case 'root-file-system':
            return `Este computador inicia de ${running}; o sistema compilado espera ${built}.`;
          case 'older-release':
            return `O sistema compilado é um NixOS mais antigo (${built}) que o que está em uso (${running}).`;
        }
      },
      asRoot: {
        title: 'Deixar o root avaliar e compilar seu flake?',
        body: 'Aqui só resta “nixos-rebuild switch --flake”. Ele quebra o que o Snowbell promete nos outros casos:',
        broken: [
          'O root avalia seu flake e o código das entradas.',
          'O sistema obtido pode não ser o que você revisou.',
          'O flake.lock é escrito antes da ativação, e reposto se ela falhar.',
          'Depois da senha nada é conferido de novo, e não resta registro se o Snowbell parar.',
          'Uma ativação que falhou não é desfeita: a próxima inicialização pode trazer o sistema novo.',
        ],
        confirm: 'Ativar como root',
      },
      confirmTitle: 'Usar mesmo neste computador?',
      confirmBody: 'O sistema compilado não se parece com o que está em uso:',
      confirm: (verb) =>
        ({
          switch: 'Ativar assim mesmo',
          boot: 'Usar assim mesmo ao iniciar',
          test: 'Testar assim mesmo',
        })[verb],
      stale: {
        'flake-changed': titled(
          'Seu flake mudou desde a compilação',
          'O que foi compilado não é mais o que seu flake diz. Compile de novo.',
        ),
        'system-changed': titled(
          'O sistema em uso mudou desde a compilação',
          'A comparação abaixo está desatualizada. Compile de novo.',
        ),
        'result-missing': titled(
          'O sistema compilado sumiu',
          'Ele foi removido da Nix store. Compile de novo.',
        ),
      },
      buildAgain: 'Recompilar',
      off: { stale: 'Recompile primeiro.', unavailable: 'Não dá para trocar aqui; veja acima.' },
      notice: (kind, detail) => {
        const of = (title: string, body: string) => titled(title, `${body} ${detail}`.trim());
        switch (kind) {
          case 'input-moved-unselected':
            return of('Uma entrada que você não selecionou mudou junto', '');
          case 'self-rev-without-lock':
            return of(
              'O sistema cita seu último commit como origem',
              'Esse commit ainda não tem o novo flake.lock. Depois do commit dele, a próxima compilação citará o certo.',
            );
          case 'path-flake-copies-ignored-files':
            return of(
              'A pasta foi lida como simples arquivos',
              'Arquivos que o git ignora também foram copiados.',
            );
          case 'untrusted-flake-settings':
            return of(
              'O Nix ignorou configurações do flake',
              'Ponha-as em nix.settings se confia nelas.',
            );
          case 'switch-inhibited':
            return of(
              'Melhor no próximo início',
              'Algo neste sistema não deveria mudar enquanto ele funciona.',
            );
          case 'dirty-tree':
            return of('O flake tem mudanças sem commit', 'Elas também são compiladas.');
          case 'untracked-files':
            return of(
              'O git não conhece alguns arquivos',
              'O Nix não os vê. Adicione-os com “git add” se fazem parte do sistema.',
            );
          case 'detached-head':
            return of('O flake não está em nenhum ramo', 'O git está num commit avulso.');
          case 'merge-in-progress':
            return of(
              'Há uma mesclagem em andamento no flake',
              'Termine-a antes de confiar no que foi compilado.',
            );
          case 'ends-the-session':
            return of(
              'Ativar agora encerra sua sessão',
              'A tela de entrada ou sua sessão reinicia. Salve seu trabalho, ou escolha “No próximo início”.',
            );
          case 'little-space-store':
            return of(
              'A Nix store está quase cheia',
              'Remova logo gerações antigas e limpe a store.',
            );
          case 'little-space-boot':
            return of(
              'Há pouco espaço em /boot',
              'Remova antes gerações antigas, ou a ativação falhará ao gravar os arquivos de início.',
            );
          case 'lock-folder-of-root':
            return of('O flake é do root', 'flake.lock é gravado como root com a mesma senha.');
          default:
            return titled('Observação', detail || kind);
        }
      },
      discard: 'Descartar',
      verb: (verb) => verbs[verb],
      prompt: 'A senha será pedida uma vez.',
      actionsLabel: 'O que fazer com ele',
    },

    history: {
      title: 'Histórico',
      empty: 'Nenhuma execução ainda',
      emptyBody: 'Cada atualização e recompilação aparece aqui, e como foi.',
      wentBack: (generation) => `Depois você voltou à geração ${generation}.`,
      listLabel: 'Execuções',
      ahead: 'preparada antes',
      runTitle: (record) => {
        if (record.kind === 'rollback' && record.generation !== null)
          return `Volta · geração ${record.generation}`;
        const names = firstNames(record, (k) => `e mais ${n(k)}`);
        return joined([kindTitles[record.kind], names !== '' && names], ' · ');
      },
      runLine: (record, now, isKept) =>
        runLine(record, now, {
          duration,
          goingOn: (took) => `Em andamento há ${took}`,
          failed: (step, took) => (step === null ? `Falhou após ${took}` : stepFailed[step](took)),
          moved: (k) => count(k, 'entrada mudada', 'entradas mudadas'),
          noChange: 'Nenhum pacote mudou',
          changed: (k) => count(k, 'pacote mudado', 'pacotes mudados'),
          restart: 'convém reiniciar',
          meaning: () =>
            record.outcome === null ? '' : outcome(record, record.outcome, isKept).meaning,
        }),
      goingOn: 'Em andamento',
      ready: 'Pronta',
      switchTo: 'Ativá-la…',
      updateAndRetry: 'Atualizar entradas e repetir',
      addToGitAndRetry: 'Adicionar o arquivo ao git e repetir',
      freeSpaceAndRetry: 'Liberar espaço e repetir',
      freeSpace: 'Liberar espaço',
      restartUnits: 'Reiniciar as unidades que falharam',
      openFile: (name) => `Abrir ${name}`,
      openTheFile: 'Abrir o arquivo',
      switchOnNextBoot: 'No próximo início…',
      evidence: 'O que o registro diz',
      subject: 'Trata-se de',
      filterLabel: 'Mostrar',
      filters: {
        all: 'Todas',
        succeeded: 'Bem-sucedidas',
        failed: 'Com falha',
        other: 'Não concluídas',
      },
      filterNone: 'Nenhuma execução assim ainda.',
      shown: (k, of) => `${n(k)} de ${count(of, 'execução', 'execuções')}`,
      exportLog: 'Registro como arquivo',
      show: 'Ver',
      stepAt: (step) => stepNouns[step],
      detailsOf: (title) => `Detalhes: ${title}`,
      tabs: { changes: 'Mudanças', log: 'Registro' },
      facts: {
        started: 'Início',
        took: 'Duração',
        result: 'Resultado',
        generation: 'Geração',
        storePath: 'Caminho na store',
        failedUnits: 'Unidades que falharam',
      },
      noReview: 'Nenhuma lista de pacotes desta execução foi guardada.',
      reading: 'Lendo…',
      unreadable: 'Esta execução não pode ser lida',
      openLogFile: 'Abrir o registro no editor',
      diagnosisOf: (diagnosis) => diagnosis.summary,
    },

    settings: {
      title: 'Configurações',
      sub: 'as mudanças são salvas na hora',
      managed: 'Definido pela sua configuração do NixOS:',
      sections: {
        flake: 'Seu flake',
        checks: 'Verificações',
        upgrades: 'Atualizações',
        background: 'Em segundo plano',
        look: 'Aparência e idioma',
        computer: 'Este computador',
      },
      flake: 'Pasta',
      flakeUnset: 'ainda não escolhida',
      choose: 'Escolher…',
      host: 'Configuração',
      hostHelp: (name) =>
        `O nome em nixosConfigurations. Vazio: o nome deste computador, “${name}”.`,
      interval: 'Buscar atualizações',
      intervalValue: (minutes) => {
        const { unit, count: k } = intervalOf(minutes);
        switch (unit) {
          case 'week':
            return k === 1 ? 'Uma vez por semana' : `A cada ${n(k)} semanas`;
          case 'day':
            return k === 1 ? 'Uma vez por dia' : `A cada ${n(k)} dias`;
          case 'hour':
            return k === 1 ? 'A cada hora' : `A cada ${n(k)} horas`;
          case 'minute':
            return k === 1 ? 'A cada minuto' : `A cada ${n(k)} minutos`;
        }
      },
      pause: 'Pausar',
      pauseHelp: 'Sem verificações nem notificações por um tempo.',
      pauseDay: 'Um dia',
      pauseWeek: 'Uma semana',
      resume: 'Retomar',
      notifications: 'Notificações',
      notificationsHelp: 'Quando mais entradas têm atualizações, e quando uma execução termina.',
      held: 'Retidas',
      heldHelp: 'Nunca contam como atrasadas. Retenha pelo menu de uma entrada, em Novidades.',
      heldNone: 'nenhuma entrada retida',
      unhold: (name) => `Deixar de reter ${name}`,
      activation: 'Forma de ativar sugerida',
      activationValue: (verb) => (verb === 'test' ? 'Testar antes (até reiniciar)' : verbs[verb]),
      commitLock: 'Fazer commit de flake.lock',
      commitLockHelp: 'Depois de uma ativação bem-sucedida, num commit próprio.',
      theme: 'Tema',
      themeValue: (theme) => ({ system: 'Como o ambiente', light: 'Claro', dark: 'Escuro' })[theme],
      onMetered: 'Em redes limitadas',
      onMeteredHelp: 'Verificar e preparar também onde se paga por volume de dados.',
      onBattery: 'Com a bateria fraca',
      onBatteryHelp: 'Verificar e preparar também com a bateria fraca.',
      gentleBuilds: 'Compilar com calma',
      gentleBuildsHelp: 'Dar passagem a todo o resto: prioridade baixa, menos tarefas.',
      prepareAhead: 'Preparar antes',
      prepareAheadHelp:
        'Compilar em silêncio o que está atrasado, para só faltar ativar. Nada é ativado sozinho.',
      prepareAheadWaits: (why) =>
        ({
          'in-use': 'Espera até que ninguém use o computador por cinco minutos.',
          'on-battery': 'Espera até o computador estar na tomada.',
          'under-load': 'Espera até o outro trabalho do computador terminar.',
        })[why],
      autostart: 'Iniciar com a sessão',
      autostartHelp: 'Só o ícone da bandeja; a janela abre quando você quiser.',
      language: 'Idioma',
      languageSystem: 'Como o ambiente',
      copySnippet: (key) => `Copiar a opção do NixOS ${key}`,
      rehearsal: 'Ensaio',
      rehearsalHelp: 'Um sistema de brinquedo à parte, para experimentar tudo.',
      rehearsalStart: 'Iniciar um ensaio',
      nix: 'Nix',
      nixMissing: 'não encontrado; verificar funciona, compilar não',
      nixTooOld: (version) => `${version} · antigo demais, é preciso 2.24 ou mais novo`,
      elevation: 'Virar root',
      elevationHelper: 'pelo polkit, uma senha por ativação',
      elevationRehearsal: 'desnecessário num ensaio',
      tray: 'Bandeja',
      trayYes: 'visível no seu painel',
      trayNo: 'nenhum painel mostra ícones de bandeja; o Snowbell continua acessível pela janela',
      version: 'Snowbell',
    },

    shortcuts: {
      title: 'Atalhos do teclado',
      check: 'Verificar agora',
      find: 'Buscar numa lista ou registro',
      screens: 'Ir para a primeira, segunda… tela',
      settings: 'Configurações',
      list: 'Mover-se numa lista',
      select: 'Marcar ou desmarcar',
      open: 'Abrir o que está em foco',
      close: 'Fechar um diálogo, um menu, detalhes',
      nextMatch: 'Resultado seguinte e anterior',
      zoom: 'Maior, menor, normal',
      closeWindow: 'Fechar a janela',
      quit: 'Sair do Snowbell',
      help: 'Esta lista',
      keys: {
        control: 'Ctrl',
        shift: 'Shift',
        enter: 'Enter',
        escape: 'Esc',
        space: 'Espaço',
        arrows: 'Setas',
      },
    },
  };
}
