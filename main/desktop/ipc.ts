// The one door between window and program: who asks and what is asked are checked here.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import { type Answer, channels, type LogAppended } from '../../preload/contract/api.ts';
import {
  DiffRequest,
  InputRequest,
  Intent,
  LogRequest,
  RunRequest,
} from '../../preload/contract/intent.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { latestWins } from './latest-wins.ts';
import { joinLog } from './log-batch.ts';
import type { Program } from './program.ts';
import { pageOrigin } from './renderer-files.ts';
import type { DesktopText } from './text/text.ts';

const pushEveryMs = 100;

export interface IpcDoor {
  /** the window went away: what waited for it is dropped */
  forget(): void;
}

/**
 * `contents` gives the open window's page, null without one; `report` gets refusals and bugs for the
 * program's own log. Expected failures go to the window as answers; what throws is a bug.
 */
export function openIpcDoor(door: {
  readonly program: Program;
  readonly contents: () => WebContents | null;
  readonly text: () => DesktopText['failure'];
  readonly report: (what: string, error?: unknown) => void;
}): IpcDoor {
  const { program, text, report } = door;

  const refused = (why: string): Answer<never> => {
    report(`refused: ${why}`);
    return { ok: false, failure: { kind: 'refused', detail: text().refused } };
  };

  function serve<Request, Reply>(
    channel: string,
    schema: z.ZodType<Request> | null,
    answer: (request: Request) => Promise<Answer<Reply>>,
  ): void {
    ipcMain.handle(channel, async (event, payload: unknown): Promise<Answer<Reply>> => {
      // SECURITY: 17: only our window's main frame, on our own page.
      if (!isOurs(event, door.contents())) return refused(`${channel} from a stranger`);
      // SECURITY: whatever the page sends is a stranger's until it has been parsed.
      const parsed = schema === null ? null : schema.safeParse(payload);
      if (parsed !== null && !parsed.success) {
        return refused(`${channel}: ${parsed.error.issues[0]?.message ?? 'not understood'}`);
      }
      try {
        return await answer(parsed === null ? (undefined as Request) : parsed.data);
      } catch (error) {
        report(`bug behind ${channel}`, error);
        return { ok: false, failure: { kind: 'bug', detail: text().bug } };
      }
    });
  }

  serve<undefined, Snapshot>(channels.state, null, async () => ({
    ok: true,
    value: program.snapshot(),
  }));
  serve(channels.intent, Intent, (intent) => program.handle(intent));
  serve(channels.log, LogRequest, (request) => program.readLog(request));
  serve(channels.run, RunRequest, (request) => program.readRun(request.runId));
  serve(channels.locks, RunRequest, (request) => program.compareLocks(request.runId));
  serve(channels.input, InputRequest, (request) => program.readInput(request.name));
  serve(channels.commits, InputRequest, (request) => program.readCommits(request.name));
  serve(channels.generations, null, () => program.readGenerations());
  serve(channels.diff, DiffRequest, ({ from, to }) => program.diffGenerations(from, to));
  serve(channels.doctor, null, () => program.runDoctor());

  const push = (channel: string, value: unknown) => {
    const contents = door.contents();
    if (contents !== null && !contents.isDestroyed()) contents.send(channel, value);
  };
  const states = latestWins<Snapshot>(pushEveryMs, (value) => push(channels.changed, value));
  let joined: LogAppended | null = null;
  const logs = latestWins<LogAppended>(pushEveryMs, (value) => {
    joined = null;
    push(channels.logAppended, value);
  });
  program.subscribe((snapshot) => {
    if (door.contents() !== null) states.offer(snapshot);
  });
  program.onLog((appended) => {
    if (door.contents() === null) return;
    joined = joinLog(joined, appended);
    logs.offer(joined);
  });
  return {
    forget() {
      states.stop();
      logs.stop();
      joined = null;
    },
  };
}

function isOurs(event: IpcMainInvokeEvent, ours: WebContents | null): boolean {
  // null when the frame is gone or has navigated since it asked
  const frame = event.senderFrame;
  return (
    ours !== null &&
    event.sender === ours &&
    frame !== null &&
    frame === ours.mainFrame &&
    frame.url.startsWith(`${pageOrigin}/`)
  );
}
