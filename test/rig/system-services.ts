// NetworkManager, UPower and logind as python-dbusmock plays them, on a private bus in the system bus's place.
import { spawnSync } from 'node:child_process';
import dbus from 'dbus-next';
import {
  callBus,
  hasOwner,
  openSessionBus,
  type PrivateBus,
  sessionBusMissing,
} from './session-bus.ts';
import { type StartedProgram, startProgram } from './started-program.ts';
import { until } from './until.ts';

/** dbusmock comes with the system's own Python, not with whichever is first on PATH. */
const python = '/usr/bin/python3';

export function systemServicesMissing(): string | null {
  const missing = sessionBusMissing();
  if (missing !== null) return missing;
  const found = spawnSync(python, ['-c', 'import dbusmock, gi'], { stdio: 'ignore' });
  return found.status === 0 ? null : 'not installed: python3-dbusmock';
}

const mock = 'org.freedesktop.DBus.Mock';
const templates = {
  networkmanager: {
    destination: 'org.freedesktop.NetworkManager',
    path: '/org/freedesktop/NetworkManager',
  },
  upower: { destination: 'org.freedesktop.UPower', path: '/org/freedesktop/UPower' },
  logind: { destination: 'org.freedesktop.login1', path: '/org/freedesktop/login1' },
} as const;
export type Template = keyof typeof templates;

export interface SystemServices {
  readonly bus: PrivateBus;
  readonly env: { readonly DBUS_SYSTEM_BUS_ADDRESS: string };
  start(template: Template): Promise<void>;
  /** ends the service, as a crash would */
  end(template: Template): Promise<void>;
  /** sets properties of NetworkManager and tells of it */
  network(values: { State?: number; Connectivity?: number; Metered?: number }): Promise<void>;
  onBattery(on: boolean): Promise<void>;
  battery(values: { IsPresent: boolean; Percentage: number; WarningLevel: number }): Promise<void>;
  /** what logind says of the session of who asks */
  session(values: { IdleHint?: boolean; LockedHint?: boolean }): Promise<void>;
  /** logind's signal around a sleep; true before, false after */
  sleeping(begins: boolean): Promise<void>;
  /** what each held inhibitor blocks, who holds it and why */
  inhibitors(): Promise<
    readonly (readonly [what: string, who: string, why: string, mode: string])[]
  >;
  /** arguments of every call of a method of logind so far */
  calls(method: string): Promise<readonly unknown[][]>;
  close(): Promise<void>;
}

export async function openSystemServices(): Promise<SystemServices> {
  const bus = await openSessionBus();
  const connection = await bus.connect();
  const running = new Map<Template, StartedProgram>();
  const sessions = new Set<string>();
  const call = (
    template: Template,
    member: string,
    signature: string,
    body: readonly unknown[],
    at: { path?: string; interface?: string } = {},
  ) =>
    callBus(connection, {
      ...templates[template],
      interface: mock,
      member,
      signature,
      body,
      ...at,
    });
  const update = (
    template: Template,
    path: string,
    iface: string,
    values: Record<string, unknown>,
  ) => call(template, 'UpdateProperties', 'sa{sv}', [iface, values], { path });
  const { networkmanager: nm, upower, logind } = templates;
  return {
    bus,
    env: { DBUS_SYSTEM_BUS_ADDRESS: bus.address },
    async start(template) {
      const program = await startProgram(
        [python, '-m', 'dbusmock', '--system', '--template', template],
        { env: { DBUS_SYSTEM_BUS_ADDRESS: bus.address, ...bus.env }, up: 'spawned' },
      );
      running.set(template, program);
      await until(`${template} is on the bus`, () => {
        if (!program.running()) throw new Error(`${template}: ${program.said()}`);
        return hasOwner(connection, templates[template].destination);
      });
      if (template === 'networkmanager') {
        const metered = { Metered: new dbus.Variant('u', 4) };
        await call(template, 'AddProperties', 'sa{sv}', [nm.destination, metered]);
      }
    },
    async end(template) {
      await running.get(template)?.close();
      running.delete(template);
      await until(
        `${template} has left`,
        async () => !(await hasOwner(connection, templates[template].destination)),
      );
    },
    async network(values) {
      const variants = Object.entries(values).map(([name, value]) => [
        name,
        new dbus.Variant('u', value),
      ]);
      await update('networkmanager', nm.path, nm.destination, Object.fromEntries(variants));
    },
    async onBattery(on) {
      await update('upower', upower.path, upower.destination, {
        OnBattery: new dbus.Variant('b', on),
      });
    },
    async battery({ IsPresent, Percentage, WarningLevel }) {
      await update(
        'upower',
        `${upower.path}/devices/DisplayDevice`,
        `${upower.destination}.Device`,
        {
          IsPresent: new dbus.Variant('b', IsPresent),
          Percentage: new dbus.Variant('d', Percentage),
          WarningLevel: new dbus.Variant('u', WarningLevel),
        },
      );
    },
    async session(values) {
      const path = `${logind.path}/session/auto`;
      const iface = `${logind.destination}.Session`;
      const variants = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, new dbus.Variant('b', value)]),
      );
      if (!sessions.has('auto')) {
        sessions.add('auto');
        await call('logind', 'AddObject', 'ssa{sv}a(ssss)', [path, iface, variants, []]);
      } else await update('logind', path, iface, variants);
    },
    async sleeping(begins) {
      await call('logind', 'EmitSignal', 'sssav', [
        `${logind.destination}.Manager`,
        'PrepareForSleep',
        'b',
        [new dbus.Variant('b', begins)],
      ]);
    },
    async inhibitors() {
      const manager = { interface: `${logind.destination}.Manager` };
      const [all] = await call('logind', 'ListInhibitors', '', [], manager);
      return (all as [string, string, string, string][]).map(
        ([what, who, why, mode]) => [what, who, why, mode] as const,
      );
    },
    async calls(method) {
      const [all] = await call('logind', 'GetMethodCalls', 's', [method]);
      return (all as [unknown, dbus.Variant[]][]).map(([, values]) =>
        values.map((value) => value.value),
      );
    },
    async close() {
      for (const program of running.values()) await program.close();
      await bus.close();
    },
  };
}
