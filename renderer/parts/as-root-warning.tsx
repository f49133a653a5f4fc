// What switching gives up where root has to evaluate the flake itself.
import { useText } from '../text/use-text.ts';

export function AsRootWarning() {
  const words = useText().review.asRoot;
  return (
    <>
      <p>{words.body}</p>
      <ul className="plain-list">
        {words.broken.map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
    </>
  );
}
