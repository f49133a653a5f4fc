import type { commands, helpText } from '../../main/terminal/arguments.ts';

export interface Option {
  readonly name: string;
  readonly value: string;
  readonly does: string;
}
export interface Grammar {
  readonly commands: readonly {
    readonly name: string;
    readonly words: string;
    readonly does: string;
    readonly options: readonly Option[];
  }[];
  readonly common: readonly Option[];
  readonly exits: readonly { readonly code: string; readonly means: string }[];
}

/** Reads the grammar out of the command table and its help texts; throws where they do not fit. */
export function readGrammar(source: {
  readonly commands: typeof commands;
  readonly helpText: typeof helpText;
}): Grammar;
export function manPage(grammar: Grammar, version: string, date: string): string;
export function bashCompletion(grammar: Grammar): string;
export function zshCompletion(grammar: Grammar): string;
export function fishCompletion(grammar: Grammar): string;
