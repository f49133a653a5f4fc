// A process of its own that remembers one thing after the other in a cache, and says so when it is done.
import { remember } from '../../../main/flake/upstream/memory.ts';
import { openMemory } from '../../../main/store/upstreams-file.ts';

const [, , folder = '', name = '', count = '0'] = process.argv;
for (let index = 0; index < Number(count); index += 1) {
  const { memory, write } = await openMemory(folder);
  remember(memory.commitTimes, `${name}-${index}`, index);
  const written = await write();
  if (written.kind !== 'written') throw new Error(written.detail);
}
