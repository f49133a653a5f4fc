// The Spanish sentences of every explanation.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

const named = (subject: string | null): string => (subject === null ? '' : ` «${subject}»`);
const from = (subject: string | null): string => (subject === null ? '' : ` (${subject})`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `«${subject}»`;

export const spanish: Sentences = {
  'hash-mismatch-source': say(
    (s) =>
      `Una fuente descargada${named(s)} no es el archivo que su paquete espera: las sumas de verificación no coinciden.`,
    (_, d) =>
      `El archivo cambió en origen, o la suma del paquete está anticuada. Actualice las entradas y vuelva a intentarlo; si persiste, el paquete necesita ${d === null ? 'una suma nueva' : `esta suma: «${d}»`}.`,
  ),
  'nar-hash-mismatch': say(
    (s) =>
      `El contenido obtenido para ${or(s, 'una entrada')} no coincide con lo que registró flake.lock.`,
    () =>
      'Actualice esa entrada para que el archivo de bloqueo registre lo que hay ahora y vuelva a intentarlo.',
  ),
  'network-unreachable': say(
    (s) => `No se pudo contactar con un servidor${from(s)}.`,
    () =>
      'Compruebe la conexión de red y vuelva a intentarlo. Si solo afecta a un servidor, inténtelo más tarde.',
  ),
  'rate-limited': say(
    (s) => `El servidor rechaza más peticiones durante un tiempo${from(s)}.`,
    () =>
      'Espere (en GitHub, hasta una hora) y vuelva a intentarlo, o añada un token de acceso al ajuste access-tokens de nix.conf.',
  ),
  'http-not-found': say(
    (s) => `Algo que debía descargarse no está ahí${from(s)}.`,
    () =>
      'Compruebe la dirección, la rama o la etiqueta en flake.nix. Si la fuente de un paquete ha desaparecido, actualice las entradas. Un repositorio privado se ve igual sin un token.',
  ),
  'auth-failed': say(
    (s) => `Faltaba una contraseña, clave o token, o no se aceptó${from(s)}.`,
    () =>
      'Si es un repositorio privado, compruebe la clave SSH o el token de acceso del usuario que ejecuta esto. Si se pedía una contraseña, vuelva a intentarlo.',
  ),
  'untracked-file': say(
    (s) => `Nix no ve ${or(s, 'un archivo de la configuración')}: Git no lo sigue, o no existe.`,
    (s) =>
      `Si el archivo existe, añádalo con git add${s === null ? '' : ` ${s}`} (no hace falta un commit). Si no, corrija la ruta que lo menciona.`,
  ),
  'not-owner': say(
    (s) => `El repositorio Git de la configuración${named(s)} pertenece a otro usuario.`,
    () =>
      'Compile como el usuario al que pertenece y pase a root solo para activar (nixos-rebuild --sudo), o marque la carpeta como safe.directory en la configuración de Git de root.',
  ),
  'syntax-error': say(
    (s) => `Hay un error de sintaxis en la configuración${s === null ? '' : ` en ${s}`}.`,
    () =>
      'Abra el archivo en esa línea; a menudo falta o sobra justo antes un punto y coma, un paréntesis o una comilla.',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) => `La configuración usa ${or(s, 'un nombre')}${from(d)}, que no existe.`,
    () =>
      'Compruebe la ortografía, y que el paquete, argumento o entrada de ese nombre exista y llegue a este archivo.',
  ),
  'option-does-not-exist': say(
    (s) => `La opción${named(s)} no existe.`,
    () =>
      'Compruebe su ortografía y su lugar. Puede que haya cambiado de nombre, que sea de Home Manager y no de NixOS (o al revés), o que necesite un módulo que no se importa.',
  ),
  'type-mismatch-option': say(
    (s) => `La opción${named(s)} recibió un valor que no puede tomar.`,
    () =>
      'Dele un valor del tipo que indica el mensaje. Si dos archivos la fijan de forma distinta, quédese con uno o use lib.mkForce.',
  ),
  'infinite-recursion': say(
    (s) => `La configuración se refiere a sí misma sin fin${s === null ? '' : ` en ${s}`}.`,
    () =>
      'Busque un valor que dependa de sí mismo: a menudo son imports que usan pkgs o config, o una opción que lee su propio valor.',
  ),
  'failed-assertion': say(
    (s, d) =>
      (d ?? s) === null
        ? 'La configuración se contradice.'
        : `La configuración fue rechazada: ${d === null ? s : `${d}.`}`,
    () => 'El mensaje dice qué fijar o quitar. Cámbielo y vuelva a compilar.',
  ),
  'unfree-package': say(
    (s) => `El paquete${named(s)} tiene una licencia no libre que aún no está permitida.`,
    () =>
      'Fije nixpkgs.config.allowUnfree = true, o permita solo este paquete con allowUnfreePredicate.',
  ),
  'insecure-package': say(
    (s) => `El paquete${named(s)} tiene problemas de seguridad conocidos.`,
    () =>
      'Actualice las entradas o use un sustituto. Si acepta el riesgo, añádalo a nixpkgs.config.permittedInsecurePackages.',
  ),
  'package-removed-or-renamed': say(
    (s) => `El paquete${named(s)} se retiró de la colección de paquetes o cambió de nombre.`,
    () => 'Use el nombre o el sustituto que da el mensaje, o quítelo de la configuración.',
  ),
  'broken-package': say(
    (s) => `El paquete${named(s)} está marcado como roto o no admite este equipo.`,
    () =>
      'Quítelo por ahora, use una alternativa, o espere un arreglo y actualice las entradas más tarde.',
  ),
  'build-failed': say(
    (s) => `No se pudo compilar ${s === null ? 'un paquete' : `«${s}»`}.`,
    () =>
      'Las últimas líneas de su registro dicen por qué. Si viene de nixpkgs, a menudo ayuda una revisión más nueva o más antigua; si es un archivo suyo, corríjalo ahí.',
  ),
  'out-of-memory': say(
    (s) => `El equipo se quedó sin memoria${s === null ? '' : ` al compilar «${s}»`}.`,
    () =>
      'Cierre otros programas, añada swap o compile menos cosas a la vez (max-jobs, cores), y vuelva a intentarlo.',
  ),
  'disk-full-store': say(
    () => 'El disco del almacén de Nix o de la carpeta de compilación está lleno.',
    () =>
      'Libere espacio, por ejemplo borrando generaciones antiguas y recogiendo la basura, y vuelva a intentarlo.',
  ),
  'disk-full-boot': say(
    () =>
      'La partición de arranque está llena, así que el nuevo sistema no pudo quedar listo para arrancar.',
    () =>
      'Borre generaciones antiguas para que sus núcleos dejen la partición de arranque y vuelva a cambiar. Un configurationLimit menor evita que se repita.',
  ),
  'bootloader-failed': say(
    () => 'No se pudo instalar el cargador de arranque.',
    () =>
      'Compruebe que la partición de arranque esté montada y que los ajustes boot.loader encajen con este equipo, y vuelva a intentarlo antes de reiniciar.',
  ),
  'units-failed': say(
    (s, d) =>
      s === null
        ? 'El nuevo sistema está activo, pero algunos servicios no arrancaron.'
        : `El nuevo sistema está activo, pero «${s}»${d === null ? '' : ` (y ${d})`} no arrancó.`,
    (s) =>
      `Mire systemctl status${s === null ? ' --failed' : ` ${s}`} y reinicie lo que falte, o vuelva a la generación anterior.`,
  ),
  'activation-script-failed': say(
    (s) => `Falló un paso de la activación${s === null ? '' : `: «${s}»`}.`,
    () =>
      'El sistema puede haber quedado a medias. Consérvelo si funciona, o vuelva a la generación anterior.',
  ),
  'switch-inhibited': say(
    () => 'Este cambio toca partes que no deben sustituirse con el sistema en marcha.',
    () => 'Haga que sea el sistema del próximo arranque y reinicie el equipo.',
  ),
  'lock-held': say(
    () => 'Otro cambio u otra orden de Nix ya está en marcha.',
    () => 'Espere a que termine y vuelva a intentarlo.',
  ),
  'polkit-denied': say(
    () => 'No se le dio permiso para cambiar el sistema.',
    () => 'Use una cuenta de administrador (en NixOS, el grupo wheel) y vuelva a intentarlo.',
  ),
  'polkit-no-agent': say(
    () => 'No hay en marcha ningún programa que pueda pedirle la contraseña.',
    () =>
      'Inicie un agente de polkit en su sesión (como hyprpolkitagent o polkit-gnome), o haga el cambio en una terminal con sudo.',
  ),
  'pkexec-not-setuid': say(
    () => 'El programa que pide la contraseña no tiene derecho a pasar a root.',
    () =>
      'Fije security.polkit.enablePkexecWrapper = true (antes de NixOS 26.11: security.polkit.enable = true) para que exista /run/wrappers/bin/pkexec.',
  ),
  'polkit-dismissed': say(
    () => 'Se cerró la ventana de la contraseña.',
    () => 'No ha cambiado nada. Vuelva a intentarlo cuando quiera.',
  ),
  'home-manager-conflict': say(
    (s) => `Home Manager no sobrescribe ${or(s, 'un archivo que no creó')}.`,
    () =>
      'Mueva o borre ese archivo, o fije home-manager.backupFileExtension (por separado: home-manager switch -b backup), y vuelva a intentarlo.',
  ),
  'experimental-features-disabled': say(
    (s) => `Nix tiene desactivada la función${named(s)}.`,
    () =>
      'Fije nix.settings.experimental-features = [ "nix-command" "flakes" ]; y vuelva a intentarlo.',
  ),
  'unsupported-lock-version': say(
    () => 'flake.lock lo escribió un Nix más nuevo que este.',
    () => 'Actualice Nix, o cree de nuevo el archivo de bloqueo con esta versión.',
  ),
  interrupted: say(
    () => 'La ejecución se interrumpió antes de terminar.',
    () => 'Vuelva a iniciarla cuando quiera; lo que ya está compilado se conserva.',
  ),
  'evaluation-warning-only': say(
    () => 'Funcionó. La configuración solo tiene advertencias.',
    () =>
      'Ahora no hay nada que hacer; las advertencias dicen qué cambiar antes de una versión posterior.',
  ),
  success: say(
    () => 'Funcionó.',
    () => 'No hay nada que hacer.',
  ),
  other: say(
    () => 'Falló por un motivo que Snowbell no conoce.',
    () => 'Las líneas mostradas son la causa más probable; el registro completo tiene más.',
  ),

  'hash-not-set': say(
    (s) => `La fuente${named(s)} solo tiene un valor provisional como suma de verificación.`,
    (_, d) => `Ponga en su lugar la suma de lo que se descargó: ${or(d, 'el mensaje la da')}.`,
  ),
  'no-such-host': say(
    (s) => `El flake no tiene ningún sistema ${or(hostOf(s), 'con ese nombre')}.`,
    (_, d) =>
      `${d === null ? 'nix flake show enumera los que tiene.' : `Tiene ${d}.`} Elija uno de ellos como equipo, con --host o en los ajustes (nixos-rebuild: --flake .#NOMBRE), o añada este bajo nixosConfigurations.`,
  ),
  'module-argument': say(
    (s) => `Un módulo pide el argumento${named(s)}, y nadie lo pasa a tiempo.`,
    () =>
      'Páselo con specialArgs (para Home Manager: extraSpecialArgs), o quítelo de los argumentos del módulo. Lo que se fija con _module.args no se puede usar en imports.',
  ),
  'conflicting-values': say(
    (s) => `La opción${named(s)} recibe varios valores que se excluyen entre sí.`,
    () => 'Quédese con uno de ellos, o ponga lib.mkForce delante del que deba contar.',
  ),
  'build-folder-full': say(
    (s) => `El disco de la carpeta de compilación${named(s)} está lleno.`,
    () =>
      'Borre allí lo que ya no haga falta, dele más espacio (boot.tmp.tmpfsSize) o haga que Nix compile en otro sitio (nix.settings.build-dir), y vuelva a intentarlo.',
  ),
  'other-disk-full': say(
    (s) => `El disco que contiene ${or(s, 'un archivo que se iba a escribir')} está lleno.`,
    () =>
      'Libere espacio en ese disco y vuelva a intentarlo. Recoger la basura solo ayuda si el almacén de Nix también está en él.',
  ),
  'no-permission': say(
    (s) => `Se denegó el acceso a ${or(s, 'un archivo')}.`,
    () =>
      'Mire con ls -l de quién es. Lo que es suyo pero pertenece a root, a menudo tras una orden con sudo, se recupera con sudo chown; lo que es del sistema solo puede cambiarlo root.',
  ),
  'no-flake': say(
    () => 'No se encontró ningún flake.nix para este sistema.',
    () => 'Ejecútelo en la carpeta que contiene flake.nix, o indique esa carpeta con --flake.',
  ),
  'pure-evaluation': say(
    (_, d) =>
      `Un flake solo puede usar lo que contiene o lo que fija flake.lock. Nix dice: ${or(d, '…')}.`,
    () =>
      'Conviértalo en una entrada, escríbalo como una ruta dentro del flake (./archivo), o fíjelo con su revisión y su suma. --impure lo permite por una vez.',
  ),
  'failure-from-cache': say(
    () => 'Esta evaluación ya falló antes, y Nix solo lo repite.',
    () =>
      'Compile una vez en un terminal con --option eval-cache false: entonces Nix dirá por qué.',
  ),
  'wrong-value': say(
    (s, d) =>
      `Un valor de la configuración no es lo que corresponde ahí${from(s)}. Nix dice: ${or(d, '…')}.`,
    () =>
      'A menudo faltan los paréntesis de una llamada a función dentro de una lista, o hay un texto donde corresponde una ruta, una lista o un conjunto.',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, 'Un nombre')} se define dos veces${from(s)}.`,
    () => 'Quédese con uno de los dos, o reúna lo que ambos contienen.',
  ),
  'no-such-command': say(
    (_, d) => `No se encontró la orden${named(d)}.`,
    () => 'Compruebe la ortografía, y que esté instalada para el usuario que la ejecuta.',
  ),
  'nix-says': say(
    (s, d) => `Nix dice${from(beside(s, d))}: ${or(d, '…')}.`,
    () =>
      'Si nombra algo de su configuración, corríjalo allí; si no, quizá ayuden otras revisiones de las entradas. El registro completo tiene más.',
  ),
  'log-says': say(
    (_, d) => `Falló con estas palabras: ${or(d, '…')}.`,
    () => 'Las líneas mostradas son la causa más probable; el registro completo tiene más.',
  ),
};
