// Draws the tray icons and the app icon: SVG made here, turned into PNG by rsvg-convert.
// The PNGs are kept in the repository, so that only whoever changes this drawing needs the tool.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const sizes = [16, 22, 24, 32, 44, 48];
const counts = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'];

// Mid tones, so that each reads on a white and on a black panel alike.
const colour = {
  idle: '#7c8aa5',
  checking: '#7c8aa5',
  behind: '#4a82ea',
  working: '#4a82ea',
  ready: '#26995a',
  attention: '#e2463f',
  restart: '#d07f10',
};

// Hand-set digits: at tray sizes only whole pixels are sharp. '#' is ink.
const small = {
  1: ['.#', '##', '.#', '.#', '.#', '.#'],
  2: ['###.', '...#', '...#', '.##.', '#...', '####'],
  3: ['###.', '...#', '.##.', '...#', '...#', '###.'],
  4: ['#..#', '#..#', '#..#', '####', '...#', '...#'],
  5: ['####', '#...', '###.', '...#', '...#', '###.'],
  6: ['.##.', '#...', '###.', '#..#', '#..#', '.##.'],
  7: ['####', '...#', '..#.', '..#.', '.#..', '.#..'],
  8: ['.##.', '#..#', '.##.', '#..#', '#..#', '.##.'],
  9: ['.##.', '#..#', '#..#', '.###', '...#', '.##.'],
  '9+': ['.##.....', '#..#....', '#..#..#.', '.###.###', '...#..#.', '.##.....'],
};
const large = {
  1: ['.##', '###', '.##', '.##', '.##', '.##', '.##', '.##'],
  2: ['.####.', '##..##', '....##', '...##.', '..##..', '.##...', '##....', '######'],
  3: ['.####.', '##..##', '....##', '..###.', '....##', '....##', '##..##', '.####.'],
  4: ['...##.', '..###.', '.####.', '##.##.', '######', '...##.', '...##.', '...##.'],
  5: ['######', '##....', '#####.', '....##', '....##', '....##', '##..##', '.####.'],
  6: ['..###.', '.##...', '##....', '#####.', '##..##', '##..##', '##..##', '.####.'],
  7: ['######', '....##', '...##.', '...##.', '..##..', '..##..', '..##..', '..##..'],
  8: ['.####.', '##..##', '##..##', '.####.', '##..##', '##..##', '##..##', '.####.'],
  9: ['.####.', '##..##', '##..##', '##..##', '.#####', '....##', '...##.', '.###..'],
  '9+': [
    '.####.....',
    '##..##....',
    '##..##..#.',
    '##..##.###',
    '.#####..#.',
    '....##....',
    '...##.....',
    '.###......',
  ],
};

const strokes = { 16: 2, 22: 2, 24: 2, 32: 3, 44: 4, 48: 5 };

/** The badge of a size: its height, the room around it, and how large its digit's pixels are. */
const badges = {
  16: { height: 10, digits: small, pixel: 1, gap: 1, radius: 3 },
  22: { height: 12, digits: large, pixel: 1, gap: 1, radius: 4 },
  24: { height: 14, digits: large, pixel: 1, gap: 1.5, radius: 4.5 },
  32: { height: 20, digits: small, pixel: 2, gap: 2, radius: 6 },
  44: { height: 24, digits: large, pixel: 2, gap: 2, radius: 8 },
  48: { height: 28, digits: large, pixel: 2, gap: 3, radius: 9 },
};

function svg(size, inner) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${inner}</svg>\n`;
}

const rays = [90, 30, 150, 210, 270, 330].map((degrees) => {
  const turn = (degrees * Math.PI) / 180;
  return [Math.cos(turn), Math.sin(turn)];
});

/** Three crossed strokes, the mark of Snowbell. */
function flake(x, y, radius, width, ink) {
  const reach = radius - width / 2;
  const arms = rays.map(
    ([dx, dy]) => `M${x} ${y}L${(x + dx * reach).toFixed(2)} ${(y + dy * reach).toFixed(2)}`,
  );
  return `<path d="${arms.join('')}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round"/>`;
}

/** The mark reduced to its ends and middle: something is on its way. */
function dots(x, y, radius, width, ink) {
  const dot = width * 0.95;
  const reach = radius - dot;
  return [[0, 0], ...rays]
    .map(
      ([dx, dy]) =>
        `<circle cx="${(x + dx * reach).toFixed(2)}" cy="${(y + dy * reach).toFixed(2)}" r="${dot}" fill="${ink}"/>`,
    )
    .join('');
}

function arc(x, y, radius, from, to, width, ink) {
  const point = (degrees) => {
    const turn = ((degrees - 90) * Math.PI) / 180;
    return `${(x + radius * Math.cos(turn)).toFixed(2)} ${(y + radius * Math.sin(turn)).toFixed(2)}`;
  };
  const long = to - from > 180 ? 1 : 0;
  return `<path d="M${point(from)}A${radius} ${radius} 0 ${long} 1 ${point(to)}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round"/>`;
}

/** The mark of a state on a canvas of one unit a pixel, around (x, y), in strokes of `line`. */
function mark(state, x, y, radius, line) {
  const ink = colour[state];
  switch (state) {
    case 'idle':
    case 'behind':
      return flake(x, y, radius, line, ink);
    case 'checking':
      return dots(x, y, radius, line, ink);
    case 'working':
      return (
        arc(x, y, radius - line / 2, 20, 290, line, ink) +
        flake(x, y, radius * 0.54, line * 0.85, ink)
      );
    case 'ready': {
      const s = radius * 0.46;
      return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${ink}"/><path d="M${x - s} ${y + s * 0.08}l${s * 0.68} ${s * 0.68} ${s * 1.3} ${-s * 1.42}" fill="none" stroke="#fff" stroke-width="${line}" stroke-linecap="round" stroke-linejoin="round"/>`;
    }
    case 'attention': {
      const r = radius - line * 0.5;
      const [top, low, half] = [y - r * 0.9, y + r * 0.85, r];
      return `<path d="M${x} ${top}L${x + half} ${low}H${x - half}Z" fill="${ink}" stroke="${ink}" stroke-width="${line}" stroke-linejoin="round"/><path d="M${x} ${y - r * 0.32}V${y + r * 0.25}M${x} ${y + r * 0.66}v.01" fill="none" stroke="#fff" stroke-width="${line}" stroke-linecap="round"/>`;
    }
    case 'restart': {
      const r = radius - line;
      const h = line * 1.35;
      return (
        arc(x, y, r, 95, 372, line, ink) +
        `<path d="M${x + r * 0.12} ${y - r - h}L${x + r * 0.12 + h * 1.5} ${y - r}L${x + r * 0.12} ${y - r + h}Z" fill="${ink}" stroke="${ink}" stroke-width="${line * 0.3}" stroke-linejoin="round"/>`
      );
    }
  }
}

function trayIcon(state, count, size) {
  // Strokes of even width around a whole pixel, or of odd width around half a one, stay sharp.
  const line = strokes[size];
  const middle = (at) => Math.floor(at) + (line % 2) / 2;
  if (count === '0') {
    const centre = middle(size / 2);
    return svg(size, mark(state, centre, centre, Math.min(centre, size - centre), line));
  }
  const badge = badges[size];
  const rows = badge.digits[count];
  const inkWidth = rows[0].length * badge.pixel;
  const inkHeight = rows.length * badge.pixel;
  const margin = (badge.height - inkHeight) / 2;
  const width = Math.max(badge.height, inkWidth + 2 * margin);
  const left = size - width;
  const top = size - badge.height;
  const inkLeft = left + Math.floor((width - inkWidth) / 2);
  const inkTop = top + margin;
  let digit = '';
  rows.forEach((row, y) => {
    [...row].forEach((cell, x) => {
      if (cell === '#') {
        digit += `<rect x="${inkLeft + x * badge.pixel}" y="${inkTop + y * badge.pixel}" width="${badge.pixel}" height="${badge.pixel}" fill="#fff" shape-rendering="crispEdges"/>`;
      }
    });
  });
  // The mark moves up and left to make room; a clear rim keeps the two apart.
  const centre = middle(size * 0.43);
  const { gap } = badge;
  const room = `<mask id="m"><rect width="${size}" height="${size}" fill="#fff"/><rect x="${left - gap}" y="${top - gap}" width="${width + 2 * gap}" height="${badge.height + 2 * gap}" rx="${badge.radius + gap}" fill="#000"/></mask>`;
  const fill = state === 'idle' || state === 'checking' ? colour.behind : colour[state];
  return svg(
    size,
    `${room}<g mask="url(#m)">${mark(state, centre, centre, centre, line)}</g><rect x="${left}" y="${top}" width="${width}" height="${badge.height}" rx="${badge.radius}" fill="${fill}"/>${digit}`,
  );
}

/** A soft tile with the white mark on it. */
function appIcon() {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512"><title>Snowbell</title><defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5b8df0"/><stop offset="1" stop-color="#3562c4"/></linearGradient></defs><rect x="24" y="24" width="464" height="464" rx="112" fill="url(#sky)"/><path d="M256 112v288M131.3 184l249.4 144M380.7 184 131.3 328" fill="none" stroke="#fff" stroke-width="38" stroke-linecap="round"/></svg>\n`;
}

function png(source, width, path) {
  execFileSync('rsvg-convert', ['-w', String(width), '-h', String(width), '-o', path], {
    input: source,
  });
}

const tray = join(here, 'tray');
const app = join(here, 'app');
for (const folder of [tray, app]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (const state of Object.keys(colour)) {
  for (const count of counts) {
    for (const size of sizes) {
      const name = `${state}-${count === '9+' ? 'many' : count}-${size}.png`;
      png(trayIcon(state, count, size), size, join(tray, name));
    }
  }
}
writeFileSync(join(app, 'snowbell.svg'), appIcon());
for (const size of [16, 22, 24, 32, 48, 64, 128, 256, 512]) {
  png(appIcon(), size, join(app, `${size}.png`));
}
