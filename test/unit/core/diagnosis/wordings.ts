// Small logs in the wordings of many releases, by the kind they must be told to be.
import type { Kind } from '../../../../main/core/diagnosis/kinds.ts';

const store = (name: string): string => `/nix/store/${'0'.repeat(32)}-${name}`;
const drv = (name: string): string => store(`${name}.drv`);
const nixpkgs = `/nix/store/${'1'.repeat(32)}-source`;
const nested = (...message: string[]): string =>
  [
    'error:',
    "       … while calling the 'head' builtin",
    `         at ${nixpkgs}/lib/attrsets.nix:1534:13:`,
    '         1533|           if length values == 1 then',
    '         1534|             head values',
    '             |             ^',
    '',
    "       (stack trace truncated; use '--show-trace' to show the full, detailed trace)",
    '',
    ...message.map((line, i) => (i === 0 ? `       error: ${line}` : `       ${line}`)),
  ].join('\n');
const builderDied = (name: string, ...said: string[]): string =>
  [
    `building '${drv(name)}'...`,
    `error: builder for '${drv(name)}' failed with exit code 1;`,
    `       last ${said.length} log lines:`,
    ...said.map((line) => `       > ${line}`),
    `       For full logs, run 'nix log ${drv(name)}'.`,
    `error: 1 dependencies of derivation '${drv('nixos-system-owl')}' failed to build`,
  ].join('\n');
const cannotBuild = (name: string, ...said: string[]): string =>
  [
    `error: Cannot build '${drv(name)}'.`,
    '       Reason: builder failed with exit code 1.',
    '       Output paths:',
    `         ${store(name)}`,
    `       Last ${said.length} log lines:`,
    ...said.map((line) => `       > ${line}`),
    `error: Cannot build '${drv('nixos-system-owl')}'.`,
    '       Reason: 1 dependency failed.',
    'error: Build failed due to failed dependency',
  ].join('\n');
const switching = (...lines: string[]): string =>
  [
    'building the system configuration...',
    'activating the configuration...',
    'setting up /etc...',
    'reloading user units for nora...',
    ...lines,
  ].join('\n');
const done = `Done. The new configuration is ${store('nixos-system-owl-26.05')}`;
const switchFailed = 'warning: error(s) occurred while switching to the new configuration';
const fetchingInput = (cause: string, before = ''): string =>
  `${before}error:\n       … while updating the flake input 'tools'\n\n       … while fetching the input 'git+https://git.example/tools'\n\n       error: ${cause}`;

export const wordings: Readonly<Record<Kind, readonly string[]>> = {
  'hash-mismatch-source': [
    `error: hash mismatch in fixed-output derivation '${drv('source')}':\n         specified: sha256-AAAA=\n            got:    sha256-BBBB=`,
    `hash mismatch in fixed-output derivation '${drv('source')}':\n  wanted: sha256:0000\n  got:    sha256:1111\ncannot build derivation '${drv('owl')}': 1 dependencies couldn't be built\nerror: build of '${drv('owl')}' failed`,
    `fixed-output derivation produced path '${store('a.tar.gz')}' with sha256 hash '0aa' instead of the expected hash '1bb'\nerror: build of '${drv('a')}' failed`,
    `error: hash mismatch in file downloaded from 'https://files.example/a.tar.gz':\n         specified: sha256:00\n         got:       sha256:11`,
    `error: --- Error ------------------------ nix\nhash mismatch in fixed-output derivation '${drv('a')}':\n  specified: sha256-A=\n     got:    sha256-B=`,
    `error: Cannot build '${drv('source')}'.\n       Reason: hash mismatch in fixed-output derivation '${drv('source')}':`,
    builderDied(
      'owl-1.0-vendor',
      'Validating consistency',
      'ERROR: cargoHash or cargoSha256 is out of date',
    ),
    builderDied('owl-npm', 'ERROR: npmDepsHash is out of date'),
    `output path ‘${store('a')}’ should have r:sha256 hash ‘00’, instead has ‘11’\nerror: build of ‘${drv('b')}’ failed`,
    `error: hash mismatch in fixed-output derivation '${drv('source')}':\n        likely URL: https://a.example/x\n         specified: sha256-A=\n            got:    sha256-B=`,
  ],
  'nar-hash-mismatch': [
    "error: NAR hash mismatch in input 'github:nora/owl/0123?narHash=sha256-A', expected 'sha256-A=', got 'sha256-B='",
    `error: NAR hash mismatch in input 'https://a.example/x.tar.gz' (${store('source')}), expected 'sha256-A=' but got 'sha256-B='`,
    'error: mismatch in field \'narHash\' of input \'{"narHash":"sha256-A"}\', got \'{"narHash":"sha256-B"}\'',
    `error: hash mismatch importing path '${store('owl')}';\n         specified: sha256:0\n         got:       sha256:1`,
    "error: 'lastModified' attribute mismatch in input 'github:a/b/abc', expected 1, got 2",
    "error: 'revCount' attribute mismatch in input 'git+https://a.example/b', expected 1, got 2",
  ],
  'network-unreachable': [
    "error: unable to download 'https://api.github.com/repos/a/b/commits/HEAD': Couldn't resolve host name (6)",
    "error: unable to download 'https://api.github.com/repos/a/b/commits/HEAD': Could not resolve hostname (6) Could not resolve host: api.github.com",
    "error: unable to download 'https://cache.nixos.org/x.narinfo': Timeout was reached (28) Connection timed out",
    "error: unable to download 'https://a.example/x': HTTP error 503",
    "error: unable to download 'https://a.example/x': SSL connect error (35)",
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: unable to access 'https://git.example/tools/': Could not resolve host: git.example\n",
    ),
    fetchingInput(
      "Failed to fetch git repository 'ssh://git@git.example/tools'",
      'ssh: connect to host git.example port 22: No route to host\nfatal: Could not read from remote repository.\n',
    ),
    builderDied(
      'source',
      'trying https://a.example/x.tar.gz',
      'curl: (6) Could not resolve host: a.example',
      'error: cannot download source from any mirror',
    ),
    cannotBuild(
      'a.patch',
      'trying https://a.example/a.patch',
      'curl: (28) Connection timed out after 15001 ms',
    ),
    "warning: error: unable to download 'https://api.github.com/repos/a/b/commits/HEAD': Could not resolve hostname (6); using cached version",
    "warning: unable to download 'https://a.example/x': HTTP error 500\n\nresponse body:\n\noops; using cached version",
    `error: some substitutes for the outputs of derivation '${drv('owl')}' failed (usually happens due to networking issues); try '--fallback' to build derivation from source`,
    `some substitutes for the outputs of derivation '${drv('owl')}' failed (usually happens due to networking issues); try '--fallback' to build derivation from source\nerror: build of '${drv('sys')}' failed`,
    fetchingInput(
      "program 'git' failed with exit code 128",
      'kex_exchange_identification: Connection closed by remote host\nfatal: Could not read from remote repository.\n',
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "致命错误：无法访问 'https://git.example/tools/'：Failed to connect to git.example port 443 after 9 ms: Couldn't connect to server\n",
    ),
    'ssh: connect to host owl port 22: No route to host\nTraceback (most recent call last):\n  File "x"\nsubprocess.CalledProcessError: Command ssh returned non-zero exit status 255.',
    "building the system configuration...\nevaluation warning: owl is deprecated\nerror: unable to download 'https://a.example/x': HTTP error 200 (curl error: Failure when receiving data from the peer)",
    `unable to download 'https://a.example/nar/x.nar.xz': HTTP error 503\ncannot build derivation '${drv('owl')}': 1 dependencies couldn't be built`,
  ],
  'rate-limited': [
    `error:\n       … while fetching the input 'github:a/b'\n\n       error: unable to download 'https://api.github.com/repos/a/b/commits/HEAD': HTTP error 403\n\n       response body:\n\n       {"message":"API rate limit exceeded for 203.0.113.7."}`,
    "error: unable to download 'https://api.github.com/repos/a/b/commits/HEAD': HTTP error 403 ('')",
    "error: unable to download 'https://a.example/x': HTTP error 429",
    "error: unable to download 'https://a.example/x': HTTP error 403\n\n       response body:\n\n       You have exceeded a secondary rate limit.",
    `warning: unable to download 'https://api.github.com/repos/a/b/commits/HEAD': HTTP error 403\n\nresponse body:\n\n{"message":"API rate limit exceeded"}; using cached version`,
    builderDied(
      'source',
      'curl: (22) The requested URL returned error: 429',
      'error: cannot download source from any mirror',
    ),
  ],
  'http-not-found': [
    "error: unable to download 'https://a.example/x.tar.gz': HTTP error 404",
    `error:\n       … while fetching the input 'github:a/gone'\n\n       error: unable to download 'https://api.github.com/repos/a/gone/commits/HEAD': HTTP error 404\n\n       response body:\n\n       {"message":"Not Found"}`,
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: couldn't find remote ref refs/heads/mian\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      'Schwerwiegend: Konnte Remote-Referenz refs/heads/mian nicht finden.\n',
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      'fatal : impossible de trouver la référence distante refs/heads/mian\n',
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      'fatal: no se pudo encontrar referencia remota refs/heads/mian\n',
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "remote: Repository not found.\nfatal: repository 'https://git.example/tools/' not found\n",
    ),
    builderDied(
      'source',
      'curl: (22) The requested URL returned error: 404',
      'error: cannot download source from any mirror',
    ),
    `curl: (22) The requested URL returned error: 404 Not Found\nerror: cannot download owl.tar.gz from any mirror\nbuilder for '${drv('owl.tar.gz')}' failed with exit code 1\ncannot build derivation '${drv('owl')}': 1 dependencies couldn't be built`,
    `error: unable to download 'https://api.github.com/repos/a/b/commits/gone': HTTP error 422\n\n       response body:\n\n       {"message": "No commit found for SHA: gone"}`,
    '       > trying https://a.example/x.tar.gz\n       > curl: (22) The requested URL returned error: 404\n       > Warning: Problem (retrying all errors). Will retry in 1 second.\n       > curl: (22) The requested URL returned error: 404',
    fetchingInput(
      "program 'git' failed with exit code 128",
      'fatal: Remote-Branch gone nicht im Upstream-Repository origin gefunden\n',
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      'fatal: não foi possível encontrar ref remota refs/heads/mian\n',
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "致命错误：仓库 'https://git.example/tools/' 未找到\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: repositório 'https://git.example/tools/' não encontrado\n",
    ),
    fetchingInput("program 'git' failed with exit code 128", 'fatal: bad object 1234567\n'),
    "error: program 'git' failed with exit code 128:\nfatal: ambiguous argument 'refs/remotes/origin/gone': unknown revision or path not in the working tree.",
  ],
  'auth-failed': [
    fetchingInput(
      "program 'git' failed with exit code 128",
      'git@git.example: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n',
    ),
    fetchingInput(
      "Failed to fetch git repository 'https://git.example/tools'",
      "fatal: could not read Username for 'https://git.example': terminal prompts disabled\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: Authentication failed for 'https://git.example/tools/'\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      'Host key verification failed.\nfatal: Could not read from remote repository.\n',
    ),
    'error: unable to download \'https://api.github.com/repos/a/b/commits/HEAD\': HTTP error 401\n\n       response body:\n\n       {"message":"Bad credentials"}',
    "error: unable to download 'https://gitlab.example/api/v4/x': HTTP error 403",
    '[sudo] password for nora: \nSorry, try again.\nsudo: 3 incorrect password attempts',
    'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required',
    'nora is not in the sudoers file.',
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: Falha na autenticação para 'https://git.example/tools/'\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "Schwerwiegend: konnte Benutzername für 'https://git.example' nicht lesen: Kein passendes Gerät gefunden\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal : impossible de lire Username pour 'https://git.example' : Aucun périphérique ou adresse\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: no se pudo leer Username para 'https://git.example': No existe el dispositivo\n",
    ),
    fetchingInput(
      "program 'git' failed with exit code 128",
      "致命错误：无法读取 Username for 'https://git.example': 终端提示已被禁用\n",
    ),
    'sudo: no tty present and no askpass program specified',
    'sudo-rs: Authentication failed, try again.\nsudo-rs: Maximum 3 incorrect authentication attempts',
    'sudo: 3 saisies de mots de passe incorrectes',
    'sudo: se requiere una contraseña',
  ],
  'untracked-file': [
    nested(`path '${store('source')}/hosts/owl.nix' does not exist`),
    `error: getting status of '${store('source')}/flake.nix': No such file or directory`,
    `error: opening file '${store('source')}/mod.nix': No such file or directory`,
    nested(
      'Path \'mod.nix\' in the repository "/home/nora/cfg" is not tracked by Git.',
      '',
      'To make it visible to Nix, run:',
      '',
      'git -C "/home/nora/cfg" add "mod.nix"',
    ),
    'error: Path \'mod.nix\' does not exist in Git repository "/home/nora/cfg".',
    "error: path '«git+file:///home/nora/cfg»/mod.nix' does not exist",
    "error: source tree referenced by 'git+file:///home/nora/cfg' does not contain a '/flake.nix' file",
    nested(
      `access to path '${store('source')}/x.nix' is forbidden because it is not under Git control; maybe you should 'git add' it to the repository '/home/nora/cfg'?`,
    ),
    nested(`reading directory '${store('source')}/modules': No such file or directory`),
    `error: file '${store('source')}/x.nix' does not exist`,
    // cut off within the path
    `error: getting status of '${store('source')}/modules/nest`,
    // wrapped where the terminal ended
    "error: getting status of '/nix/store/0000000000000000000000000000\n0000-source/nest': No such file or directory",
  ],
  'not-owner': [
    fetchingInput(
      'opening Git repository "/home/nora/cfg": repository path \'/home/nora/cfg\' is not owned by current user',
    ),
    fetchingInput(
      'opening Git repository "/home/nora/cfg": repository path \'/home/nora/cfg\' is not owned by current user (libgit2 error code = 7)',
    ),
    "fatal: detected dubious ownership in repository at '/etc/nixos'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /etc/nixos\nerror: program 'git' failed with exit code 128",
    "Schwerwiegend: Zweifelhafte Eigentumsrechte im Repository unter '/etc/nixos' erkannt\n\n\tgit config --global --add safe.directory /etc/nixos\nerror: program 'git' failed with exit code 128",
    "warning: Not a git repository. Use --no-index to compare two paths outside a working tree\nusage: git diff --no-index [<options>] <path> <path>\n\nerror: program 'git' failed with exit code 129",
  ],
  'syntax-error': [
    nested(
      "syntax error, unexpected '}', expecting ';'",
      `at ${store('source')}/home.nix:7:3:`,
      '     6|',
      '     7|   }',
      '      |   ^',
    ),
    'error: syntax error, unexpected end of file\n\n       at /home/nora/cfg/flake.nix:40:1:',
    "error: syntax error, unexpected ID, expecting '.' or '='\n       at /home/nora/cfg/flake.nix:3:1:",
    "error: path '/home/nora/cfg/./' has a trailing slash",
    "error: [json.exception.parse_error.101] parse error at line 3, column 1: syntax error while parsing value - invalid literal; last read: '<'",
    "while evaluating 'isFunction' at /nix/var/nix/profiles/per-user/root/channels/nixos/lib/trivial.nix:333:16, called from /nix/var/nix/profiles/per-user/root/channels/nixos/lib/modules.nix:198:68:\nsyntax error, unexpected '=', at /etc/nixos/owl.nix:219:17",
    "while evaluating 'isFunction' at /nix/var/nix/profiles/per-user/root/channels/nixos/lib/trivial.nix:333:16, called from /nix/var/nix/profiles/per-user/root/channels/nixos/lib/modules.nix:198:68:\nsyntax error, unexpected '=', at /etc/nixos/owl.nix:219:17\nbuilding the system configuration...\nerror: while evaluating the attribute 'config' at /nix/var/nix/profiles/per-user/root/channels/nixos/lib/modules.nix:96:25:",
  ],
  'undefined-variable-or-attribute': [
    nested("undefined variable 'pkgz'", `at ${store('source')}/home.nix:3:20:`),
    nested("attribute 'owll' missing", 'at /home/nora/cfg/home.nix:3:20:', 'Did you mean owl?'),
    `error: flake 'git+file:///etc/nixos' does not provide attribute 'packages.x86_64-linux.nixosConfigurations."owl".config.system.build.toplevel', 'legacyPackages.x86_64-linux.nixosConfigurations."owl".config.system.build.toplevel' or 'nixosConfigurations."owl".config.system.build.toplevel'`,
    "error: attribute 'nixosConfigurations' in selection path 'nixosConfigurations.owl' not found",
    nested("function 'anonymous lambda' called without required argument 'owl'"),
    "error: undefined variable 'lib' at /etc/nixos/configuration.nix:12:5",
    `error: --- EvalError --------------------------- nix\nat: (61:28) in file: ${store('source')}/owl.nix\n\n    60|   if true then\n    61|     let x = owl.deps;\n      |             ^\n\nattribute 'deps' missing`,
    nested("cannot find attribute `services.owl'"),
    "error: 'anonymous function' at /etc/nixos/owl.nix:1:1 called with unexpected argument 'lib', at /etc/nixos/lib/customisation.nix:69:16",
    nested("attribute 'hash mismatch' missing"),
  ],
  'option-does-not-exist': [
    nested(
      "The option `services.owll' does not exist. Definition values:",
      `- In \`${store('source')}/home.nix':`,
      '    { enable = true; }',
    ),
    "error: The option `services.owll' defined in `/etc/nixos/configuration.nix' does not exist.",
    nested(
      "The option `home-manager.users.nora.users' does not exist. Definition values:",
      "- In `/home/nora/cfg/x.nix': true",
      '',
      "Did you mean `home-manager.users.nora.user'?",
    ),
    'The option `services.owll` does not exist.\nDefinition values:\n  - In `modules/owl.nix`',
    "error: The unique option `a' defined in `/x' does not exist.",
  ],
  'type-mismatch-option': [
    nested(
      "A definition for option `services.owl.port' is not of type `16 bit unsigned integer; between 0 and 65535 (both inclusive)'. Definition values:",
      `- In \`${store('source')}/a.nix': "80"`,
    ),
    "error: The option value `services.owl.port' in `/etc/nixos/configuration.nix' is not of type `signed integer'.",
    nested(
      "The option `networking.hostName' has conflicting definition values:",
      `- In \`${store('source')}/a.nix': "a"`,
      `- In \`${store('source')}/b.nix': "b"`,
    ),
    "error: The unique option `networking.hostName' is defined multiple times, in `a.nix' and `b.nix'.",
    "error: The option `a.b' is read-only, but it's set multiple times.",
    "error: cannot merge definitions of `a.b' given in `/x' and `/y'.",
    nested(
      "In module `/home/nora/cfg/a.nix', you're trying to define a value of type `bool'",
      "rather than an attribute set for the option `services.owl'!",
    ),
  ],
  'infinite-recursion': [
    nested('infinite recursion encountered', `at ${store('source')}/lib/modules.nix:506:28:`),
    "error: while evaluating the attribute 'config' at /etc/nixos/lib/modules.nix:96:25:\nwhile evaluating 'yield' at /etc/nixos/lib/modules.nix:83:29, called from /etc/nixos/lib/modules.nix:82:16:\ninfinite recursion encountered, at /etc/nixos/lib/modules.nix:163:28",
    'error: stack overflow; max-call-depth exceeded',
    'error: stack overflow (possible infinite recursion)',
  ],
  'failed-assertion': [
    [
      'error:',
      "       … while calling the 'head' builtin",
      '',
      '       error:',
      '       Failed assertions:',
      '       - You must set the option ‘boot.loader.grub.devices’.',
    ].join('\n'),
    "error: \nFailed assertions:\n- The option definition `services.owl.old' in `/etc/nixos/configuration.nix' no longer has any effect; please remove it.",
    nested("assertion '(lib.isString x)' failed", 'at /home/nora/cfg/flake.nix:3:5:'),
    '[ERROR]   stderr)        Failed assertions:\n[ERROR]   stderr)        - The owl must have a nest.',
  ],
  'unfree-package': [
    nested(
      `Package ‘owl-1.0’ in ${store('source')}/pkgs/owl.nix:10 has an unfree license (‘unfree’), refusing to evaluate.`,
      '',
      'a) To temporarily allow unfree packages',
      '     $ export NIXPKGS_ALLOW_UNFREE=1',
    ),
    `error: Refusing to evaluate package 'owl-1.0' in ${store('source')}/pkgs/owl.nix:10 because it has an unfree license (‘unfree’)`,
    'error: Package ‘owl-1.0’ in /etc/nixos/owl.nix:17 has an unfree lic',
  ],
  'insecure-package': [
    nested(
      `Package ‘owl-1.0’ in ${store('source')}/pkgs/owl.nix:10 is marked as insecure, refusing to evaluate.`,
      '',
      'Known issues:',
      ' - marked as broken upstream',
    ),
    `error: Refusing to evaluate package 'owl-1.0' in ${store('source')}/pkgs/owl.nix:10 because it is marked as insecure`,
    'Package ‘owl-1.0’ in <nixpkgs>/owl.nix:17 is marked as insecure, refusing to evaluate.',
  ],
  'package-removed-or-renamed': [
    nested("'owl' has been removed because it is unmaintained upstream. Consider using 'barn-owl'"),
    nested("'owl' has been renamed to/replaced by 'barn-owl'"),
    nested('owlPackages has been removed because it was unmaintainable within nixpkgs'),
    nested('The ‘gnome.owl’ was moved to top-level. Please use ‘pkgs.owl’ directly.'),
    "error: owl39 has reached its end of life\n(use '--show-trace' to show detailed location information)",
    'error: Abandoned by upstream. Consider switching to barn-owl instead',
    nested('The package owl has been removed since it has an unfree license'),
    nested(
      'KeePassX is no longer actively developed. Please consider KeePassXC as a maintained alternative.',
    ),
    nested('aucdtect: Upstream no longer provides download urls.'),
    nested('azureus is now known as vuze and the version in nixpkgs was really outdated'),
    nested(
      'Google Cloudprint is officially discontinued since Jan 2021, more info https://a.example',
    ),
    nested('deepin was a work in progress and it has been canceled and removed https://a.example'),
    nested('aleth (previously packaged as cpp_ethereum) has been removed; abandoned upstream.'),
    nested('neovim-qt: use neovim-qt-unwrapped instead'),
    nested('nodejs_18 has been removed since Node.js 18 has reached its end of life'),
    `evaluation warning: elk is deprecated\n${nested("'owl' was removed because it was marked as insecure")}`,
  ],
  'broken-package': [
    nested(
      `Package ‘owl-1.0’ in ${store('source')}/pkgs/owl.nix:10 is marked as broken, refusing to evaluate.`,
    ),
    `error: Refusing to evaluate package 'owl-1.0' in ${store('source')}/pkgs/owl.nix:10 because it is marked as broken`,
    nested(
      `Package ‘owl-1.0’ in ${store('source')}/pkgs/owl.nix:10 is not available on the requested hostPlatform:`,
      '  hostPlatform.system = "aarch64-linux"',
    ),
    'while evaluating the attribute at <nixpkgs>/check-meta.nix:250:7:\nPackage ‘owl-1.0’ in <nixpkgs>/owl.nix:17 is marked as broken, refusing to evaluate.\n\na) For `nixos-rebuild` you can set\n  { nixpkgs.config.allowBroken = true; }',
    nested('python3.13-owl-1.0 not supported for interpreter python3.13'),
    nested('Unsupported system: aarch64-linux'),
    nested('owl is not supported on aarch64-linux'),
  ],
  'build-failed': [
    builderDied(
      'owl-1.0',
      "main.c:3:1: error: expected ';' before 'return'",
      'make: *** [Makefile:2: main.o] Error 1',
    ),
    cannotBuild('owl-1.0', 'FAILED tests/net.py', 'Connection refused'),
    `error: builder for '${drv('owl')}' failed to produce output path for output 'out' at '${store('owl')}'`,
    `builder for '${drv('owl')}' failed with exit code 2\ncannot build derivation '${drv('sys')}': 1 dependencies couldn't be built\nerror: build of '${drv('sys')}' failed`,
    `error: 1 dependencies of derivation '${drv('sys')}' failed to build`,
    `last 2 log lines:\n┃        > pkgs.buildEnv error: two given paths contain a conflicting subpath:\n┃        > hint: two versions of one package\n┃        For full logs, run 'nix log ${drv('owl-path')}'.`,
    // that a test of the package wanted the network is no matter of this computer's
    builderDied(
      'owl-0.9',
      'failed to lookup address information: Temporary failure in name resolution',
      'test result: FAILED. 15 passed; 2 failed',
    ),
    `error: output '${store('a')}' is not allowed to refer to the following paths:\n         ${store('b')}`,
    `error: cycle detected in build of '${drv('a')}' in the references of output 'bin' from output 'out'`,
    // nix had given up before Ctrl-C was pressed
    `${builderDied('owl-1.0', 'make: *** Error 1')}\n^Cerror: interrupted by the user`,
    `${cannotBuild('owl-1.0', 'make: *** Error 1')}\nerror: interrupted by the user`,
    `error: a 'aarch64-linux' with features {} is required to build '${drv('owl')}', but I am a 'x86_64-linux' with features {kvm}`,
    `error: derivation '${drv('owl')}' may not be deterministic: output '${store('owl')}' differs`,
    // the log of the build alone
    'make[1]: *** [/build/source/Makefile:2045: .] Error 2\nmake: *** [/build/source/Makefile:248: __sub-make] Error 2',
    // its head lost
    `       Reason: 1 dependency failed.\n       Output paths:\n         ${store('sys')}\nTraceback (most recent call last):\n  File "x", line 352, in main`,
  ],
  'out-of-memory': [
    `error: builder for '${drv('owl')}' failed due to signal 9 (Killed);\n       last 1 log lines:\n       > [12/3000] CXX a.o`,
    builderDied(
      'owl',
      'g++: fatal error: Killed signal terminated program cc1plus',
      'make: *** [Makefile:80: a.o] Error 1',
    ),
    builderDied(
      'owl',
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    ),
    "building the system configuration...\nCommand 'nix build --print-out-paths' died with <Signals.SIGKILL: 9>.",
    'building the system configuration...\nKilled',
    'GC Warning: Out of Memory! Returning NULL!\nerror: out of memory',
    'error: unable to fork: Cannot allocate memory',
    'building the system configuration...\nGetötet',
    'building the system configuration...\n已杀死',
    'Too many heap sections: Increase MAXHINCR or MAX_HEAP_SECTS\nAborted (core dumped)',
    'error: unable to fork: Nicht genügend Hauptspeicher verfügbar',
    builderDied('owl', 'rustc-LLVM ERROR: Allocation failed'),
  ],
  'disk-full-store': [
    'error: writing to file: No space left on device',
    "error: committing transaction: database or disk is full (in '/nix/var/nix/db/db.sqlite')",
    builderDied('owl', "mv: error copying 'a' to 'b': No space left on device"),
    builderDied(
      'owl',
      'fatal error: error writing to /build/a.s: Auf dem Gerät ist kein Speicherplatz mehr verfügbar',
    ),
    `${builderDied('owl', 'ld: final link failed')}\nnote: build failure may have been caused by lack of free disk space`,
    'error: cloning builder process: No space left on device\nerror: unable to start build process',
    `error: cannot link '/nix/store/.links/0a' to '${store('owl')}/a': No space left on device`,
    builderDied('owl', "cp: error writing '/build/a.o': No space left on device"),
    builderDied('owl', 'ld: /tmp/nix-build-owl.drv-0/a.o: No space left on device'),
    // stopping by hand does not undo the cause
    `error: builder for '${drv('owl')}' failed with exit code 1;\n       last 1 log lines:\n       > cp: No space left on device\nerror: interrupted by the user`,
  ],
  'disk-full-boot': [
    `updating GRUB 2 menu...\ncannot copy ${store('linux')}/bzImage to /boot/kernels/linux.tmp: No space left on device\n${switchFailed}`,
    `Traceback (most recent call last):\n  File "${store('systemd-boot')}/bin/systemd-boot-builder", line 435, in <module>\n    main()\nOSError: [Errno 28] No space left on device: '${store('initrd')}/initrd' -> '/boot/EFI/nixos/initrd.efi.tmp'\nFailed to install bootloader`,
    `Traceback (most recent call last):\n  File "${store('systemd-boot')}/bin/systemd-boot", line 435, in <module>\nOSError: [Errno 28] No space left on device\nFailed to install bootloader`,
    'Failed to install generation.: Failed to copy from "/tmp/a" to the temporary file "/boot/EFI/nixos/initrd.efi..tmp": No space left on device (os error 28)',
    `cat: write error: No space left on device\n${switchFailed}`,
    'building the system configuration...\nignoring default profile in the list of boot entries because of the following error:\n[Errno 28] No space left on device\nactivating the configuration...\nsetting up /etc...',
  ],
  'bootloader-failed': [
    `Failed to get blkid info for /boot on /boot at ${store('install-grub.pl')} line 215.`,
    'Installing Lanzaboote to "/boot"...\nFailed to install files.\nCaused by: Failed to sign /boot/EFI/Linux/owl.efi',
    `Traceback (most recent call last):\n  File "${store('nest.py')}", line 112, in <module>\n    main()\nOSError: [Errno 2] No such file or directory\n${switchFailed}`,
    `${store('grub')}/sbin/grub-install: error: cannot find EFI directory.\n${store('install-grub.pl')}: installation of GRUB EFI into /boot failed: No such file or directory\n${switchFailed}`,
    `subprocess.CalledProcessError: Command '['${store('systemd')}/bin/bootctl', '--esp-path=/boot', 'update']' returned non-zero exit status 1.\nFailed to install bootloader`,
    'File system "/boot" is not a FAT EFI System Partition (ESP) file system.\nFailed to install bootloader',
    'Could not prepare Boot variable: No space left on device\ngrub-install: error: efibootmgr failed to register the boot entry: Input/output error.',
    `Died at ${store('install-grub.pl')} line 586.`,
    `updating systemd-boot from 250.4 to 254.6\nTraceback (most recent call last):\n  File "${store('systemd-boot')}/bin/systemd-boot-builder", line 344, in <module>\n    main()\n  File "${store('python3')}/lib/python3/subprocess.py", line 413, in check_call\n    raise CalledProcessError(retcode, cmd`,
    'building the system configuration...\nerror: failed to initialize bootloader',
  ],
  'units-failed': [
    switching(
      'warning: the following units failed: owl.service',
      '× owl.service - Owl',
      '     Active: failed (Result: exit-code)',
      'Jan 02 03:04:05 nest owl[1]: error: No space left on device',
      switchFailed,
    ),
    switching(
      '\u001b[0;1;31mJob for owl.service failed.\u001b[0m',
      'See "systemctl status owl.service" for details.',
      switchFailed,
    ),
    switching('Failed to start local-fs.target: Unit -.mount is masked.', switchFailed),
    switching(
      `Command 'systemd-run --unit=x ${store('sys')}/bin/switch-to-configuration switch' returned non-zero exit status 4.`,
    ),
    'activating the configuration...\nException: unable to activate new configuration (exit code 4)',
    'owl ❌ 61s Activation failed: Child process exited with error code: 4\n[ERROR] Failed to deploy to owl - Last 2 lines of logs:\n[ERROR]   stderr) setting up tmpfiles\n[ERROR]   stderr) warning: the following units failed: owl.service',
    '● owl.service - The Owl\n   Active: failed (Result: exit-code) since Tue 2017-01-17 17:35:55 CET; 53min ago\n\nJan 17 17:35:55 nest systemd[1]: Failed to start The Owl.',
    switching(
      'warning: the following units failed: nix-gc.service',
      'Jan 02 03:04:05 nest nix-gc[9]: error: interrupted by the user',
      switchFailed,
    ),
    '> Activating configuration\nError:\n   0: Activation (switch) failed\n   1: Activating configuration (exit status ExitStatus(Exited(4)))',
    `juil. 07 04:43:25 nest nixos-upgrade-start[4]: building the system configuration...\njuil. 07 04:46:47 nest nixos-upgrade-start[4]: ${switchFailed}\njuil. 07 04:46:47 nest systemd[1]: nixos-upgrade.service: Main process exited, code=exited, status=1/FAILURE`,
  ],
  'activation-script-failed': [
    `Starting Home Manager activation\nActivating writeBoundary\nActivating nest\n${store('home-manager-generation')}/activate: line 350: owl: command not found`,
    `home-manager switch\n${store('home-manager-generation')}/activate: line 13: NEST: unbound variable\nmake: *** [Makefile:11: home-switch] Error 1`,
    'Starting Home Manager activation\nActivating writeBoundary\nActivating setupNest\nBootstrap failed: 5: Input/output error\nTry re-running the command as root for richer errors.',
    "Starting Home Manager activation\nActivating nest\ncp: cannot stat '/home/nora/.config/owl': No such file or directory",
    switching("Activation script snippet 'agenix' failed (1)", switchFailed),
    switching(
      "Activation script snippet 'setupSecrets' failed (1)",
      'warning: the following units failed: owl.service',
    ),
    switching('Failed to run activate script', switchFailed),
    switching(
      `Command 'systemd-run ${store('sys')}/bin/switch-to-configuration switch' returned non-zero exit status 2.`,
    ),
    "Aug 07 11:43:50 owl stage-2-init: setting up secrets...\nAug 07 11:43:50 owl stage-2-init: Activation script snippet 'setupSecrets' failed (1)",
    '🚀 ℹ️ [activate] [INFO] Activating profile\n🚀 ❌ [activate] [ERROR] The activation script resulted in a bad exit code: Some(2)',
    'owl | Activation failed: Child process exited with error code: 2\n[ERROR] Failed to deploy to owl',
    '> Activating configuration\nError:\n   0: Activation failed\n   1: Activating configuration (exit status ExitStatus(Exited(1)))',
  ],
  'switch-inhibited': [
    'Checking switch inhibitors...\nThere are changes to critical components of the system:\n\ndbus-implementation : dbus -> broker',
    "Checking switch inhibitors...\nThere are changes to critical components of the system:\n\ndbus-implementation : dbus -> broker\n\nPre-switch check 'switchInhibitors' failed\nPre-switch checks failed",
    `Found diff in switch inhibitors:\n\nPre-switch check 'switchInhibitors' failed\nPre-switch checks failed\nCommand 'systemd-run ${store('sys')}/bin/switch-to-configuration switch' returned non-zero exit status 1.`,
    'Checking switch inhibitors...\nFound diff in switch inhibitors:\n\n1d0\nThe new configuration contains changes to packages that were\nlisted as switch inhibitors.',
  ],
  'lock-held': [
    "error: SQLite database '/nix/var/nix/db/db.sqlite' is busy",
    'building the system configuration...\nwaiting for the big garbage collector lock...',
    'waiting for exclusive access to the Nix store for ca drvs...',
    'Failed to start transient service unit: Unit nixos-rebuild-switch-to-configuration.service was already loaded or has a fragment file.\nactivating the configuration...\nsetting up /etc...',
    `Could not acquire lock\n${switchFailed}`,
    'Error: Could not acquire lock\n\nCaused by:\n    Resource temporarily unavailable (os error 11)',
    "fatal: Unable to create '/home/nora/cfg/.git/index.lock': File exists.",
    fetchingInput(
      "program 'git' failed with exit code 128",
      "fatal: Unable to create '/home/nora/.cache/nix/gitv3/x/shallow.lock': File exists.\n",
    ),
    "Schwerwiegend: Konnte '/etc/nixos/.git/index.lock' nicht erstellen: Die Datei existiert bereits.\nerror: program 'git' failed with exit code 128",
  ],
  'polkit-denied': [
    '==== AUTHENTICATION FAILED ====\nError executing command as another user: Not authorized\n\nThis incident has been reported.',
    'Failed to start transient service unit: Access denied',
    'The value for the SHELL variable was not found the /etc/shells file\n\nThis incident has been reported.',
    'Refusing to render service to dead parents.',
    'Error checking for authorization org.freedesktop.policykit.exec: GDBus.Error:org.freedesktop.PolicyKit1.Error.Failed: Action org.freedesktop.policykit.exec is not registered',
    'Failed to start transient service unit: Permission denied',
  ],
  'polkit-no-agent': [
    'Error executing command as another user: No authentication agent found.',
    'Failed to start transient service unit: Interactive authentication required.',
    'polkit-agent-helper-1: error response to PolicyKit daemon: GDBus.Error:org.freedesktop.PolicyKit1.Error.Failed: No session for cookie\nError executing command as another user: Not authorized',
  ],
  'pkexec-not-setuid': [
    'pkexec must be setuid root',
    'polkit-agent-helper-1: needs to be setuid root',
  ],
  'polkit-dismissed': [
    '==== AUTHENTICATION CANCELED ====\nFailed to start transient service unit: Interactive authentication required.',
    'Error executing command as another user: Request dismissed',
    '==== AUTHENTICATION CANCELED ====',
  ],
  'home-manager-conflict': [
    switching(
      'warning: the following units failed: home-manager-nora.service',
      "Jan 02 03:04:05 nest hm-activate-nora[9]: Existing file '/home/nora/.bashrc' would be clobbered",
      switchFailed,
    ),
    switching(
      'warning: the following units failed: home-manager-nora.service',
      'Jan 02 03:04:05 nest hm-activate-nora[9]: Please do one of the following:',
      'Jan 02 03:04:05 nest hm-activate-nora[9]: - Move or remove the above files and try again.',
      switchFailed,
    ),
    "Starting Home Manager activation\nActivating checkLinkTargets\nExisting file '/home/nora/.bashrc' is in the way of '/nix/store/x/.bashrc'",
    "Activating checkLinkTargets\nExisting file '/home/nora/.x.bak' would be clobbered by backing up '/home/nora/.x'",
    "Starting Home Manager activation\nActivating linkGeneration\nmkdir: cannot create directory '/home/nora/.config/owl': File exists",
    switching(
      'warning: the following units failed: home-manager-nora.service',
      'Jan 02 03:04:05 nest hm-activate-nora[9]: mkdir: cannot create directory ‘/home/nora/.config/owl’: File exists',
      switchFailed,
    ),
  ],
  'experimental-features-disabled': [
    "error: experimental Nix feature 'nix-command' is disabled; use '--extra-experimental-features nix-command' to override",
    "error: experimental Nix feature 'flakes' is disabled; add '--extra-experimental-features flakes' to enable it",
    "error: experimental Lix feature 'flakes' is disabled",
    `error: --- Error ${'-'.repeat(400)}\nexperimental Nix feature 'nix-command' is disabled; use '--experimental-features nix-command' to override`,
    `error: --- Error ${'-'.repeat(240)} nix\nexperimental Nix feature 'nix-command' is disabled; use '--experimental-features nix-command' to override`,
  ],
  'unsupported-lock-version': [
    "error: lock file '/home/nora/cfg/flake.lock' has unsupported version 8",
    'error: lock file "/home/nora/cfg/flake.lock" has unsupported version 8',
  ],
  interrupted: [
    // one build of many had failed, and nix went on with the others
    `error: builder for '${drv('owl')}' failed with exit code 1;\n       last 1 log lines:\n       > make: *** Error 1\nbuilding '${drv('elk')}'...\n^Cerror: interrupted by the user`,
    `error: hash mismatch in fixed-output derivation '${drv('source')}':\n         specified: sha256-A=\n            got:    sha256-B=\nelk> compiling\nerror: interrupted by the user`,
    `building '${drv('owl')}'...\nerror: interrupted by the user`,
    // the switch went on by itself
    switching('Terminated', 'the following new units were started: owl.service'),
    'building the system configuration...\nstopping the following units: owl.service\n/nix/store/nixos-rebuild.sh: line 235:  3106 Hangup                  "$@"',
    'building the system configuration...\n^CTraceback (most recent call last):\nKeyboardInterrupt',
    '┏━ Dependency Graph:\n┗━ ∑ ⏵ 1 │ ✔ 2\nerror: interrupted by the user',
    'building the system configuration...\n/run/current-system/sw/bin/nixos-rebuild: line 200: 99 Terminated   nix build',
  ],
  'evaluation-warning-only': [
    switching(done).replace(
      'activating',
      "evaluation warning: The option `a' has been renamed to `b'.\nactivating",
    ),
    switching().replace(
      'activating',
      "trace: Obsolete option `a' is used. It was renamed to `b'.\nactivating",
    ),
    switching().replace(
      'activating',
      'trace: warning: optionsDocBook is deprecated since 23.11\nactivating',
    ),
    switching(done).replace(
      'activating',
      "evaluation warning: owl is deprecated\nwarning: error: unable to download 'https://cache.nixos.org/x.narinfo': Could not resolve hostname (6); retrying in 343 ms\nactivating",
    ),
  ],
  success: [
    switching(done, 'sudo: unable to resolve host nest: Name or service not known'),
    switching(
      `Use of uninitialized value $x in concatenation (.) or string at ${store('install-grub.pl')} line 300.`,
    ),
    switching(done),
    switching('the following new units were started: owl.service'),
    `warning: error: unable to download 'https://cache.nixos.org/x.narinfo': Could not resolve hostname (6); retrying in 283 ms\n${switching(done)}`,
    `error (ignored): error: SQLite database '/root/.cache/nix/x.sqlite' is busy\n${switching(done)}`,
    `updating GRUB 2 menu...\ngrub-probe: error: cannot find a GRUB drive for /dev/sda1.  Check your device.map.\nWarning: os-prober will be executed to detect other bootable partitions.\n${switching()}`,
    `building '${drv('owl')}'...\ntest parser ... error: unexpected token\nerror: this is what the test expects\nbuilding '${drv('sys')}'...\n${switching(done)}`,
    `owl> error: could not compile the optional part\nowl> No space left on device is handled\n${switching(done)}`,
    switching(
      "warning: $HOME ('/home/nora') is not owned by you, falling back to the one defined in the 'passwd' file ('/root')",
      done,
    ),
    `error: unable to download 'https://cache.nixos.org/a': HTTP error 502\nwarning: could not build a newer version of nixos-rebuild, using current version\n${switching(done)}`,
    "warning: updating lock file '/home/nora/cfg/flake.lock':\n• Updated input 'nixpkgs':\n    'github:a/b/1'\n  → 'github:a/b/2'",
    `copying path '${store('owl')}' from 'https://cache.nixos.org'...\ncopying path '${store('elk')}' from 'https://cache.nixos.org'...`,
    "Starting Home Manager activation\nActivating checkLinkTargets\nExisting file '/home/nora/.bashrc' is in the way of '/nix/store/x/.bashrc', will be moved to '/home/nora/.bashrc.backup'\nActivating writeBoundary\nActivating linkGeneration\nActivating reloadSystemd",
    switching(
      "skipping collision: Existing file '/x' is in the way of '/nix/store/x', will be skipped since they are the same",
    ),
    `${nested("undefined variable 'x'")}\n$ nixos-rebuild switch\n${switching(done)}`,
    `Starting Home Manager activation\nActivating nest\n${store('home-manager-generation')}/activate: line 3: owl: command not found\nActivating linkGeneration\nCleaning up orphan links from /home/nora`,
    `waiting for the big garbage collector lock...\n${switching(done)}`,
    `Terminated\n$ nixos-rebuild switch\n${switching(done)}`,
    `Could not acquire lock\n${switching(done)}`,
  ],
  other: [
    '',
    'building the system configuration...\nsudo: Account expired or PAM config lacks an "account" section for sudo, contact your system administrator',
    "error: unable to download 'https://a.example/x': HTTP error 400",
    // other disks
    "error: writing to file '/home/nora/.cache/nix/a': No space left on device",
    "error: committing transaction: database or disk is full (in '/home/nora/.cache/nix/eval-cache-v5/a.sqlite')",
    'building the system configuration...\nmktemp: failed to create directory via template ‘/tmp/nixos-rebuild.XXXXXX’: No space left on device',
    `activating the configuration...\nsetting up /etc...\ncp: error writing '/var/lib/owl/nest': No space left on device\n${switchFailed}`,
    'sudo: nixos: command not found',
    'error: could not find a flake.nix file',
    "error: cached failure of attribute 'nixosConfigurations.owl.config'",
    "error: hash 'v1' has wrong length for hash type 'sha1'",
    "error: attribute 'a' already defined at /home/nora/cfg/a.nix:3:3\n\n       at /home/nora/cfg/a.nix:9:3:",
    "error: cannot find flake 'flake:lib' in the flake registries",
    nested('value is a list while a set was expected'),
    "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused",
    "error: creating symlink '/nix/var/nix/profiles/system-3-link' -> '/nix/store/x': Permission denied",
    'run0 nixos-rebuild switch\n/run/current-system/sw/bin/nixos-rebuild: line 198: sudo: command not found',
    'building Nix...\nsudo: /run/current-system/sw/bin/sudo must be owned by uid 0 and have the setuid bit set',
    "building the system configuration...\nthese 2 derivations will be built:\n  /nix/store/a.drv\nnix-build: src/goal.cc:326: void Goal::tried(): Assertion `false' failed.",
    'updating GRUB 2 menu...\nInstallation finished. No error reported.\nError: Failed to open dbus connection\n\nCaused by:\n    Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory',
    nested("The option `a.b' is used but not defined."),
    nested("The option `a.b' was accessed but has no value defined. Try setting the option."),
    "error: profile '/nix/var/nix/profiles/per-user/x' is incompatible with 'nix-env'; please use 'nix profile' instead",
    "building the system configuration...\nerror: opening file '/home/nora/nixos/default.nix': No such file or directory",
    "error: unable to download '\"': URL using bad/illegal format or missing URL (3)",
    '/nix/store/x-darwin-rebuild/bin/darwin-rebuild: system activation must now be run as root',
    `owl | Activating system profile\nowl | ${store('sys')}/bin/switch-to-configuration: line 9: exec: ${store('sys')}/bin/.switch-to-configuration-wrapped: cannot execute: Exec format error`,
    "error: getting status of '/nix/store/00000000000000000000000000000000-modules/amazon.nix': No such file or directory\nerror: evaluation aborted with the following error message: 'This version of Nixpkgs requires Nix >= 1.10'",
  ],
};
