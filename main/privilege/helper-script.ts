// Gives the root helper's source other places: how a package and a rehearsal get a copy of their own.

/** The constants at the top of build/helper/snowbell-helper.sh; what is left out stays as it is. */
export interface HelperPlaces {
  /** the folder of store paths */
  readonly store?: string;
  /** the profile's link, without a generation */
  readonly profile?: string;
  /** the link to the system that is active now */
  readonly current?: string;
  /** the link to the system that the machine was started with */
  readonly booted?: string;
  /** where logs and results go */
  readonly runs?: string;
  /** the file that switch-to-configuration locks */
  readonly switchLock?: string;
  /** the folder that exists where systemd runs; '' for "no systemd here" */
  readonly systemd?: string;
  /** the helper's own PATH */
  readonly path?: string;
  /** true where all of it belongs to a plain user */
  readonly rehearsal?: boolean;
  /** the shell in the first line; for tests with another one than /bin/sh */
  readonly shell?: string;
}

/**
 * The helper's source with `places` in the place of its own. Throws when a constant is not there
 * exactly once, or a value holds what cannot stand in a line of shell.
 */
export function renderHelper(source: string, places: HelperPlaces): string {
  const values: readonly (readonly [string, string | undefined])[] = [
    ['store', places.store],
    ['profile', places.profile],
    ['current', places.current],
    ['booted', places.booted],
    ['runs', places.runs],
    ['switch_lock', places.switchLock],
    ['systemd', places.systemd],
    ['path', places.path],
    ['rehearsal', places.rehearsal === undefined ? undefined : places.rehearsal ? 'yes' : ''],
  ];
  let text = source;
  for (const [name, value] of values) {
    if (value !== undefined) text = replaceOnce(text, name, value);
  }
  if (places.shell !== undefined) {
    if (!/^\/[\w./+-]+$/.test(places.shell)) throw new Error('not the path of a shell');
    if (!text.startsWith('#!/bin/sh\n'))
      throw new Error('the helper does not begin with #!/bin/sh');
    text = `#!${places.shell}${text.slice('#!/bin/sh'.length)}`;
  }
  return text;
}

function replaceOnce(source: string, name: string, value: string): string {
  const line = new RegExp(`^${name}='[^'\n]*'$`, 'gm');
  const found = source.match(line)?.length ?? 0;
  if (found !== 1) throw new Error(`the helper has the constant ${name} ${found} times, not once`);
  return source.replace(line, () => `${name}=${quote(value)}`);
}

function quote(value: string): string {
  if (/[\0-\x1f\x7f]/.test(value)) throw new Error('a place of the helper has a control character');
  return `'${value.replaceAll("'", "'\\''")}'`;
}
