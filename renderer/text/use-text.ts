// Gives every part the catalogue of the chosen language.
import { createContext, useContext } from 'react';
import { english, type Text } from './en.ts';
import { makeFormat } from './format.ts';

/** English sentences with the numbers and dates of the person's own English, else British. */
export function englishFor(language: string): Text {
  return english(makeFormat(/^en(-|$)/i.test(language) ? language : 'en-GB'));
}

export const TextContext = createContext<Text | null>(null);

export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error('no catalogue around this part');
  return text;
}
