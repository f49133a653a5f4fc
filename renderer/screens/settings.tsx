// What a person may set; what the NixOS configuration fixes is shown, not offered.
import { type ReactNode, useEffect, useState } from 'react';
import { Input, Radio, RadioGroup, Switch, TextField } from 'react-aria-components';
import type { SettingsPatch } from '../../preload/contract/intent.ts';
import type { Settings as SettingsValue } from '../../preload/contract/settings.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Language } from '../../preload/contract/words.ts';
import { useNow, useSend } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { ChoiceList } from '../parts/choice-list.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { PathText } from '../parts/path-text.tsx';
import { Screen } from '../parts/screen.tsx';
import { Snippet } from '../parts/snippet.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { useText } from '../text/use-text.ts';

const intervals = [60, 180, 360, 720, 1440, 10080];
const activations: readonly SettingsValue['activation'][] = ['switch', 'boot', 'test'];
const themes: readonly SettingsValue['theme'][] = ['system', 'light', 'dark'];

/** Each language in its own words, so that whoever needs one can read it. */
const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  'zh-CN': '简体中文',
  ja: '日本語',
};
const languageChoices = Object.keys(languageNames) as readonly Language[];

/** A value as Nix writes it. */
export function nixValue(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(nixValue).join(' ')} ]`;
  if (typeof value !== 'string') return JSON.stringify(value);
  return `"${value.replace(/["\\]|\$(?=\{)/g, '\\$&')}"`;
}

/** The line of a NixOS configuration that fixes a setting. */
export function nixOption(key: keyof SettingsValue, value: unknown): string {
  return `programs.snowbell.settings.${key} = ${nixValue(value)};`;
}

interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** the line that fixes it, where the NixOS configuration does */
  readonly managed?: string | null;
  readonly children: ReactNode;
}

/** A row whose control names itself; `label` is what the eye reads. */
function Field({ label, help, managed = null, children }: FieldProps) {
  const text = useText();
  return (
    <div className="field">
      <div className="field-words">
        <div className="field-label">{label}</div>
        {help !== undefined && <div className="sub">{help}</div>}
      </div>
      <div className="field-control">{children}</div>
      {managed !== null && (
        <div className="managed">
          {text.settings.managed}
          <Snippet code={plainLine(managed)} copyLabel={text.settings.copySnippet(label)} />
        </div>
      )}
    </div>
  );
}

interface SwitchFieldProps {
  readonly label: string;
  readonly help: string;
  readonly managed: string | null;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function SwitchField({ label, help, managed, on, onChange }: SwitchFieldProps) {
  return (
    <Field label={label} help={help} managed={managed}>
      <Switch
        className="switch"
        aria-label={label}
        isSelected={on}
        isDisabled={managed !== null}
        onChange={onChange}
      >
        <span className="track" />
      </Switch>
    </Field>
  );
}

interface HostFieldProps {
  readonly value: string | null;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly label: string;
  readonly onSave: (value: string | null) => void;
}

function HostField({ value, placeholder, disabled, label, onSave }: HostFieldProps) {
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => setDraft(value ?? ''), [value]);
  const save = () => {
    const next = draft.trim() === '' ? null : draft.trim();
    if (next !== value) onSave(next);
  };
  return (
    <TextField
      aria-label={label}
      value={draft}
      onChange={setDraft}
      isDisabled={disabled}
      onBlur={save}
    >
      <Input
        className="text-box"
        placeholder={placeholder}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setDraft(value ?? '');
        }}
      />
    </TextField>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly nameOf: (option: T) => string;
  readonly disabled: boolean;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({
  label,
  value,
  options,
  nameOf,
  disabled,
  onChange,
}: ChoiceProps<T>) {
  return (
    <RadioGroup
      className="segments"
      aria-label={label}
      value={value}
      isDisabled={disabled}
      onChange={(next) => {
        const found = options.find((option) => option === next);
        if (found !== undefined) onChange(found);
      }}
    >
      {options.map((option) => (
        <Radio key={option} value={option} className="segment">
          {nameOf(option)}
        </Radio>
      ))}
    </RadioGroup>
  );
}

export interface SettingsProps {
  readonly snapshot: Snapshot;
  readonly onDoctor: () => void;
}

export function Settings({ snapshot, onDoctor }: SettingsProps) {
  const text = useText();
  const send = useSend();
  const now = useNow(60_000);
  const { settings, managed, flake, host, nix, elevation, pausedUntil } = snapshot;
  const words = text.settings;
  const isManaged = (key: keyof SettingsValue) => managed.includes(key);
  const fixed = (key: keyof SettingsValue) =>
    isManaged(key) ? nixOption(key, settings[key]) : null;
  const save = (patch: SettingsPatch) => send({ kind: 'save-settings', patch });
  const minutes = settings.checkEveryMinutes;
  const offered = intervals.includes(minutes)
    ? intervals
    : [...intervals, minutes].sort((a, b) => a - b);
  const paused = pausedUntil !== null && pausedUntil > now;
  const aheadHelp =
    snapshot.aheadWaits === null
      ? words.prepareAheadHelp
      : `${words.prepareAheadHelp} ${words.prepareAheadWaits(snapshot.aheadWaits)}`;
  const toggle = (
    key:
      | 'notifications'
      | 'commitLock'
      | 'onMetered'
      | 'onBattery'
      | 'gentleBuilds'
      | 'prepareAhead'
      | 'autostart',
  ) => (
    <SwitchField
      label={words[key]}
      help={key === 'prepareAhead' ? aheadHelp : words[`${key}Help`]}
      managed={fixed(key)}
      on={settings[key]}
      onChange={(on) => save({ [key]: on })}
    />
  );

  return (
    <Screen title={words.title} facts={[words.sub]} banners={<StatusBanners snapshot={snapshot} />}>
      <div className="settings">
        <section aria-label={words.sections.flake}>
          <h2 className="group-title">{words.sections.flake}</h2>
          <div className="list">
            <Field
              label={words.flake}
              help={
                flake.kind === 'unset' ? (
                  words.flakeUnset
                ) : (
                  <PathText path={flake.path} length={52} />
                )
              }
              managed={fixed('flake')}
            >
              <Button
                isDisabled={isManaged('flake')}
                onPress={() => send({ kind: 'choose-flake' })}
              >
                {words.choose}
              </Button>
            </Field>
            <Field
              label={words.host}
              help={words.hostHelp(plainLine(host.name))}
              managed={fixed('host')}
            >
              <HostField
                label={words.host}
                value={settings.host}
                placeholder={host.name}
                disabled={isManaged('host')}
                onSave={(value) => save({ host: value })}
              />
            </Field>
            {!snapshot.rehearsal && (
              <Field label={words.rehearsal} help={words.rehearsalHelp}>
                <Button onPress={() => send({ kind: 'rehearsal', on: true })}>
                  {words.rehearsalStart}
                </Button>
              </Field>
            )}
          </div>
        </section>

        <section aria-label={words.sections.checks}>
          <h2 className="group-title">{words.sections.checks}</h2>
          <div className="list">
            <Field label={words.interval} managed={fixed('checkEveryMinutes')}>
              <ChoiceList
                label={words.interval}
                value={String(minutes)}
                options={offered.map(String)}
                nameOf={(option) => words.intervalValue(Number(option))}
                disabled={isManaged('checkEveryMinutes')}
                onChange={(option) => save({ checkEveryMinutes: Number(option) })}
              />
            </Field>
            <Field
              label={words.pause}
              help={paused ? text.updates.paused(pausedUntil, now) : words.pauseHelp}
            >
              {paused ? (
                <Button onPress={() => send({ kind: 'pause', hours: 0 })}>{words.resume}</Button>
              ) : (
                <>
                  <Button onPress={() => send({ kind: 'pause', hours: 24 })}>
                    {words.pauseDay}
                  </Button>
                  <Button onPress={() => send({ kind: 'pause', hours: 168 })}>
                    {words.pauseWeek}
                  </Button>
                </>
              )}
            </Field>
            {toggle('onMetered')}
            {toggle('onBattery')}
            {toggle('notifications')}
            <Field label={words.held} help={words.heldHelp} managed={fixed('held')}>
              {settings.held.length === 0 ? (
                <span className="sub">{words.heldNone}</span>
              ) : (
                <ul className="tags" aria-label={words.held}>
                  {settings.held.map((name) => (
                    <li key={name} className="tag">
                      {plainLine(name)}
                      <Button
                        weight="icon"
                        aria-label={words.unhold(plainLine(name))}
                        isDisabled={isManaged('held')}
                        onPress={() =>
                          save({ held: settings.held.filter((other) => other !== name) })
                        }
                      >
                        <Icon name="cross" size={12} />
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
            </Field>
          </div>
        </section>

        <section aria-label={words.sections.upgrades}>
          <h2 className="group-title">{words.sections.upgrades}</h2>
          <div className="list">
            <Field label={words.activation} managed={fixed('activation')}>
              <Choice
                label={words.activation}
                value={settings.activation}
                options={activations}
                nameOf={words.activationValue}
                disabled={isManaged('activation')}
                onChange={(activation) => save({ activation })}
              />
            </Field>
            {toggle('commitLock')}
          </div>
        </section>

        <section aria-label={words.sections.background}>
          <h2 className="group-title">{words.sections.background}</h2>
          <div className="list">
            {toggle('prepareAhead')}
            {toggle('gentleBuilds')}
            {toggle('autostart')}
          </div>
        </section>

        <section aria-label={words.sections.look}>
          <h2 className="group-title">{words.sections.look}</h2>
          <div className="list">
            <Field label={words.language} managed={fixed('language')}>
              <ChoiceList
                label={words.language}
                value={settings.language}
                options={['system', ...languageChoices]}
                nameOf={(option) =>
                  option === 'system' ? words.languageSystem : languageNames[option]
                }
                languageOf={(option) => (option === 'system' ? undefined : option)}
                disabled={isManaged('language')}
                onChange={(language) => save({ language })}
              />
            </Field>
            <Field label={words.theme} managed={fixed('theme')}>
              <Choice
                label={words.theme}
                value={settings.theme}
                options={themes}
                nameOf={words.themeValue}
                disabled={isManaged('theme')}
                onChange={(theme) => save({ theme })}
              />
            </Field>
          </div>
        </section>

        <section aria-label={words.sections.computer}>
          <h2 className="group-title">{words.sections.computer}</h2>
          <dl className="card facts-card">
            <dt>{words.version}</dt>
            <dd>{snapshot.version}</dd>
            <dt>{words.nix}</dt>
            <dd>
              {nix.version === null
                ? words.nixMissing
                : nix.supported
                  ? nix.version
                  : words.nixTooOld(nix.version)}
            </dd>
            <dt>{words.elevation}</dt>
            <dd>
              {elevation.kind === 'helper'
                ? words.elevationHelper
                : elevation.kind === 'rehearsal'
                  ? words.elevationRehearsal
                  : `${text.elevation(elevation).title}. ${text.elevation(elevation).body}`}
            </dd>
            <dt>{words.tray}</dt>
            <dd>{snapshot.trayHost ? words.trayYes : words.trayNo}</dd>
          </dl>
          <div className="list below">
            <Field label={text.doctor.title} help={text.doctor.help}>
              <Button onPress={onDoctor}>{text.doctor.open}</Button>
            </Field>
          </div>
        </section>
      </div>
    </Screen>
  );
}
