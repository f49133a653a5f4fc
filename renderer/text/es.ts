// Every sentence the window says, in Spanish.
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

export function spanish(format: Format): Text {
  const n = format.number;
  const count = (of: number, one: string, other: string) =>
    `${n(of)} ${format.plural(of, { one, other })}`;
  const duration = (ms: number) => spellDuration(ms, ['h', 'min', 's']);
  const days = { yesterday: 'ayer', today: 'hoy', tomorrow: 'mañana' } as const;

  const moment: Text['moment'] = (at, now, place = 'start') => {
    const { day, date, clock } = format.day(at, now);
    const word = day === 'other' ? date : days[day];
    return `${place === 'start' ? word.charAt(0).toUpperCase() + word.slice(1) : word} ${clock}`;
  };
  const when: Text['when'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    if (day === 'today') return `a las ${clock}`;
    return day === 'other' ? `el ${date} a las ${clock}` : `${days[day]} a las ${clock}`;
  };
  /** after "hasta" and "desde" */
  const limit = (at: number, now: number): string => when(at, now).replace(/^a /, '');

  const reasonOf = (reason: string | null, host: string): Said => {
    const wait = 'Suele pasar al cabo de un rato.';
    if (reason?.startsWith('http-')) {
      const code = reason.slice(5);
      return said(
        `Error ${code} de ${host}`,
        `${host} respondió con el error HTTP ${code}. ${wait}`,
      );
    }
    const table: Readonly<Record<Reason, Said>> = {
      timeout: said(`${host} no responde`, null),
      dns: said(
        `No se encuentra ${host}`,
        `No se pudo resolver el nombre ${host}. ¿Funciona la red?`,
      ),
      refused: said(`${host} no escucha`, `${host} está ahí, pero rechazó la conexión.`),
      tls: said(
        `${host} no es de confianza`,
        `No se pudo verificar el certificado de ${host}, así que no se preguntó nada.`,
      ),
      'auth-required': said(
        'Hay que identificarse',
        `${host} pide identificarse. Snowbell usa los accesos y claves que git ya tiene y nunca pide él mismo una contraseña.`,
      ),
      'not-found': said(
        'Repositorio no encontrado',
        `${host} no conoce este repositorio. Puede que se haya movido, borrado o hecho privado.`,
      ),
      'no-such-ref': said(
        'Rama no encontrada',
        'El repositorio existe, pero no la rama o etiqueta de flake.nix.',
      ),
      'rate-limited': said(
        `${host} pide esperar`,
        `${host} ha recibido demasiadas preguntas desde esta red. Snowbell preguntará más tarde.`,
      ),
      'not-a-git-server': said(
        'No es un servidor git',
        `${host} respondió, pero no como un servidor git.`,
      ),
      'no-git': said(
        'Falta git',
        'A esta entrada solo se le puede preguntar con git, y git no está instalado.',
      ),
      'not-owner': said(
        'Pertenece a otra persona',
        'git se niega a leer este repositorio porque es de otro usuario.',
      ),
      'connection-lost': said(
        `${host} cortó`,
        `La conexión con ${host} terminó antes de completar la respuesta.`,
      ),
      'no-network': said('Sin red', `Ahora mismo no hay camino hasta ${host}.`),
      proxy: said('El proxy se negó', `El proxy de la red no dejó pasar la pregunta a ${host}.`),
      'proxy-unsupported': said(
        'El proxy no se puede usar',
        'Snowbell no puede usar este tipo de proxy, solo http, https y socks5. No se salta el proxy.',
      ),
      'server-error': said(
        `${host} tiene un problema`,
        `${host} informó de un error propio. ${wait}`,
      ),
      'unsafe-redirect': said(
        'Redirección insegura',
        `${host} remitió a una dirección que no es segura, así que no se siguió.`,
      ),
      'too-many-redirects': said(
        'Redirección en círculo',
        `${host} remitió de una dirección a otra sin fin.`,
      ),
      'host-key': said(
        `ssh no conoce ${host}`,
        `ssh no había visto esta clave de ${host}, o ha cambiado. Conéctese una vez en un terminal («ssh ${host}») y compárela.`,
      ),
      'git-failed': said('git falló', 'git no pudo preguntar a este repositorio.'),
      'not-a-repository': said('No es un repositorio', 'La carpeta existe, pero git no la conoce.'),
      'no-locked-revision': said(
        'Nada con que comparar',
        'flake.lock no indica ninguna revisión de esta entrada.',
      ),
      'unusable-source': said(
        'Dirección no utilizable',
        'La dirección de flake.nix está incompleta o no es seguro preguntarle.',
      ),
      'relative-git-url': said(
        'Dirección relativa',
        'No se puede preguntar a una dirección git sin servidor ni ruta completa.',
      ),
      path: said(
        'Una carpeta',
        'Una simple carpeta no tiene revisiones. Cada actualización la toma tal como está.',
      ),
      file: said('Un archivo', 'El servidor no dice si el archivo ha cambiado.'),
      'unmarked-file': said('Sin versión', `${host} no dice si el archivo ha cambiado.`),
      'first-seen': said(
        'Visto por primera vez',
        'El servidor solo dice cuándo cambió el archivo. Desde la próxima comprobación se notará un cambio.',
      ),
      'lock-changed': said(
        'Cambió desde la comprobación',
        'flake.lock tiene otra revisión que la comparada. Compruebe de nuevo.',
      ),
      'not-asked': said(
        'Aún sin preguntar',
        'Esta entrada no formó parte de la última comprobación.',
      ),
      'not-in-registry': said(
        'No está en el registro',
        'El registro de flakes no tiene ese nombre.',
      ),
      'pinned-by-registry': said(
        'Fijada en el registro',
        'El registro de flakes fija este nombre a una revisión.',
      ),
      'not-a-registry': said(
        'Registro ilegible',
        'Lo que envió su servidor no es un registro de flakes.',
      ),
      'malformed-node': said(
        'Dañada en flake.lock',
        'Los datos de esta entrada no se pueden leer.',
      ),
      'node-missing': said(
        'Falta en flake.lock',
        'flake.lock nombra esta entrada, pero no la contiene.',
      ),
      'follows-cycle': said(
        'Se sigue a sí misma',
        'Las entradas a las que sigue llevan de vuelta a ella.',
      ),
      'follows-missing': said('No sigue a nada', 'La entrada a la que sigue no existe.'),
      offline: said('Sin preguntar', 'No se preguntó nada por la red.'),
      tarball: said('Un archivo comprimido', 'El servidor no dice si ha cambiado.'),
      indirect: said(
        'Nombre del registro',
        'Esta entrada es un nombre del registro de flakes, que no se pudo leer.',
      ),
      mercurial: said('Repositorio Mercurial', 'Snowbell no puede preguntar a Mercurial.'),
      'unsupported-type': said('Tipo desconocido', 'Snowbell no conoce este tipo de entrada.'),
    };
    const title = 'No se pudo comprobar';
    if (reason === null) return said(title, 'No se dio ningún motivo.');
    return lookUp(table, reason) ?? said(title, `El motivo dado es «${reason}».`);
  };

  const failure: Text['failure'] = ({ kind, detail }) => {
    const setAside = titled('Se apartó un archivo dañado', detail);
    const table: Readonly<Record<FailureKind, Titled>> = {
      'no-folder': titled('La carpeta no está', `${detail} no existe o no se puede abrir.`),
      'no-flake-nix': titled(
        'No hay ningún flake.nix en esta carpeta',
        `${detail} Elija la carpeta que contiene el flake.nix de su sistema.`,
      ),
      'no-lock': titled(
        'Aún no hay flake.lock',
        `${detail} «Solo actualizar el lock» escribe el primero.`,
      ),
      unreadable: titled('El archivo no se puede leer', detail),
      malformed: titled(
        'flake.lock está dañado',
        `${detail} Si la carpeta está en git, «git checkout flake.lock» recupera el último bueno.`,
      ),
      'unsupported-version': titled('flake.lock tiene una versión que Snowbell no conoce', detail),
      'no-nix': titled('No se encontró Nix', `Comprobar funciona sin él; construir, no. ${detail}`),
      'nix-too-old': titled(
        'Este Nix es demasiado antiguo',
        `Snowbell necesita Nix 2.24 o posterior. ${detail}`,
      ),
      busy: titled('Hay otra ejecución en curso', `Debe terminar antes de empezar otra. ${detail}`),
      'stale-answer': titled(
        'La red falló a mitad de camino',
        `Nix habría usado una copia antigua en lugar de la última revisión, así que no se cambió nada. ${detail}`,
      ),
      'unknown-input': titled('No existe esa entrada', detail),
      'write-failed': titled('No se pudo escribir el archivo', detail),
      'state-unwritable': titled(
        'Snowbell no puede guardar nada',
        `No se puede escribir en su carpeta. Los ajustes y el historial se perderán al salir: ${detail}`,
      ),
      'not-saved': titled(
        'No se pudo guardar el registro de esta ejecución',
        `El disco está lleno o no se puede escribir en él. Libere espacio; antes de la próxima ejecución, Snowbell averiguará qué ocurrió. ${detail}`,
      ),
      refused: titled('Se rechazó', detail),
      'resolve-failed': titled('No se pudieron actualizar las entradas', detail),
      'build-failed': titled('La construcción falló', detail),
      offline: titled('No hay red', detail),
      'no-flake': titled('No se ha elegido un flake', `Elija uno en Ajustes. ${detail}`),
      'no-git': titled('No se encontró git', `Esto necesita git. ${detail}`),
      cancelled: titled('Cancelado', detail),
      stale: titled(
        'Lo construido ya no encaja',
        `El flake o el sistema en uso han cambiado desde entonces. Constrúyalo de nuevo. ${detail}`,
      ),
      'host-differs': titled(
        'Esto se construyó para otro equipo',
        `Necesita una segunda confirmación. ${detail}`,
      ),
      'units-restarted': titled('Las unidades se reiniciaron', detail),
      'units-not-restarted': titled(
        'Algunas unidades siguen sin funcionar',
        `Mire cada una con «systemctl status». ${detail}`,
      ),
      'evaluates-as-root': titled(
        'Root tendría que evaluar el flake',
        'Antes hace falta su consentimiento.',
      ),
      'lock-not-yours': titled(
        'flake.lock no es suyo',
        `Sin el ayudante root no se puede escribir. Importe el módulo NixOS de Snowbell, o construya con el archivo tal como está. ${detail}`,
      ),
      'lock-of-root': titled(
        'flake.lock es de root',
        `Snowbell no puede escribirlo aquí. Escriba esto en una terminal, o conserve el anterior: ${detail}`,
      ),
      'keep-needs-root': titled(
        'flake.lock es de root',
        `Un sistema que se conserva necesita su propio flake.lock, y Snowbell no puede escribirlo aquí. Escriba esto en una terminal y conserve después el sistema: ${detail}`,
      ),
      'already-there': titled(
        'Nada que hacer',
        `La generación ${detail} está en uso, y el próximo arranque también la trae.`,
      ),
      'not-ready': titled('No hay nada construido en espera', detail),
      'lock-moved-on': titled(
        'flake.lock ha cambiado desde entonces',
        'Ya no es el archivo con el que empezó esta ejecución, así que no se escribió nada. Compruebe y actualice de nuevo.',
      ),
      'no-such-run': titled('Esta ejecución ya no se conserva', detail),
      'nothing-to-skip': titled(
        'No hay ninguna revisión que omitir',
        `No se conoce la última revisión de esta entrada. ${detail}`,
      ),
      'freeing-space': titled(
        'Se está liberando espacio',
        'Se quita del almacén de Nix lo que ya nada necesita. Después, la ejecución empieza de nuevo.',
      ),
      'space-not-freed': titled('No se pudo liberar espacio', detail),
      'nothing-to-free': titled(
        'No hay nada que liberar',
        'Todo lo que hay en el almacén de Nix hace falta todavía. Borre generaciones antiguas u otros archivos y vuelva a intentarlo.',
      ),
      'no-remedy': titled(
        'Snowbell no puede arreglarlo por sí solo',
        `El registro dice más. ${detail}`,
      ),
      undecided: titled(
        'Antes hay algo que decidir',
        'El último cambio se quedó a medias. Consérvelo o vuelva atrás antes de eliminar generaciones.',
      ),
      'generations-changed': titled(
        'Las generaciones han cambiado entretanto',
        'No se ha eliminado nada. Mire la lista otra vez.',
      ),
      'needs-helper': titled(
        'Esto necesita el ayudante root de Snowbell',
        `Viene con el módulo de NixOS de Snowbell. Sin él, escriba esto en una terminal: ${detail}`,
      ),
      collecting: titled(
        'Liberando espacio',
        'Se quita del almacén de Nix lo que ya nada necesita.',
      ),
      'space-freed': titled('Se ha liberado espacio', detail),
      'closure-unreadable': titled(
        'No se pueden leer los paquetes de un sistema',
        `Puede que se hayan borrado partes del almacén de Nix. ${detail}`,
      ),
      'git-failed': titled('git falló', detail),
      'rehearsal-failed': titled('No se pudo preparar el ensayo', detail),
      'no-generation': titled(
        'Esta generación ya no existe',
        `Se eliminó, o su sistema ya no está en el almacén de Nix. ${detail}`,
      ),
      'no-system': titled('Esto no es un sistema NixOS en marcha', detail),
      managed: titled(
        'Lo fija su configuración de NixOS',
        `Cámbielo allí (programs.snowbell.settings). ${detail}`,
      ),
      'nothing-chosen': titled('No hay ninguna entrada seleccionada', detail),
      'not-cancellable': titled(
        'Ahora no se puede detener',
        `Detenerlo a la mitad dejaría el sistema entre dos estados. ${detail}`,
      ),
      'commit-failed': titled('flake.lock se escribió, pero sin commit', detail),
      'corrupt-file': setAside,
      'set-aside': setAside,
      interrupted: titled('Se interrumpió una ejecución anterior', detail),
      bug: titled('Snowbell cometió un error', detail),
    };
    return (
      lookUp(table, kind) ?? titled('Algo salió mal', `${detail || 'Sin más detalles.'} (${kind})`)
    );
  };

  const kindTitles = {
    upgrade: 'Actualización',
    update: 'Actualización del lock',
    rebuild: 'Reconstrucción',
    rollback: 'Vuelta atrás',
    prune: 'Limpieza de generaciones',
  } as const;
  const lastKind = {
    upgrade: 'Última actualización',
    update: 'Última actualización del lock',
    rebuild: 'Última reconstrucción',
    rollback: 'Última vuelta atrás',
    prune: 'Última limpieza de generaciones',
  } as const;
  const stepNouns = {
    resolve: 'paso de actualizar',
    build: 'paso de construir',
    review: 'paso de revisar',
    activate: 'paso de activar',
    settle: 'último paso',
  } as const;

  const untouched = 'No ha cambiado nada en este sistema, flake.lock sigue intacto.';

  const pruned: PrunedWords = {
    succeeded: {
      chip: 'Eliminadas',
      title: 'Última limpieza de generaciones: correcta',
      meaning:
        'Las generaciones antiguas ya no están y el menú de arranque se ha rehecho. El almacén de Nix recupera su espacio al recoger la basura.',
    },
    refused: {
      chip: 'Rechazada',
      title: 'Última limpieza de generaciones: rechazada',
      meaning: 'No se ha eliminado nada. El registro dice por qué.',
    },
    menuFailed: {
      chip: 'Falló el menú de arranque',
      title: 'Última limpieza de generaciones: no se pudo rehacer el menú de arranque',
      meaning:
        'Las generaciones antiguas se han eliminado, pero el menú de arranque quizá aún las muestre.',
    },
    failed: {
      chip: 'Fallida',
      title: 'Última limpieza de generaciones: fallida',
      meaning: 'No se han podido eliminar todas. El registro dice más.',
    },
    denied: {
      chip: 'No permitida',
      title: 'Última limpieza de generaciones: no permitida',
      meaning:
        'Esta cuenta no puede eliminar generaciones. Use una cuenta de administrador (en NixOS: el grupo wheel). No ha cambiado nada.',
    },
    dismissed: {
      chip: 'Sin eliminar',
      title: 'Última limpieza de generaciones: cerró la petición de contraseña',
      meaning: 'Cerró la petición de contraseña. No se ha eliminado nada.',
    },
    noAgent: {
      chip: 'Sin petición',
      title: 'Última limpieza de generaciones: nada podía pedir su contraseña',
      meaning:
        'En esta sesión no hay ningún agente de polkit. Inicie uno, o escriba «snowbell prune» en una terminal. No ha cambiado nada.',
    },
  };

  const letGo = letGoWords({
    newer:
      'Después se construyó un sistema más nuevo, así que este se descartó. No ha cambiado nada.',
    'system-changed': 'Desde entonces se usa otro sistema, así que este se descartó.',
    'flake-changed':
      'flake.lock o la configuración han cambiado desde entonces, así que este sistema se descartó. No ha cambiado nada.',
    'result-missing': 'Ya no está en el almacén de Nix. Constrúyalo de nuevo para usarlo.',
  });

  const outcome: Text['outcome'] = (record, done, isKept): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const unchanged = 'No ha cambiado nada.';
    const kept = isKept ? 'El sistema construido se conserva; no ha cambiado nada.' : unchanged;
    const last = lastKind[record.kind];
    const generation = record.generation === null ? null : `Generación ${record.generation}`;
    const of = (chip: string, title: string, meaning: string): OutcomeText => ({
      chip,
      title,
      meaning,
    });
    switch (done) {
      case 'ready':
        return isKept
          ? of(
              'Lista',
              `${last}: lista para activar`,
              'El sistema está construido y le espera. Aún no ha cambiado nada.',
            )
          : of(
              'Lista',
              `${last}: construida`,
              'El sistema se construyó, pero ya no se conserva. No ha cambiado nada.',
            );
      case 'succeeded':
        return of(
          record.kind === 'update' ? 'flake.lock escrito' : (generation ?? 'Hecho'),
          `${last}: correcta`,
          record.restartRecommended
            ? 'Una parte tendrá efecto al reiniciar.'
            : record.kind === 'update'
              ? 'El nuevo flake.lock está en su sitio; el sistema no se reconstruyó.'
              : generation === null
                ? 'El nuevo sistema está en uso.'
                : `${generation} en uso.`,
        );
      case 'unchanged':
        return of(
          'Sin cambios',
          `${last}: nada que cambiar`,
          'El resultado es igual a lo que ya tiene; no había nada que activar.',
        );
      case 'units-failed':
        return of(
          generation ?? 'Activada',
          `${last}: activada, pero no todo arrancó`,
          record.failedUnits.length === 0
            ? 'Activada, pero algunas unidades no arrancaron. El registro las nombra.'
            : `Activada, pero ${format.plural(record.failedUnits.length, { one: 'falló', other: 'fallaron' })} ${count(record.failedUnits.length, 'unidad', 'unidades')}: ${format.list(record.failedUnits)}`,
        );
      case 'restart-required':
        return of(
          'Hay que reiniciar',
          `${last}: hay que reiniciar`,
          'El nuevo sistema está en su sitio y tomará el relevo al reiniciar.',
        );
      case 'refused':
        return of(
          'Rechazada',
          `${last}: rechazada por el nuevo sistema`,
          'Sus propias comprobaciones dijeron no; sigue el sistema antiguo. flake.lock sigue intacto.',
        );
      case 'activation-failed':
        return of(
          'Activada a medias',
          `${last}: activada, pero falló su script de arranque`,
          'Falló una parte de la preparación del nuevo sistema.',
        );
      case 'failed':
        return of(
          'Falló',
          `${last}: falló`,
          record.step === 'activate' || record.step === 'settle'
            ? 'El sistema no aceptó el cambio y se repuso en lo posible; flake.lock sigue intacto. El registro dice más.'
            : untouched,
        );
      case 'cancelled':
        return of('Cancelada', `${last}: cancelada`, untouched);
      case 'denied':
        return of(
          'No permitida',
          `${last}: no permitida`,
          `Esta cuenta no puede cambiar el sistema. Use una cuenta de administrador (en NixOS: el grupo wheel). ${kept}`,
        );
      case 'auth-failed':
        return of(
          'Contraseña errónea',
          `${last}: no se aceptó la contraseña`,
          `La contraseña era incorrecta o no era de un administrador. Inténtelo otra vez; cuidado con las mayúsculas y la distribución del teclado. ${kept}`,
        );
      case 'dismissed':
        return of(
          'Sin activar',
          `${last}: usted cerró la petición de contraseña`,
          `Usted cerró la petición de contraseña. Pulse de nuevo el botón de activar cuando quiera. ${kept}`,
        );
      case 'no-agent':
        return of(
          'Contraseña sin pedir',
          `${last}: nada pudo pedir su contraseña`,
          `No hay un agente polkit en esta sesión. Inicie uno, o escriba «snowbell switch» en un terminal. ${kept}`,
        );
      case 'no-pkexec':
        return isPowerless(record)
          ? of(
              'pkexec sin poder',
              `${last}: pkexec no puede convertirse en root`,
              `pkexec está, pero no es setuid root. Ponga «security.polkit.enablePkexecWrapper = true;» (antes de NixOS 26.11: «security.polkit.enable = true;») y vuelva a iniciar sesión. ${kept}`,
            )
          : of(
              'Falta pkexec',
              `${last}: falta pkexec`,
              `Activar necesita pkexec. Habilite polkit con «security.polkit.enable = true;», y desde NixOS 26.11 también «security.polkit.enablePkexecWrapper = true;». ${kept}`,
            );
      case 'interrupted':
        return of(
          'Interrumpida',
          `${last}: interrumpida`,
          'Snowbell o el equipo se detuvo antes de acabar. Puede empezar de nuevo sin riesgo.',
        );
      case 'discarded':
        return of(
          'Descartada',
          `${last}: descartada`,
          letGo(record.discardedFor) ?? 'Usted decidió no activarla. No ha cambiado nada.',
        );
    }
  };

  const stepFailed = {
    resolve: (took: string) => `Entradas sin actualizar, tras ${took}`,
    build: (took: string) => `La construcción falló tras ${took}`,
    review: (took: string) => `Resultado sin examinar, tras ${took}`,
    activate: (took: string) => `La activación falló tras ${took}`,
    settle: (took: string) => `El cierre falló tras ${took}`,
  } as const;

  const verbs = {
    switch: 'Activar ahora',
    boot: 'En el próximo arranque',
    test: 'Probar (hasta reiniciar)',
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
        .replace(/^(El|La|Los|No|Una|Se|Usted|Sus|Esta|Activar) /, (word) => word.toLowerCase()),

    appName: 'Snowbell',
    common: {
      close: 'Cerrar',
      cancel: 'Cancelar',
      retry: 'Reintentar',
      tryAgain: 'Reintentar',
      dismiss: 'Ocultar',
      openLog: 'Ver registro',
      back: 'Atrás',
      checkNow: 'Comprobar',
      checking: 'Comprobando…',
      none: 'ninguna',
      starting: 'Iniciando…',
      noConnection: 'Snowbell se ha detenido. Cierre esta ventana y vuelva a iniciarlo.',
      allInputs: 'todas las entradas',
      copy: 'Copiar',
      copied: 'Copiado',
      reading: 'Leyendo…',
      unknown: 'desconocido',
      noRevision: 'sin revisión',
      decideFirst: 'Decida primero lo que se pregunta arriba.',
    },

    nav: {
      label: 'Pantallas',
      updates: 'Novedades',
      activity: 'Actividad',
      history: 'Historial',
      generations: 'Generaciones',
      settings: 'Ajustes',
      behind: (k) => `${count(k, 'entrada', 'entradas')} con actualizaciones`,
      working: 'trabajando',
      ready: 'listo para activar',
      generation: (k) => `generación ${k}`,
      nixos: (version) => `NixOS ${version}`,
      keys: 'Atajos de teclado',
      linux: (version) => `Linux ${version}`,
      linuxNext: (running, next) => `Linux ${running}, ${next} al reiniciar`,
      restart: 'Reinicio pendiente',
      systemLabel: 'Este sistema',
    },

    rehearsal: {
      title: 'Ensayo',
      body: 'nada cambia en este equipo',
      leave: 'Salir',
    },

    elevation: (view) => {
      if (view.kind === 'store-path')
        return titled(
          'La activación pasa por nixos-rebuild',
          'El ayudante root de Snowbell no está instalado, así que nixos-rebuild activa exactamente lo que usted revisó. Tras la contraseña no se vuelve a comprobar nada, la salida se pierde si Snowbell termina, y una activación fallida no se deshace. El módulo NixOS de Snowbell lo remedia.',
        );
      if (view.kind === 'flake')
        return titled(
          'Para activar, root tendría que evaluar su flake',
          'El ayudante root de Snowbell no está instalado y este nixos-rebuild no acepta un sistema ya construido. Funciona igualmente, con menos garantías; antes se le pregunta. El módulo NixOS de Snowbell lo remedia.',
        );
      switch (view.reason) {
        case 'no-pkexec':
          return titled(
            'No se puede activar: falta pkexec',
            'Comprobar y construir funcionan. Para activar, habilite polkit (security.polkit.enable = true;), o escriba usted «sudo nixos-rebuild switch».',
          );
        case 'pkexec-not-setuid':
          return titled(
            'No se puede activar: pkexec no puede convertirse en root',
            'pkexec está, pero no es setuid root. Ponga «security.polkit.enablePkexecWrapper = true;» (antes de NixOS 26.11: «security.polkit.enable = true;») y vuelva a iniciar sesión.',
          );
        case 'no-helper':
          return titled(
            'No se puede activar: el ayudante root de Snowbell no está instalado',
            'Comprobar y construir funcionan. Para activar desde aquí, importe el módulo NixOS de Snowbell y reconstruya una vez a mano.',
          );
      }
    },

    notice: (kind, detail) => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: 'Las entradas avanzaron, el sistema queda igual',
        meaning: (names) =>
          `flake.lock quedó como estaba, así que siguen atrasadas: ${names}. Escríbalo y estarán al día.`,
      },
      otherInputs: {
        title: 'nix movió otras entradas además de las elegidas',
        meaning: (names) =>
          `No elegidas y aun así movidas: ${names}. flake.lock queda como está hasta que usted lo escriba.`,
      },
    },

    decision: {
      lockNotWritten: {
        title: 'Activado, pero flake.lock aún no está escrito',
        body: (detail) =>
          `El sistema usa las entradas nuevas; flake.lock aún nombra las antiguas. ${detail}`.trim(),
        write: 'Escribir flake.lock',
        keep: 'Dejar el antiguo',
      },
      lockChanged: {
        title: 'flake.lock cambió entretanto',
        body: 'Alguien editó flake.lock mientras se construía el sistema, así que no se sobrescribió. ¿Cuál debe quedar?',
        mine: 'Dejar el mío',
        switched: 'Usar el activado',
      },
      difference: {
        show: 'Ver la diferencia',
        title: 'En qué difieren los dos archivos lock',
        input: 'Entrada',
        mine: 'El suyo',
        switched: 'El activado',
        absent: 'no está',
        same: 'Ambos fijan las mismas revisiones. Solo cambia cómo están escritos los archivos.',
        failed: 'No se pueden comparar los dos archivos',
      },
      activationFailed: {
        title: 'Falló el script de arranque del nuevo sistema',
        body: (previous) =>
          previous === null
            ? 'El nuevo sistema está activo, pero una parte de su preparación falló. La generación anterior ya no existe: cambie a otra en «Generaciones», o consérvelo.'
            : `El nuevo sistema está activo, pero una parte de su preparación falló. ¿Volver a la generación ${previous}, o conservarlo?`,
        keep: 'Conservar',
      },
      testActive: {
        title: 'Está probando el nuevo sistema',
        body: 'Reiniciar lo deshace. Si todo va bien, hágalo permanente.',
        permanent: 'Hacer permanente',
      },
      goBack: (previous) => `Volver a ${previous}`,
    },

    updates: {
      title: (behind, all) =>
        `${n(behind)} de ${count(all, 'entrada', 'entradas')} con actualizaciones`,
      upToDate: 'Todo está al día',
      noneFound: 'No se encontraron actualizaciones',
      never: 'Aún sin comprobar',
      neverBody:
        'Snowbell pregunta a cada entrada por su última revisión. Para eso no se descarga nada.',
      noInputs: 'Este flake no tiene entradas',
      noInputsBody: 'No hay nada que mantener al día; aun así puede reconstruir.',
      allGoodBody: (all) =>
        `${count(all, 'entrada está en la última revisión o fijada', 'entradas están en la última revisión o fijadas')} por usted.`,
      heldBody: (held) =>
        `${count(held, 'entrada tiene una actualización retenida u omitida', 'entradas tienen una actualización retenida u omitida')} por usted.`,
      partGoodBody: 'Ninguna entrada que se pudo comprobar tiene actualizaciones.',
      checkingFirst: 'Comprobando sus entradas…',
      checkingProgress: (done, of) => `${n(done)} de ${n(of)} preguntadas`,
      tried: (at, now) =>
        now - at < 60_000 ? 'se intentó ahora mismo' : `se intentó ${format.ago(at, now)}`,
      checked: (at, now) =>
        now - at < 60_000 ? 'comprobado ahora mismo' : `comprobado ${format.ago(at, now)}`,
      waiting: (waiting) =>
        ({
          metered: 'No se comprueba en redes de uso medido',
          battery: 'No se comprueba con poca batería',
          'no-network': 'No se comprueba sin red',
        })[waiting],
      checkAnyway: 'Comprobar igual',
      pausedTitle: (until, now) => `En pausa hasta ${limit(until, now)}`,
      pausedBody: 'Sin comprobaciones ni notificaciones hasta entonces.',
      resume: 'Reanudar',
      lastGood: (status, at, now) => {
        const ago = now - at < 60_000 ? 'ahora mismo' : format.ago(at, now);
        if (status === 'behind') return `con actualizaciones ${ago}`;
        return status === 'current' ? `al día ${ago}` : `respondía ${ago}`;
      },
      find: 'Buscar una entrada',
      findNone: (query) => `Ninguna entrada se llama «${query}».`,
      details: 'Detalles',
      detailsOf: (name) => `Detalles de ${name}`,
      skip: 'Omitir esta revisión',
      unskip: 'Volver a contar esta revisión',
      copyReference: 'Copiar la referencia',
      source: 'Abrir su página en el navegador',
      next: (at, now) => `próxima comprobación ${when(at, now)}`,
      paused: (until, now) => `en pausa hasta ${limit(until, now)}`,
      couldNot: (k) => `${n(k)} sin comprobar`,
      failedSince: (since, now) => `Sin poder comprobar desde ${limit(since, now)}`,
      failedEver: 'No se pudo comprobar',
      failedShown: (at, now) => `Esta es la respuesta de ${format.ago(at, now)}.`,
      select: (name) => `Seleccionar ${name}`,
      groupBehind: 'Entradas con actualizaciones',
      groupUnreachable: (k) =>
        `${n(k)} que no se ${format.plural(k, { one: 'pudo', other: 'pudieron' })} comprobar`,
      groupHeld: (k) => count(k, 'retenida u omitida', 'retenidas u omitidas'),
      groupUnknown: (k) =>
        `${n(k)} que no se ${format.plural(k, { one: 'puede', other: 'pueden' })} comprobar`,
      groupRest: (k) => count(k, 'al día o fijada', 'al día o fijadas'),
      behindBy: (input) => {
        const { unit, count: k } = distanceOf(input);
        switch (unit) {
          case 'unknown':
            return 'Actualización disponible';
          case 'less':
            return 'Menos de una hora de retraso';
          case 'hour':
            return `${count(k, 'hora', 'horas')} de retraso`;
          case 'day':
            return `${count(k, 'día', 'días')} de retraso`;
          case 'month':
            return `${count(k, 'mes', 'meses')} de retraso`;
        }
      },
      reasonOf,
      current: 'Al día',
      pinned: 'Fijada en flake.nix',
      local: 'En su flake',
      follows: (path) => `Sigue a ${path.join('/')}`,
      held: 'Retenida',
      skipped: 'Omitida',
      from: 'de',
      to: 'a',
      menuFor: (name) => `Más sobre ${name}`,
      retryFor: (name) => `Volver a comprobar ${name}`,
      upgradeOnly: 'Actualizar solo esta…',
      lockOnly: 'Actualizar solo esta en flake.lock',
      compare: 'Ver los cambios en el navegador',
      hold: 'Retener',
      unhold: 'Dejar de retener',
      selected: (k, of) =>
        `${n(k)} de ${n(of)} ${format.plural(k, { one: 'seleccionada', other: 'seleccionadas' })}`,
      updateLock: 'Solo actualizar el lock',
      upgrade: (k) => `Actualizar ${count(k, 'entrada', 'entradas')}…`,
      upgradeNone: 'Actualizar…',
      more: 'Otras formas de actualizar',
      upgradeAll: 'Actualizar todas las entradas…',
      rebuild: 'Reconstruir sin actualizar…',
      openFolder: 'Abrir la carpeta del flake',
      running: 'Hay una ejecución en curso',
      show: 'Ver',
      readyTitle: 'Hay un nuevo sistema construido que le espera',
      readyBody: 'Aún no ha cambiado nada.',
      review: 'Revisar…',
      unreadableTitle: 'Su flake no se puede leer',
      unreadablePath: 'Carpeta',
      chooseFolder: 'Elegir carpeta…',
    },

    inputDetails: {
      reading: 'Consultando esta entrada…',
      failed: 'Esta entrada no se puede mostrar',
      revisions: 'Revisiones',
      locked: 'En el lock',
      latest: 'Última',
      notKnown: 'desconocida',
      dated: (at, now) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: 'la misma que en el lock',
      commits: (k, by) =>
        by === null
          ? `${count(k, 'commit', 'commits')} de retraso`
          : `${count(k, 'commit', 'commits')}, ${by.toLowerCase()}`,
      commitsBack: (k) => `Retrocedió ${count(k, 'commit', 'commits')}`,
      rewritten: 'El origen reescribió su historia',
      rewrittenBody: (k) =>
        `${count(k, 'commit que usted tiene ya no forma parte de ella', 'commits que usted tiene ya no forman parte de ella')}. Una actualización quita esos cambios.`,
      movedBack: 'El origen retrocedió',
      movedBackBody:
        'La última revisión es más antigua que la del lock: el origen retrocedió o se reescribió su historia. Una actualización también le haría retroceder.',
      reference: 'Referencia',
      upstream: 'Se pregunta en',
      branch: 'Rama o etiqueta',
      defaultBranch: 'la rama predeterminada',
      notAFlake: 'Usada como simples archivos, no como flake',
      openSource: 'Abrir su página',
      openCompare: 'Ver los cambios',
      openHint: 'en el navegador',
      followedBy: 'La siguen',
      followedByNone: 'Ninguna otra entrada sigue a esta.',
      inputs: 'Sus propias entradas',
      inputsNone: 'No tiene entradas propias.',
      follows: (path) => `sigue a ${path}`,
      age: (at, now) => format.ago(at, now),
      duplicates: 'Varias veces en el lock',
      duplicatesBody: (upstream, times) =>
        `${upstream} está en el lock con ${n(times)} revisiones distintas. Cada una se descarga y evalúa por separado.`,
      remedyLead: (lines) =>
        format.plural(lines, {
          one: 'Esta línea en flake.nix las reduce a una:',
          other: 'Estas líneas en flake.nix las reducen a una:',
        }),
      warning: (warning) => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return titled(
              `En el lock desde hace ${count(warning.days, 'día', 'días')}`,
              'nixpkgs recibe correcciones de seguridad a diario; a esta revisión le faltan las últimas.',
            );
          case 'unsupported-branch':
            return titled(
              `${warning.branch} ya no se mantiene`,
              `No recibe correcciones de seguridad desde ${warning.since}. Elija una rama más nueva en flake.nix.`,
            );
        }
      },
    },

    generations: {
      title: 'Generaciones',
      sub: (k) => `${count(k, 'sistema', 'sistemas')} para elegir al arrancar el equipo`,
      reading: 'Leyendo las generaciones…',
      failed: 'No se pueden leer las generaciones',
      empty: 'No se encontró ninguna generación',
      emptyBody: 'NixOS guarda las generaciones en /nix/var/nix/profiles. Aquí no hay ninguna.',
      listLabel: 'Generaciones',
      name: (k) => `Generación ${k}`,
      running: 'En uso',
      booted: 'Arrancada',
      isDefault: 'Predeterminada',
      runningHelp: 'lo que el equipo ejecuta ahora',
      bootedHelp: 'con lo que arrancó el equipo',
      defaultHelp: 'con lo que arrancará la próxima vez',
      gone: 'ya no está en el almacén de Nix',
      goBack: 'Volver a ella…',
      goBackTo: (k) => `Volver a la generación ${k}…`,
      use: 'Activarla…',
      switchToNumber: (k) => `Activar la generación ${k}…`,
      confirmTitle: (k) => `¿Activar la generación ${k}?`,
      confirmBody:
        'El sistema vuelve a ser lo que era entonces, y arrancará así. Sus archivos, flake.nix y flake.lock quedan como están.',
      kernelDiffers: (running, other) =>
        `Su núcleo (${other}) no es el que está en uso (${running}). Una parte tendrá efecto al reiniciar.`,
      confirm: 'Activar',
      pickForCompare: (k) => `Comparar la generación ${k}`,
      compare: 'Comparar',
      comparePrompt: 'Marque dos generaciones para compararlas.',
      compareOne: 'Marque una más.',
      comparing: (from, to) => `De la generación ${from} a la ${to}`,
      compareReading: 'Comparando…',
      compareFailed: 'No se pueden comparar',
      same: 'Ambas contienen los mismos paquetes.',
      clear: 'Cerrar la comparación',
      prune: {
        open: 'Eliminar las antiguas…',
        title: '¿Eliminar las generaciones antiguas?',
        keep: 'Conservar las más recientes',
        goes: (k, which) =>
          `Se eliminará${k === 1 ? '' : 'n'} ${count(k, 'generación', 'generaciones')}: ${which}`,
        none: 'Nada que eliminar: todo lo que hay se queda.',
        stays: (k, which) =>
          `Se quedará${k === 1 ? '' : 'n'} ${count(k, 'generación', 'generaciones')}: ${which}`,
        always: 'La que está en uso, la del último arranque y la del próximo siempre se quedan.',
        does: 'Después se rehace el menú de arranque, para que sus núcleos dejen la partición de arranque. No se pueden recuperar.',
        store:
          'El almacén de Nix recupera el espacio al recoger la basura: después se ofrece «Liberar espacio».',
        confirm: (k) => `Eliminar ${count(k, 'generación', 'generaciones')}`,
      },
    },

    doctor: {
      title: 'Diagnóstico',
      open: 'Diagnóstico…',
      help: 'Lo que Snowbell necesita en este equipo y lo que falta.',
      sub: 'lo que Snowbell necesita en este equipo',
      allGood: 'Está todo lo que Snowbell necesita',
      problems: (bad, warnings) =>
        joined(
          [bad > 0 && `${n(bad)} por arreglar`, warnings > 0 && `${n(warnings)} por mirar`],
          ' · ',
        ),
      running: 'Examinando…',
      failed: 'No se pudo hacer el diagnóstico',
      again: 'Repetir',
      listLabel: 'Lo que se examinó',
      what: (what) =>
        ({
          nix: 'Nix',
          git: 'git',
          flake: 'Su flake',
          'flake-owner': 'De quién es el flake',
          pkexec: 'Pedir su contraseña (pkexec)',
          helper: 'Ayudante root',
          agent: 'Diálogo de contraseña (agente polkit)',
          'tray-host': 'Bandeja',
          notifications: 'Notificaciones',
          'disk-nix': 'Espacio libre en el almacén de Nix',
          'disk-boot': 'Espacio libre en /boot',
          'state-folder': 'Carpeta propia de Snowbell',
        })[what],
      state: (state) =>
        ({ good: 'Bien', warning: 'Para mirar', bad: 'Por arreglar', unknown: 'Desconocido' })[
          state
        ],
      remedy: (remedy) => {
        const table: Readonly<Record<Remedy, string>> = {
          'install-nix':
            'Nix no se encontró o no arranca. Comprobar funciona sin él; construir, no. En NixOS, vuelva a iniciar sesión para que se encuentren sus programas.',
          'newer-nix':
            'Construir necesita Nix 2.24 o posterior. Elija uno más nuevo y reconstruya una vez a mano.',
          'install-git': 'Los flakes en un repositorio git y las entradas por ssh necesitan git.',
          'choose-flake': 'Elija en Ajustes la carpeta que contiene el flake.nix de su sistema.',
          'mend-flake': 'Arregle el archivo que se nombra aquí; Snowbell lo nota por sí solo.',
          'owned-by-root':
            'Está bien así: todo se construye como usted, y solo flake.lock se escribe al final como root con la misma contraseña.',
          'owned-by-another':
            'La carpeta es de otro usuario, así que flake.lock no se puede escribir. Use un flake propio o cambie el propietario.',
          'enable-pkexec':
            'pkexec está, pero no puede convertirse en root. Añada estas líneas, reconstruya y vuelva a iniciar sesión.',
          'install-pkexec':
            'pkexec no está instalado. Añada estas líneas, reconstruya y vuelva a iniciar sesión.',
          'agent-not-seen':
            'Snowbell no ve ningún diálogo de contraseña que conozca; puede que haya otro. Si al activar nada se la pide, inicie uno con la sesión, o escriba «snowbell switch» en un terminal.',
          'install-module':
            'Importe el módulo NixOS de Snowbell, habilítelo y reconstruya una vez a mano.',
          'start-agent':
            'Ningún programa de esta sesión puede pedir la contraseña. La mayoría de escritorios trae uno; si no, inicie uno con la sesión.',
          'tray-extension':
            'Ningún panel muestra iconos de bandeja; Snowbell sigue accesible por su ventana. En GNOME los trae la extensión AppIndicator.',
          'notification-server':
            'Nada muestra notificaciones en este escritorio; las novedades solo están en la ventana. La mayoría de escritorios lo hace; si no, inicie mako o dunst.',
          'notification-buttons':
            'Las notificaciones llegan, pero sin botones. Un clic en el icono lleva al mismo lugar.',
          'free-space':
            'Puede que una actualización no quepa. Elimine generaciones antiguas y lo que solo ellas usan.',
          'make-writable':
            'Ahí guarda Snowbell su historial y registros, pero no puede escribir. Haga que la carpeta vuelva a ser suya.',
        };
        return lookUp(table, remedy) ?? remedy;
      },
      snippetInto: 'Para su configuración de NixOS:',
      snippetType: 'Para escribir en un terminal:',
    },

    welcome: {
      title: 'Le damos la bienvenida a Snowbell',
      lead: 'Snowbell le dice cuándo tienen actualizaciones las entradas de su flake de NixOS, construye la actualización, muestra qué cambiaría y la activa cuando usted lo diga.',
      found: 'Encontrado en este equipo',
      none: 'No se encontró ningún flake en los lugares habituales (/etc/nixos, $NH_FLAKE, $FLAKE).',
      use: (path) => `Usar ${path}`,
      useShort: 'Usar este',
      choose: 'Elegir carpeta…',
      chooseBody: 'La carpeta que contiene el flake.nix de su sistema',
      rehearse: 'Hacer un ensayo',
      rehearseBody: 'Un sistema de juguete aparte, para probarlo todo. Nada cambia en este equipo.',
    },

    activity: {
      running: (kind) =>
        ({
          upgrade: 'Actualizando el sistema',
          update: 'Actualizando flake.lock',
          rebuild: 'Reconstruyendo el sistema',
          rollback: 'Volviendo atrás',
          prune: 'Eliminando generaciones antiguas',
        })[kind],
      authorising: 'Esperando su contraseña',
      authorisingBody: 'Nada cambia hasta que la dé.',
      activating: (verb) =>
        verb === 'boot'
          ? 'Preparando el próximo arranque'
          : verb === 'test'
            ? 'Probando el nuevo sistema'
            : 'Activando',
      activatingBody: 'No se puede detener a la mitad. Deje el equipo encendido.',
      cancelling: 'Deteniendo…',
      cancellingBody: 'No ha cambiado nada en este sistema.',
      started: (ms) => `Empezó hace ${duration(ms)}`,
      goesOn: 'puede cerrar esta ventana, la construcción continúa',
      elsewhere: 'iniciado en la línea de comandos; deténgalo allí',
      steps: {
        label: 'Pasos',
        resolve: 'Actualizar entradas',
        build: 'Construir',
        review: 'Revisar',
        write: 'Escribir flake.lock',
        verb: (verb) =>
          verb === 'boot' ? 'Próximo arranque' : verb === 'test' ? 'Probar' : 'Activar',
        done: 'hecho',
        now: 'ahora',
        later: 'por venir',
      },
      progressLabel: 'Progreso',
      preparing: 'Preparando…',
      resolving: 'Preguntando por las últimas revisiones…',
      evaluating: 'Leyendo su configuración…',
      remaining: (ms) => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return 'queda menos de un minuto';
        if (minutes < 60)
          return format.plural(minutes, {
            one: `queda cerca de ${n(minutes)} minuto`,
            other: `quedan unos ${n(minutes)} minutos`,
          });
        return `quedan unas ${duration(Math.round(minutes / 15) * 900_000)}`;
      },
      counted: (built, builds, fetched, fetches) =>
        joined(
          [
            builds > 0 && `${n(built)} de ${n(builds)} construidos`,
            fetches > 0 && `${n(fetched)} de ${n(fetches)} descargados`,
          ],
          ', ',
        ) || 'Nada que construir ni descargar',
      waits: (host, ms) =>
        `${host} limita cuántas veces se le pregunta. Se sigue en ${duration(ms)}.`,
      stillCounting: 'puede haber más',
      downloaded: 'Descargado',
      ofBytes: (done, of) => `${format.bytes(done)} de ${format.bytes(of)}`,
      builtHere: 'Construido aquí',
      largest: ', los mayores: ',
      failed: 'Falló',
      downloading: (done, of) => `descargando ${format.bytes(done)} de ${format.bytes(of)}`,
      downloadingSome: 'descargando',
      building: 'construyendo',
      moreJobs: (k) => `y ${n(k)} más`,
      jobsLabel: 'En construcción o descarga',
      idle: 'No hay nada en marcha',
      undecided: 'Falta su decisión',
      idleBody:
        'Cuando actualice o reconstruya, aquí se muestran los pasos, el progreso y el registro.',
      idleHint:
        'Una actualización primero se construye y se le muestra. Nada cambia hasta que usted lo diga.',
      toUpdates: 'Ir a Novedades',
      lastRun: 'Última ejecución',
      details: 'Ver detalles',
    },

    log: {
      label: 'Registro',
      empty: 'El registro aún está vacío.',
      find: 'Buscar en el registro',
      next: 'Resultado siguiente',
      previous: 'Resultado anterior',
      matches: (at, of, searching) =>
        of === 0
          ? searching
            ? 'Buscando…'
            : 'Sin resultados'
          : `${n(at)} de ${n(of)}${searching ? '+' : ''}`,
      follow: 'Seguir',
      lines: (k) => count(k, 'línea', 'líneas'),
      openFile: 'Abrir en el editor',
      saveAs: 'Guardar como…',
      wrap: 'Ajustar líneas',
      levels: 'Mostrar',
      levelAll: 'Todas las líneas',
      levelWarnings: 'Avisos y errores',
      levelErrors: 'Solo errores',
      filtered: (k, of, searching) =>
        `${n(k)}${searching ? '+' : ''} de ${count(of, 'línea', 'líneas')}`,
      filteredNone: 'No hay líneas así en este registro.',
      mostShown: (k) => `Se muestran las primeras ${n(k)}.`,
      regex: 'Expresión regular',
      badRegex: 'Expresión no válida',
      slowRegex: 'Tarda demasiado',
      copySelection: 'Copiar la selección',
      copyAll: 'Copiar lo mostrado',
      copied: (k) => count(k, 'línea copiada', 'líneas copiadas'),
      selectHint: 'Clic en una línea y Mayús+clic en otra: selecciona lo que hay entre ellas.',
      failed: 'El registro no se puede leer',
      loading: '…',
    },

    review: {
      title: 'Listo para activar',
      built: (ms) => `Construido en ${duration(ms)}`,
      unchangedYet: 'aún no ha cambiado nada en este sistema',
      inUse: 'en uso hasta el próximo reinicio',
      restart: 'Hay que reiniciar',
      restartWhat: ({ what, from, to }) => {
        switch (what) {
          case 'kernel':
            return from !== null && to !== null
              ? `El núcleo pasa de ${from} a ${to}.`
              : 'El núcleo cambia.';
          case 'initrd':
            return 'Los primeros archivos de arranque (initrd) cambian.';
          case 'kernel-modules':
            return 'Los módulos del núcleo cambian.';
          case 'reboot-trigger':
            return 'Cambia una parte del sistema que pide reiniciar.';
        }
      },
      restartAfter: 'Tendrá efecto al reiniciar.',
      triedTitle: 'Aún no está todo en uso',
      triedAfter: 'Tendrá efecto con el primer reinicio después de hacerlo permanente.',
      packages: 'Paquetes',
      rebuilt: (k) =>
        count(
          k,
          'paquete reconstruido con la misma versión',
          'paquetes reconstruidos con la misma versión',
        ),
      rebuiltHint: 'Construidos de nuevo porque cambió algo que usan.',
      closure: (bytes) => `El sistema entero ocupa ${format.bytes(bytes)}.`,
      space: {
        title: 'Espacio en disco',
        store: (free) => `Hay ${format.bytes(free)} libres en el almacén de Nix.`,
        boot: (free, needed) =>
          needed === null || needed === 0
            ? `Hay ${format.bytes(free)} libres en /boot.`
            : `Hay ${format.bytes(free)} libres en /boot, se necesitan ${format.bytes(needed)}.`,
        bootFull: 'No cabrá en /boot',
        bootFullBody:
          'Elimine antes generaciones antiguas, o la activación fallará al escribir los archivos de arranque.',
        storeLow: 'El almacén de Nix está casi lleno',
        storeLowBody: 'Elimine pronto generaciones antiguas y limpie el almacén.',
      },
      summary: (changed, added, removed, delta) =>
        joined(
          [
            changed > 0 && count(changed, 'cambiado', 'cambiados'),
            added > 0 && count(added, 'nuevo', 'nuevos'),
            removed > 0 && count(removed, 'quitado', 'quitados'),
            delta !== null && delta !== 0 && format.signedBytes(delta),
          ],
          ' · ',
        ),
      noPackages: 'Ningún paquete cambia de versión.',
      directions: {
        up: 'más nuevo',
        down: 'más antiguo',
        other: 'cambiado',
        added: 'nuevo',
        removed: 'quitado',
        rebuilt: 'reconstruido',
      },
      rebuiltSame: 'reconstruido',
      showAll: (k) => `Mostrar los ${n(k)}`,
      inputs: 'Entradas',
      noInputs: 'Las entradas quedan como están.',
      notSelected: 'se movió sin seleccionarla',
      services: 'Servicios cambiados (pueden reiniciarse)',
      noServices: 'Ningún servicio cambia.',
      differencesTitle: 'Puede que este no sea el sistema de este equipo',
      differenceWhat: ({ what, running, built }) => {
        switch (what) {
          case 'host-name':
            return `Este equipo se llama «${running}»; el sistema construido, «${built}».`;
          case 'platform':
            return `Este equipo es ${running}; el sistema construido es para ${built}.`;
          case 'root-file-system':
            return `Este equipo arranca de ${running}; el sistema construido espera ${built}.`;
          case 'older-release':
            return `El sistema construido es un NixOS más antiguo (${built}) que el que está en uso (${running}).`;
        }
      },
      asRoot: {
        title: '¿Dejar que root evalúe y construya su flake?',
        body: 'Aquí solo queda «nixos-rebuild switch --flake». Rompe lo que Snowbell promete en otros casos:',
        broken: [
          'Root evalúa su flake y el código de sus entradas.',
          'El sistema que obtenga puede no ser el que revisó.',
          'flake.lock se escribe antes de activar, y se repone si falla.',
          'Tras la contraseña no se vuelve a comprobar nada, y no queda registro si Snowbell se cierra.',
          'Una activación fallida no se deshace: el próximo arranque puede traer el sistema nuevo.',
        ],
        confirm: 'Activar como root',
      },
      confirmTitle: '¿Usarlo de verdad en este equipo?',
      confirmBody: 'El sistema construido no se parece al que está en uso:',
      confirm: (verb) =>
        ({
          switch: 'Activar igualmente',
          boot: 'Usar igualmente al arrancar',
          test: 'Probar igualmente',
        })[verb],
      stale: {
        'flake-changed': titled(
          'Su flake ha cambiado desde que se construyó esto',
          'Lo construido ya no es lo que dice su flake. Constrúyalo de nuevo.',
        ),
        'system-changed': titled(
          'El sistema en uso ha cambiado desde que se construyó esto',
          'La comparación de abajo está anticuada. Constrúyalo de nuevo.',
        ),
        'result-missing': titled(
          'El sistema construido ya no está',
          'Se borró del almacén de Nix. Constrúyalo de nuevo.',
        ),
      },
      buildAgain: 'Reconstruir',
      off: {
        stale: 'Reconstrúyalo primero.',
        unavailable: 'Aquí no se puede cambiar; vea arriba.',
      },
      notice: (kind, detail) => {
        const of = (title: string, body: string) => titled(title, `${body} ${detail}`.trim());
        switch (kind) {
          case 'input-moved-unselected':
            return of('Se movió una entrada que usted no seleccionó', '');
          case 'self-rev-without-lock':
            return of(
              'El sistema nombra su último commit como su origen',
              'Ese commit aún no tiene el nuevo flake.lock. Cuando esté en un commit, la próxima construcción nombrará el correcto.',
            );
          case 'path-flake-copies-ignored-files':
            return of(
              'La carpeta se leyó como simples archivos',
              'También se copiaron archivos que git ignora.',
            );
          case 'untrusted-flake-settings':
            return of(
              'Nix ignoró ajustes del flake',
              'Póngalos en nix.settings si confía en ellos.',
            );
          case 'switch-inhibited':
            return of(
              'Mejor en el próximo arranque',
              'Algo en este sistema no debería cambiar mientras funciona.',
            );
          case 'dirty-tree':
            return of('El flake tiene cambios sin commit', 'También se construyen.');
          case 'untracked-files':
            return of(
              'git no conoce algunos archivos',
              'Nix no los ve. Añádalos con «git add» si son parte del sistema.',
            );
          case 'detached-head':
            return of('El flake no está en ninguna rama', 'git tiene puesto un commit suelto.');
          case 'merge-in-progress':
            return of(
              'Hay una fusión en curso en el flake',
              'Termínela antes de fiarse de lo construido.',
            );
          case 'ends-the-session':
            return of(
              'Activar ahora termina su sesión',
              'La pantalla de acceso o su sesión se reinicia. Guarde su trabajo, o elija «En el próximo arranque».',
            );
          case 'little-space-store':
            return of(
              'El almacén de Nix está casi lleno',
              'Elimine pronto generaciones antiguas y limpie el almacén.',
            );
          case 'little-space-boot':
            return of(
              'Hay poco espacio en /boot',
              'Elimine antes generaciones antiguas, o la activación fallará al escribir los archivos de arranque.',
            );
          case 'lock-folder-of-root':
            return of(
              'El flake es de root',
              'flake.lock se escribe como root con la misma contraseña.',
            );
          default:
            return titled('Nota', detail || kind);
        }
      },
      discard: 'Descartar',
      verb: (verb) => verbs[verb],
      prompt: 'Se pedirá la contraseña una vez.',
      actionsLabel: 'Qué hacer con ello',
    },

    history: {
      title: 'Historial',
      empty: 'Aún no hay ejecuciones',
      emptyBody: 'Aquí figura cada actualización y reconstrucción, y cómo fue.',
      wentBack: (generation) => `Después se volvió a la generación ${generation}.`,
      listLabel: 'Ejecuciones',
      ahead: 'preparada por adelantado',
      runTitle: (record) => {
        if (record.kind === 'rollback' && record.generation !== null)
          return `Vuelta atrás · generación ${record.generation}`;
        const names = firstNames(record, (k) => `y ${n(k)} más`);
        return joined([kindTitles[record.kind], names !== '' && names], ' · ');
      },
      runLine: (record, now, isKept) =>
        runLine(record, now, {
          duration,
          goingOn: (took) => `En marcha desde hace ${took}`,
          failed: (step, took) => (step === null ? `Falló tras ${took}` : stepFailed[step](took)),
          moved: (k) => count(k, 'entrada movida', 'entradas movidas'),
          noChange: 'Ningún paquete cambió',
          changed: (k) => count(k, 'paquete cambiado', 'paquetes cambiados'),
          restart: 'conviene reiniciar',
          meaning: () =>
            record.outcome === null ? '' : outcome(record, record.outcome, isKept).meaning,
        }),
      goingOn: 'En marcha',
      ready: 'Lista',
      switchTo: 'Activarla…',
      updateAndRetry: 'Actualizar entradas y reintentar',
      addToGitAndRetry: 'Añadir el archivo a git y reintentar',
      freeSpaceAndRetry: 'Liberar espacio y reintentar',
      freeSpace: 'Liberar espacio',
      restartUnits: 'Reiniciar las unidades fallidas',
      openFile: (name) => `Abrir ${name}`,
      openTheFile: 'Abrir el archivo',
      switchOnNextBoot: 'En el próximo arranque…',
      evidence: 'Lo que dice el registro',
      subject: 'Se trata de',
      filterLabel: 'Mostrar',
      filters: {
        all: 'Todas',
        succeeded: 'Correctas',
        failed: 'Fallidas',
        other: 'Sin terminar',
      },
      filterNone: 'Aún no hay ejecuciones así.',
      shown: (k, of) => `${n(k)} de ${count(of, 'ejecución', 'ejecuciones')}`,
      exportLog: 'Registro como archivo',
      show: 'Ver',
      stepAt: (step) => stepNouns[step],
      detailsOf: (title) => `Detalles: ${title}`,
      tabs: { changes: 'Cambios', log: 'Registro' },
      facts: {
        started: 'Inicio',
        took: 'Duración',
        result: 'Resultado',
        generation: 'Generación',
        storePath: 'Ruta en el almacén',
        failedUnits: 'Unidades que fallaron',
      },
      noReview: 'No se guardó ninguna lista de paquetes de esta ejecución.',
      reading: 'Leyendo…',
      unreadable: 'Esta ejecución no se puede leer',
      openLogFile: 'Registro en el editor',
      diagnosisOf: (diagnosis) => diagnosis.summary,
    },

    settings: {
      title: 'Ajustes',
      sub: 'los cambios se guardan al momento',
      managed: 'Fijado por su configuración de NixOS:',
      sections: {
        flake: 'Su flake',
        checks: 'Comprobaciones',
        upgrades: 'Actualizaciones',
        background: 'En segundo plano',
        look: 'Aspecto e idioma',
        computer: 'Este equipo',
      },
      flake: 'Carpeta',
      flakeUnset: 'aún sin elegir',
      choose: 'Elegir…',
      host: 'Configuración',
      hostHelp: (name) =>
        `El nombre bajo nixosConfigurations. Vacío: el nombre de este equipo, «${name}».`,
      interval: 'Buscar actualizaciones',
      intervalValue: (minutes) => {
        const { unit, count: k } = intervalOf(minutes);
        switch (unit) {
          case 'week':
            return k === 1 ? 'Una vez por semana' : `Cada ${n(k)} semanas`;
          case 'day':
            return k === 1 ? 'Una vez al día' : `Cada ${n(k)} días`;
          case 'hour':
            return k === 1 ? 'Cada hora' : `Cada ${n(k)} horas`;
          case 'minute':
            return k === 1 ? 'Cada minuto' : `Cada ${n(k)} minutos`;
        }
      },
      pause: 'Pausar',
      pauseHelp: 'Sin comprobaciones ni notificaciones durante un tiempo.',
      pauseDay: 'Un día',
      pauseWeek: 'Una semana',
      resume: 'Reanudar',
      notifications: 'Notificaciones',
      notificationsHelp: 'Cuando más entradas tengan actualizaciones y cuando acabe una ejecución.',
      held: 'Retenidas',
      heldHelp:
        'Nunca cuentan como atrasadas. Se retienen desde el menú de una entrada, en Novedades.',
      heldNone: 'ninguna entrada retenida',
      unhold: (name) => `Dejar de retener ${name}`,
      activation: 'Forma de activar sugerida',
      activationValue: (verb) => (verb === 'test' ? 'Probar antes (hasta reiniciar)' : verbs[verb]),
      commitLock: 'Hacer commit de flake.lock',
      commitLockHelp: 'Tras una activación correcta, en un commit propio.',
      theme: 'Tema',
      themeValue: (theme) =>
        ({ system: 'Como el escritorio', light: 'Claro', dark: 'Oscuro' })[theme],
      onMetered: 'En redes de uso medido',
      onMeteredHelp: 'Comprobar y preparar también donde se paga por volumen de datos.',
      onBattery: 'Con poca batería',
      onBatteryHelp: 'Comprobar y preparar también con poca batería.',
      gentleBuilds: 'Construir con calma',
      gentleBuildsHelp: 'Ceder el paso a todo lo demás: prioridad baja, menos tareas.',
      prepareAhead: 'Preparar por adelantado',
      prepareAheadHelp:
        'Construir en silencio lo atrasado, para que solo quede activar. Nunca se activa nada por sí solo.',
      prepareAheadWaits: (why) =>
        ({
          'in-use': 'Espera a que nadie use el equipo durante cinco minutos.',
          'on-battery': 'Espera a que el equipo esté enchufado.',
          'under-load': 'Espera a que termine el otro trabajo del equipo.',
        })[why],
      autostart: 'Iniciar con la sesión',
      autostartHelp: 'Solo el icono de bandeja; la ventana se abre cuando usted quiera.',
      language: 'Idioma',
      languageSystem: 'Como el escritorio',
      copySnippet: (key) => `Copiar la opción de NixOS ${key}`,
      rehearsal: 'Ensayo',
      rehearsalHelp: 'Un sistema de juguete aparte, para probarlo todo.',
      rehearsalStart: 'Iniciar un ensayo',
      nix: 'Nix',
      nixMissing: 'no encontrado; comprobar funciona, construir no',
      nixTooOld: (version) => `${version} · demasiado antiguo, se necesita 2.24 o posterior`,
      elevation: 'Ser root',
      elevationHelper: 'mediante polkit, una contraseña por activación',
      elevationRehearsal: 'no hace falta en un ensayo',
      tray: 'Bandeja',
      trayYes: 'visible en su panel',
      trayNo: 'ningún panel muestra iconos de bandeja; Snowbell sigue accesible por su ventana',
      version: 'Snowbell',
    },

    shortcuts: {
      title: 'Atajos de teclado',
      check: 'Comprobar ahora',
      find: 'Buscar en una lista o registro',
      screens: 'Ir a la primera, segunda… pantalla',
      settings: 'Ajustes',
      list: 'Moverse por una lista',
      select: 'Marcar o desmarcar',
      open: 'Abrir lo enfocado',
      close: 'Cerrar un diálogo, un menú, detalles',
      nextMatch: 'Resultado siguiente y anterior',
      zoom: 'Más grande, más pequeño, normal',
      closeWindow: 'Cerrar la ventana',
      quit: 'Salir de Snowbell',
      help: 'Esta lista',
      keys: {
        control: 'Ctrl',
        shift: 'Mayús',
        enter: 'Intro',
        escape: 'Esc',
        space: 'Espacio',
        arrows: 'Flechas',
      },
    },
  };
}
