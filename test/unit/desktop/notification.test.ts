// How a message is written for servers that can do more or less.
import { expect, it } from 'vitest';
import { wire } from '../../../main/desktop/notification.ts';

const pressed = () => undefined;
const message = {
  body: 'a <b>bold</b> & "quoted" input',
  buttons: [
    { key: 'view', label: 'View', pressed },
    { key: 'upgrade', label: 'Upgrade…', pressed },
  ],
};

it.each([
  [
    'everything',
    { actions: true, body: true, markup: true },
    {
      body: 'a &lt;b&gt;bold&lt;/b&gt; &amp; "quoted" input',
      actions: ['default', 'View', 'view', 'View', 'upgrade', 'Upgrade…'],
    },
  ],
  [
    'no markup, no buttons',
    { actions: false, body: true, markup: false },
    { body: message.body, actions: [] },
  ],
  ['a title only', { actions: false, body: false, markup: false }, { body: '', actions: [] }],
])('%s', (_, abilities, expected) => {
  expect(wire(message, abilities)).toEqual(expected);
});
