// What sets a failure apart from others of its kind, so that words of its own can help: the reason, and what they name.
import { moduleArgument, usedAt } from './about-error.ts';
import type { Cause, Reason } from './kinds.ts';
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';
import type { ErrorBlock } from './structure.ts';

export type Ground = Pick<Cause, 'reason' | 'detail'> & { readonly subject?: string | null };

const longestQuote = 240;
const hidden = /[\u0080-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const storeHash = /\/nix\/store\/[a-z0-9]{32}-/g;

/** Somebody else's words within a sentence: one line, not long, nothing in them that hides or turns text. */
export const quote = (text: string): string => {
  const plain = text.replace(hidden, '').replace(storeHash, '/nix/store/…-').replace(/\s+/g, ' ');
  const letters = [...plain.trim().replace(/[.:;,\s]+$/, '')];
  return letters.length <= longestQuote
    ? letters.join('')
    : `${letters.slice(0, longestQuote - 1).join('')}…`;
};

/** The first paragraph of a message. */
const firstParagraph = (message: readonly string[]): string => {
  const end = message.indexOf('');
  return (end === -1 ? message : message.slice(0, end)).slice(0, 6).join(' ');
};

const absolutePath = /(?<![\w.~/-])\/[^\s'",;:()<>…]{1,300}/g;

/** The file that access was denied to: the one written where two are named. */
const deniedPath = (text: string): string | null => {
  const before = text.slice(0, Math.max(0, text.search(denied)));
  const after = text.slice(before.length);
  const named = before.match(absolutePath) ?? after.match(absolutePath) ?? [];
  // of `CREATOR: cannot create FILE` and `creating symlink 'FILE' -> 'TARGET'`
  return /symlink|link '/.test(before) ? (named[0] ?? null) : (named.at(-1) ?? null);
};

const denied =
  /(?:Permission denied|Operation not permitted|Read-only file system|Keine Berechtigung|Permission non accordée|Permiso denegado|Permissão negada|权限不够|許可がありません)/;

type Rule = {
  readonly reason: Reason;
  readonly pattern: RegExp;
  /** what the words name; by itself the first group, or nothing */
  readonly ground?: (text: string) => Omit<Ground, 'reason'>;
};

const withQuote = (text: string): Omit<Ground, 'reason'> => ({ detail: quote(text) });

/** In order: the first that fits decides. Text has plain quotes. */
const rules: readonly Rule[] = [
  {
    reason: 'no-permission',
    pattern: denied,
    ground: (text) => {
      const path = deniedPath(text);
      return path === null ? { detail: null } : { subject: path, detail: null };
    },
  },
  { reason: 'failure-from-cache', pattern: /^cached failure of attribute/ },
  {
    reason: 'no-flake',
    pattern:
      /(?:could not find a flake\.nix|is not part of a flake|does not contain a '?\/?flake\.nix|file 'nixos-config' was not found)/,
  },
  {
    reason: 'pure-evaluation',
    pattern:
      /(?:in pure (?:evaluation )?mode|pure evaluation mode|pure eval(?:uation)? mode|(?:will not fetch|cannot update) (?:the )?unlocked|requires? (?:a|the) lock|use '?--impure'? to)/,
    ground: withQuote,
  },
  {
    reason: 'defined-twice',
    pattern: /^attribute '([^']{1,200})' (?:already|was already) defined/,
  },
  {
    reason: 'defined-twice',
    pattern: /^duplicate (?:formal )?(?:function )?argument '([^']{1,200})'/,
  },
  {
    reason: 'wrong-value',
    pattern:
      /(?:^(?:value is|expected) .{1,300}(?:while|but|expected)|attempt to call something which is not a function|cannot (?:coerce|convert|compare|add|append|concatenate)|is not a (?:function|set|list|string|path|boolean|derivation|number)\b|doesn't represent an absolute path|is too short to be a valid store path|is not allowed to refer to a store path|cannot decode|cannot be (?:coerced|converted))/,
    ground: withQuote,
  },
];

/** `SHELL: command not found: NAME` before `NAME: command not found` */
const noSuchCommand: readonly RegExp[] = [
  /(?:command not found: |Unknown command:? |unknown command '?)([\w.+-]{1,60})/,
  /(?:^|[\s/])([\w.+-]{1,60}): (?:command not found|[Bb]efehl nicht gefunden|commande introuvable|orden no encontrada|comando não encontrado|未找到命令|コマンドが見つかりません)/,
];

const byRules = (text: string): Ground | null => {
  const flat = flatQuotes(text);
  for (const { reason, pattern, ground } of rules) {
    const found = pattern.exec(flat);
    if (found === null) continue;
    return ground === undefined
      ? { reason, detail: found[1] ?? null }
      : { reason, ...ground(flat) };
  }
  return null;
};

/** Of an error of nix that is of no other kind: what helps, or at least what nix says. */
export const groundOfError = (message: readonly string[]): Ground => {
  const text = firstParagraph(message);
  const known = byRules(text);
  if (known !== null) return known;
  const said = quote(text);
  return said === '' ? {} : { reason: 'nix-says', detail: said };
};

/** Of the line with which a log ends in failure. */
export const groundOfLine = (line: string): Ground => {
  const text = flatQuotes(line);
  for (const pattern of noSuchCommand) {
    const command = pattern.exec(text)?.[1];
    if (command !== undefined)
      return { reason: 'no-such-command', subject: command, detail: command };
  }
  if (denied.test(text)) {
    const path = deniedPath(text);
    if (path !== null) return { reason: 'no-permission', subject: path };
  }
  const said = quote(line);
  return said === '' ? {} : { reason: 'log-says', detail: said };
};

const suggestions = /Did you mean (?:one of )?(.{1,300})\?/;

/** What does not exist: a host of the flake (nix names those that are spelt alike), an argument, or a name in a file. */
export const groundOfMissing = (
  subject: string | null,
  block: ErrorBlock,
  lines: readonly Line[],
): Ground => {
  if (moduleArgument(block) !== null && moduleArgument(block) === subject)
    return { reason: 'module-argument' };
  if (!/^(?:nixos|darwin)Configurations\b/.test(subject ?? '')) {
    const place = usedAt(block, lines);
    return place === subject ? {} : { detail: place };
  }
  const alike = suggestions.exec(flatQuotes(block.message.join(' ')))?.[1];
  return {
    reason: 'no-such-host',
    detail: alike === undefined ? null : quote(alike.replace(/'/g, '').replace(/ or /, ', ')),
  };
};

const placeholder = /^(?:sha\d{1,3}[-:])?(?:A{20,}=*|0{20,})$/;
const specified = /^(?:specified|wanted|expected):\s{0,12}(\S{4,200})$/;
const got =
  /(?:^(?:got|actual):\s{0,12}(\S{4,200})$|instead has '(\S{4,200})'|with \w{1,10} hash '(\S{4,200})')/;

/** The hash that a source really has, so that it can be copied. */
export const groundOfHash = (message: readonly string[]): Ground => {
  const lines = message.map((text) => flatQuotes(text).trim());
  const first = (pattern: RegExp): string | null => {
    for (const text of lines) {
      const found = pattern
        .exec(text)
        ?.slice(1)
        .find((group) => group !== undefined);
      if (found !== undefined) return found;
    }
    return null;
  };
  const detail = first(got);
  const unset = placeholder.test(first(specified) ?? '');
  return { reason: unset && detail !== null ? 'hash-not-set' : null, detail };
};

/** A module's argument that is needed to know what it will be: most often in `imports`. */
export const groundOfRecursion = (subject: string | null, block: ErrorBlock): Ground => {
  const argument = moduleArgument(block);
  return argument !== null && argument === subject ? { reason: 'module-argument' } : {};
};

/** Several values of which each would do. */
export const groundOfType = (message: readonly string[]): Ground =>
  /has conflicting definition|is defined (?:multiple times|both)|set multiple times/.test(
    message.slice(0, 2).join(' '),
  )
    ? { reason: 'conflicting-values' }
    : {};

const option =
  /(?<![\w./-])((?:accounts|boot|console|documentation|environment|fileSystems|fonts|gtk|hardware|home|home-manager|i18n|image|isoImage|launchd|location|networking|nix|nixpkgs|powerManagement|programs|qt|security|services|sound|specialisation|swapDevices|system|systemd|time|users|virtualisation|wayland|xdg|xsession|zramSwap)(?:\.(?:[\w@<>*-]+|"[^"\s]{1,80}"))*)/;

/** The first of the assertions that failed, whole, and the option that it is about. */
export const groundOfAssertion = (message: readonly string[]): Ground => {
  const at = message.findIndex((text) => text.startsWith('- '));
  const [first = ''] = message;
  if (at === -1) return first.startsWith('assertion ') ? { detail: quote(first) } : {};
  const end = message.findIndex((text, i) => i > at && (text === '' || text.startsWith('- ')));
  const said = message
    .slice(at, end === -1 ? undefined : end)
    .join(' ')
    .replace(/^- (?:In [`'‘"][^'’"]{1,300}['’"]:\s*)?/, '');
  const named = option.exec(said)?.[1];
  // a bare word of that list may be any word of a sentence
  const subject = named !== undefined && /\.|[A-Z]/.test(named) ? named : null;
  return { detail: quote(said), ...(subject !== null && { subject }) };
};
