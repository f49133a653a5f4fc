// Every Brazilian Portuguese sentence of the tray, the notifications and the native dialogs.
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const { number: n, plural, dayAndClock, when, names: listed } = figuresOf('pt-BR');
const names = (all: readonly string[]) => listed(all, (more) => `mais ${more}`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return 'Nenhum flake escolhido ainda';
    case 'flake-unreadable':
      return 'Não foi possível ler seu flake';
    case 'decide':
      return 'Há uma decisão a tomar';
    case 'ready':
      return 'Pronto para ativar';
    case 'not-checked':
      return 'Ainda não verificado';
    case 'checking':
      return 'Verificando as entradas…';
    case 'check-failed':
      return is.lastGoodAt === null
        ? 'A última verificação falhou'
        : `Sem conseguir verificar desde ${dayAndClock(is.lastGoodAt)}`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return 'Procurando entradas mais novas…';
        case 'building':
          return 'Compilando o sistema…';
        case 'authorising':
          return 'Aguardando sua senha…';
        case 'activating':
          return 'Ativando o novo sistema…';
        case 'pruning':
          return 'Removendo gerações antigas…';
        case 'cancelling':
          return 'Cancelando…';
      }
      break;
    case 'checked': {
      const missed = is.notChecked === 0 ? '' : `, ${n(is.notChecked)} sem verificar`;
      if (is.behind > 0) {
        const of = `${n(is.of)} ${plural(is.of, 'entradas', 'entrada')}`;
        return `${n(is.behind)} de ${of} com atualizações${missed}`;
      }
      if (is.notChecked === 0 && is.held > 0)
        return `Sem atualizações, ${n(is.held)} ${plural(is.held, 'retidas ou puladas', 'retida ou pulada')}`;
      return is.notChecked === 0
        ? 'Tudo está atualizado'
        : `Não foi possível verificar ${n(is.notChecked)} ${plural(is.notChecked, 'entradas', 'entrada')}`;
    }
  }
}

const outcomeInTray = {
  ready: 'pronta para ativar',
  succeeded: 'bem-sucedida',
  unchanged: 'nada a mudar',
  'units-failed': 'ativada, algumas unidades falharam',
  'restart-required': 'ativada, é preciso reiniciar',
  refused: 'recusada',
  'activation-failed': 'ativada pela metade',
  failed: 'falhou',
  cancelled: 'cancelada',
  denied: 'não permitida',
  'auth-failed': 'senha não aceita',
  dismissed: 'pedido de senha fechado',
  'no-agent': 'não foi possível pedir a senha',
  'no-pkexec': 'pkexec não pode ser usado',
  interrupted: 'interrompida',
  discarded: 'descartada',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind': {
      const count = notice.names.length;
      return {
        title: `${n(count)} ${plural(count, 'entradas', 'entrada')} com atualizações`,
        body: names(notice.names),
      };
    }
    case 'ready': {
      const count = notice.packagesChanged;
      const restart = notice.restart ? ', e será preciso reiniciar' : '';
      return {
        title: 'Pronto para ativar',
        body: `${n(count)} ${plural(count, 'pacotes mudam', 'pacote muda')}${restart}. Nada mudou neste sistema ainda.`,
      };
    }
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: 'Atualização concluída',
  rebuild: 'Recompilação concluída',
  rollback: 'Sistema anterior restaurado',
} as const;

const interrupted: NoticeWords = {
  title: 'A última execução foi interrompida',
  body: 'Abra o Snowbell para ver até onde ela chegou.',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return { title: 'Gerações antigas removidas', body: 'O menu de inicialização foi refeito.' };
    case 'removed-without-menu':
      return {
        title: 'Removidas, mas não do menu de inicialização',
        body: cause ?? 'O menu de inicialização não pôde ser refeito e talvez ainda as mostre.',
      };
    case 'not-all':
      return {
        title: 'Nem todas as gerações antigas puderam ser removidas',
        body: cause ?? 'O registro diz mais.',
      };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return { title: 'As gerações antigas não foram removidas', body: cause ?? 'Nada mudou.' };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `Esta é a geração ${notice.generation}.`;
  const kept = 'O sistema compilado foi guardado; nada mudou neste sistema.';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock atualizado', body: 'O sistema em si não mudou.' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: 'Nada a mudar', body: 'O sistema já é o que ele se tornaria.' };
    case 'units-failed':
      return {
        title: 'Ativado, mas algumas unidades falharam',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: 'Ativado, é preciso reiniciar', body: now };
    case 'refused':
      return { title: 'A ativação foi recusada', body: notice.cause ?? 'Nada mudou.' };
    case 'activation-failed':
      return {
        title: 'Ativada, mas o script de início falhou',
        body:
          notice.cause ?? 'Manter o novo sistema ou voltar atrás: abra o Snowbell para decidir.',
      };
    case 'failed':
      return {
        title: 'A compilação falhou',
        body: notice.cause ?? 'O sistema em uso não mudou. O registro diz mais.',
      };
    case 'cancelled':
      return { title: 'Cancelado', body: 'Nada mudou neste sistema.' };
    case 'denied':
      return {
        title: 'Sem permissão para ativar',
        body: `Esta conta não pode trocar o sistema. Use uma conta de administrador (no NixOS: o grupo wheel). ${kept}`,
      };
    case 'auth-failed':
      return {
        title: 'A senha não foi aceita',
        body: `A senha estava errada, ou não era de um administrador. Tente de novo; atenção ao Caps Lock e ao layout do teclado. ${kept}`,
      };
    case 'dismissed':
      return {
        title: 'Não ativado',
        body: `Você fechou o pedido de senha. Aperte o botão de ativar de novo quando quiser. ${kept}`,
      };
    case 'no-agent':
      return {
        title: 'Não foi possível pedir a senha',
        body: `Nenhum agente polkit está rodando nesta sessão. Inicie um, ou digite “snowbell switch” num terminal. ${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'O pkexec não pode virar root',
            body: `O pkexec está lá, mas não é setuid root. Ponha “security.polkit.enablePkexecWrapper = true;” (antes do NixOS 26.11: “security.polkit.enable = true;”) e entre de novo na sessão. ${kept}`,
          }
        : {
            title: 'Falta o pkexec',
            body: `Ativar precisa do pkexec. Habilite o polkit com “security.polkit.enable = true;”, e a partir do NixOS 26.11 também “security.polkit.enablePkexecWrapper = true;”. ${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

const decisions = {
  'lock-not-written': 'Terminar de gravar o flake.lock…',
  'lock-changed-meanwhile': 'Escolher qual flake.lock manter…',
  'activation-failed': 'Manter o novo sistema ou voltar…',
  'test-active': 'Manter o sistema em teste…',
} as const;

export const ptBr: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `${n(built)} de ${n(toBuild)} compilados` : null,
        toFetch > 0 ? `${n(fetched)} de ${n(toFetch)} baixados` : null,
      ]
        .filter((part) => part !== null)
        .join(', '),
    restartNeeded: () => 'Reinicie para concluir uma atualização',
    paused: (until, now) => `Em pausa até ${when(until, now)}`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which = generation === null || outcome !== 'succeeded' ? '' : `, geração ${generation}`;
      return `Última recompilação: ${outcomeInTray[outcome]}${which} (${when(Date.parse(endedAt), now)})`;
    },
    rehearsal: 'Ensaio: nada muda neste computador',
    starting: 'O Snowbell está iniciando…',
    checkNow: 'Verificar agora',
    upgrade: 'Atualizar…',
    cancel: 'Cancelar',
    switchToBuilt: 'Ativar o sistema compilado…',
    decide: (kind) => decisions[kind],
    restart: 'Reiniciar o computador…',
    hold: 'Reter',
    pause: 'Pausar',
    pauseDay: 'Por um dia',
    pauseWeek: 'Por uma semana',
    resume: 'Retomar',
    open: 'Abrir o Snowbell',
    settings: 'Configurações',
    quit: 'Sair',
  },
  notice: {
    words,
    view: 'Ver',
    upgrade: 'Atualizar…',
    review: 'Revisar e ativar…',
    openLog: 'Ver o que aconteceu',
    remind: 'Lembrar amanhã',
    restart: 'Reiniciar…',
  },
  restart: {
    title: 'Reiniciar o computador agora?',
    detail: 'Salve seu trabalho antes: todos os programas abertos serão fechados.',
    restart: 'Reiniciar',
    stay: 'Agora não',
    failed: 'Não foi possível reiniciar o computador',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: 'Escolha a pasta que contém seu flake.nix',
    saveLog: 'Salvar o registro em um arquivo',
    saveFailed: 'Não foi possível salvar o registro',
    noTrayTitle: 'Sair do Snowbell?',
    noTrayDetail:
      'Nada nesta área de trabalho mostra ícones de bandeja; sem a janela, o Snowbell ficaria fora de vista.',
    quit: 'Sair',
    stay: 'Ficar',
  },
  failure: {
    refused: 'O Snowbell não entendeu este pedido.',
    bug: 'Algo deu errado no Snowbell. O registro dele diz mais.',
  },
};
