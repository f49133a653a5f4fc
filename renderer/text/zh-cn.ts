// Every sentence the window says, in Simplified Chinese.
import type { Text } from './en.ts';
import type { Format } from './format.ts';
import type { FailureKind, Reason, Remedy } from './known-words.ts';
import {
  distanceOf,
  firstNames,
  intervalOf,
  isPowerless,
  joined,
  letGoWords,
  lookUp,
  type OutcomeText,
  type PrunedWords,
  prunedOutcome,
  runLine,
  type Said,
  said,
  spellDuration,
  type Titled,
  titled,
} from './sentence-parts.ts';

export function simplifiedChinese(format: Format): Text {
  const n = format.number;
  const duration = (ms: number) => spellDuration(ms, ['小时', '分', '秒']);
  const days = { yesterday: '昨天', today: '今天', tomorrow: '明天' } as const;

  const when: Text['when'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    return day === 'today' ? clock : `${day === 'other' ? date : days[day]} ${clock}`;
  };
  const moment: Text['moment'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    return `${day === 'other' ? date : days[day]} ${clock}`;
  };

  const reasonOf = (reason: string | null, host: string): Said => {
    if (reason?.startsWith('http-')) {
      const code = reason.slice(5);
      return said(
        `${host} 返回错误 ${code}`,
        `${host} 返回了 HTTP 错误 ${code}。通常过一会儿就好。`,
      );
    }
    const table: Readonly<Record<Reason, Said>> = {
      timeout: said(`${host} 没有应答`, null),
      dns: said(`找不到 ${host}`, `无法解析名称 ${host}。网络正常吗？`),
      refused: said(`${host} 未在监听`, `${host} 在线，但拒绝了连接。`),
      tls: said(`${host} 不可信`, `无法验证 ${host} 的证书，因此没有发出询问。`),
      'auth-required': said(
        '需要登录',
        `${host} 要求登录。Snowbell 使用 git 已有的凭据和密钥，自己从不询问密码。`,
      ),
      'not-found': said('找不到仓库', `${host} 没有这个仓库。它可能已被移动、删除或设为私有。`),
      'no-such-ref': said('找不到分支', '仓库存在，但没有 flake.nix 中的分支或标签。'),
      'rate-limited': said(`${host} 请求等待`, `${host} 收到此网络的请求过多。Snowbell 稍后再问。`),
      'not-a-git-server': said('不是 git 服务器', `${host} 有应答，但不像 git 服务器。`),
      'no-git': said('缺少 git', '此输入只能通过 git 询问，而 git 未安装。'),
      'not-owner': said('属于他人', 'git 拒绝读取此仓库，因为它属于另一个用户。'),
      'connection-lost': said(`${host} 中断了连接`, `应答尚未完整，与 ${host} 的连接就断了。`),
      'no-network': said('没有网络', `目前无法到达 ${host}。`),
      proxy: said('代理拒绝', `网络代理没有放行对 ${host} 的询问。`),
      'proxy-unsupported': said(
        '代理无法使用',
        'Snowbell 无法使用这种代理，只能用 http、https 和 socks5。它不会绕过代理。',
      ),
      'server-error': said(`${host} 出了问题`, `${host} 报告自身出错。通常过一会儿就好。`),
      'unsafe-redirect': said('跳转不安全', `${host} 指向了不安全的地址，因此没有跟随。`),
      'too-many-redirects': said('循环跳转', `${host} 不停地从一个地址指向另一个。`),
      'host-key': said(
        `ssh 不认识 ${host}`,
        `ssh 未见过 ${host} 的这个密钥，或者它已改变。请在终端连接一次（“ssh ${host}”）并核对。`,
      ),
      'git-failed': said('git 失败', 'git 无法询问此仓库。'),
      'not-a-repository': said('不是仓库', '文件夹存在，但 git 不认识它。'),
      'no-locked-revision': said('无从比较', 'flake.lock 没有记录此输入的修订。'),
      'unusable-source': said('地址不可用', 'flake.nix 中的地址不完整，或询问它不安全。'),
      'relative-git-url': said('相对地址', '没有主机或完整路径的 git 地址无法询问。'),
      path: said('文件夹', '普通文件夹没有修订。每次更新 lock 都按原样取用。'),
      file: said('文件', '服务器没有说明文件是否改变。'),
      'unmarked-file': said('没有版本信息', `${host} 没有说明文件是否改变。`),
      'first-seen': said('首次见到', '服务器只说明文件上次何时改变。从下次检查起就能发现变化。'),
      'lock-changed': said('上次检查后已变', 'flake.lock 中的修订与比较过的不同。请重新检查。'),
      'not-asked': said('尚未询问', '上次检查不包括此输入。'),
      'not-in-registry': said('不在注册表中', 'flake 注册表没有这个名称。'),
      'pinned-by-registry': said('由注册表固定', 'flake 注册表把此名称固定在一个修订上。'),
      'not-a-registry': said('注册表无法读取', '其服务器返回的不是 flake 注册表。'),
      'malformed-node': said('flake.lock 中已损坏', '此输入的条目无法读取。'),
      'node-missing': said('flake.lock 中缺失', 'flake.lock 提到此输入，却没有它的条目。'),
      'follows-cycle': said('跟随自身', '它所跟随的输入又绕回它自己。'),
      'follows-missing': said('跟随对象不存在', '它所跟随的输入不存在。'),
      offline: said('未询问', '没有通过网络询问。'),
      tarball: said('归档', '服务器没有说明归档是否改变。'),
      indirect: said('注册表名称', '此输入是 flake 注册表中的名称，而注册表无法读取。'),
      mercurial: said('Mercurial 仓库', 'Snowbell 无法询问 Mercurial 仓库。'),
      'unsupported-type': said('未知类型', 'Snowbell 不认识这种输入。'),
    };
    const title = '无法检查';
    if (reason === null) return said(title, '没有给出原因。');
    return lookUp(table, reason) ?? said(title, `给出的原因是“${reason}”。`);
  };

  const failure: Text['failure'] = ({ kind, detail }) => {
    const setAside = titled('一个损坏的文件已被移开', detail);
    const table: Readonly<Record<FailureKind, Titled>> = {
      'no-folder': titled('文件夹不存在', `${detail} 不存在或无法打开。`),
      'no-flake-nix': titled(
        '此文件夹中没有 flake.nix',
        `${detail} 请选择包含系统 flake.nix 的文件夹。`,
      ),
      'no-lock': titled('还没有 flake.lock', `${detail} “仅更新 lock”会写入第一个。`),
      unreadable: titled('文件无法读取', detail),
      malformed: titled(
        'flake.lock 已损坏',
        `${detail} 如果文件夹由 git 管理，“git checkout flake.lock”可以恢复上一个完好的版本。`,
      ),
      'unsupported-version': titled('Snowbell 不认识此 flake.lock 的版本', detail),
      'no-nix': titled('找不到 Nix', `没有它也能检查，但不能构建。${detail}`),
      'nix-too-old': titled('Nix 版本过旧', `Snowbell 需要 Nix 2.24 或更新版本。${detail}`),
      busy: titled('另一个运行正在进行', `它结束后才能开始新的。${detail}`),
      'stale-answer': titled(
        '网络中途失败',
        `Nix 会用旧副本代替最新修订，因此没有做任何更改。${detail}`,
      ),
      'unknown-input': titled('没有这个输入', detail),
      'write-failed': titled('文件无法写入', detail),
      'state-unwritable': titled(
        'Snowbell 无法保存任何内容',
        `它的文件夹无法写入。退出后，您的设置和发生过的事情都不会保留：${detail}`,
      ),
      'not-saved': titled(
        '无法保存这次运行的记录',
        `磁盘已满或无法写入。请释放空间；下次运行前 Snowbell 会查明发生了什么。 ${detail}`,
      ),
      refused: titled('已被拒绝', detail),
      'resolve-failed': titled('输入无法更新', detail),
      'build-failed': titled('构建失败', detail),
      offline: titled('网络不可用', detail),
      'no-flake': titled('未选择 flake', `请在设置中选择。${detail}`),
      'no-git': titled('找不到 git', `这需要 git。${detail}`),
      cancelled: titled('已取消', detail),
      stale: titled('构建结果已不适用', `flake 或正在运行的系统后来有变化。请重新构建。${detail}`),
      'host-differs': titled('这是为另一台电脑构建的', `需要再次确认。${detail}`),
      'units-restarted': titled('单元已重启', detail),
      'units-not-restarted': titled(
        '并非所有单元都在运行',
        `请用“systemctl status”逐个查看。${detail}`,
      ),
      'evaluates-as-root': titled('需要由 root 求值 flake', '须先得到您的同意。'),
      'lock-not-yours': titled(
        'flake.lock 不属于您',
        `没有 root 助手就无法写入。请导入 Snowbell 的 NixOS 模块，或按现有的锁文件构建。${detail}`,
      ),
      'lock-of-root': titled(
        'flake.lock 属于 root',
        `Snowbell 无法在此写入。请在终端中输入以下命令，或保留旧的： ${detail}`,
      ),
      'keep-needs-root': titled(
        'flake.lock 属于 root',
        `要保留的系统需要自己的 flake.lock，而 Snowbell 无法在此写入。请在终端中输入以下命令，然后再保留系统： ${detail}`,
      ),
      'already-there': titled('无需操作', `世代 ${detail} 正在运行，下次启动也会使用它。`),
      'not-ready': titled('没有等待中的构建结果', detail),
      'lock-moved-on': titled(
        'flake.lock 之后有改动',
        '它已不是此运行开始时的文件，因此没有写入任何内容。请检查后再更新一次。',
      ),
      'no-such-run': titled('此运行已不再保留', detail),
      'nothing-to-skip': titled('没有可跳过的修订', `此输入的最新修订未知。${detail}`),
      'freeing-space': titled(
        '正在腾出空间',
        '正在从 Nix 存储中移除不再需要的内容。完成后会重新开始运行。',
      ),
      'space-not-freed': titled('无法腾出空间', detail),
      'nothing-to-free': titled(
        '没有可腾出的空间',
        'Nix 存储中的一切仍被需要。请删除旧世代或其他文件，然后再试。',
      ),
      'no-remedy': titled('Snowbell 无法自行解决此问题', `详情见日志。${detail}`),
      undecided: titled('需要先做决定', '上次切换只进行了一半。移除世代之前，请先保留它或返回。'),
      'generations-changed': titled('世代在此期间发生了变化', '没有移除任何内容。请再看一下列表。'),
      'needs-helper': titled(
        '这需要 Snowbell 的 root 助手',
        `它随 Snowbell 的 NixOS 模块提供。没有它时，请在终端中输入： ${detail}`,
      ),
      collecting: titled('正在腾出空间', '正在从 Nix 存储中移除不再需要的内容。'),
      'space-freed': titled('已腾出空间', detail),
      'closure-unreadable': titled(
        '无法读取系统的软件包',
        `部分内容可能已从 Nix 存储中移除。${detail}`,
      ),
      'git-failed': titled('git 未能完成', detail),
      'rehearsal-failed': titled('无法建立演练', detail),
      'no-generation': titled('这一代已不存在', `它已被移除，或其系统已不在 Nix 存储中。${detail}`),
      'no-system': titled('这不是正在运行的 NixOS 系统', detail),
      managed: titled(
        '由您的 NixOS 配置设定',
        `请在那里更改（programs.snowbell.settings）。${detail}`,
      ),
      'nothing-chosen': titled('没有选中输入', detail),
      'not-cancellable': titled('现在不能停止', `中途停止会让系统处于中间状态。${detail}`),
      'commit-failed': titled('flake.lock 已写入，但未提交', detail),
      'corrupt-file': setAside,
      'set-aside': setAside,
      interrupted: titled('之前的一次运行被中断', detail),
      bug: titled('Snowbell 出错了', detail),
    };
    return lookUp(table, kind) ?? titled('出了问题', `${detail || '没有详情。'}（${kind}）`);
  };

  const kindTitles = {
    upgrade: '升级',
    update: 'lock 更新',
    rebuild: '重新构建',
    rollback: '回滚',
    prune: '清理旧世代',
  } as const;
  const stepNouns = {
    resolve: '更新步骤',
    build: '构建步骤',
    review: '查看步骤',
    activate: '切换步骤',
    settle: '最后一步',
  } as const;

  const untouched = '系统没有任何更改，flake.lock 未被改动。';

  const pruned: PrunedWords = {
    succeeded: {
      chip: '已移除',
      title: '上次清理旧世代：成功',
      meaning: '旧世代已移除，启动菜单已重新生成。垃圾回收时 Nix 存储会收回它们的空间。',
    },
    refused: {
      chip: '被拒绝',
      title: '上次清理旧世代：被拒绝',
      meaning: '没有移除任何内容。原因见日志。',
    },
    menuFailed: {
      chip: '启动菜单失败',
      title: '上次清理旧世代：无法重新生成启动菜单',
      meaning: '旧世代已移除，但启动菜单可能仍列出它们。',
    },
    failed: { chip: '失败', title: '上次清理旧世代：失败', meaning: '未能全部移除。详情见日志。' },
    denied: {
      chip: '不允许',
      title: '上次清理旧世代：不允许',
      meaning: '此账户不能移除世代。请使用管理员账户（NixOS 上为 wheel 组）。没有任何更改。',
    },
    dismissed: {
      chip: '未移除',
      title: '上次清理旧世代：您关闭了密码提示',
      meaning: '您关闭了密码提示。没有移除任何内容。',
    },
    noAgent: {
      chip: '没有密码提示',
      title: '上次清理旧世代：没有程序可以询问密码',
      meaning:
        '此桌面会话中没有运行 polkit 代理。请启动一个，或在终端中输入“snowbell prune”。没有任何更改。',
    },
  };

  const letGo = letGoWords({
    newer: '之后构建了更新的系统，因此放弃了这一个。没有任何更改。',
    'system-changed': '之后运行的是另一个系统，因此放弃了这一个。',
    'flake-changed': 'flake.lock 或配置之后又有变动，因此放弃了这一个。没有任何更改。',
    'result-missing': '它已不在 Nix 存储中。要使用它，请重新构建。',
  });

  const outcome: Text['outcome'] = (record, done, isKept): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const unchanged = '没有任何更改。';
    const kept = isKept ? '构建好的系统已保留；没有任何更改。' : unchanged;
    const last = `上次${record.kind === 'update' ? ' ' : ''}${kindTitles[record.kind]}`;
    const generation = record.generation === null ? null : `第 ${record.generation} 代`;
    const of = (chip: string, title: string, meaning: string): OutcomeText => ({
      chip,
      title,
      meaning,
    });
    switch (done) {
      case 'ready':
        return isKept
          ? of('就绪', `${last}：可以切换`, '已构建好，等您决定。系统尚未有任何更改。')
          : of('就绪', `${last}：已构建`, '已构建过，但不再保留。系统没有任何更改。');
      case 'succeeded':
        return of(
          record.kind === 'update' ? 'flake.lock 已写入' : (generation ?? '完成'),
          `${last}：成功`,
          record.restartRecommended
            ? '部分内容在重启后生效。'
            : record.kind === 'update'
              ? '新的 flake.lock 已就位；系统本身没有重新构建。'
              : generation === null
                ? '新系统已在使用。'
                : `${generation}已在使用。`,
        );
      case 'unchanged':
        return of('没有变化', `${last}：无需更改`, '结果与现有的相同，无需切换。');
      case 'units-failed':
        return of(
          generation ?? '已切换',
          `${last}：已切换，但并非全部启动`,
          record.failedUnits.length === 0
            ? '已切换，但部分单元启动失败。日志中有它们的名称。'
            : `已切换，但有 ${n(record.failedUnits.length)} 个单元失败：${format.list(record.failedUnits)}`,
        );
      case 'restart-required':
        return of('需要重启', `${last}：需要重启`, '新系统已就位，重启电脑后接管。');
      case 'refused':
        return of(
          '被拒绝',
          `${last}：被新系统拒绝`,
          '它自身的检查没有通过，旧系统保留。flake.lock 未被改动。',
        );
      case 'activation-failed':
        return of('切换了一半', `${last}：已切换，但启动脚本失败`, '新系统的部分设置出错。');
      case 'failed':
        return of(
          '失败',
          `${last}：失败`,
          record.step === 'activate' || record.step === 'settle'
            ? '系统没有接受切换，已尽可能恢复；flake.lock 未被改动。详情见日志。'
            : untouched,
        );
      case 'cancelled':
        return of('已取消', `${last}：已取消`, untouched);
      case 'denied':
        return of(
          '没有权限',
          `${last}：没有权限`,
          `此账户不能切换系统。请使用管理员账户（在 NixOS 上：wheel 组）。${kept}`,
        );
      case 'auth-failed':
        return of(
          '密码错误',
          `${last}：密码未通过`,
          `密码错误，或不是管理员的密码。请重试，并留意大写锁定和键盘布局。${kept}`,
        );
      case 'dismissed':
        return of(
          '未切换',
          `${last}：您关闭了密码框`,
          `您关闭了密码框。准备好后请再次按下切换按钮。${kept}`,
        );
      case 'no-agent':
        return of(
          '无法询问密码',
          `${last}：没有程序能询问密码`,
          `此桌面会话没有运行 polkit 代理。请启动一个，或在终端输入“snowbell switch”。${kept}`,
        );
      case 'no-pkexec':
        return isPowerless(record)
          ? of(
              'pkexec 无权限',
              `${last}：pkexec 不能成为 root`,
              `pkexec 存在，但不是 setuid root。请设置“security.polkit.enablePkexecWrapper = true;”（NixOS 26.11 之前：“security.polkit.enable = true;”）并重新登录。${kept}`,
            )
          : of(
              '缺少 pkexec',
              `${last}：缺少 pkexec`,
              `切换需要 pkexec。请用“security.polkit.enable = true;”启用 polkit，NixOS 26.11 起还需“security.polkit.enablePkexecWrapper = true;”。${kept}`,
            );
      case 'interrupted':
        return of('被中断', `${last}：被中断`, 'Snowbell 或电脑在结束前停止了。可以放心重新开始。');
      case 'discarded':
        return of(
          '已放弃',
          `${last}：已放弃`,
          letGo(record.discardedFor) ?? '您选择不切换。没有任何更改。',
        );
    }
  };

  const stepFailed = {
    resolve: (took: string) => `${took}后未能更新输入`,
    build: (took: string) => `${took}后构建失败`,
    review: (took: string) => `${took}后未能检视结果`,
    activate: (took: string) => `${took}后切换失败`,
    settle: (took: string) => `${took}后收尾失败`,
  } as const;

  const verbs = {
    switch: '立即切换',
    boot: '下次启动时使用',
    test: '试用（重启后撤销）',
  } as const;

  return {
    format,
    duration,
    moment,
    when,
    failure,
    kindTitle: (kind) => kindTitles[kind],
    stepNoun: (step) => stepNouns[step],
    outcome,
    asFact: (sentence) => sentence.replace(/。$/, ''),

    appName: 'Snowbell',
    common: {
      close: '关闭',
      cancel: '取消',
      retry: '重试',
      tryAgain: '再试一次',
      dismiss: '隐藏',
      openLog: '打开日志',
      back: '返回',
      checkNow: '立即检查',
      checking: '正在检查…',
      none: '无',
      starting: '正在启动…',
      noConnection: 'Snowbell 已停止。请关闭此窗口并重新启动它。',
      allInputs: '所有输入',
      copy: '复制',
      copied: '已复制',
      reading: '正在读取…',
      unknown: '未知',
      noRevision: '没有修订',
      decideFirst: '请先决定上面的问题。',
    },

    nav: {
      label: '界面',
      updates: '更新',
      activity: '活动',
      history: '历史',
      generations: '世代',
      settings: '设置',
      behind: (k) => `${n(k)} 个输入可更新`,
      working: '正在工作',
      ready: '可以切换',
      generation: (k) => `第 ${k} 代`,
      nixos: (version) => `NixOS ${version}`,
      keys: '键盘快捷键',
      linux: (version) => `Linux ${version}`,
      linuxNext: (running, next) => `Linux ${running}，重启后为 ${next}`,
      restart: '等待重启',
      systemLabel: '本系统',
    },

    rehearsal: {
      title: '演练',
      body: '此电脑不会有任何更改',
      leave: '退出演练',
    },

    elevation: (view) => {
      if (view.kind === 'store-path')
        return titled(
          '将通过 nixos-rebuild 切换',
          '未安装 Snowbell 的 root 助手，因此由 nixos-rebuild 激活您检视过的系统，一丝不差。输入密码后不会再次核对，Snowbell 退出则输出丢失，失败的切换也不会撤回。导入 Snowbell 的 NixOS 模块即可解决。',
        );
      if (view.kind === 'flake')
        return titled(
          '切换需要由 root 求值您的 flake',
          '未安装 Snowbell 的 root 助手，而这个 nixos-rebuild 不接受已构建的系统。仍可切换，但保障较少；会先询问您。导入 Snowbell 的 NixOS 模块即可解决。',
        );
      switch (view.reason) {
        case 'no-pkexec':
          return titled(
            '无法切换：缺少 pkexec',
            '检查和构建可用。要切换，请启用 polkit（security.polkit.enable = true;），或自行输入“sudo nixos-rebuild switch”。',
          );
        case 'pkexec-not-setuid':
          return titled(
            '无法切换：pkexec 不能成为 root',
            'pkexec 存在，但不是 setuid root。请设置“security.polkit.enablePkexecWrapper = true;”（NixOS 26.11 之前：“security.polkit.enable = true;”）并重新登录。',
          );
        case 'no-helper':
          return titled(
            '无法切换：未安装 Snowbell 的 root 助手',
            '检查和构建可用。要在这里切换，请导入 Snowbell 的 NixOS 模块并手动重新构建一次。',
          );
      }
    },

    notice: (kind, detail) => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: '输入已更新，系统保持不变',
        meaning: (names) => `flake.lock 保持原样，因此这些仍然落后：${names}。写入后即为最新。`,
      },
      otherInputs: {
        title: 'nix 还移动了您没有选择的输入',
        meaning: (names) => `未选择却被移动：${names}。在您写入之前，flake.lock 保持原样。`,
      },
    },

    decision: {
      lockNotWritten: {
        title: '已切换，但 flake.lock 尚未写入',
        body: (detail) => `系统已使用新的输入，而 flake.lock 仍记录旧的。${detail}`.trim(),
        write: '写入 flake.lock',
        keep: '保留旧的',
      },
      lockChanged: {
        title: 'flake.lock 在此期间有改动',
        body: '构建系统时有人编辑了 flake.lock，因此没有覆盖。要保留哪一个？',
        mine: '保留我的',
        switched: '使用切换后的',
      },
      difference: {
        show: '显示差异',
        title: '两个 lock 文件有何不同',
        input: '输入',
        mine: '您的',
        switched: '切换后的',
        absent: '没有此项',
        same: '两者锁定的修订相同，只是文件的写法不同。',
        failed: '无法比较这两个文件',
      },
      activationFailed: {
        title: '新系统的启动脚本失败',
        body: (previous) =>
          previous === null
            ? '新系统已激活，但部分设置出错。之前的一代已不存在：请在“世代”中切换到另一代，或保留它。'
            : `新系统已激活，但部分设置出错。要回到第 ${previous} 代，还是保留？`,
        keep: '保留',
      },
      testActive: {
        title: '您正在试用新系统',
        body: '重启后会撤销。如果一切正常，可将其设为永久。',
        permanent: '设为永久',
      },
      goBack: (previous) => `回到第 ${previous} 代`,
    },

    updates: {
      title: (behind, all) => `${n(all)} 个输入中有 ${n(behind)} 个可更新`,
      upToDate: '一切都是最新的',
      noneFound: '没有发现更新',
      never: '尚未检查',
      neverBody: 'Snowbell 向每个输入询问最新修订。为此不会下载任何内容。',
      noInputs: '此 flake 没有输入',
      noInputsBody: '没有需要更新的内容；您仍可重新构建。',
      allGoodBody: (all) => `${n(all)} 个输入都处于最新修订，或由您固定。`,
      heldBody: (held) => `${n(held)} 个输入有更新，已被您搁置或跳过。`,
      partGoodBody: '能检查的输入都不落后。',
      checkingFirst: '正在检查您的输入…',
      checkingProgress: (done, of) => `已询问 ${n(done)}/${n(of)}`,
      tried: (at, now) => (now - at < 60_000 ? '刚刚尝试过' : `${format.ago(at, now)}尝试过`),
      checked: (at, now) => (now - at < 60_000 ? '刚刚检查过' : `${format.ago(at, now)}检查过`),
      waiting: (waiting) =>
        ({
          metered: '按流量计费的网络下不检查',
          battery: '电量低时不检查',
          'no-network': '没有网络，不检查',
        })[waiting],
      checkAnyway: '仍然检查',
      pausedTitle: (until, now) => `已暂停至 ${moment(until, now)}`,
      pausedBody: '在此之前不检查，也不通知。',
      resume: '恢复',
      lastGood: (status, at, now) => {
        const ago = now - at < 60_000 ? '刚刚' : format.ago(at, now);
        if (status === 'behind') return `${ago}可更新`;
        return status === 'current' ? `${ago}是最新的` : `${ago}有应答`;
      },
      find: '查找输入',
      findNone: (query) => `没有名为“${query}”的输入。`,
      details: '详情',
      detailsOf: (name) => `${name} 的详情`,
      skip: '跳过此修订',
      unskip: '重新计入此修订',
      copyReference: '复制引用',
      source: '在浏览器中打开其页面',
      next: (at, now) => `下次检查：${when(at, now)}`,
      paused: (until, now) => `已暂停至 ${moment(until, now)}`,
      couldNot: (k) => `${n(k)} 个无法检查`,
      failedSince: (since, now) => `自 ${when(since, now)} 起无法检查`,
      failedEver: '无法检查',
      failedShown: (at, now) => `这是${format.ago(at, now)}的结果。`,
      select: (name) => `选择 ${name}`,
      groupBehind: '可更新的输入',
      groupUnreachable: (k) => `${n(k)} 个未能检查`,
      groupHeld: (k) => `${n(k)} 个已搁置或跳过`,
      groupUnknown: (k) => `${n(k)} 个无从检查`,
      groupRest: (k) => `${n(k)} 个最新或已固定`,
      behindBy: (input) => {
        const { unit, count: k } = distanceOf(input);
        switch (unit) {
          case 'unknown':
            return '有更新';
          case 'less':
            return '落后不到一小时';
          case 'hour':
            return `落后 ${n(k)} 小时`;
          case 'day':
            return `落后 ${n(k)} 天`;
          case 'month':
            return `落后 ${n(k)} 个月`;
        }
      },
      reasonOf,
      current: '最新',
      pinned: '已在 flake.nix 中固定',
      local: '在您的 flake 中',
      follows: (path) => `跟随 ${path.join('/')}`,
      held: '已搁置',
      skipped: '已跳过',
      from: '从',
      to: '到',
      menuFor: (name) => `${name} 的更多操作`,
      retryFor: (name) => `重新检查 ${name}`,
      upgradeOnly: '仅升级此项…',
      lockOnly: '仅在 flake.lock 中更新此项',
      compare: '在浏览器中查看变化',
      hold: '搁置',
      unhold: '不再搁置',
      selected: (k, of) => `已选 ${n(k)}/${n(of)}`,
      updateLock: '仅更新 lock',
      upgrade: (k) => `升级 ${n(k)} 个输入…`,
      upgradeNone: '升级…',
      more: '更多升级方式',
      upgradeAll: '升级所有输入…',
      rebuild: '不更新，直接构建…',
      openFolder: '打开 flake 的文件夹',
      running: '一次运行正在进行',
      show: '显示',
      readyTitle: '新系统已构建好，等您决定',
      readyBody: '尚未有任何更改。',
      review: '查看…',
      unreadableTitle: '无法读取您的 flake',
      unreadablePath: '文件夹',
      chooseFolder: '选择文件夹…',
    },

    inputDetails: {
      reading: '正在询问此输入…',
      failed: '无法显示此输入',
      revisions: '修订',
      locked: '已锁定',
      latest: '最新',
      notKnown: '未知',
      dated: (at, now) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: '与锁定的相同',
      commits: (k, by) => (by === null ? `落后 ${n(k)} 个提交` : `相差 ${n(k)} 个提交，${by}`),
      commitsBack: (k) => `后退了 ${n(k)} 个提交`,
      rewritten: '上游改写了历史',
      rewrittenBody: (k) => `您已有的 ${n(k)} 个提交已不在其中。更新会将其移除。`,
      movedBack: '上游后退了',
      movedBackBody: '最新修订比锁定的更旧：上游已回退，或其历史被改写。更新会让您也后退。',
      reference: '引用',
      upstream: '询问地址',
      branch: '分支或标签',
      defaultBranch: '默认分支',
      notAFlake: '作为普通文件使用，而非 flake',
      openSource: '打开其页面',
      openCompare: '查看变化',
      openHint: '在浏览器中',
      followedBy: '被跟随',
      followedByNone: '没有其他输入跟随它。',
      inputs: '它自己的输入',
      inputsNone: '它没有自己的输入。',
      follows: (path) => `跟随 ${path}`,
      age: (at, now) => format.ago(at, now),
      duplicates: '被多次锁定',
      duplicatesBody: (upstream, times) =>
        `${upstream} 被锁定在 ${n(times)} 个不同的修订。每个都会单独下载和求值。`,
      remedyLead: () => '在 flake.nix 中加入以下内容即可合一：',
      warning: (warning) => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return titled(
              `已锁定 ${n(warning.days)} 天`,
              'nixpkgs 每天都有安全更新；此修订不含之后的更新。',
            );
          case 'unsupported-branch':
            return titled(
              `${warning.branch} 已停止支持`,
              `自 ${warning.since} 起没有安全更新。请在 flake.nix 中选择更新的分支。`,
            );
        }
      },
    },

    generations: {
      title: '世代',
      sub: (k) => `电脑启动时有 ${n(k)} 个系统可选`,
      reading: '正在读取世代…',
      failed: '无法读取世代',
      empty: '没有找到世代',
      emptyBody: 'NixOS 将世代保存在 /nix/var/nix/profiles。这里没有。',
      listLabel: '世代',
      name: (k) => `第 ${k} 代`,
      running: '运行中',
      booted: '启动自',
      isDefault: '默认',
      runningHelp: '电脑现在运行的',
      bootedHelp: '电脑启动时使用的',
      defaultHelp: '下次启动时使用的',
      gone: '已不在 Nix 存储中',
      goBack: '回到这一代…',
      goBackTo: (k) => `回到第 ${k} 代…`,
      use: '切换到这一代…',
      switchToNumber: (k) => `切换到第 ${k} 代…`,
      confirmTitle: (k) => `切换到第 ${k} 代？`,
      confirmBody:
        '系统会变回当时的样子，下次启动也是如此。您的文件、flake.nix 和 flake.lock 保持不变。',
      kernelDiffers: (running, other) =>
        `它的内核（${other}）与正在运行的（${running}）不同。部分内容在重启后才生效。`,
      confirm: '切换',
      pickForCompare: (k) => `比较第 ${k} 代`,
      compare: '比较',
      comparePrompt: '勾选两代以进行比较。',
      compareOne: '请再勾选一代。',
      comparing: (from, to) => `从第 ${from} 代到第 ${to} 代`,
      compareReading: '正在比较…',
      compareFailed: '无法比较',
      same: '两者包含相同的软件包。',
      clear: '关闭比较',
      prune: {
        open: '移除旧世代…',
        title: '要移除旧世代吗？',
        keep: '保留最新的',
        goes: (k, which) => `将移除 ${n(k)} 个世代：${which}`,
        none: '没有可移除的：现有的都会保留。',
        stays: (k, which) => `将保留 ${n(k)} 个世代：${which}`,
        always: '正在运行的、本次启动所用的和下次启动要用的始终保留。',
        does: '然后重新生成启动菜单，使它们的内核离开启动分区。移除后无法恢复。',
        store: '垃圾回收时 Nix 存储才会收回空间：之后会提供“腾出空间”。',
        confirm: (k) => `移除 ${n(k)} 个世代`,
      },
    },

    doctor: {
      title: '健康检查',
      open: '健康检查…',
      help: 'Snowbell 在此电脑上需要什么，又缺少什么。',
      sub: 'Snowbell 在此电脑上需要的东西',
      allGood: 'Snowbell 需要的都齐全',
      problems: (bad, warnings) =>
        joined([bad > 0 && `${n(bad)} 项需修复`, warnings > 0 && `${n(warnings)} 项需留意`], ' · '),
      running: '正在查看…',
      failed: '无法进行健康检查',
      again: '重新查看',
      listLabel: '已查看的项目',
      what: (what) =>
        ({
          nix: 'Nix',
          git: 'git',
          flake: '您的 flake',
          'flake-owner': 'flake 的所有者',
          pkexec: '询问密码（pkexec）',
          helper: 'root 助手',
          agent: '密码对话框（polkit 代理）',
          'tray-host': '托盘',
          notifications: '通知',
          'disk-nix': 'Nix 存储的可用空间',
          'disk-boot': '/boot 的可用空间',
          'state-folder': 'Snowbell 自己的文件夹',
        })[what],
      state: (state) =>
        ({ good: '良好', warning: '需留意', bad: '需修复', unknown: '未知' })[state],
      remedy: (remedy) => {
        const table: Readonly<Record<Remedy, string>> = {
          'install-nix':
            '找不到 Nix 或它无法启动。没有它也能检查，但不能构建。在 NixOS 上，请重新登录以便找到其程序。',
          'newer-nix': '构建需要 Nix 2.24 或更新版本。请选择更新的版本并手动重新构建一次。',
          'install-git': 'git 仓库中的 flake 和通过 ssh 的输入需要 git。',
          'choose-flake': '请在设置中选择包含系统 flake.nix 的文件夹。',
          'mend-flake': '请修复此处指出的文件；Snowbell 会自行察觉。',
          'owned-by-root':
            '这没有问题：一切都以您的身份构建，只有最后写入 flake.lock 时用同一个密码以 root 身份进行。',
          'owned-by-another':
            '文件夹属于另一个用户，因此无法写入 flake.lock。请使用自己的 flake，或更改所有者。',
          'enable-pkexec': 'pkexec 存在，但不能成为 root。请加入下面几行，重新构建，然后重新登录。',
          'install-pkexec': '未安装 pkexec。请加入下面几行，重新构建，然后重新登录。',
          'agent-not-seen':
            'Snowbell 没有看到它认识的密码对话框，但可能有别的。如果切换时没有询问密码，请随会话启动一个，或在终端中输入“snowbell switch”。',
          'install-module': '请导入 Snowbell 的 NixOS 模块并启用，然后手动重新构建一次。',
          'start-agent':
            '此会话中没有程序能显示密码对话框。多数桌面自带一个；其他环境请随会话启动一个。',
          'tray-extension':
            '没有面板显示托盘图标，Snowbell 仍可通过窗口使用。在 GNOME 上可安装 AppIndicator 扩展。',
          'notification-server':
            '此桌面没有程序显示通知，消息只在窗口中可见。多数桌面自带；其他环境可启动 mako 或 dunst。',
          'notification-buttons': '通知可以显示，但没有按钮。点击托盘图标效果相同。',
          'free-space': '升级可能放不下。请移除旧世代及仅由它们使用的内容。',
          'make-writable':
            'Snowbell 在那里保存历史和日志，但无法写入。请将文件夹的所有权改回自己。',
        };
        return lookUp(table, remedy) ?? remedy;
      },
      snippetInto: '加入您的 NixOS 配置：',
      snippetType: '在终端输入：',
    },

    welcome: {
      title: '欢迎使用 Snowbell',
      lead: 'Snowbell 会告诉您 NixOS flake 的输入何时可更新，构建升级，展示会有哪些变化，并在您同意后切换。',
      found: '在此电脑上找到',
      none: '在常见位置（/etc/nixos、$NH_FLAKE、$FLAKE）没有找到 flake。',
      use: (path) => `使用 ${path}`,
      useShort: '使用这个',
      choose: '选择文件夹…',
      chooseBody: '包含系统 flake.nix 的文件夹',
      rehearse: '开始演练',
      rehearseBody: '一个独立的玩具系统，可随意尝试。此电脑不会有任何更改。',
    },

    activity: {
      running: (kind) =>
        ({
          upgrade: '正在升级系统',
          update: '正在更新 flake.lock',
          rebuild: '正在重新构建系统',
          rollback: '正在回滚',
          prune: '正在移除旧世代',
        })[kind],
      authorising: '正在等待您的密码',
      authorisingBody: '在您输入之前，什么都不会改变。',
      activating: (verb) =>
        verb === 'boot' ? '正在准备下次启动' : verb === 'test' ? '正在试用新系统' : '正在切换',
      activatingBody: '此过程不能中途停止。请不要关闭电脑。',
      cancelling: '正在停止…',
      cancellingBody: '系统没有任何更改。',
      started: (ms) => `${duration(ms)}前开始`,
      goesOn: '可以关闭此窗口，构建会继续',
      elsewhere: '从命令行启动；请在那里停止',
      steps: {
        label: '步骤',
        resolve: '更新输入',
        build: '构建',
        review: '查看',
        write: '写入 flake.lock',
        verb: (verb) => (verb === 'boot' ? '下次启动' : verb === 'test' ? '试用' : '切换'),
        done: '完成',
        now: '进行中',
        later: '待进行',
      },
      progressLabel: '进度',
      preparing: '正在准备…',
      resolving: '正在询问最新修订…',
      evaluating: '正在读取您的配置…',
      remaining: (ms) => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return '剩余不到一分钟';
        if (minutes < 60) return `大约剩余 ${n(minutes)} 分钟`;
        return `大约剩余 ${duration(Math.round(minutes / 15) * 900_000)}`;
      },
      counted: (built, builds, fetched, fetches) =>
        joined(
          [
            builds > 0 && `已构建 ${n(built)}/${n(builds)}`,
            fetches > 0 && `已下载 ${n(fetched)}/${n(fetches)}`,
          ],
          '，',
        ) || '没有要构建或下载的内容',
      waits: (host, ms) => `${host} 限制访问频率。${duration(ms)}后继续。`,
      stillCounting: '可能还有更多',
      downloaded: '已下载',
      ofBytes: (done, of) => `${format.bytes(done)} / ${format.bytes(of)}`,
      builtHere: '在本机构建',
      largest: '，最大的：',
      failed: '失败',
      downloading: (done, of) => `正在下载 ${format.bytes(done)} / ${format.bytes(of)}`,
      downloadingSome: '正在下载',
      building: '正在构建',
      moreJobs: (k) => `另有 ${n(k)} 个`,
      jobsLabel: '正在构建或下载',
      idle: '目前没有任务',
      undecided: '等待您决定',
      idleBody: '升级或重新构建时，步骤、进度和日志会显示在这里。',
      idleHint: '升级会先构建好并给您看。在您同意之前，什么都不会改变。',
      toUpdates: '前往更新',
      lastRun: '上次运行',
      details: '显示详情',
    },

    log: {
      label: '日志',
      empty: '日志目前为空。',
      find: '在日志中查找',
      next: '下一处',
      previous: '上一处',
      matches: (at, of, searching) =>
        of === 0
          ? searching
            ? '正在查找…'
            : '没有匹配'
          : `${n(at)}/${n(of)}${searching ? '+' : ''}`,
      follow: '跟随',
      lines: (k) => `${n(k)} 行`,
      openFile: '在编辑器中打开',
      saveAs: '另存为…',
      wrap: '自动换行',
      levels: '显示',
      levelAll: '所有行',
      levelWarnings: '警告和错误',
      levelErrors: '仅错误',
      filtered: (k, of, searching) => `${n(k)}${searching ? '+' : ''}/${n(of)} 行`,
      filteredNone: '此日志中没有这样的行。',
      mostShown: (k) => `显示前 ${n(k)} 行。`,
      regex: '正则表达式',
      badRegex: '表达式无效',
      slowRegex: '耗时过长',
      copySelection: '复制选中的行',
      copyAll: '复制显示的行',
      copied: (k) => `已复制 ${n(k)} 行`,
      selectHint: '点击一行，再按住 Shift 点击另一行，选中其间的所有行。',
      failed: '日志无法读取',
      loading: '…',
    },

    review: {
      title: '可以切换了',
      built: (ms) => `构建用时 ${duration(ms)}`,
      unchangedYet: '系统尚未有任何更改',
      inUse: '在下次重启之前使用中',
      restart: '需要重启',
      restartWhat: ({ what, from, to }) => {
        switch (what) {
          case 'kernel':
            return from !== null && to !== null ? `内核从 ${from} 变为 ${to}。` : '内核有变化。';
          case 'initrd':
            return '早期启动文件（initrd）有变化。';
          case 'kernel-modules':
            return '内核模块有变化。';
          case 'reboot-trigger':
            return '系统中要求重启的部分有变化。';
        }
      },
      restartAfter: '重启后生效。',
      triedTitle: '其中一部分尚未生效',
      triedAfter: '设为永久后首次重启时生效。',
      packages: '软件包',
      rebuilt: (k) => `${n(k)} 个软件包以相同版本重新构建`,
      rebuiltHint: '因为它们使用的内容有变化而重新构建。',
      closure: (bytes) => `整个系统占用 ${format.bytes(bytes)}。`,
      space: {
        title: '磁盘空间',
        store: (free) => `Nix 存储可用 ${format.bytes(free)}。`,
        boot: (free, needed) =>
          needed === null || needed === 0
            ? `/boot 可用 ${format.bytes(free)}。`
            : `/boot 可用 ${format.bytes(free)}，需要 ${format.bytes(needed)}。`,
        bootFull: '/boot 放不下',
        bootFullBody: '请先移除旧世代，否则切换会在写入启动文件时失败。',
        storeLow: 'Nix 存储快满了',
        storeLowBody: '请尽快移除旧世代并回收垃圾。',
      },
      summary: (changed, added, removed, delta) =>
        joined(
          [
            changed > 0 && `${n(changed)} 个变更`,
            added > 0 && `${n(added)} 个新增`,
            removed > 0 && `${n(removed)} 个移除`,
            delta !== null && delta !== 0 && format.signedBytes(delta),
          ],
          ' · ',
        ),
      noPackages: '没有软件包改变版本。',
      directions: {
        up: '更新',
        down: '更旧',
        other: '变更',
        added: '新增',
        removed: '移除',
        rebuilt: '重新构建',
      },
      rebuiltSame: '重新构建',
      showAll: (k) => `显示全部 ${n(k)} 个`,
      inputs: '输入',
      noInputs: '输入保持不变。',
      notSelected: '未选择，但一同变动',
      services: '有变化的服务（可能重启）',
      noServices: '没有服务变化。',
      differencesTitle: '这可能不是此电脑的系统',
      differenceWhat: ({ what, running, built }) => {
        switch (what) {
          case 'host-name':
            return `此电脑名为“${running}”，构建的系统名为“${built}”。`;
          case 'platform':
            return `此电脑是 ${running}，构建的系统适用于 ${built}。`;
          case 'root-file-system':
            return `此电脑从 ${running} 启动，构建的系统需要 ${built}。`;
          case 'older-release':
            return `构建的系统是比正在运行的（${running}）更旧的 NixOS（${built}）。`;
        }
      },
      asRoot: {
        title: '让 root 求值并构建您的 flake？',
        body: '这里只剩“nixos-rebuild switch --flake”。它不遵守 Snowbell 平时的承诺：',
        broken: [
          'root 会求值您的 flake 及其输入的代码。',
          '实际激活的可能与您检视的不同。',
          'flake.lock 会在切换前写入，失败时恢复原样。',
          '输入密码后不会再次核对，Snowbell 退出后没有记录留下。',
          '失败的切换不会撤回：下次启动可能就是新系统。',
        ],
        confirm: '以 root 切换',
      },
      confirmTitle: '确定在此电脑上使用？',
      confirmBody: '构建的系统与正在运行的不像：',
      confirm: (verb) => ({ switch: '仍然切换', boot: '仍在下次启动使用', test: '仍然试用' })[verb],
      stale: {
        'flake-changed': titled(
          '构建之后您的 flake 有变化',
          '构建出的已不是 flake 现在所述的系统。请重新构建。',
        ),
        'system-changed': titled('构建之后正在运行的系统有变化', '下面的比较已过时。请重新构建。'),
        'result-missing': titled('构建好的系统不见了', '它已从 Nix 存储中移除。请重新构建。'),
      },
      buildAgain: '重新构建',
      off: { stale: '请先重新构建。', unavailable: '此处无法切换，原因见上。' },
      notice: (kind, detail) => {
        const of = (title: string, body: string) => titled(title, `${body}${detail}`);
        switch (kind) {
          case 'input-moved-unselected':
            return of('有未选择的输入一同变动', '');
          case 'self-rev-without-lock':
            return of(
              '系统以您最近的提交作为其来源',
              '该提交还不含新的 flake.lock。提交 flake.lock 之后，下次构建就会指向正确的提交。',
            );
          case 'path-flake-copies-ignored-files':
            return of('文件夹作为普通文件读取', 'git 忽略的文件也被复制了。');
          case 'untrusted-flake-settings':
            return of('Nix 忽略了 flake 的设置', '如果信任它们，请写入 nix.settings。');
          case 'switch-inhibited':
            return of('最好在下次启动时使用', '此系统中有些部分不宜在运行时更改。');
          case 'dirty-tree':
            return of('flake 有未提交的更改', '它们也被构建在内。');
          case 'untracked-files':
            return of('git 不认识部分文件', 'Nix 看不到它们。如果属于系统，请用“git add”添加。');
          case 'detached-head':
            return of('flake 不在任何分支上', 'git 检出的是一个单独的提交。');
          case 'merge-in-progress':
            return of('flake 中有合并正在进行', '请先完成合并，再信赖构建结果。');
          case 'ends-the-session':
            return of(
              '立即切换会结束您的会话',
              '登录界面或您的会话会重启。请保存工作，或选择“下次启动时使用”。',
            );
          case 'little-space-store':
            return of('Nix 存储快满了', '请尽快移除旧世代并回收垃圾。');
          case 'little-space-boot':
            return of('/boot 空间不足', '请先移除旧世代，否则切换会在写入启动文件时失败。');
          case 'lock-folder-of-root':
            return of('flake 属于 root', 'flake.lock 会用同一个密码以 root 身份写入。');
          default:
            return titled('提示', detail || kind);
        }
      },
      discard: '放弃',
      verb: (verb) => verbs[verb],
      prompt: '接下来会询问一次密码。',
      actionsLabel: '如何处理',
    },

    history: {
      title: '历史',
      empty: '还没有运行',
      emptyBody: '每次更新、升级和重新构建及其结果都列在这里。',
      wentBack: (generation) => `此后已回到第 ${generation} 代。`,
      listLabel: '运行',
      ahead: '提前准备',
      runTitle: (record) => {
        if (record.kind === 'rollback' && record.generation !== null)
          return `回滚 · 第 ${record.generation} 代`;
        const names = firstNames(record, (k) => `和另外 ${n(k)} 个`);
        return joined([kindTitles[record.kind], names !== '' && names], ' · ');
      },
      runLine: (record, now, isKept) =>
        runLine(record, now, {
          duration,
          goingOn: (took) => `已进行 ${took}`,
          failed: (step, took) => (step === null ? `${took}后失败` : stepFailed[step](took)),
          moved: (k) => `${n(k)} 个输入变动`,
          noChange: '没有软件包变更',
          changed: (k) => `${n(k)} 个软件包变更`,
          restart: '建议重启',
          meaning: () =>
            record.outcome === null ? '' : outcome(record, record.outcome, isKept).meaning,
        }),
      goingOn: '进行中',
      ready: '就绪',
      switchTo: '切换到它…',
      updateAndRetry: '更新输入并重试',
      addToGitAndRetry: '将文件加入 git 并重试',
      freeSpaceAndRetry: '腾出空间并重试',
      freeSpace: '腾出空间',
      restartUnits: '重启失败的单元',
      openFile: (name) => `打开 ${name}`,
      openTheFile: '打开文件',
      switchOnNextBoot: '下次启动时使用…',
      evidence: '日志内容',
      subject: '涉及',
      filterLabel: '显示',
      filters: { all: '全部', succeeded: '成功', failed: '失败', other: '未完成' },
      filterNone: '还没有这类运行。',
      shown: (k, of) => `${n(k)}/${n(of)} 次运行`,
      exportLog: '以文件打开日志',
      show: '显示',
      stepAt: (step) => stepNouns[step],
      detailsOf: (title) => `详情：${title}`,
      tabs: { changes: '变化', log: '日志' },
      facts: {
        started: '开始',
        took: '用时',
        result: '结果',
        generation: '世代',
        storePath: '存储路径',
        failedUnits: '失败的单元',
      },
      noReview: '没有保留此运行的软件包列表。',
      reading: '正在读取…',
      unreadable: '无法读取此运行',
      openLogFile: '在编辑器中打开日志',
      diagnosisOf: (diagnosis) => diagnosis.summary,
    },

    settings: {
      title: '设置',
      sub: '更改会立即保存',
      managed: '由您的 NixOS 配置设定：',
      sections: {
        flake: '您的 flake',
        checks: '检查',
        upgrades: '升级',
        background: '后台',
        look: '外观与语言',
        computer: '此电脑',
      },
      flake: '文件夹',
      flakeUnset: '尚未选择',
      choose: '选择…',
      host: '配置名',
      hostHelp: (name) => `nixosConfigurations 下的名称。留空则用此电脑的名称“${name}”。`,
      interval: '检查更新',
      intervalValue: (minutes) => {
        const { unit, count: k } = intervalOf(minutes);
        switch (unit) {
          case 'week':
            return k === 1 ? '每周一次' : `每 ${n(k)} 周`;
          case 'day':
            return k === 1 ? '每天一次' : `每 ${n(k)} 天`;
          case 'hour':
            return k === 1 ? '每小时' : `每 ${n(k)} 小时`;
          case 'minute':
            return k === 1 ? '每分钟' : `每 ${n(k)} 分钟`;
        }
      },
      pause: '暂停',
      pauseHelp: '一段时间内不检查，也不通知。',
      pauseDay: '一天',
      pauseWeek: '一周',
      resume: '恢复',
      notifications: '通知',
      notificationsHelp: '当可更新的输入增加时，以及运行结束时。',
      held: '已搁置',
      heldHelp: '从不计为可更新。在“更新”界面中，从输入的菜单搁置。',
      heldNone: '没有搁置的输入',
      unhold: (name) => `不再搁置 ${name}`,
      activation: '建议的切换方式',
      activationValue: (verb) => (verb === 'test' ? '先试用（重启后撤销）' : verbs[verb]),
      commitLock: '提交 flake.lock',
      commitLockHelp: '切换成功后，单独作为一个提交。',
      theme: '主题',
      themeValue: (theme) => ({ system: '跟随桌面', light: '浅色', dark: '深色' })[theme],
      onMetered: '按流量计费的网络',
      onMeteredHelp: '在按流量计费的网络上也检查和准备。',
      onBattery: '电量低时',
      onBatteryHelp: '电量低时也检查和准备。',
      gentleBuilds: '温和构建',
      gentleBuildsHelp: '构建让位于其他一切：低优先级，更少任务。',
      prepareAhead: '提前准备',
      prepareAheadHelp: '悄悄构建可更新的内容，只剩切换。绝不会自行切换。',
      prepareAheadWaits: (why) =>
        ({
          'in-use': '等待电脑五分钟无人使用。',
          'on-battery': '等待接通电源。',
          'under-load': '等待电脑完成其他工作。',
        })[why],
      autostart: '随会话启动',
      autostartHelp: '仅显示托盘图标；需要时再打开窗口。',
      language: '语言',
      languageSystem: '跟随桌面',
      copySnippet: (key) => `复制 NixOS 选项 ${key}`,
      rehearsal: '演练',
      rehearsalHelp: '一个独立的玩具系统，可随意尝试。',
      rehearsalStart: '开始演练',
      nix: 'Nix',
      nixMissing: '未找到；可以检查，不能构建',
      nixTooOld: (version) => `${version} · 过旧，需要 2.24 或更新版本`,
      elevation: '获取 root',
      elevationHelper: '通过 polkit，每次切换询问一次密码',
      elevationRehearsal: '演练中不需要',
      tray: '托盘',
      trayYes: '由您的面板显示',
      trayNo: '没有面板显示托盘图标；Snowbell 仍可通过窗口使用',
      version: 'Snowbell',
    },

    shortcuts: {
      title: '键盘快捷键',
      check: '立即检查',
      find: '在列表或日志中查找',
      screens: '前往第一、第二…个界面',
      settings: '设置',
      list: '在列表中移动',
      select: '勾选或取消',
      open: '打开当前项',
      close: '关闭对话框、菜单或详情',
      nextMatch: '下一处和上一处',
      zoom: '放大、缩小、恢复',
      closeWindow: '关闭窗口',
      quit: '退出 Snowbell',
      help: '此列表',
      keys: {
        control: 'Ctrl',
        shift: 'Shift',
        enter: 'Enter',
        escape: 'Esc',
        space: '空格',
        arrows: '方向键',
      },
    },
  };
}
