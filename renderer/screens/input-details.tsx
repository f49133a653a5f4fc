// One input: its revisions with dates, who follows it, what it brings along, and what is odd about it.
import type { ReactNode } from 'react';
import type {
  CommitsBetween,
  Duplicate,
  InputDetails,
  NestedInput,
} from '../../preload/contract/details.ts';
import type { Revision } from '../../preload/contract/input.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow, useStore } from '../bridge.ts';
import { useAsked } from '../parts/asked.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { shortRevision } from '../parts/input-groups.ts';
import { standingOf } from '../parts/input-row.tsx';
import { Screen } from '../parts/screen.tsx';
import { Snippet } from '../parts/snippet.tsx';
import { SourceText } from '../parts/source-text.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { distanceOf } from '../text/sentence-parts.ts';
import { useText } from '../text/use-text.ts';

/** "home-manager/nixpkgs" */
function pathName(path: readonly string[]): string {
  return plainLine(path.join('/'));
}

function RevisionLine({ revision, now }: { readonly revision: Revision; readonly now: number }) {
  const text = useText();
  const words = text.inputDetails;
  return (
    <>
      <span className="mono" title={revision.rev ?? undefined}>
        {revision.rev === null ? words.notKnown : plainLine(shortRevision(revision.rev) ?? '')}
      </span>
      {revision.lastModified !== null && (
        <span className="sub"> {words.dated(revision.lastModified * 1000, now)}</span>
      )}
      {revision.rev !== null && <CopyButton value={revision.rev} />}
    </>
  );
}

function Card({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
      </div>
      {children}
    </section>
  );
}

function Nested({
  inputs,
  now,
}: {
  readonly inputs: readonly NestedInput[];
  readonly now: number;
}) {
  const text = useText();
  const words = text.inputDetails;
  return (
    <ul className="nested">
      {inputs.map((input) => (
        <li key={input.path.join('/')} className="nested-row">
          <span className="nested-name">
            <span className="name">{pathName(input.path.slice(1))}</span>
            {input.follows === null && <SourceText source={input.source} />}
          </span>
          {input.follows !== null ? (
            <span className="sub">{words.follows(pathName(input.follows))}</span>
          ) : (
            <span className="sub nested-age">
              <span className="mono">{shortRevision(input.locked.rev) ?? words.notKnown}</span>
              {input.locked.lastModified !== null &&
                ` · ${words.age(input.locked.lastModified * 1000, now)}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Duplicates({ duplicate, now }: { readonly duplicate: Duplicate; readonly now: number }) {
  const text = useText();
  const words = text.inputDetails;
  return (
    <Banner tone="warn" title={words.duplicates}>
      {words.duplicatesBody(plainLine(duplicate.upstream), duplicate.nodes.length)}
      <ul className="nested in-banner">
        {duplicate.nodes.map((node) => (
          <li key={node.path.join('/')} className="nested-row">
            <span className="name">{pathName(node.path)}</span>
            <span className="nested-age">
              <span className="mono">{shortRevision(node.locked.rev) ?? words.notKnown}</span>
              {node.locked.lastModified !== null &&
                ` · ${words.age(node.locked.lastModified * 1000, now)}`}
            </span>
          </li>
        ))}
      </ul>
      {duplicate.remedies.length > 0 && (
        <>
          <p>{words.remedyLead(duplicate.remedies.length)}</p>
          {duplicate.remedies.map((line) => (
            <Snippet key={line} code={plainLine(line)} />
          ))}
        </>
      )}
    </Banner>
  );
}

export interface InputDetailsScreenProps {
  readonly snapshot: Snapshot;
  readonly name: string;
  readonly onBack: () => void;
}

export function InputDetailsScreen({ snapshot, name, onBack }: InputDetailsScreenProps) {
  const text = useText();
  const { api, send } = useStore();
  const now = useNow(30_000);
  const { check } = snapshot;
  const listed = check.kind === 'never' ? undefined : check.inputs.find((one) => one.name === name);
  // A new answer of a check, or a new lock, is a reason to look again.
  const { answer } = useAsked(`${name} ${JSON.stringify(listed ?? null)}`, () =>
    api.readInput(name),
  );
  const words = text.inputDetails;
  const back = (
    <Button onPress={onBack}>
      <Icon name="back" size={14} /> {text.nav.updates}
    </Button>
  );
  if (answer.kind !== 'read')
    return (
      <Screen
        title={plainLine(name)}
        actions={back}
        banners={<StatusBanners snapshot={snapshot} />}
      >
        {answer.kind === 'failed' ? (
          <Banner tone="bad" title={words.failed}>
            {plainLine(text.failure(answer.failure).body || text.failure(answer.failure).title)}
          </Banner>
        ) : (
          <p className="sub inset">{words.reading}</p>
        )}
      </Screen>
    );
  const { report } = answer.value;
  return (
    <Loaded
      // What was counted between two revisions must not be shown of others.
      key={`${report.name} ${report.locked.rev} ${report.latest?.rev}`}
      details={answer.value}
      snapshot={snapshot}
      now={now}
      back={back}
      onSend={send}
    />
  );
}

interface LoadedProps {
  readonly details: InputDetails;
  readonly snapshot: Snapshot;
  readonly now: number;
  readonly back: ReactNode;
  readonly onSend: ReturnType<typeof useStore>['send'];
}

/** What is not known yet is asked for once the rest can be seen: an upstream may take its time to count. */
function useCommits({ report, commits }: InputDetails): CommitsBetween | null {
  const { api } = useStore();
  const { status, locked, latest } = report;
  const missing = commits === null && status === 'behind' && locked.rev !== null;
  const { answer } = useAsked(missing ? `${locked.rev} ${latest?.rev}` : null, () =>
    api.readCommits(report.name),
  );
  return commits ?? (answer.kind === 'read' ? answer.value : null);
}

function Loaded({ details, snapshot, now, back, onSend }: LoadedProps) {
  const text = useText();
  const words = text.inputDetails;
  const { report, links, followedBy, inputs, duplicates, warnings } = details;
  const commits = useCommits(details);
  const movedBack =
    commits === null ? details.movedBack === true : commits.back > 0 && commits.ahead === 0;
  const standing = standingOf(report, text);
  const lastGood = snapshot.lastGood[report.name];
  const same = report.latest !== null && report.latest.rev === report.locked.rev;
  return (
    <Screen
      title={plainLine(report.name)}
      facts={[
        ...(commits === null || commits.ahead === 0
          ? []
          : [
              words.commits(
                commits.ahead,
                distanceOf(report).unit === 'unknown' ? null : text.updates.behindBy(report),
              ),
            ]),
        ...(commits === null || commits.ahead > 0 || commits.back === 0
          ? []
          : [words.commitsBack(commits.back)]),
        ...(lastGood === undefined
          ? []
          : [text.updates.lastGood(lastGood.status, lastGood.at, now)]),
        ...(report.flake ? [] : [words.notAFlake]),
      ]}
      actions={
        <>
          <Chip tone={standing.tone}>{standing.chip}</Chip>
          {back}
        </>
      }
      banners={
        <>
          <StatusBanners snapshot={snapshot} />
          {standing.explain !== null && (
            <Banner tone={standing.tone} title={standing.chip}>
              {standing.explain}
            </Banner>
          )}
          {warnings.map((warning) => {
            const said = words.warning(warning);
            return (
              <Banner key={warning.kind} tone="warn" title={said.title}>
                {said.body}
              </Banner>
            );
          })}
          {movedBack && (
            <Banner tone="warn" title={words.movedBack}>
              {words.movedBackBody}
            </Banner>
          )}
          {commits !== null && commits.back > 0 && commits.ahead > 0 && (
            <Banner tone="warn" title={words.rewritten}>
              {words.rewrittenBody(commits.back)}
            </Banner>
          )}
        </>
      }
    >
      <div className="cards">
        <Card id="revisions-title" title={words.revisions}>
          <dl className="detail-facts">
            <dt>{words.locked}</dt>
            <dd>
              <RevisionLine revision={report.locked} now={now} />
            </dd>
            <dt>{words.latest}</dt>
            <dd>
              {report.latest === null ? (
                <span className="sub">{words.notKnown}</span>
              ) : same ? (
                <span className="sub">{words.sameAsLocked}</span>
              ) : (
                <RevisionLine revision={report.latest} now={now} />
              )}
            </dd>
            <dt>{words.reference}</dt>
            <dd>
              <span className="mono">{plainLine(report.source)}</span>
              <CopyButton value={report.source} label={text.updates.copyReference} />
            </dd>
            {report.upstream !== null && (
              <>
                <dt>{words.upstream}</dt>
                <dd>
                  <span className="mono">{plainLine(report.upstream)}</span>
                </dd>
                <dt>{words.branch}</dt>
                <dd>
                  {report.ref === null ? (
                    <span className="sub">{words.defaultBranch}</span>
                  ) : (
                    <span className="mono">{plainLine(report.ref)}</span>
                  )}
                </dd>
              </>
            )}
          </dl>
          {(links.source !== null || links.compare !== null) && (
            <div className="card-actions">
              {links.compare !== null && (
                <Button
                  small
                  onPress={() =>
                    onSend({ kind: 'open', what: { kind: 'compare', input: report.name } })
                  }
                >
                  {words.openCompare}
                </Button>
              )}
              {links.source !== null && (
                <Button
                  small
                  onPress={() =>
                    onSend({ kind: 'open', what: { kind: 'source', input: report.name } })
                  }
                >
                  {words.openSource}
                </Button>
              )}
              <span className="sub">{words.openHint}</span>
            </div>
          )}
        </Card>
        {duplicates.map((duplicate) => (
          <Duplicates key={duplicate.upstream} duplicate={duplicate} now={now} />
        ))}
        <Card id="nested-title" title={words.inputs}>
          {inputs.length === 0 ? (
            <p className="sub">{words.inputsNone}</p>
          ) : (
            <Nested inputs={inputs} now={now} />
          )}
        </Card>
        <Card id="followed-title" title={words.followedBy}>
          {followedBy.length === 0 ? (
            <p className="sub">{words.followedByNone}</p>
          ) : (
            <ul className="tags">
              {followedBy.map((path) => (
                <li key={path.join('/')} className="tag plain">
                  {pathName(path)}
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </Screen>
  );
}
