// From a language's code to the sentences of the tray, the notifications and the native dialogs.
import type { Language } from '../../../preload/contract/words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ptBr } from './pt-br.ts';
import type { DesktopText } from './text.ts';
import { zhCn } from './zh-cn.ts';

const catalogues: Readonly<Record<Language, DesktopText>> = {
  en,
  de,
  fr,
  es,
  'pt-BR': ptBr,
  'zh-CN': zhCn,
  ja,
};

export function desktopText(language: Language): DesktopText {
  return catalogues[language];
}
