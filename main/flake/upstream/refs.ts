// Which names a branch or tag may have on the other side, and which of the refs offered is meant.

export interface OfferedRef {
  readonly name: string;
  readonly oid: string;
  /** what an annotated tag points at */
  readonly peeled: string | null;
}

export const oidPattern = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Full names in the order of preference: a branch wins over a tag of the same name. */
export function namesOf(ref: string | null): readonly string[] {
  if (ref === null || ref === 'HEAD') return ['HEAD'];
  if (ref.startsWith('refs/')) return [ref];
  const names = [`refs/heads/${ref}`, `refs/tags/${ref}`];
  return /^(?:heads|tags|pull|merge-requests)\//.test(ref) ? [...names, `refs/${ref}`] : names;
}

/**
 * The names to ask for, question by question: most refs are branches, so that a tag is asked for at once
 * only where the name looks like a version, and else when there is no such branch.
 */
export function questionsFor(ref: string | null): readonly (readonly string[])[] {
  const names = namesOf(ref);
  const branch = names.slice(0, 1);
  const rest = names.slice(1);
  return rest.length === 0 || /^v?\d/.test(ref ?? '') ? [names] : [branch, rest];
}

/** Whether a name can be asked for at all; git's own rule, shortened to what could do harm. */
export function isAskableRef(ref: string | null): boolean {
  return (
    ref === null ||
    (ref.length <= 1024 &&
      ref !== '' &&
      !ref.startsWith('-') &&
      !/[\u0000-\u0020\u007f~^:?*[\\]/.test(ref))
  );
}

/** Keeps, of all that a server offers, only what was asked for. */
export function refPicker(ref: string | null): {
  offer(offered: OfferedRef): void;
  picked(): string | null;
} {
  const names = namesOf(ref);
  const found = new Map<string, string>();
  return {
    offer(offered) {
      if (names.includes(offered.name)) found.set(offered.name, offered.peeled ?? offered.oid);
    },
    picked() {
      for (const name of names) {
        const oid = found.get(name);
        if (oid !== undefined) return oid;
      }
      return null;
    },
  };
}
