// Warns before switching where the disk is too full for what was built.
import type { Review } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useText } from '../text/use-text.ts';
import { Banner } from './banner.tsx';
import { PruneButton } from './prune-button.tsx';

/** Less than this in the store is worth a word (bytes). */
const littleStore = 2 * 1024 ** 3;

export function SpaceBanners({
  review,
  snapshot,
}: {
  readonly review: Review;
  readonly snapshot: Snapshot;
}) {
  const text = useText();
  const words = text.review.space;
  const { space, notices } = review;
  if (space === null) return null;
  const said = new Set(notices.map(({ kind }) => kind));
  const { storeFree, bootFree, bootNeeded } = space;
  return (
    <>
      {bootFree !== null &&
        bootNeeded !== null &&
        bootNeeded > bootFree &&
        !said.has('little-space-boot') && (
          <Banner tone="bad" title={words.bootFull} actions={<PruneButton snapshot={snapshot} />}>
            {words.boot(bootFree, bootNeeded)} {words.bootFullBody}
          </Banner>
        )}
      {storeFree !== null && storeFree < littleStore && !said.has('little-space-store') && (
        <Banner tone="warn" title={words.storeLow}>
          {words.store(storeFree)} {words.storeLowBody}
        </Banner>
      )}
    </>
  );
}
