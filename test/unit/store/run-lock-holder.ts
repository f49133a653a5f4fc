// A process of its own that takes the run lock of a folder, says so, and keeps it until it is ended.
import { takeRunLock } from '../../../main/store/run-lock.ts';

const taken = await takeRunLock(process.argv[2] ?? '');
process.stdout.write(`${taken.kind}\n`);
process.stdin.resume();
