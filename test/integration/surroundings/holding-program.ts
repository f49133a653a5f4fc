// Holds the machine awake until it is killed: for the test of what is left behind then.
import { hold } from '../../../main/system/inhibitor.ts';

hold('upgrade under way');
setInterval(() => undefined, 60_000);
