// What lines outside nix's error blocks say: activation, boot loader, polkit, sudo, git, fetchers and builders.
import type { Kind } from './kinds.ts';

export type LineRule = {
  readonly kind: Kind;
  readonly pattern: RegExp;
  /**
   * `fails`: a failure by itself, unless the run says afterwards that it went well.
   * `hints`: names the cause once something else says that the run failed.
   */
  readonly weight: 'fails' | 'hints';
};

const fails = (kind: Kind, pattern: RegExp): LineRule => ({ kind, pattern, weight: 'fails' });
const hints = (kind: Kind, pattern: RegExp): LineRule => ({ kind, pattern, weight: 'hints' });

const noSpace =
  /(?:No space left on device|\[Errno 28\]|os error 28\b|ENOSPC|not enough free disk space|disk full\b|Disk quota exceeded|kein Speicherplatz mehr|Kein Platz mehr|[Aa]ucun espace disponible|[Nn]o queda espacio|[Nn]ão há espaço|[Ss]pazio esaurito|не осталось свободного места|Нет места на|设备上没有空间|空き領域がありません|Brak miejsca na|[Gg]een ruimte meer|[Ee]nheten är full)/;

/** A line that speaks of a boot partition or of what writes to it. */
const bootPlace =
  /(?:\/boot\b|\/efi\b|\/EFI\/|\bESP\b|systemd-boot|install-grub|grub-install|boot ?loader|bootspec|lanzaboote|lzbt|\/kernels\/|\.efi\b|limine|refind)/i;

export const saysNoSpace = (text: string): boolean => noSpace.test(text);
export const speaksOfBoot = (text: string): boolean => bootPlace.test(text);

/** In order: the first that fits decides. Text has plain quotes. */
export const lineRules: readonly LineRule[] = [
  fails(
    'pkexec-not-setuid',
    /(?:pkexec|polkit-agent-helper(?:-1)?):? (?:must|needs to) be setuid(?: root)?|pkexec.{0,60}(?:not setuid|effective uid is not 0|not been installed.{0,20}setuid)/i,
  ),
  fails(
    'polkit-no-agent',
    /(?:No authentication agent (?:found|available|is available|was found)|no polkit (?:authentication )?agent|no (?:authentication )?agent (?:is )?(?:available|found|running|registered)|Interactive authentication required|Error (?:creating|registering) (?:textual )?authentication agent|Cannot (?:create|open).{0,40}authentication agent|polkit-agent-helper-1: .{0,200}No session for cookie|requires interactive authentication|authentication agent.{0,40}not (?:found|available|running)|Error getting authority: Error initializing authority)/i,
  ),
  fails(
    'polkit-dismissed',
    /(?:Request dismissed|authentication (?:dialog|request|prompt) (?:was )?(?:dismissed|cancell?ed)|={2,6} AUTHENTICATION CANCELL?ED|PolicyKit1?\.Error\.Cancelled|The authentication (?:was|has been) (?:dismissed|cancell?ed)|user dismissed|Authorization request was dismissed)/i,
  ),
  fails(
    'polkit-denied',
    /(?:Error executing command as another user: (?:Not authorized|Authorization)|PolicyKit1?\.Error\.NotAuthorized|^Not authorized\b|polkit.{0,60}(?:denied|not authorized)|not authorized to perform operation|Error checking (?:for )?authorization|Refusing to render service to dead parents|SHELL variable was not found (?:in )?the \/etc\/shells|(?:Failed to start transient service unit|Failed to start .{0,80}): Access denied|Failed to start transient service unit: Permission denied|run0.{0,80}(?:[Aa]ccess denied|[Pp]ermission denied)|AUTHENTICATION FAILED)/,
  ),
  fails(
    'auth-failed',
    /(?:sudo: (?:\d+ incorrect password attempts?|[1-9]\d? \S|no password was provided|a password is required|a terminal is required|no tty present|.{0,40}[Aa]uthentication fail|.{0,60}(?:Passwor[td]\b|mot de passe|contraseña|senha\b|密码|パスワード))|sudo-rs: (?:.{0,20}[Aa]uthentication failed(?!, try again)|[Mm]aximum \d+ incorrect)|is not in the sudoers file|is not allowed to (?:execute|run) |doas: (?:Authentication failed|Operation not permitted)|^su: Authentication failure|sudo: maximum \d+ incorrect)/,
  ),

  fails(
    'lock-held',
    /(?:Unit [\w@.-]{1,120} (?:was already loaded or has a fragment file|already exists)|Could not acquire (?:the )?lock|Another (?:instance|switch|process|nixos-rebuild|rebuild).{0,80}(?:is |already )(?:running|in progress)|switch-to-configuration\.lock|(?:another|other) switch.{0,40}(?:running|progress)|Unable to create '[^']{1,300}\.lock': File exists|^(?!warning)\S{1,40} ?[:：].{0,80}'[^']{1,300}\/(?:\.git|gitv\d)\/[^']{1,200}\.lock')/i,
  ),
  fails(
    'switch-inhibited',
    /(?:Pre-switch checks? .{0,80}failed|Pre-switch checks failed|There are changes to critical components of the system|switch.?inhibitors? .{0,80}(?:failed|prevent|refus)|refusing to switch|inhibits? (?:the )?switch|diff in switch inhibitors|listed as switch inhibitors)/i,
  ),

  fails(
    'disk-full-boot',
    /(?:cannot copy .{1,300} to \/(?:boot|efi)\/|not enough (?:free )?(?:disk )?space (?:left )?(?:on|in|for) (?:the )?(?:\/boot|\/efi|boot|ESP|EFI system)|(?:\/boot|boot partition|ESP|EFI system partition).{0,60}(?:is full|out of space|no (?:free )?space|too small)|insufficient (?:disk )?space (?:on|in) (?:\/boot|the ESP|boot))/i,
  ),
  fails(
    'bootloader-failed',
    /(?:Failed to install (?:the )?boot ?loader|Died at .{1,200}install-grub\.(?:pl|sh)|(?:grub-install|install-grub\.(?:pl|sh)).{0,160}(?:error:|failed|cannot|No such)|installation of GRUB .{0,160}failed|GRUB installation failed|efiSysMountPoint.{0,200}(?:not a mounted|is not|does not)|is not a mounted partition. Is the path configured|is not a FAT EFI System Partition|Failed to (?:create|write) EFI [Bb]oot variable|Could not prepare [Bb]oot variable|(?:Couldn't|Could not) find EFI system partition|File system ".{1,100}" has wrong type for an EFI|Failed to (?:write|set|read|open) (?:.{0,40})?EFI variable|Failed to install (?:Lanzaboote|systemd-boot|limine|refind|files)|Failed to (?:install|build|sign) .{0,80}(?:generation|bootloader|stub|UKI|\.efi\b)|bootctl.{0,200}(?:returned non-zero|failed|died)|systemd-boot(?:-builder)?.{0,200}(?:returned non-zero|failed)|boot ?loader (?:installation|install|update) failed|error while installing (?:the )?boot ?loader|cannot find a device for \/boot|failed to initialize bootloader|update-?(?:grub|bootloader).{0,60}failed)/i,
  ),

  // how Perl dies; its warnings end alike
  fails(
    'bootloader-failed',
    /^(?!Use of |Argument |Smartmatch |Subroutine ).{1,300} at \S{1,200}install-grub\.pl line \d/,
  ),
  // the frame of a Python traceback that names the program
  fails(
    'bootloader-failed',
    /^\s{1,8}File '\/nix\/store\/[^']{0,200}(?:systemd-boot|extlinux|limine|refind|install-grub|lanzaboote|bootspec)[^']{0,120}', line \d/,
  ),

  fails(
    'home-manager-conflict',
    /Existing file '([^']{1,300})' (?:is in the way of|would be clobbered)/,
  ),
  fails(
    'home-manager-conflict',
    /(?:would be clobbered|(?:Move or remove|Rename or remove) the (?:above|existing|following) files? (?:and try again|manually)|home-manager switch -b backup|home-manager\.backupFileExtension'|Existing file .{1,300} is in the way of|Please do one of the following:?$|conflicts? with (?:an )?(?:existing|unmanaged) file.{0,60}home)/,
  ),

  // a file or folder that stands where one of its own belongs
  fails(
    'home-manager-conflict',
    /\bhm-activate-\S{1,80}: (?:mkdir|ln): .{1,60} '([^']{1,300})': File exists/,
  ),

  fails('activation-script-failed', /Activation script snippet '([^']{1,120})' failed/),
  fails(
    'activation-script-failed',
    /(?:Failed to run activate script|Failed to run user activation|switching to system configuration .{1,300} failed \(status 2\)|switch-to-configuration.{0,400} exit status 2\b|activation script .{0,80}(?:failed|exited|returned|bad exit code)|Activation failed: .{0,60}error code: 2\b|activate script .{0,60}failed|\/activate(?:' )?.{0,20}(?:failed|exit status [1-9]))/i,
  ),
  // home-manager's script stops at the first command that fails
  fails('activation-script-failed', /\bgeneration\/activate: line \d{1,6}: /),
  fails('units-failed', /the following (?:user )?units failed: ([^\s,]{1,120})/),
  fails('units-failed', /Job for ([^\s]{1,120}) failed/),
  fails(
    'units-failed',
    /(?:unable to activate new configuration \(exit code 4\)|procExitCode = ExitFailure 4|Activation failed: .{0,60}error code: 4\b|^Failed to (?:start|restart|reload) ([\w@\\.-]{1,120}\.(?:service|socket|timer|mount|path|target|swap|automount|device|slice|scope))|^A dependency job for ([\w@\\.-]{1,120}) failed|switch-to-configuration.{0,600} exit status 4\b|switching to system configuration .{1,300} failed \(status 4\)|^([\w@\\.-]{1,120}\.(?:service|socket|mount|timer)): Failed with result)/,
  ),

  fails(
    'interrupted',
    /(?:^\^C|^KeyboardInterrupt\b|interrupted by (?:the )?(?:user|signal)|Received (?:SIGINT|SIGTERM|interrupt)|Interrupted!?$|^Killed by signal (?:2|15)|died with <Signals\.SIG(?:INT|TERM)|exit(?:ed with)?(?: status| code)? 130\b|Exited by (?:user|Ctrl)|Unterbrochen$|^make: \*\*\* .{0,80}Interrupt|Aborted by user|User (?:aborted|cancell?ed|rejected)|rejected by user|^(?:.{0,300}: line \d{1,6}:\s{1,4}\d{1,9} )?(?:Terminated|Hangup)(?:$|\s{2,}))/i,
  ),

  fails(
    'out-of-memory',
    /(?:Out of memory: Killed process|oom-kill|systemd-oomd.{0,80}[Kk]illed|died with <Signals\.SIGKILL|(?:returned non-zero )?exit status (?:137|-9)\b|GC Warning: Out of Memory!|Out of Memory!? (?:Returning|Heap)|std::bad_alloc|^Too many heap sections|^(?:.{0,120}: .{1,10} \d{1,6}[:：]\s{0,4}\d{1,9} )?(?:Killed\b(?! by)|(?:Getötet|Tué|Ucciso|Убито|已杀死|已被杀死|強制終了)(?=\s|$))|Cannot allocate memory \(os error|earlyoom.{0,60}sending SIG)/,
  ),

  hints(
    'out-of-memory',
    /(?:[Oo]ut of memory|OutOfMemory|OOM[- ][Kk]ill|Cannot allocate memory|memory (?:is )?exhausted|heap out of memory|Killed signal terminated program|terminated with signal 9 \[Killed\]|signal: 9, SIGKILL|LLVM ERROR: out of memory|fatal error: runtime: out of memory|java\.lang\.OutOfMemoryError|(?:internal compiler error|g?cc|clang|ld|cc1plus|collect2).{0,60}(?:Killed|signal 9)|\bexit code 137\b|std::bad_alloc|\bKilled$|^MemoryError\b|[Aa]llocation failed|Nicht genügend Hauptspeicher|allouer de la mémoire|无法分配内存|メモリを確保できません)/,
  ),
  hints(
    'not-owner',
    /(?:dubious ownership in repository(?: at '([^']{1,300})')?|safe\.directory|unsafe repository|is not owned by current user)/,
  ),
  hints(
    'rate-limited',
    /(?:API rate limit|rate.?limit exceeded|HTTP error 429|error: 429\b|429 Too Many|Too Many Requests|toomanyrequests|secondary rate limit)/i,
  ),
  hints(
    'auth-failed',
    /(?:Permission denied \((?:publickey|password|keyboard|gssapi)|Authentication failed (?:for|\b)|could not read (?:Username|Password)|terminal prompts disabled|Host key verification failed|Invalid username or (?:password|token)|returned error: 40[13]\b|HTTP Basic: Access denied|Support for password authentication was removed|remote: (?:Write access|Permission|Invalid credentials|HTTP Basic)|Too many authentication failures|No supported authentication methods|Authentifizierung fehlgeschlagen|[Éé]chec d'authentification|konnte .{1,40} für '[^']{1,300}' nicht lesen|impossible de lire .{1,40} pour '|no se pudo leer .{1,60} para '|无法读取 .{1,40} '?https?:|não foi possível ler .{1,60} (?:para|de) '|[Ff]alha (?:na|de) autenticação|[Aa]utenticación fall|[Aa]utenticação falhou|[Aa]utenticazione non riuscita|не удалось (?:пройти аутентификацию|выполнить аутентификацию)|身份验证失败|鉴权失败|認証に失敗)/,
  ),
  hints(
    'http-not-found',
    /(?:[Cc]ouldn't find remote ref|could not find remote|Remote branch .{1,120} not found|[Rr]epository not found|fatal: repository '([^']{1,300})' (?:not found|does not exist)|does not appear to be a git repository|not our ref|unadvertised object|returned error: (?:404|410)|404(?::| Not Found)|HTTP error (?:404|410)|ambiguous argument '[^']{1,120}': unknown revision|bad revision|reference is not a tree|fatal: bad object|Remote-Branch .{1,120} nicht .{0,80}gefunden|ref remota|repositório '[^']{1,300}' não|仓库 '[^']{1,300}' (?:未找到|不存在)|Remote-Referenz.{1,120}nicht finden|Repository .{1,200} nicht gefunden|référence distante|dépôt .{1,200} (?:non trouvé|introuvable)|referencia remota|repositorio .{1,200} no encontrado|referência remota|riferimento remoto|внешн\S{1,4} ссылк|ссылк\S{1,3} на внешн|远程引用|遠端引用|リモート(?:リファレンス|参照)|zdalnej referencji|fjärreferens|externe referentie|tham chiếu trên máy chủ|uzak başvuru|리모트 레퍼런스|віддален\S{1,4} посилання)/,
  ),
  hints(
    'network-unreachable',
    /(?:Could(?:n't| not) resolve (?:host|proxy)|[Tt]emporary failure in name resolution|[Nn]ame or service not known|Could(?:n't| not) connect to|[Ff]ailed to connect to (?!(?:the )?(?:socket|bus|system|session|user)\b)|[Nn]etwork is unreachable|[Nn]o route to host|[Cc]onnection (?:refused|timed out|reset by peer|closed by remote)|Timeout was reached|[Oo]peration timed out|SSL certificate problem|SSL_ERROR|gnutls_handshake|TLS handshake timeout|RPC failed|early EOF|unexpected disconnect|remote end hung up|curl: \((?:5|6|7|18|28|35|52|55|56|60|92)\)|returned error: 5\d\d|dial tcp|no such host|getaddrinfo (?:EAI_AGAIN|ENOTFOUND)|ETIMEDOUT|ECONNRE(?:SET|FUSED)|failed to lookup address|i\/o timeout|Konnte (?:Host|Rechner).{0,80}nicht auflösen|kann den Host .{0,80}nicht auflösen)/,
  ),
  hints('units-failed', /^Failed services: ([\w@\\.-]{1,120})/),
  // how nh ends: the status alone, what was printed before is not its own
  hints('units-failed', /Activating configuration \(exit status (?:ExitStatus\()?Exited\(4\)/),
  hints(
    'activation-script-failed',
    /(?:Activating configuration \(exit status (?:ExitStatus\()?Exited\([1-9]|^\s{0,3}0: Activation(?: \(\w{1,12}\))? failed)/,
  ),
  hints(
    'hash-mismatch-source',
    /(?:hash mismatch|(?:cargoHash|cargoSha256|npmDepsHash|pnpmDeps|vendorHash|yarnHash|mvnHash).{0,60}(?:out of date|outdated|mismatch|does not match))/,
  ),
];

/** A cheap first look at what a line needs for any rule that `fails`, so that a million dull lines cost little. */
export const worthALook =
  /setuid|dead parents|heap sections|Getötet|Tué|Ucciso|Убито|杀死|強制終了|\.lock'|error code: |agent|authenti|dismiss|authori[sz]|policykit|polkit|SHELL var|denied|sudo|doas: |already loaded|already exists|acquire|another|switch|critical components|index\.lock|inhibit|space|platz|espac|spazio|spati|ENOSPC|Errno 28|os error|quota|disk full|miejsca|ruimte|full\b|места|空|boot|\bEFI\b|\bESP\b|efiSys|grub|Died at|Lanzaboote|systemd-boot|limine|refind|generation|clobber|in the way|File exists|Move or remove|Rename or remove|backup|following|conflict|snippet|activat|ExitFailure|units failed|Job for|Failed to (?:start|restart|reload|stop|unmount|reset|create|remove|set|apply|install|build|sign|write|read|open)|dependency job|exit status|Failed with result|\^C|Keyboard|interrupt|SIG[A-Z]|exit(?:ed)? |Unterbrochen|Aborted|rejected|cancell?ed|Terminated|Hangup|Killed|memory|bad_alloc|oom|using (?:the )?cached|continuing with|unable to download|signal|^warning: /i;

/** The same for the lines with which programs end in failure. */
export const mayEndARun =
  /^(?:terminate called|warning: error|Traceback|Error|ERROR|\[ERROR|fatal|Oops|usage|make|sudo: |\s{0,3}0: |[✗✘❌💥⚠])|Error: |Exception: |exit|not found|nicht gefunden|No such file|denied|permitted|cannot execute|must (?:now )?be (?:run|owned)|option|argument|failed|FAILED|core dumped|Segmentation/u;
