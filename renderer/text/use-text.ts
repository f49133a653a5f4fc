// Gives every part the catalogue of the chosen language.
import { createContext, useContext } from 'react';
import type { Text } from './en.ts';

export const TextContext = createContext<Text | null>(null);

export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error('no catalogue around this part');
  return text;
}
