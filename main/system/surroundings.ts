// What the machine is living on: network, metered or not, battery; whether its session is left; when it wakes.
import { readFileSync } from 'node:fs';
import type { Surroundings } from '../core/state.ts';
import type { Bus } from './bus.ts';
import { type Properties, watchProperties } from './bus-properties.ts';
import { connectSystemBus } from './system-bus.ts';

const networkManager = {
  destination: 'org.freedesktop.NetworkManager',
  path: '/org/freedesktop/NetworkManager',
  interface: 'org.freedesktop.NetworkManager',
};
const upower = {
  destination: 'org.freedesktop.UPower',
  path: '/org/freedesktop/UPower',
  interface: 'org.freedesktop.UPower',
};
const battery = {
  destination: 'org.freedesktop.UPower',
  path: '/org/freedesktop/UPower/devices/DisplayDevice',
  interface: 'org.freedesktop.UPower.Device',
};
const logind = 'org.freedesktop.login1';
/** logind's own name for the session of who asks, or the one of theirs that has a display */
const session = {
  destination: logind,
  path: '/org/freedesktop/login1/session/auto',
  interface: `${logind}.Session`,
};

/** A bus that went away is looked for again after this (milliseconds). */
const lookAgainMs = 60_000;
/** The first answer is waited for so long; a service that hangs must not hold the start up. */
const patienceMs = 1_500;

/** Below this share of a full battery (per cent) an unasked check or build can wait. */
const lowPercentage = 20;

export interface SurroundingsWatch {
  /** settles with the first answer, or when it has been waited for long enough */
  readonly first: Promise<void>;
  stop(): void;
}

export interface SurroundingsParts {
  /** called with every new answer; a machine that tells nothing is never called for */
  readonly changed: (surroundings: Surroundings) => void;
  /** the machine woke from sleep; once each time */
  readonly resumed: () => void;
  /** null: the machine's own */
  readonly address?: string;
  /** whether packets have a way out; asked when NetworkManager says that it has none */
  readonly routed?: () => boolean;
}

/** NetworkManager, UPower and logind, as far as each is there; what is missing is taken as good. */
export function watchSurroundings(parts: SurroundingsParts): SurroundingsWatch {
  const { routed = hasDefaultRoute } = parts;
  let stopped = false;
  let open: Bus | null = null;
  let timer: NodeJS.Timeout | null = null;
  let last = good;
  const tell = (now: Surroundings) => {
    if (stopped || same(last, now)) return;
    last = now;
    parts.changed(now);
  };

  const watch = async (): Promise<void> => {
    // An odd message is the service's fault, and nothing that a person could act on.
    const bus = await connectSystemBus(() => undefined, parts.address);
    if (bus === null) return;
    if (stopped) {
      bus.close();
      return;
    }
    open = bus;
    void bus.gone.then(() => {
      open = null;
      tell(good);
      if (!stopped) timer = setTimeout(() => void again(), lookAgainMs);
    });
    await listen(bus, routed, tell, parts.resumed);
  };
  const again = async () => {
    timer = null;
    await watch();
    if (open === null && !stopped) timer = setTimeout(() => void again(), lookAgainMs);
  };

  return {
    first: Promise.race([watch(), patience()]),
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      open?.close();
    },
  };
}

const good: Surroundings = {
  network: true,
  metered: false,
  lowBattery: false,
  onBattery: false,
  away: false,
};

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs).unref());
}

async function listen(
  bus: Bus,
  routed: () => boolean,
  tell: (surroundings: Surroundings) => void,
  resumed: () => void,
): Promise<void> {
  let network: Properties | null = null;
  let power: Properties | null = null;
  let display: Properties | null = null;
  let seat: Properties | null = null;
  let complete = false;
  const combine = () => {
    if (complete) tell(surroundingsOf(network, power, display, seat, routed));
  };
  await Promise.all([
    watchProperties(bus, networkManager, ['State', 'Connectivity', 'Metered'], (now) => {
      network = now;
      combine();
    }),
    watchProperties(bus, upower, ['OnBattery'], (now) => {
      power = now;
      combine();
    }),
    watchProperties(bus, battery, ['IsPresent', 'Percentage', 'WarningLevel'], (now) => {
      display = now;
      combine();
    }),
    watchProperties(bus, session, ['IdleHint', 'LockedHint'], (now) => {
      seat = now;
      combine();
    }),
    bus.listen(
      { sender: logind, interface: `${logind}.Manager`, member: 'PrepareForSleep' },
      ([begins]) => begins === false && resumed(),
    ),
  ]);
  complete = true;
  combine();
}

/** Pure but for `routed`; each null where that service tells nothing. */
export function surroundingsOf(
  network: Properties | null,
  power: Properties | null,
  display: Properties | null,
  seat: Properties | null,
  routed: () => boolean,
): Surroundings {
  return {
    network: network === null || hasNetwork(network, routed),
    // NM_METERED_YES, NM_METERED_GUESS_YES
    metered: network?.Metered === 1 || network?.Metered === 3,
    lowBattery: power?.OnBattery === true && display !== null && isLow(display),
    onBattery: power?.OnBattery === true,
    away: seat?.IdleHint === true || seat?.LockedHint === true,
  };
}

function hasNetwork({ State, Connectivity }: Properties, routed: () => boolean): boolean {
  // NM_CONNECTIVITY_PORTAL: every host would answer with the portal's page.
  if (Connectivity === 2) return false;
  // NM_STATE_UNKNOWN, NM_STATE_CONNECTED_SITE, NM_STATE_CONNECTED_GLOBAL
  if (typeof State !== 'number' || State === 0 || State >= 60) return true;
  // NM_STATE_ASLEEP: somebody switched networking off.
  if (State === 10) return false;
  // NetworkManager knows nothing of what systemd-networkd or a container's host set up.
  return routed();
}

function isLow({ IsPresent, Percentage, WarningLevel }: Properties): boolean {
  // UP_DEVICE_LEVEL_LOW, _CRITICAL, _ACTION
  if (typeof WarningLevel === 'number' && WarningLevel >= 3) return true;
  return IsPresent === true && typeof Percentage === 'number' && Percentage < lowPercentage;
}

function same(a: Surroundings, b: Surroundings): boolean {
  return (
    a.network === b.network &&
    a.metered === b.metered &&
    a.lowBattery === b.lowBattery &&
    a.onBattery === b.onBattery &&
    a.away === b.away
  );
}

/** Whether the kernel has a default route, by IPv4 or IPv6, through a device that is not loopback. */
export function hasDefaultRoute(
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): boolean {
  const rows = (path: string) => {
    try {
      return read(path)
        .split('\n')
        .map((row) => row.trim().split(/\s+/));
    } catch {
      return [];
    }
  };
  return (
    rows('/proc/net/route').some(
      ([device, destination, , , , , , mask]) =>
        device !== 'lo' && destination === '00000000' && mask === '00000000',
    ) ||
    rows('/proc/net/ipv6_route').some(
      ([destination, length, ...rest]) =>
        destination === '0'.repeat(32) && length === '00' && rest.at(-1) !== 'lo',
    )
  );
}
