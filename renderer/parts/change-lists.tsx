// The cards of a review: packages and inputs with what they come from and go to.
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { InputMove, PackageChange } from '../../preload/contract/run.ts';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { plainLine } from './hostile-text.ts';
import { Icon } from './icon.tsx';
import { shortRevision } from './input-groups.ts';

const shownAtFirst = 200;

const marks: Readonly<Record<PackageChange['direction'], string>> = {
  up: '↑',
  down: '↓',
  other: '→',
  added: '+',
  removed: '−',
  rebuilt: '↻',
};

function Versions({ from, to }: { readonly from: string | null; readonly to: string | null }) {
  const text = useText();
  return (
    <span className="versions">
      {from !== null && from !== '' && plainLine(from)}
      {from !== null && to !== null && from !== '' && to !== '' && (
        <>
          <span aria-hidden="true"> → </span>
          <span className="unseen"> {text.updates.to} </span>
        </>
      )}
      {to !== null && to !== '' && <b>{plainLine(to)}</b>}
    </span>
  );
}

function Change({ change }: { readonly change: PackageChange }) {
  const text = useText();
  return (
    <li className="change">
      <span className={`mark ${change.direction}`} aria-hidden="true">
        {marks[change.direction]}
      </span>
      <span className="unseen">{text.review.directions[change.direction]}: </span>
      <span className="change-name">{plainLine(change.name)}</span>
      {change.direction === 'rebuilt' ? (
        <span className="versions">
          {plainLine(change.to || change.from || text.review.rebuiltSame)}
        </span>
      ) : (
        <Versions from={change.from} to={change.to} />
      )}
    </li>
  );
}

/** What is only built anew is counted; who wants to see it opens the list. */
function Rebuilt({ packages }: { readonly packages: readonly PackageChange[] }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="rebuilt">
      <AriaButton
        className="disclosure"
        aria-expanded={open}
        onPress={() => setOpen((before) => !before)}
      >
        <Icon name={open ? 'down' : 'next'} size={13} />
        {text.review.rebuilt(packages.length)}
      </AriaButton>
      {open && (
        <>
          <p className="sub">{text.review.rebuiltHint}</p>
          <p className="rebuilt-names">
            {packages
              .map(({ name, to }) => plainLine(to === null || to === '' ? name : `${name} ${to}`))
              .join(', ')}
          </p>
        </>
      )}
    </div>
  );
}

export interface PackagesCardProps {
  readonly packages: readonly PackageChange[];
  readonly rebuilt?: readonly PackageChange[];
  readonly counts: { readonly changed: number; readonly added: number; readonly removed: number };
  readonly sizeDelta: number | null;
  /** of the whole system */
  readonly closureBytes?: number | null;
}

export function PackagesCard(props: PackagesCardProps) {
  const { packages, rebuilt = [], counts, sizeDelta, closureBytes = null } = props;
  const text = useText();
  const [all, setAll] = useState(false);
  const changed = packages.filter(({ direction }) => direction !== 'rebuilt');
  const same = [...packages.filter(({ direction }) => direction === 'rebuilt'), ...rebuilt];
  const shown = all ? changed : changed.slice(0, shownAtFirst);
  return (
    <div className="card changes">
      <div className="card-head">
        <h2 id="packages-title">{text.review.packages}</h2>
        <span className="sub">
          {text.review.summary(counts.changed, counts.added, counts.removed, sizeDelta)}
        </span>
      </div>
      <section
        className="changes-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-labelledby="packages-title"
      >
        {changed.length === 0 ? (
          <p className="sub">{text.review.noPackages}</p>
        ) : (
          <ul>
            {shown.map((change) => (
              <Change key={`${change.name} ${change.direction}`} change={change} />
            ))}
          </ul>
        )}
        {shown.length < changed.length && (
          <Button weight="quiet" small onPress={() => setAll(true)}>
            {text.review.showAll(changed.length)}
          </Button>
        )}
        {same.length > 0 && <Rebuilt packages={same} />}
        {closureBytes !== null && (
          <p className="sub closure">{text.review.closure(closureBytes)}</p>
        )}
      </section>
    </div>
  );
}

export interface InputsCardProps {
  readonly inputs: readonly (InputMove & { readonly selected?: boolean })[];
}

export function InputsCard({ inputs }: InputsCardProps) {
  const text = useText();
  return (
    <section className="card" aria-labelledby="inputs-title">
      <div className="card-head">
        <h2 id="inputs-title">{text.review.inputs}</h2>
      </div>
      {inputs.length === 0 ? (
        <p className="sub">{text.review.noInputs}</p>
      ) : (
        <ul>
          {inputs.map((input) => (
            <li key={input.name} className="change">
              <span className="mark up" aria-hidden="true">
                {input.from === null ? '+' : input.to === null ? '−' : '↑'}
              </span>
              <span className="change-name">
                {plainLine(input.name)}
                {input.selected === false && (
                  <span className="aside"> · {text.review.notSelected}</span>
                )}
              </span>
              <Versions from={shortRevision(input.from)} to={shortRevision(input.to)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
