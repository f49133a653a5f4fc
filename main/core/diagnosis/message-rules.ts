// What nix's own error messages mean: each kind with the wordings that releases from 2.3 to 2.35 and Lix have had.
import type { Kind } from './kinds.ts';

/** `consequence` is a message that only repeats that something else failed. */
export type Meaning = Kind | 'builder' | 'git' | 'mirrors' | 'consequence';

export type Rule = {
  readonly means: Meaning;
  /** first group = subject, where there is one; runs on text with plain quotes */
  readonly pattern: RegExp;
};

const rule = (means: Meaning, pattern: RegExp): Rule => ({ means, pattern });

/** All the quotes that nix and nixpkgs have used, as one. */
export const flatQuotes = (text: string): string => text.replace(/[‘’`´“”"]/g, "'");

/** In order: the first that fits decides. */
export const messageRules: readonly Rule[] = [
  rule('interrupted', /^interrupted by the user/),
  rule(
    'interrupted',
    /^(?:Interrupted|operation (?:was )?(?:cancelled|canceled)|cancelled by user)\b/i,
  ),
  rule('interrupted', /(?:failed due to signal (?:2|15)\b|\(Interrupt\))/),

  // a name may be made of any words
  rule('undefined-variable-or-attribute', /^attribute '([^'\n]{1,200})' missing/),

  // disks and memory come first, since they dress up as anything
  rule(
    'disk-full-store',
    /(?:No space left on device|database or disk is full|not enough free disk space|Disk quota exceeded|disk is full|disk I\/O error.{0,40}full)/i,
  ),
  rule(
    'out-of-memory',
    /(?:Cannot allocate memory|Nicht genügend Hauptspeicher|[Mm]émoire insuffisante|allouer de la mémoire|No se pudo asignar memoria|无法分配内存|メモリを確保できません|alocar memória|out of memory|std::bad_alloc|memory exhausted|failed due to signal 9\b|\(Killed\)|exit code 137\b|Too many heap sections)/i,
  ),

  // `Command '…' returned …` is told to be an error by some wrappers
  rule(
    'consequence',
    /^(?:\d+ dependenc(?:y|ies) of derivation .{0,300} failed to build|some substitutes for the outputs of derivation|build of .{1,600} failed$|Build failed due to failed dependency|Command .{0,2000} (?:returned non-zero exit status|failed with exit|exited with)|Process exited with|\d+ derivations? .{0,40}failed|failed to build (?:the )?(?:configuration|system))/,
  ),
  rule('consequence', /^Reason: \d+ dependenc(?:y|ies) failed/),
  rule('consequence', /^cannot build derivation '[^']{1,400}': \d+ dependenc/),
  rule('consequence', /^Cannot build '[^']{1,400}'\.?\s+Reason: \d+ dependenc(?:y|ies) failed/),

  rule('nar-hash-mismatch', /NAR hash mismatch in (?:flake )?input '([^'?\s]{1,300})/),
  rule(
    'nar-hash-mismatch',
    /(?:mismatch in (?:field|attribute) 'narHash'|'?narHash'? mismatch|NAR hash mismatch|has NAR hash .{1,120} (?:but|instead|expected))/i,
  ),
  rule('nar-hash-mismatch', /mismatch in field 'lastModified' of input/),
  rule(
    'nar-hash-mismatch',
    /'(?:lastModified|revCount)' attribute mismatch in (?:flake )?input '([^'?\s]{1,300})/,
  ),
  rule('nar-hash-mismatch', /(?:hash|size) mismatch (?:importing|in) (?:path|NAR) '([^']{1,300})'/),
  rule('hash-mismatch-source', /hash mismatch in fixed-output derivation '([^']{1,300})'/),
  rule('hash-mismatch-source', /hash mismatch in file downloaded from '([^']{1,400})'/),
  rule('hash-mismatch-source', /fixed-output derivation produced path '([^']{1,300})' with/),
  rule('hash-mismatch-source', /output path '([^']{1,300})' (?:has|should have) .{0,80}hash/),
  rule(
    'hash-mismatch-source',
    /(?:hash mismatch|hash '[^']{10,120}' (?:but|instead of) .{0,40}(?:expected|the)|ca hash mismatch)/i,
  ),
  rule('hash-mismatch-source', /specified:\s{1,8}sha(?:256|512|1)[:-].{1,120}\s{1,12}got:/),

  rule('not-owner', /repository path '([^']{1,300})' is not owned by current user/),
  rule(
    'not-owner',
    /(?:detected dubious ownership in repository(?: at '([^']{1,300})')?|safe\.directory|is not owned by current user|is owned by someone else|libgit2 error code = (?:-36|7\b))/,
  ),

  // how git's usage text looks from nix before 2.20 when the folder is another user's
  rule('not-owner', /program 'git' failed with exit code 129/),
  rule(
    'rate-limited',
    /(?:API rate limit|rate limit exceeded|rate.?limit(?:ed|ing)\b|HTTP error 429|HTTP response status: 429|Too Many Requests|secondary rate limit|toomanyrequests)/i,
  ),
  rule(
    'rate-limited',
    /unable to download '(https:\/\/api\.github\.com[^']{0,300})': HTTP error 403/,
  ),

  rule(
    'auth-failed',
    /(?:HTTP error 40[137]\b|HTTP error 407|Bad credentials|Permission denied \(publickey|Authentication failed|could not read (?:Username|Password)|Host key verification failed|access denied or repository not exported|remote authentication required|authentication required but no callback|failed to authenticate)/i,
  ),
  rule('http-not-found', /unable to download '([^']{1,400})': HTTP error (?:404|410|422)/),
  rule(
    'http-not-found',
    /(?:HTTP error (?:404|410|422)|response code:? 404|requested URL returned error: 404|couldn't find remote ref|(?:cannot|could not|unable to) find (?:the )?(?:remote )?(?:ref|reference|branch)\b|remote branch .{1,120} not found|unexpected http status code: 404)/i,
  ),
  rule(
    'http-not-found',
    /(?:[Cc]annot find Git revision '([^']{1,100})' in ref|no reference found for shorthand|reference '[^']{1,120}' not found|remote ref(?:erence)? '?[^' ]{1,120}'? (?:not found|does not exist)|revspec '[^']{1,120}' not found|unable to resolve reference|[Cc]ould not (?:find|resolve) (?:commit|revision)|object not found - no match for id|repository (?:'[^']{1,200}' )?not found)/,
  ),
  // a daemon that does not run is no matter of the network
  rule('other', /(?:daemon-socket|connection to remote store '(?:daemon|local))/),
  // neither is a server that answers, and does not like what it is asked
  rule('other', /unable to download '[^']{1,400}': HTTP error 4(?!0[1347]|08|10|22|29)\d\d\b/),
  // neither is an address that is none
  rule(
    'other',
    /unable to download .{0,400}: (?:URL using bad|Unsupported protocol|URL malformed)/,
  ),
  rule('mirrors', /cannot download (\S{1,200}) from any mirror/),
  rule(
    'network-unreachable',
    /unable to download '([^']{1,400})': (?:HTTP error (?:5\d\d|408|0\b)|(?:C|c)ould(?:n't| not) |Timeout|SS[HL] |Problem with|Failed|Failure|Transferred|Server returned|Recv|Send|Operation|Connection|Stream error|HTTP\/[23]|Error in the HTTP|Resolving|Unrecognized|SSL|.{0,60}\(\d{1,3}\))/,
  ),
  rule(
    'network-unreachable',
    /(?:[Cc]ould(?:n't| not) resolve (?:host|proxy)|[Tt]emporary failure in name resolution|[Nn]ame or service not known|[Cc]ould(?:n't| not) connect to (?:server|host|'https?:)|[Ff]ailed to connect to|[Nn]etwork is (?:unreachable|down)|[Nn]o route to host|[Cc]onnection (?:refused|timed out|reset by peer)|[Tt]imeout was reached|[Oo]peration (?:timed out|too slow)|SSL peer certificate|SSL certificate problem|SSL connect error|SSL CA cert|failed to resolve address|unable to connect|failed to connect|Failed sending data to the peer|Failure when receiving data|Transferred a partial file|transfer closed with|Server returned nothing|HTTP error 5\d\d|unable to download '|cannot connect to '|stalled download|download (?:stalled|timed out)|error in the HTTP2 framing|received unexpected EOF|curl error)/,
  ),

  rule(
    'experimental-features-disabled',
    /experimental (?:Nix |Lix )?feature '([\w-]{1,60})' is disabled/i,
  ),
  rule(
    'experimental-features-disabled',
    /(?:experimental (?:Nix |Lix )?feature.{0,80}(?:disabled|not enabled|required)|(?:disabled|not enabled).{0,80}experimental (?:Nix |Lix )?feature|enable it with --(?:extra-)?experimental-features|'(flake|flakes)' is not a recognised command|unrecogni[sz]ed flag '--(?:extra-)?experimental-features')/,
  ),
  rule('unsupported-lock-version', /lock file '([^']{1,300})' has (?:an )?unsupported version/),
  rule(
    'unsupported-lock-version',
    /(?:has (?:an )?unsupported (?:lock ?file )?version '?\d|unsupported lock ?file version)/i,
  ),

  rule(
    'lock-held',
    /(?:[Cc]ould not acquire (?:a |the )?lock|unable to (?:acquire|get|obtain|take) (?:a |the )?lock|already loaded or has a fragment file|database (?:'[^']{1,300}' )?is (?:locked|busy)|index\.lock': File exists|Resource temporarily unavailable.{0,80}lock|lock.{0,80}Resource temporarily unavailable|another (?:process|instance|switch|nixos-rebuild).{0,60}(?:running|holds|progress))/,
  ),

  rule(
    'untracked-file',
    /[Pp]ath '([^']{1,300})' in the repository .{1,300} is not tracked by [Gg]it/,
  ),
  rule(
    'untracked-file',
    /access to path '(?:\/nix\/store\/[^'/]{1,200}\/|«[^»]{1,300}»\/?)?([^']{1,300})' is forbidden because it is not under Git control/,
  ),
  rule(
    'untracked-file',
    /(?:is not tracked by [Gg]it|To make it visible to Nix, run|maybe you should 'git add' it|not (?:added|tracked|known) (?:to|by|in) (?:the )?[Gg]it (?:index|repo))/,
  ),
  rule('untracked-file', /[Pp]ath '([^']{1,300})' does not exist in Git repository/),
  rule(
    'untracked-file',
    /(?:path|file|getting status of|(?:opening|reading|listing|cannot (?:open|read)) (?:file|directory|symbolic link)) '(?:\S{0,100}\/nix\/store\/[^'/]{1,200}-source|«[^»]{1,300}»)\/{1,2}([^']{1,300})'(?: does not exist|: No such file or directory| .{0,40}No such file)/,
  ),
  rule(
    'untracked-file',
    /source tree referenced by 'git\+file:[^']{1,300}' does not contain (?:a '?\/{0,2}([\w./-]{1,120})'? file|.{0,40}flake\.nix)/,
  ),
  // cut off within the path
  rule(
    'untracked-file',
    /^(?:path|getting status of|opening file) '\/nix\/store\/[^'/]{1,200}-source\/{1,2}([^'\n]{1,300})$/,
  ),
  rule('untracked-file', /path '(?!\/nix\/store\/[^'/]{1,200}')(\/[^']{1,300})' does not exist$/m),
  rule(
    'untracked-file',
    /(?:getting status of|opening file) '((?!\/nix\/|\/root\/|\/etc\/nix\/|\/run\/|\/proc\/|\/dev\/|\/tmp\/)\/[^']{1,300}\.nix)': No such file or directory/,
  ),

  rule('syntax-error', /^syntax error\b/m),
  rule('syntax-error', /parse error at line \d{1,7}, column \d{1,7}: syntax error/),
  rule(
    'syntax-error',
    /^(?:path (?:'[^']{1,300}' )?has a trailing slash|unexpected end of file|dynamic attributes? (?:are )?not allowed|invalid (?:Unicode|token|string escape)|unterminated string|unexpected (?:token|character))/,
  ),

  rule(
    'infinite-recursion',
    /(?:infinite recursion (?:encountered|when)|(?:possible|caused by) infinite recursion|stack overflow|max-call-depth exceeded|call depth limit)/,
  ),

  // a failed assertion quotes anything, so it is asked before the words it may quote
  rule('failed-assertion', /^Failed assertions:?\s+- (?:In '[^']{1,300}':\s+)?([^\n]{1,160})/),
  rule('failed-assertion', /^Failed assertions:?/m),
  rule('failed-assertion', /^assertion (?:'[\s\S]{0,1500}' )?failed\b/),
  rule('failed-assertion', /^assert(?:ion)? .{0,200}failed/),

  rule(
    'unfree-package',
    /[Pp]ackage '([^']{1,200})' in .{1,400}? (?:has an unfree|because it has an unfree)/,
  ),
  rule('insecure-package', /[Pp]ackage '([^']{1,200})' in .{1,400}? is marked as insecure/),
  rule(
    'broken-package',
    /[Pp]ackage '([^']{1,200})' in .{1,400}? (?:is marked as broken|is not (?:available|supported) on|has (?:been )?marked broken|is not supported)/,
  ),
  // the reason of a removal may be any of the others
  rule(
    'package-removed-or-renamed',
    /^(?:The )?(?:package )?'?([\w.+-]{1,100})'? (?:has been|was) (?:removed|renamed)\b/,
  ),
  rule(
    'unfree-package',
    /(?:has an unfree license|unfree license \('|unfree packages? (?:is|are) not allowed|NIXPKGS_ALLOW_UNFREE=1)/,
  ),
  rule(
    'insecure-package',
    /(?:is marked as insecure|permittedInsecurePackages|NIXPKGS_ALLOW_INSECURE=1)/,
  ),
  rule('broken-package', /^([\w.+-]{1,100}) (?:is )?not supported (?:for interpreter|on) /),
  rule(
    'broken-package',
    /(?:is marked as broken|is not available on the requested (?:hostPlatform|platform)|(?:is )?not supported (?:on|for) (?:the )?(?:'|platform|system|host|interpreter|(?:x86_64|aarch64|i686|armv\d|riscv\d\d|powerpc\w{0,4}|linux|darwin)\b)|is broken (?:on|for|with)|NIXPKGS_ALLOW_(?:BROKEN|UNSUPPORTED_SYSTEM)=1|[Uu]nsupported (?:platform|system)\b)/,
  ),
  rule(
    'other',
    /[Pp]ackage '([^']{1,200})' in .{1,400}? (?:has .{0,40}(?:problem|a blocklisted license|non-source)|is blocklisted|.{0,80}refusing to evaluate)/,
  ),

  rule(
    'option-does-not-exist',
    /The (?:unique )?option '(.{1,300}?)' (?:defined in .{1,600} )?does not exist/,
  ),
  rule(
    'option-does-not-exist',
    /(?:option path .{1,200} does not exist|The option '(.{1,300}?)' was accessed but (?:does not exist|isn't declared))/,
  ),
  // an option that nobody gave a value is there all the same
  rule(
    'other',
    /The option '(.{1,300}?)' (?:is used but not defined|was accessed but has no value defined)/,
  ),
  rule('type-mismatch-option', /A definition for option '(.{1,300}?)' is not of type/),
  rule(
    'type-mismatch-option',
    /The option value '(.{1,300}?)' (?:defined )?in .{1,400} is not (?:of type|an? )/,
  ),
  rule(
    'type-mismatch-option',
    /The (?:unique )?option '(.{1,300}?)' (?:has conflicting definition|is defined (?:multiple times|both)|is not of type|has conflicting|is read-only, but it's set multiple times)/,
  ),
  rule('type-mismatch-option', /[Cc]annot merge definitions of '(.{1,300}?)'/),
  rule(
    'type-mismatch-option',
    /trying to (?:define|declare) a value of type '[^']{1,100}'\s{1,12}rather than an attribute.?set for the option\s{1,12}'(.{1,300}?)'/,
  ),
  rule(
    'type-mismatch-option',
    /(?:has conflicting definition values|is not of type '|A(?:n)? option declaration .{0,80}(?:type|wrong))/,
  ),

  rule(
    'package-removed-or-renamed',
    /^'?(?:pkgs\.)?([\w.+-]{1,100})'? (?:has|have) (?:now )?been (?:removed|renamed|replaced|moved|superseded|dropped|discontinued|deprecated|promoted|merged|split|separated|extracted)/,
  ),
  rule(
    'package-removed-or-renamed',
    /^(?:The )?(?:top-level )?(?:package |attribute |alias |pkgs?\.)?'?([\w.+-]{1,100})'? (?:package |attribute )?(?:was|were|is|are|got|has|have|had)(?: now| no longer| not)? ?(?:been )?(?:removed|renamed|replaced|moved|superseded|dropped|discontinued|deprecated|EOL|end.of.life|unmaintained|obsolete|abandoned|maintained|split|separated|reached|merged|insecure and|available (?:as|under|in|from)|provided|part of|supported|included)/i,
  ),
  rule(
    'package-removed-or-renamed',
    /^(?:(?!option ).){0,120}'?\b([\w.+-]{1,100})'? (?:has been|have been|was|were|got) (?:now )?(?:removed|renamed(?: to| into|\/)|replaced (?:by|with)|moved (?:to|into|out)|superseded|dropped from|promoted|discontinued)/,
  ),
  rule(
    'package-removed-or-renamed',
    /^(?!profile\b|cannot\b|unable\b|unrecogni)'?([\w.+-]{1,100})'?[:,]? .{0,160}(?:removed (?:from nixpkgs|because|as|since|due|in \d)|renamed to|in favou?r of|use (?:'|pkgs\.)[\w.'+-]{1,80} instead|please (?:use|switch to|migrate)|no longer (?:maintained|supported|available|exists)|reached (?:its )?end.of.life|is EOL\b|end-of-life)/i,
  ),

  rule('undefined-variable-or-attribute', /undefined variable '([^']{1,200})'/),
  rule(
    'package-removed-or-renamed',
    /^[^:\n]{0,80}(?:abandoned|unmaintained|discontinued|deprecated|obsolete|dead upstream|no longer maintained|removed|replaced)\b.{0,200}(?:consider|use|using|switch|instead|replacement|alternative)/i,
  ),
  rule(
    'undefined-variable-or-attribute',
    /attribute '([^']{1,200})' (?:missing|not found|(?:in selection path .{1,300}|.{0,40}) not found)/,
  ),
  rule(
    'undefined-variable-or-attribute',
    /does not provide attribute '?(?:packages\.[\w-]{1,40}\.)?((?:nixos|home|darwin)Configurations\.(?:'[^']{1,120}'|[\w@-]{1,120})|[^' ]{1,200})/,
  ),
  rule('undefined-variable-or-attribute', /cannot find attribute '([^']{1,200})'/),
  rule(
    'undefined-variable-or-attribute',
    /attribute '([^']{1,200})' in selection path '[^']{1,300}' not found/,
  ),
  rule(
    'undefined-variable-or-attribute',
    /called (?:without required|with unexpected) argument '([^']{1,120})'/,
  ),
  rule(
    'undefined-variable-or-attribute',
    /(?:missing attribute|attribute path) '([^']{1,200})'? ?(?:not found|missing|does not exist)?/,
  ),

  // what nixpkgs throws of a package in a sentence of its own
  rule(
    'package-removed-or-renamed',
    /^(?!.{0,300}\b(?:option|flake|input|file|hash|profile)\b).{0,200}(?:is no longer (?:actively )?(?:developed|maintained|supported|available|packaged)|no longer provides|is now known as|\bdiscontinued\b|has been (?:\w{1,12} and )?(?:removed|dropped|renamed|cancell?ed)|(?:abandoned|archived|deleted) (?:by )?upstream)/,
  ),
  rule('package-removed-or-renamed', /^'?([\w.+-]{1,100})'?: use '?[\w.+-]{1,100}'? instead/),

  rule(
    'activation-script-failed',
    /(?:failed to run activate script|activation script .{0,80}failed)/i,
  ),
  rule('polkit-no-agent', /(?:Interactive authentication required|No authentication agent)/i),
  rule('polkit-denied', /(?:PolicyKit1?\.Error\.(?:NotAuthorized|Failed)|Not authorized)/i),
  rule('polkit-dismissed', /(?:Request dismissed|PolicyKit1?\.Error\.Cancelled)/),

  rule('builder', /builder for '([^']{1,400})' failed/),
  rule('builder', /Cannot build '([^']{1,400})'/),
  rule('builder', /\bis required to build '([^']{1,400})', but I am a /),
  rule('builder', /derivation '([^']{1,400})' may not be deterministic/),
  rule('builder', /output '([^']{1,400})' is not allowed to (?:refer to|have)/),
  rule(
    'builder',
    /cycle detected in (?:build of '([^']{1,400})'|the references of (?:output )?'[^']{1,400}')/,
  ),
  rule(
    'builder',
    /build (?:of|for) (?:derivation )?'([^']{1,400})' (?:on '[^']{1,200}' )?(?:failed|timed out)/,
  ),
  rule(
    'builder',
    /(?:builder failed|failed to produce output path|'([^']{1,300}\.drv)' (?:timed out|failed)|timed out after \d+ seconds|pkgs\.buildEnv error|build hook .{0,40}died|failed to build|build failed|Build failed)/,
  ),

  rule(
    'git',
    /(?:program 'git' failed with exit code|git .{0,200}(?:exited with|failed with)|Failed to fetch git repository|Cannot fetch|failed to fetch|executing 'git'|unable to execute 'git'|[Cc]annot find 'git')/i,
  ),
];

export type Read = { readonly means: Meaning; readonly subject: string | null };

const match = (original: string): Read | null => {
  const text = flatQuotes(original);
  for (const { means, pattern } of messageRules) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const named = found[1];
    if (named === undefined) return { means, subject: null };
    // both texts are equally long, so the subject keeps its own quotes
    const at = found.index + found[0].indexOf(named);
    return { means, subject: original.slice(at, at + named.length) };
  }
  return null;
};

const openingLines = 2;
const wholeLimit = 5000;

/**
 * What a root message means; `other` where no wording fits. The opening decides before the rest, since the
 * rest quotes configuration, advice and log lines in which any word may stand.
 */
export const readMessage = (message: readonly string[]): Read => {
  const said = message.filter((line) => line !== '');
  const opening = match(said.slice(0, openingLines).join('\n'));
  const whole = said.join('\n').slice(0, wholeLimit);
  if (opening?.means === 'auth-failed' || opening?.means === 'http-not-found') {
    // the reason of a 403 stands in the body of the answer, below
    const all = match(whole);
    if (all?.means === 'rate-limited') return { means: 'rate-limited', subject: opening.subject };
  }
  return opening ?? match(whole) ?? { means: 'other', subject: null };
};
