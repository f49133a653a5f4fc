// Says to a screen reader what changed by itself, and only that.
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';

/** One sentence about the state; equal sentences are not read again. */
export function announcementOf(snapshot: Snapshot, text: Text): string {
  const { run, check, ready, decision } = snapshot;
  switch (run.kind) {
    case 'resolving':
    case 'building':
      return text.activity.running(run.runKind);
    case 'authorising':
      return text.activity.authorising;
    case 'activating':
      return text.activity.activating(run.verb);
    case 'cancelling':
      return text.activity.cancelling;
    case 'idle':
      break;
  }
  if (decision !== null) return text.activity.undecided;
  if (ready !== null) return text.review.title;
  switch (check.kind) {
    case 'never':
      return '';
    case 'checking':
      return text.common.checking;
    case 'failed':
      return text.updates.failedEver;
    case 'checked':
      return snapshot.behind > 0
        ? text.updates.title(snapshot.behind, check.inputs.length)
        : text.updates.noneFound;
  }
}

export function Announcer({ snapshot }: { readonly snapshot: Snapshot }) {
  const text = useText();
  return (
    <p className="unseen" role="status">
      {announcementOf(snapshot, text)}
    </p>
  );
}
