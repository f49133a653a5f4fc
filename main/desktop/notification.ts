// How one message is written for a notification server, by what that server can do.

export interface NotificationButton {
  readonly key: string;
  readonly label: string;
  readonly pressed: () => void;
}

export interface ServerAbilities {
  readonly actions: boolean;
  readonly body: boolean;
  readonly markup: boolean;
}

export function wire(
  message: { readonly body: string; readonly buttons: readonly NotificationButton[] },
  abilities: ServerAbilities,
): { readonly body: string; readonly actions: readonly string[] } {
  const { body, buttons } = message;
  const first = buttons[0];
  return {
    body: abilities.body ? (abilities.markup ? escapeMarkup(body) : body) : '',
    actions:
      abilities.actions && first !== undefined
        ? ['default', first.label, ...buttons.flatMap(({ key, label }) => [key, label])]
        : [],
  };
}

/** What nix or a host wrote must never become markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
