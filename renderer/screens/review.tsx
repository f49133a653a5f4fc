// A built system before anything changes: what would be different, and the choice.
import { useState } from 'react';
import type { Intent } from '../../preload/contract/intent.ts';
import type { ReadyView, Snapshot } from '../../preload/contract/snapshot.ts';
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { useSend } from '../bridge.ts';
import { AsRootWarning } from '../parts/as-root-warning.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { InputsCard, PackagesCard } from '../parts/change-lists.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { isForPruning, sameAgain, wasRefused } from '../parts/next-steps.ts';
import { PruneButton } from '../parts/prune-button.tsx';
import { RunBanner } from '../parts/run-banner.tsx';
import { Screen } from '../parts/screen.tsx';
import { SpaceBanners } from '../parts/space-banners.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { Stepper } from '../parts/stepper.tsx';
import { useText } from '../text/use-text.ts';

/** Notices that a person should read before choosing how to switch. */
const pressing: ReadonlySet<string> = new Set([
  'switch-inhibited',
  'ends-the-session',
  'little-space-store',
  'little-space-boot',
  'merge-in-progress',
]);

/** Notices that change nothing of the choice: below what is chosen by. */
const asides: ReadonlySet<string> = new Set([
  'self-rev-without-lock',
  'path-flake-copies-ignored-files',
  'lock-folder-of-root',
]);

const verbs: readonly ActivationVerb[] = ['test', 'boot', 'switch'];

export interface ReviewScreenProps {
  readonly snapshot: Snapshot;
  readonly ready: ReadyView;
  readonly onDetails: (runId: string) => void;
}

export function ReviewScreen({ snapshot, ready, onDetails }: ReviewScreenProps) {
  const text = useText();
  const send = useSend();
  const [asking, setAsking] = useState<ActivationVerb | null>(null);
  const [agreeing, setAgreeing] = useState<ActivationVerb | null>(null);
  const { record, review, stale } = ready;
  const { elevation, decision } = snapshot;
  const words = text.review;

  const unavailable = elevation.kind === 'unavailable' ? text.elevation(elevation) : null;
  const tried = decision?.kind === 'test-active';
  const off =
    decision !== null
      ? text.common.decideFirst
      : stale !== null
        ? words.off.stale
        : unavailable !== null
          ? words.off.unavailable
          : null;
  const why = off === null ? {} : { 'aria-describedby': 'why-off' };
  const inhibited = review.notices.some(({ kind }) => kind === 'switch-inhibited');
  const suggested = inhibited ? 'boot' : snapshot.settings.activation;
  const again: Intent | null = sameAgain(record);

  const bare = elevation.kind === 'store-path' || elevation.kind === 'flake' ? elevation : null;
  const bareWay = bare === null ? null : text.elevation(bare);
  const allowHostChange = review.differences.length > 0;
  const activate = (verb: ActivationVerb) =>
    send({ kind: 'activate', runId: record.id, verb, allowHostChange });
  // Where root would evaluate the flake, that is a question of its own, asked after the host's.
  const agreed = (verb: ActivationVerb) =>
    elevation.kind === 'flake' ? setAgreeing(verb) : activate(verb);
  const choose = (verb: ActivationVerb) => (allowHostChange ? setAsking(verb) : agreed(verb));

  const differences = (
    <ul className="plain-list">
      {review.differences.map((difference) => (
        <li key={difference.what}>
          {words.differenceWhat({
            ...difference,
            running: plainLine(difference.running),
            built: plainLine(difference.built),
          })}
        </li>
      ))}
    </ul>
  );

  const notices = (wanted: (kind: string) => boolean) =>
    review.notices
      .filter(({ kind }) => wanted(kind))
      .map(({ kind, detail }) => {
        const said = words.notice(kind, plainLine(detail));
        return (
          <Banner
            key={`${kind} ${detail}`}
            tone={pressing.has(kind) ? 'warn' : 'mute'}
            inline={asides.has(kind)}
            title={said.title}
            actions={kind === 'little-space-boot' ? <PruneButton snapshot={snapshot} /> : undefined}
          >
            {said.body}
          </Banner>
        );
      });

  return (
    <Screen
      body="fill"
      title={decision === null ? words.title : text.activity.undecided}
      facts={[words.built(review.builtInMs), tried ? words.inUse : words.unchangedYet]}
      banners={<StatusBanners snapshot={snapshot} decisions />}
      footer={
        <>
          <Button
            off={decision !== null}
            {...(decision === null ? {} : why)}
            onPress={() => send({ kind: 'discard', runId: record.id })}
          >
            {words.discard}
          </Button>
          <span id="why-off" className="sub why">
            {off}
          </span>
          {verbs.map((verb) => (
            <Button
              key={verb}
              weight={verb === suggested ? 'primary' : 'plain'}
              off={off !== null}
              {...why}
              onPress={() => choose(verb)}
            >
              {words.verb(verb)}
            </Button>
          ))}
        </>
      }
    >
      <Stepper kind={record.kind} now="review" verb={null} />
      {decision === null && wasRefused(record) && (
        <RunBanner
          record={record}
          snapshot={snapshot}
          next={null}
          actions={
            <>
              {isForPruning(record) && <PruneButton snapshot={snapshot} weight="primary" />}
              <Button onPress={() => onDetails(record.id)}>{text.activity.details}</Button>
            </>
          }
        />
      )}
      {unavailable !== null && (
        <Banner tone="warn" title={unavailable.title}>
          {unavailable.body}
        </Banner>
      )}
      {bareWay !== null && (
        <Banner tone={elevation.kind === 'flake' ? 'warn' : 'mute'} title={bareWay.title}>
          {bareWay.body}
        </Banner>
      )}
      {stale !== null && (
        <Banner
          tone="warn"
          title={words.stale[stale].title}
          actions={
            again !== null && (
              <Button weight="primary" onPress={() => send(again)}>
                {words.buildAgain}
              </Button>
            )
          }
        >
          {words.stale[stale].body}
        </Banner>
      )}
      {review.differences.length > 0 && (
        <Banner tone="bad" urgent title={words.differencesTitle}>
          {differences}
        </Banner>
      )}
      {review.restart.length > 0 && (
        <Banner tone="warn" inline title={tried ? words.triedTitle : words.restart}>
          {[
            ...review.restart.map((reason) => words.restartWhat(reason)),
            tried ? words.triedAfter : words.restartAfter,
          ].join(' ')}
        </Banner>
      )}
      <SpaceBanners review={review} snapshot={snapshot} />
      {notices((kind) => !asides.has(kind))}
      <div className="columns">
        <PackagesCard {...review} counts={record.packages} />
        <div className="column">
          <InputsCard inputs={review.inputs} />
          <section className="card" aria-labelledby="services-title">
            <div className="card-head">
              <h2 id="services-title">{words.services}</h2>
            </div>
            <p className="sub">
              {review.services.length === 0
                ? words.noServices
                : review.services.map(plainLine).join(', ')}
            </p>
          </section>
        </div>
      </div>
      {notices((kind) => asides.has(kind))}
      <ConfirmDialog
        open={asking !== null}
        title={words.confirmTitle}
        confirm={words.confirm(asking ?? 'switch')}
        onConfirm={() => asking !== null && agreed(asking)}
        onClose={() => setAsking(null)}
      >
        <p>{words.confirmBody}</p>
        {differences}
      </ConfirmDialog>
      <ConfirmDialog
        open={agreeing !== null}
        title={words.asRoot.title}
        confirm={words.asRoot.confirm}
        onConfirm={() =>
          agreeing !== null &&
          send({
            kind: 'activate',
            runId: record.id,
            verb: agreeing,
            allowHostChange,
            evaluateAsRoot: true,
          })
        }
        onClose={() => setAgreeing(null)}
      >
        <AsRootWarning />
      </ConfirmDialog>
    </Screen>
  );
}
