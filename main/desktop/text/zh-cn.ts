// Every sentence of the tray, the notifications and the native dialogs in Simplified Chinese.
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const { number: n, dayAndClock, when, names: listed } = figuresOf('zh-CN');
const names = (all: readonly string[]) => listed(all, (more) => `另外 ${more} 个`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return '尚未选择 flake';
    case 'flake-unreadable':
      return '无法读取您的 flake';
    case 'decide':
      return '需要您做出决定';
    case 'ready':
      return '可以切换了';
    case 'not-checked':
      return '尚未检查';
    case 'checking':
      return '正在检查输入…';
    case 'check-failed':
      return is.lastGoodAt === null
        ? '上次检查失败'
        : `自 ${dayAndClock(is.lastGoodAt)} 起无法检查`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return '正在查找更新的输入…';
        case 'building':
          return '正在构建系统…';
        case 'authorising':
          return '正在等待您的密码…';
        case 'activating':
          return '正在切换到新系统…';
        case 'pruning':
          return '正在移除旧世代…';
        case 'cancelling':
          return '正在取消…';
      }
      break;
    case 'checked': {
      const missed = is.notChecked === 0 ? '' : `，${n(is.notChecked)} 个未检查`;
      if (is.behind > 0) return `${n(is.of)} 个输入中有 ${n(is.behind)} 个可更新${missed}`;
      if (is.notChecked === 0 && is.held > 0) return `没有更新，${n(is.held)} 个已搁置或跳过`;
      return is.notChecked === 0 ? '一切都是最新的' : `${n(is.notChecked)} 个输入无法检查`;
    }
  }
}

const outcomeInTray = {
  ready: '可以切换',
  succeeded: '成功',
  unchanged: '无需更改',
  'units-failed': '已切换，部分单元失败',
  'restart-required': '已切换，需要重启',
  refused: '被拒绝',
  'activation-failed': '切换了一半',
  failed: '失败',
  cancelled: '已取消',
  denied: '没有权限',
  'auth-failed': '密码未通过',
  dismissed: '密码框已关闭',
  'no-agent': '无法询问密码',
  'no-pkexec': '无法使用 pkexec',
  interrupted: '被中断',
  discarded: '已放弃',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind':
      return { title: `${n(notice.names.length)} 个输入可更新`, body: names(notice.names) };
    case 'ready':
      return {
        title: '可以切换了',
        body: `${n(notice.packagesChanged)} 个软件包有变化${notice.restart ? '，之后需要重启' : ''}。系统尚未有任何更改。`,
      };
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: '升级完成',
  rebuild: '重新构建完成',
  rollback: '已回滚',
} as const;

const interrupted: NoticeWords = {
  title: '上次运行被中断',
  body: '打开 Snowbell 查看进行到了哪一步。',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return { title: '旧世代已移除', body: '启动菜单已重新生成。' };
    case 'removed-without-menu':
      return {
        title: '已移除，但启动菜单未更新',
        body: cause ?? '无法重新生成启动菜单，其中可能仍列出它们。',
      };
    case 'not-all':
      return { title: '未能移除全部旧世代', body: cause ?? '日志中有更多信息。' };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return { title: '未移除旧世代', body: cause ?? '没有任何更改。' };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `当前为第 ${notice.generation} 代。`;
  const kept = '构建好的系统已保留；系统没有任何更改。';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock 已更新', body: '系统本身没有改变。' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: '无需更改', body: '系统已经是目标状态。' };
    case 'units-failed':
      return {
        title: '已切换，但部分单元失败',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: '已切换，需要重启', body: now };
    case 'refused':
      return { title: '切换被拒绝', body: notice.cause ?? '没有任何更改。' };
    case 'activation-failed':
      return {
        title: '已切换，但启动脚本失败',
        body: notice.cause ?? '保留新系统还是回退：请打开 Snowbell 决定。',
      };
    case 'failed':
      return {
        title: '构建失败',
        body: notice.cause ?? '正在运行的系统没有改变。详情见日志。',
      };
    case 'cancelled':
      return { title: '已取消', body: '系统没有任何更改。' };
    case 'denied':
      return {
        title: '没有切换的权限',
        body: `此账户不能切换系统。请使用管理员账户（在 NixOS 上：wheel 组）。${kept}`,
      };
    case 'auth-failed':
      return {
        title: '密码未通过',
        body: `密码错误，或不是管理员的密码。请重试，并留意大写锁定和键盘布局。${kept}`,
      };
    case 'dismissed':
      return { title: '未切换', body: `您关闭了密码框。准备好后请再次按下切换按钮。${kept}` };
    case 'no-agent':
      return {
        title: '无法显示密码框',
        body: `此桌面会话没有运行 polkit 代理。请启动一个，或在终端输入“snowbell switch”。${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'pkexec 不能成为 root',
            body: `pkexec 存在，但不是 setuid root。请设置“security.polkit.enablePkexecWrapper = true;”（NixOS 26.11 之前：“security.polkit.enable = true;”）并重新登录。${kept}`,
          }
        : {
            title: '缺少 pkexec',
            body: `切换需要 pkexec。请用“security.polkit.enable = true;”启用 polkit，NixOS 26.11 起还需“security.polkit.enablePkexecWrapper = true;”。${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

const decisions = {
  'lock-not-written': '完成写入 flake.lock…',
  'lock-changed-meanwhile': '选择保留哪个 flake.lock…',
  'activation-failed': '保留新系统或回退…',
  'test-active': '保留正在试用的系统…',
} as const;

export const zhCn: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `已构建 ${n(built)}/${n(toBuild)}` : null,
        toFetch > 0 ? `已下载 ${n(fetched)}/${n(toFetch)}` : null,
      ]
        .filter((part) => part !== null)
        .join('，'),
    restartNeeded: () => '需要重启以完成升级',
    paused: (until, now) => `已暂停至 ${when(until, now)}`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which = generation === null || outcome !== 'succeeded' ? '' : `，第 ${generation} 代`;
      return `上次构建：${outcomeInTray[outcome]}${which}（${when(Date.parse(endedAt), now)}）`;
    },
    rehearsal: '演练：此电脑不会有任何更改',
    starting: 'Snowbell 正在启动…',
    checkNow: '立即检查',
    upgrade: '升级…',
    cancel: '取消',
    switchToBuilt: '切换到构建好的系统…',
    decide: (kind) => decisions[kind],
    restart: '重启电脑…',
    hold: '搁置',
    pause: '暂停',
    pauseDay: '一天',
    pauseWeek: '一周',
    resume: '恢复',
    open: '打开 Snowbell',
    settings: '设置',
    quit: '退出',
  },
  notice: {
    words,
    view: '查看',
    upgrade: '升级…',
    review: '查看并切换…',
    openLog: '查看经过',
    remind: '明天提醒我',
    restart: '重启…',
  },
  restart: {
    title: '现在重启电脑？',
    detail: '请先保存工作：所有打开的程序都会关闭。',
    restart: '重启',
    stay: '暂不',
    failed: '无法重启电脑',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: '选择包含 flake.nix 的文件夹',
    saveLog: '将日志保存为文件',
    saveFailed: '无法保存日志',
    noTrayTitle: '退出 Snowbell？',
    noTrayDetail: '此桌面不显示托盘图标，没有窗口就看不到 Snowbell 了。',
    quit: '退出',
    stay: '留下',
  },
  failure: {
    refused: 'Snowbell 无法理解这个请求。',
    bug: 'Snowbell 内部出错。详情见它的日志。',
  },
};
