// The few line drawings of the window; all of them are decoration beside words.
const paths = {
  mark: 'M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  dash: 'M6 12h12',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  down: 'M6 9.5l6 6 6-6',
  up: 'M6 14.5l6-6 6 6',
  back: 'M14.5 6l-6 6 6 6',
  next: 'M9.5 6l6 6-6 6',
  retry: 'M19 12a7 7 0 1 1-2.3-5.2M19 3.5v4h-4',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
} as const;

export type IconName = keyof typeof paths;

/** Drawings that point the way in which is read turn round with it. */
const turning: ReadonlySet<IconName> = new Set(['back', 'next']);

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className={turning.has(name) ? 'icon icon-turns' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'dots' ? 3 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
