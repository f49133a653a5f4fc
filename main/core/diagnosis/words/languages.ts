// An explanation in the language a person reads; what stands on disk and in JSON stays English.
import type { Diagnosis } from '../../../../preload/contract/run.ts';
import type { Language } from '../../../../preload/contract/words.ts';
import { type Kind, kinds, type Reason, reasons } from '../kinds.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { japanese } from './ja.ts';
import { portuguese } from './pt-br.ts';
import { inSentences, type Sentences } from './sentences.ts';
import { chinese } from './zh-cn.ts';

export const sentencesIn: Readonly<Record<Language, Sentences>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  'pt-BR': portuguese,
  'zh-CN': chinese,
  ja: japanese,
};

const isKind = (kind: string): kind is Kind => kinds.some((known) => known === kind);
const isReason = (reason: string): reason is Reason => reasons.some((known) => known === reason);

/** A kind or reason that only another version knows, or a record from before the subject was kept, stays as it is. */
export const diagnosisIn = (diagnosis: Diagnosis, language: Language): Diagnosis =>
  language === 'en' ? diagnosis : saidIn(diagnosis, language);

/** For the record, when what its sentences name was learned only after the log had ended. */
export const withDetail = (diagnosis: Diagnosis, detail: string): Diagnosis =>
  saidIn({ ...diagnosis, detail }, 'en');

const saidIn = (diagnosis: Diagnosis, language: Language): Diagnosis => {
  const { kind, subject, reason, detail } = diagnosis;
  if (subject === undefined || !isKind(kind)) return diagnosis;
  if (reason !== undefined && !isReason(reason)) return diagnosis;
  return { ...diagnosis, ...inSentences(sentencesIn[language], { kind, subject, reason, detail }) };
};

/** The same for a record of a run, which is returned itself where nothing is said differently. */
export const recordIn = <R extends { readonly diagnosis: Diagnosis | null }>(
  record: R,
  language: Language,
): R => {
  if (record.diagnosis === null) return record;
  const diagnosis = diagnosisIn(record.diagnosis, language);
  return diagnosis === record.diagnosis ? record : { ...record, diagnosis };
};
