// What nix is doing right now: counts, a bar where it means something, and the running jobs.
import { ProgressBar } from 'react-aria-components';
import type { Job, Progress } from '../../preload/contract/snapshot.ts';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';
import { plainLine } from './hostile-text.ts';

const shownJobs = 5;

/** Done of all builds and downloads, 0 to 1; null while a percentage would mean nothing. */
export function fractionOf(progress: Progress | null): number | null {
  if (progress === null || progress.evaluating || !progress.totalsFinal) return null;
  const all = progress.builds.expected + progress.fetches.expected;
  if (all === 0) return null;
  return Math.min(1, (progress.builds.done + progress.fetches.done) / all);
}

function headline(progress: Progress | null, resolving: boolean, text: Text): string {
  if (resolving) return text.activity.resolving;
  if (progress === null) return text.activity.preparing;
  const { builds, fetches } = progress;
  if (progress.evaluating && builds.expected + fetches.expected === 0)
    return text.activity.evaluating;
  return text.activity.counted(builds.done, builds.expected, fetches.done, fetches.expected);
}

function jobState(job: Job, text: Text): string {
  if (job.kind === 'fetch') {
    return job.bytesDone !== null && job.bytesExpected !== null && job.bytesExpected > 0
      ? text.activity.downloading(job.bytesDone, job.bytesExpected)
      : text.activity.downloadingSome;
  }
  return job.phase === null ? text.activity.building : plainLine(job.phase);
}

export interface ProgressCardProps {
  readonly progress: Progress | null;
  readonly resolving: boolean;
  /** milliseconds; null where there is no ground for a guess */
  readonly remainingMs: number | null;
  /** a host that nix waits for, by the clock of `now` */
  readonly waits: { readonly host: string; readonly until: number } | null;
  readonly now: number;
}

export function ProgressCard(props: ProgressCardProps) {
  const { progress, resolving, remainingMs, waits, now } = props;
  const text = useText();
  const fraction = fractionOf(progress);
  const title = headline(progress, resolving, text);
  const counted = progress !== null && progress.builds.expected + progress.fetches.expected > 0;
  const largest = progress?.toBuild[0];
  const jobs = progress?.jobs ?? [];
  return (
    <section className="card progress" aria-label={text.activity.progressLabel}>
      <div className="progress-head">
        <b>{title}</b>
        {remainingMs !== null ? (
          <span className="sub">{text.activity.remaining(remainingMs)}</span>
        ) : fraction !== null ? (
          <span className="sub">{text.format.percent(fraction)}</span>
        ) : (
          counted && <span className="sub">{text.activity.stillCounting}</span>
        )}
      </div>
      <ProgressBar
        aria-label={title}
        className="meter"
        {...(fraction === null ? { isIndeterminate: true } : { value: fraction * 100 })}
      >
        <span
          className={fraction === null ? 'meter-fill unsure' : 'meter-fill'}
          style={fraction === null ? undefined : { width: `${fraction * 100}%` }}
        />
      </ProgressBar>
      {waits !== null && waits.until > now && (
        <p className="waits">{text.activity.waits(plainLine(waits.host), waits.until - now)}</p>
      )}
      {counted && progress !== null && (
        <dl className="facts">
          {progress.bytes.expected > 0 && (
            <div>
              <dt>{text.activity.downloaded}</dt>{' '}
              <dd>{text.activity.ofBytes(progress.bytes.done, progress.bytes.expected)}</dd>
            </div>
          )}
          {progress.builds.expected > 0 && (
            <div>
              <dt>{text.activity.builtHere}</dt>{' '}
              <dd>
                {text.format.number(progress.builds.expected)}
                {largest !== undefined && (
                  <>
                    <span className="plain-ink">{text.activity.largest}</span>
                    {plainLine(largest)}
                  </>
                )}
              </dd>
            </div>
          )}
          <div className={progress.builds.failed > 0 ? 'bad-ink' : undefined}>
            <dt>{text.activity.failed}</dt> <dd>{text.format.number(progress.builds.failed)}</dd>
          </div>
        </dl>
      )}
      {jobs.length > 0 && (
        <ul className="jobs" aria-label={text.activity.jobsLabel}>
          {jobs.slice(0, shownJobs).map((job) => (
            <li key={job.id} className="job">
              <b>{plainLine(job.name)}</b>
              <span>{jobState(job, text)}</span>
              <span className="elapsed">{text.duration(now - job.startedAt)}</span>
            </li>
          ))}
          {jobs.length > shownJobs && (
            <li className="job more">{text.activity.moreJobs(jobs.length - shownJobs)}</li>
          )}
        </ul>
      )}
    </section>
  );
}
