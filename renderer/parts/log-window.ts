// Which rows of a very long list are in view, and where: no row is measured or kept for that.

/** Taller elements than this are cut off by the browser. */
const tallest = 30_000_000;

export interface Rows {
  readonly count: number;
  /** pixels */
  readonly height: number;
}

/** The height of the scrolled content in pixels, with `pad` above and below. */
export function contentHeight(rows: Rows, pad: number): number {
  return Math.min(rows.count * rows.height, tallest) + 2 * pad;
}

export interface View {
  readonly first: number;
  /** the row after the last one */
  readonly end: number;
  /** the row at `anchorY` and how much of it is above, 0 to 1 */
  readonly anchor: number;
  readonly above: number;
  /** pixels from the top of the view */
  readonly anchorY: number;
}

/**
 * Scrolling moves an anchor through both the rows and the view: at the top the first row's upper edge
 * is at the view's, at the end the last row's lower edge is at the view's. Rows that are all `height`
 * tall so stand exactly where a plain list has them; taller ones (wrapped) need no measuring.
 */
export function viewOf(
  rows: Rows,
  pad: number,
  scrollTop: number,
  viewHeight: number,
  overscan: number,
): View {
  const content = contentHeight(rows, pad);
  const furthest = Math.max(0, content - viewHeight);
  const part = furthest === 0 ? 0 : Math.min(1, Math.max(0, scrollTop / furthest));
  // In pixels of the content that would be, were it not cut off.
  const whole = rows.count * rows.height + 2 * pad;
  const wished = (part * whole - pad) / rows.height;
  const place = Math.min(rows.count, Math.max(0, wished));
  const anchor = Math.max(0, Math.min(rows.count - 1, Math.floor(place)));
  const anchorY = part * viewHeight + (place - wished) * rows.height;
  return {
    anchor,
    above: rows.count === 0 ? 0 : place - anchor,
    anchorY,
    first: Math.max(0, anchor - Math.ceil(Math.max(0, anchorY) / rows.height) - overscan),
    end: Math.min(
      rows.count,
      anchor + Math.ceil(Math.max(0, viewHeight - anchorY) / rows.height) + 1 + overscan,
    ),
  };
}

/**
 * The scroll position that brings `row` to the middle of the view; with rows of unequal height
 * (`exact` false) only somewhere into the view.
 */
export function scrollFor(
  rows: Rows,
  pad: number,
  row: number,
  viewHeight: number,
  exact: boolean,
): number {
  const furthest = Math.max(0, contentHeight(rows, pad) - viewHeight);
  const whole = rows.count * rows.height + 2 * pad;
  const centre = pad + (row + 0.5) * rows.height;
  const part = exact ? (centre - viewHeight / 2) / Math.max(1, whole - viewHeight) : centre / whole;
  return Math.min(1, Math.max(0, part)) * furthest;
}
