/** The SHA-256 of package-lock.json as it is now. */
export function lockHash(): string;
