// The only bridge into the page: `window.snowbell`, which asks and listens, and can do nothing else.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { channels, type SnowbellApi } from './contract/api.ts';

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  // The event itself stays here: it would hand the page a way to every channel.
  const heard = (_event: IpcRendererEvent, value: T) => listener(value);
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.removeListener(channel, heard);
  };
}

const api: SnowbellApi = {
  state: () => ipcRenderer.invoke(channels.state),
  send: (intent) => ipcRenderer.invoke(channels.intent, intent),
  readLog: (runId, from, count) => ipcRenderer.invoke(channels.log, { runId, from, count }),
  readRun: (runId) => ipcRenderer.invoke(channels.run, { runId }),
  compareLocks: (runId) => ipcRenderer.invoke(channels.locks, { runId }),
  readInput: (name) => ipcRenderer.invoke(channels.input, { name }),
  readCommits: (name) => ipcRenderer.invoke(channels.commits, { name }),
  readGenerations: () => ipcRenderer.invoke(channels.generations),
  diffGenerations: (from, to) => ipcRenderer.invoke(channels.diff, { from, to }),
  runDoctor: () => ipcRenderer.invoke(channels.doctor),
  onState: (listener) => listen(channels.changed, listener),
  onLog: (listener) => listen(channels.logAppended, listener),
};

contextBridge.exposeInMainWorld('snowbell', api);
