// The fixed words of Snowbell, as DESIGN §2, §6 and §9 spell them: what records, JSON and the window share.

export const inputStatuses = [
  'behind',
  'current',
  'pinned',
  'local',
  'follows',
  'unreachable',
  'unknown',
] as const;
export type InputStatus = (typeof inputStatuses)[number];

export const runKinds = ['upgrade', 'update', 'rebuild', 'rollback', 'prune'] as const;
export type RunKind = (typeof runKinds)[number];

export const runSteps = ['resolve', 'build', 'review', 'activate', 'settle'] as const;
export type RunStep = (typeof runSteps)[number];

export const outcomes = [
  'ready',
  'succeeded',
  'unchanged',
  'units-failed',
  'restart-required',
  'refused',
  'activation-failed',
  'failed',
  'cancelled',
  'denied',
  'auth-failed',
  'dismissed',
  'no-agent',
  'no-pkexec',
  'interrupted',
  'discarded',
] as const;
export type Outcome = (typeof outcomes)[number];

export const activationVerbs = ['switch', 'boot', 'test'] as const;
export type ActivationVerb = (typeof activationVerbs)[number];

/** Languages that the window, the tray and the notifications speak; BCP 47. */
export const languages = ['en', 'de', 'fr', 'es', 'pt-BR', 'zh-CN', 'ja'] as const;
export type Language = (typeof languages)[number];
