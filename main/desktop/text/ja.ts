// Every Japanese sentence of the tray, the notifications and the native dialogs.
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const { number: n, dayAndClock, when, names: listed } = figuresOf('ja');
const names = (all: readonly string[]) => listed(all, (more) => `ほか ${more} 件`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return 'flake が選ばれていません';
    case 'flake-unreadable':
      return 'flake を読み取れません';
    case 'decide':
      return '判断が必要です';
    case 'ready':
      return '切り替えの準備ができました';
    case 'not-checked':
      return 'まだ確認していません';
    case 'checking':
      return '入力を確認しています…';
    case 'check-failed':
      return is.lastGoodAt === null
        ? '前回の確認に失敗しました'
        : `${dayAndClock(is.lastGoodAt)} から確認できていません`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return '新しい入力を探しています…';
        case 'building':
          return 'システムをビルドしています…';
        case 'authorising':
          return 'パスワードを待っています…';
        case 'activating':
          return '新しいシステムに切り替えています…';
        case 'pruning':
          return '古い世代を削除しています…';
        case 'cancelling':
          return '中止しています…';
      }
      break;
    case 'checked': {
      const missed = is.notChecked === 0 ? '' : `、未確認 ${n(is.notChecked)} 件`;
      if (is.behind > 0) return `入力 ${n(is.of)} 件中 ${n(is.behind)} 件に更新あり${missed}`;
      if (is.notChecked === 0 && is.held > 0)
        return `更新はありません（保留またはスキップ ${n(is.held)} 件）`;
      return is.notChecked === 0
        ? 'すべて最新です'
        : `${n(is.notChecked)} 件の入力を確認できませんでした`;
    }
  }
}

const outcomeInTray = {
  ready: '切り替え可能',
  succeeded: '成功',
  unchanged: '変更なし',
  'units-failed': '切り替え済み、一部のユニットが失敗',
  'restart-required': '切り替え済み、再起動が必要',
  refused: '拒否されました',
  'activation-failed': '途中まで切り替え',
  failed: '失敗',
  cancelled: '中止',
  denied: '権限なし',
  'auth-failed': 'パスワード不一致',
  dismissed: 'パスワード入力を閉じました',
  'no-agent': 'パスワードを尋ねられません',
  'no-pkexec': 'pkexec を使えません',
  interrupted: '中断',
  discarded: '破棄',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind':
      return { title: `${n(notice.names.length)} 件の入力に更新あり`, body: names(notice.names) };
    case 'ready':
      return {
        title: '切り替えの準備ができました',
        body: `${n(notice.packagesChanged)} 個のパッケージが変わります${notice.restart ? '。再起動も必要です' : ''}。システムはまだ何も変わっていません。`,
      };
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: 'アップグレード完了',
  rebuild: '再ビルド完了',
  rollback: '前の世代に戻しました',
} as const;

const interrupted: NoticeWords = {
  title: '前回の実行は中断されました',
  body: 'どこまで進んだかは Snowbell を開くとわかります。',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return { title: '古い世代を削除しました', body: '起動メニューも作り直しました。' };
    case 'removed-without-menu':
      return {
        title: '削除しましたが、起動メニューには残っているかもしれません',
        body: cause ?? '起動メニューを作り直せませんでした。',
      };
    case 'not-all':
      return {
        title: '古い世代の一部を削除できませんでした',
        body: cause ?? '詳しくはログをご覧ください。',
      };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return { title: '古い世代は削除されませんでした', body: cause ?? '何も変わっていません。' };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `現在は世代 ${notice.generation} です。`;
  const kept = 'ビルド済みのシステムは保持され、このシステムは何も変わっていません。';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock を更新しました', body: 'システム自体は変わっていません。' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: '変更はありません', body: 'システムはすでに目的の状態です。' };
    case 'units-failed':
      return {
        title: '切り替えましたが、一部のユニットが失敗しました',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: '切り替えました。再起動が必要です', body: now };
    case 'refused':
      return {
        title: '切り替えが拒否されました',
        body: notice.cause ?? '何も変わっていません。',
      };
    case 'activation-failed':
      return {
        title: '切り替えましたが、起動スクリプトが失敗しました',
        body: notice.cause ?? '新しいシステムを残すか戻すか、Snowbell を開いて選んでください。',
      };
    case 'failed':
      return {
        title: 'ビルドに失敗しました',
        body: notice.cause ?? '動作中のシステムは変わっていません。詳細はログにあります。',
      };
    case 'cancelled':
      return { title: '中止しました', body: 'システムは何も変わっていません。' };
    case 'denied':
      return {
        title: '切り替える権限がありません',
        body: `このアカウントはシステムを切り替えられません。管理者アカウント (NixOS では wheel グループ) を使ってください。${kept}`,
      };
    case 'auth-failed':
      return {
        title: 'パスワードが受け付けられませんでした',
        body: `パスワードが違うか、管理者のものではありません。Caps Lock とキーボード配列を確かめて、もう一度お試しください。${kept}`,
      };
    case 'dismissed':
      return {
        title: '切り替えていません',
        body: `パスワード入力を閉じました。よければもう一度切り替えのボタンを押してください。${kept}`,
      };
    case 'no-agent':
      return {
        title: 'パスワードを尋ねられませんでした',
        body: `このセッションで polkit エージェントが動いていません。起動するか、端末で「snowbell switch」と入力してください。${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'pkexec が root になれません',
            body: `pkexec はありますが、setuid root ではありません。「security.polkit.enablePkexecWrapper = true;」(NixOS 26.11 より前は「security.polkit.enable = true;」) を設定し、ログインし直してください。${kept}`,
          }
        : {
            title: 'pkexec がありません',
            body: `切り替えには pkexec が必要です。「security.polkit.enable = true;」で polkit を有効にし、NixOS 26.11 以降は「security.polkit.enablePkexecWrapper = true;」も設定してください。${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

const decisions = {
  'lock-not-written': 'flake.lock の書き込みを完了…',
  'lock-changed-meanwhile': '残す flake.lock を選ぶ…',
  'activation-failed': '新しいシステムを残すか戻すか選ぶ…',
  'test-active': '試用中のシステムを残す…',
} as const;

export const ja: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `ビルド ${n(built)}/${n(toBuild)}` : null,
        toFetch > 0 ? `取得 ${n(fetched)}/${n(toFetch)}` : null,
      ]
        .filter((part) => part !== null)
        .join('、'),
    restartNeeded: () => 'アップグレードの完了には再起動が必要です',
    paused: (until, now) => `${when(until, now)} まで一時停止中`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which = generation === null || outcome !== 'succeeded' ? '' : `、世代 ${generation}`;
      return `前回のビルド: ${outcomeInTray[outcome]}${which} (${when(Date.parse(endedAt), now)})`;
    },
    rehearsal: 'リハーサル: このコンピューターは何も変わりません',
    starting: 'Snowbell を起動しています…',
    checkNow: '今すぐ確認',
    upgrade: 'アップグレード…',
    cancel: '中止',
    switchToBuilt: 'ビルド済みのシステムに切り替え…',
    decide: (kind) => decisions[kind],
    restart: 'コンピューターを再起動…',
    hold: '保留',
    pause: '一時停止',
    pauseDay: '1 日',
    pauseWeek: '1 週間',
    resume: '再開',
    open: 'Snowbell を開く',
    settings: '設定',
    quit: '終了',
  },
  notice: {
    words,
    view: '表示',
    upgrade: 'アップグレード…',
    review: '確認して切り替え…',
    openLog: '何が起きたか見る',
    remind: '明日知らせる',
    restart: '再起動…',
  },
  restart: {
    title: 'コンピューターを今すぐ再起動しますか?',
    detail: '先に作業を保存してください。開いているプログラムはすべて閉じられます。',
    restart: '再起動',
    stay: 'あとで',
    failed: 'コンピューターを再起動できませんでした',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: 'flake.nix のあるフォルダーを選んでください',
    saveLog: 'ログをファイルに保存',
    saveFailed: 'ログを保存できませんでした',
    noTrayTitle: 'Snowbell を終了しますか?',
    noTrayDetail:
      'このデスクトップではトレイアイコンが表示されないため、ウィンドウがないと Snowbell が見えなくなります。',
    quit: '終了',
    stay: '終了しない',
  },
  failure: {
    refused: 'Snowbell はこの要求を理解できませんでした。',
    bug: 'Snowbell の内部で問題が起きました。詳細はログにあります。',
  },
};
