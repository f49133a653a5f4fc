/** The hash in the form that nix expressions take: `sha256-…`. */
export function narHash(path: string): string;
