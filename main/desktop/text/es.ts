// Every Spanish sentence of the tray, the notifications and the native dialogs.
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const { number: n, plural, dayAndClock, when, names: listed } = figuresOf('es');
const names = (all: readonly string[]) => listed(all, (more) => `${more} más`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return 'Aún no se ha elegido un flake';
    case 'flake-unreadable':
      return 'No se pudo leer su flake';
    case 'decide':
      return 'Hay una decisión pendiente';
    case 'ready':
      return 'Listo para activar';
    case 'not-checked':
      return 'Aún sin comprobar';
    case 'checking':
      return 'Comprobando las entradas…';
    case 'check-failed':
      return is.lastGoodAt === null
        ? 'La última comprobación falló'
        : `Sin poder comprobar desde ${dayAndClock(is.lastGoodAt)}`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return 'Buscando entradas más nuevas…';
        case 'building':
          return 'Construyendo el sistema…';
        case 'authorising':
          return 'Esperando su contraseña…';
        case 'activating':
          return 'Activando el nuevo sistema…';
        case 'pruning':
          return 'Eliminando generaciones antiguas…';
        case 'cancelling':
          return 'Cancelando…';
      }
      break;
    case 'checked': {
      const missed = is.notChecked === 0 ? '' : `, ${n(is.notChecked)} sin comprobar`;
      if (is.behind > 0) {
        const of = `${n(is.of)} ${plural(is.of, 'entradas', 'entrada')}`;
        return `${n(is.behind)} de ${of} con actualizaciones${missed}`;
      }
      if (is.notChecked === 0 && is.held > 0)
        return `Sin actualizaciones, ${n(is.held)} ${plural(is.held, 'retenidas u omitidas', 'retenida u omitida')}`;
      return is.notChecked === 0
        ? 'Todo está al día'
        : `No se ${plural(is.notChecked, 'pudieron', 'pudo')} comprobar ${n(is.notChecked)} ${plural(is.notChecked, 'entradas', 'entrada')}`;
    }
  }
}

const outcomeInTray = {
  ready: 'lista para activar',
  succeeded: 'correcta',
  unchanged: 'nada que cambiar',
  'units-failed': 'activada, fallaron algunas unidades',
  'restart-required': 'activada, hay que reiniciar',
  refused: 'rechazada',
  'activation-failed': 'activada a medias',
  failed: 'fallida',
  cancelled: 'cancelada',
  denied: 'no permitida',
  'auth-failed': 'contraseña no aceptada',
  dismissed: 'petición de contraseña cerrada',
  'no-agent': 'no se pudo pedir la contraseña',
  'no-pkexec': 'pkexec no se puede usar',
  interrupted: 'interrumpida',
  discarded: 'descartada',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind': {
      const count = notice.names.length;
      return {
        title: `${n(count)} ${plural(count, 'entradas', 'entrada')} con actualizaciones`,
        body: names(notice.names),
      };
    }
    case 'ready': {
      const count = notice.packagesChanged;
      const restart = notice.restart ? ', y habrá que reiniciar' : '';
      return {
        title: 'Listo para activar',
        body: `${plural(count, 'Cambian', 'Cambia')} ${n(count)} ${plural(count, 'paquetes', 'paquete')}${restart}. Aún no ha cambiado nada en este sistema.`,
      };
    }
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: 'Actualización terminada',
  rebuild: 'Reconstrucción terminada',
  rollback: 'Se ha vuelto atrás',
} as const;

const interrupted: NoticeWords = {
  title: 'La última ejecución se interrumpió',
  body: 'Abra Snowbell para ver hasta dónde llegó.',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return {
        title: 'Generaciones antiguas eliminadas',
        body: 'El menú de arranque se ha rehecho.',
      };
    case 'removed-without-menu':
      return {
        title: 'Eliminadas, pero no del menú de arranque',
        body: cause ?? 'No se pudo rehacer el menú de arranque y quizá aún las muestre.',
      };
    case 'not-all':
      return {
        title: 'No se pudieron eliminar todas las generaciones antiguas',
        body: cause ?? 'El registro dice más.',
      };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return {
        title: 'No se eliminaron generaciones antiguas',
        body: cause ?? 'No ha cambiado nada.',
      };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `Es la generación ${notice.generation}.`;
  const kept = 'El sistema construido se conserva; en este sistema no ha cambiado nada.';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock está actualizado', body: 'El sistema en sí no ha cambiado.' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: 'Nada que cambiar', body: 'El sistema ya es como quedaría.' };
    case 'units-failed':
      return {
        title: 'Activado, pero fallaron algunas unidades',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: 'Activado, hay que reiniciar', body: now };
    case 'refused':
      return { title: 'El cambio fue rechazado', body: notice.cause ?? 'No ha cambiado nada.' };
    case 'activation-failed':
      return {
        title: 'Activada, pero falló el script de arranque',
        body:
          notice.cause ?? 'Conservar el nuevo sistema o volver atrás: abra Snowbell para decidir.',
      };
    case 'failed':
      return {
        title: 'La construcción falló',
        body: notice.cause ?? 'El sistema en uso no ha cambiado. El registro dice más.',
      };
    case 'cancelled':
      return { title: 'Cancelado', body: 'En este sistema no ha cambiado nada.' };
    case 'denied':
      return {
        title: 'Sin permiso para activar',
        body: `Esta cuenta no puede cambiar el sistema. Use una cuenta de administrador (en NixOS: el grupo wheel). ${kept}`,
      };
    case 'auth-failed':
      return {
        title: 'No se aceptó la contraseña',
        body: `La contraseña era incorrecta o no era de un administrador. Inténtelo otra vez; cuidado con las mayúsculas y la distribución del teclado. ${kept}`,
      };
    case 'dismissed':
      return {
        title: 'Sin activar',
        body: `Usted cerró la petición de contraseña. Pulse de nuevo el botón de activar cuando quiera. ${kept}`,
      };
    case 'no-agent':
      return {
        title: 'No se pudo pedir la contraseña',
        body: `No hay un agente polkit en esta sesión. Inicie uno, o escriba «snowbell switch» en un terminal. ${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'pkexec no puede convertirse en root',
            body: `pkexec está, pero no es setuid root. Ponga «security.polkit.enablePkexecWrapper = true;» (antes de NixOS 26.11: «security.polkit.enable = true;») y vuelva a iniciar sesión. ${kept}`,
          }
        : {
            title: 'Falta pkexec',
            body: `Activar necesita pkexec. Habilite polkit con «security.polkit.enable = true;», y desde NixOS 26.11 también «security.polkit.enablePkexecWrapper = true;». ${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

const decisions = {
  'lock-not-written': 'Terminar de escribir flake.lock…',
  'lock-changed-meanwhile': 'Elegir qué flake.lock conservar…',
  'activation-failed': 'Conservar el nuevo sistema o volver…',
  'test-active': 'Conservar el sistema a prueba…',
} as const;

export const es: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `${n(built)} de ${n(toBuild)} construidos` : null,
        toFetch > 0 ? `${n(fetched)} de ${n(toFetch)} descargados` : null,
      ]
        .filter((part) => part !== null)
        .join(', '),
    restartNeeded: () => 'Reinicie para terminar una actualización',
    paused: (until, now) => `En pausa hasta ${when(until, now)}`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which =
        generation === null || outcome !== 'succeeded' ? '' : `, generación ${generation}`;
      return `Última reconstrucción: ${outcomeInTray[outcome]}${which} (${when(Date.parse(endedAt), now)})`;
    },
    rehearsal: 'Ensayo: nada cambia en este equipo',
    starting: 'Snowbell se está iniciando…',
    checkNow: 'Comprobar ahora',
    upgrade: 'Actualizar…',
    cancel: 'Cancelar',
    switchToBuilt: 'Activar el sistema construido…',
    decide: (kind) => decisions[kind],
    restart: 'Reiniciar el equipo…',
    hold: 'Retener',
    pause: 'Pausar',
    pauseDay: 'Un día',
    pauseWeek: 'Una semana',
    resume: 'Reanudar',
    open: 'Abrir Snowbell',
    settings: 'Ajustes',
    quit: 'Salir',
  },
  notice: {
    words,
    view: 'Ver',
    upgrade: 'Actualizar…',
    review: 'Revisar y activar…',
    openLog: 'Ver qué ha pasado',
    remind: 'Recordar mañana',
    restart: 'Reiniciar…',
  },
  restart: {
    title: '¿Reiniciar el equipo ahora?',
    detail: 'Guarde antes su trabajo: se cerrarán todos los programas abiertos.',
    restart: 'Reiniciar',
    stay: 'Ahora no',
    failed: 'No se pudo reiniciar el equipo',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: 'Elija la carpeta que contiene su flake.nix',
    saveLog: 'Guardar el registro en un archivo',
    saveFailed: 'No se pudo guardar el registro',
    noTrayTitle: '¿Salir de Snowbell?',
    noTrayDetail:
      'En este escritorio nada muestra iconos de bandeja; sin su ventana, Snowbell no estaría a la vista.',
    quit: 'Salir',
    stay: 'Quedarse',
  },
  failure: {
    refused: 'Snowbell no entendió esta petición.',
    bug: 'Algo falló dentro de Snowbell. Su registro dice más.',
  },
};
