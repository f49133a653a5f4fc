// The Chinese sentences of every explanation.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

const named = (subject: string | null): string => (subject === null ? '' : `“${subject}”`);
const from = (subject: string | null): string => (subject === null ? '' : `（${subject}）`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `“${subject}”`;

export const chinese: Sentences = {
  'hash-mismatch-source': say(
    (s) => `下载的源文件${named(s)}不是软件包所期望的文件：校验和不一致。`,
    (_, d) =>
      `上游的文件变了，或者软件包的哈希已过时。请更新输入后再试；若仍然如此，软件包需要${d === null ? '新的哈希' : `这个哈希：“${d}”`}。`,
  ),
  'nar-hash-mismatch': say(
    (s) => `为${or(s, '某个输入')}取得的内容与 flake.lock 的记录不符。`,
    () => '请更新该输入，让锁文件记录现在的内容，然后再试。',
  ),
  'network-unreachable': say(
    (s) => `无法连接到服务器${from(s)}。`,
    () => '请检查网络连接后再试。如果只有一台服务器有问题，请稍后再试。',
  ),
  'rate-limited': say(
    (s) => `服务器暂时拒绝更多请求${from(s)}。`,
    () => '请等待（GitHub 最长一小时）后再试，或在 nix.conf 的 access-tokens 中添加访问令牌。',
  ),
  'http-not-found': say(
    (s) => `要下载的内容不存在${from(s)}。`,
    () =>
      '请检查 flake.nix 中的地址、分支或标签。如果软件包的源文件已消失，请更新输入。没有令牌时，私有仓库看起来也是这样。',
  ),
  'auth-failed': say(
    (s) => `缺少密码、密钥或令牌，或者未被接受${from(s)}。`,
    () => '对于私有仓库，请检查运行者的 SSH 密钥或访问令牌。如果是询问密码，请再试一次。',
  ),
  'untracked-file': say(
    (s) => `Nix 看不到${or(s, '配置中的某个文件')}：Git 没有跟踪它，或者它不存在。`,
    (s) =>
      `如果文件存在，请用 git add${s === null ? '' : ` ${s}`} 添加（不需要提交）。否则请改正提到它的路径。`,
  ),
  'not-owner': say(
    (s) => `配置所在的 Git 仓库${named(s)}属于另一个用户。`,
    () =>
      '请以仓库所有者的身份构建，只在激活时成为 root（nixos-rebuild --sudo），或在 root 的 Git 配置中把该文件夹设为 safe.directory。',
  ),
  'syntax-error': say(
    (s) => `配置${s === null ? '' : `在 ${s} 处`}有语法错误。`,
    () => '请打开文件的这一行；通常是前面不远处少了或多了一个分号、括号或引号。',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) => `配置用到了${or(s, '一个名称')}${from(d)}，但它不存在。`,
    () => '请检查拼写，并确认这个名称的软件包、参数或输入存在，且已传给这个文件。',
  ),
  'option-does-not-exist': say(
    (s) => `选项${named(s)}不存在。`,
    () =>
      '请检查它的拼写和位置。它可能已改名，可能属于 Home Manager 而不是 NixOS（或相反），或者需要一个尚未导入的模块。',
  ),
  'type-mismatch-option': say(
    (s) => `选项${named(s)}得到了它不能接受的值。`,
    () => '请给它消息中所说类型的值。如果两个文件的设置不同，请保留其中一个，或使用 lib.mkForce。',
  ),
  'infinite-recursion': say(
    (s) => `配置${s === null ? '' : `在 ${s} 处`}无止境地引用自身。`,
    () => '请找出依赖自身的值：通常是 imports 用到了 pkgs 或 config，或者某个选项读取了自己的值。',
  ),
  'failed-assertion': say(
    (s, d) => ((d ?? s) === null ? '配置自相矛盾。' : `配置被拒绝：${d === null ? s : `${d}。`}`),
    () => '消息说明了应设置或移除什么。请修改后重新构建。',
  ),
  'unfree-package': say(
    (s) => `软件包${named(s)}的许可证不自由，目前尚未允许。`,
    () => '请设置 nixpkgs.config.allowUnfree = true，或用 allowUnfreePredicate 只允许这个软件包。',
  ),
  'insecure-package': say(
    (s) => `软件包${named(s)}有已知的安全问题。`,
    () =>
      '请更新输入或改用替代品。如果接受风险，请把它加入 nixpkgs.config.permittedInsecurePackages。',
  ),
  'package-removed-or-renamed': say(
    (s) => `软件包${named(s)}已从软件包集合中移除或改名。`,
    () => '请使用消息中给出的名称或替代品，或把它从配置中移除。',
  ),
  'broken-package': say(
    (s) => `软件包${named(s)}被标记为损坏，或不支持这台计算机。`,
    () => '请先移除它，改用替代品，或等待修复后再更新输入。',
  ),
  'build-failed': say(
    (s) => `${s === null ? '一个软件包' : `“${s}”`}构建失败。`,
    () =>
      '它的日志最后几行说明了原因。如果来自 nixpkgs，换用更新或更旧的版本往往有用；如果是你自己的文件，请在那里改正。',
  ),
  'out-of-memory': say(
    (s) => `${s === null ? '' : `构建“${s}”时`}计算机的内存用尽了。`,
    () => '请关闭其他程序、添加交换空间，或减少同时构建的数量（max-jobs、cores），然后再试。',
  ),
  'disk-full-store': say(
    () => 'Nix 存储或构建文件夹所在的磁盘已满。',
    () => '请腾出空间，例如删除旧世代并回收垃圾，然后再试。',
  ),
  'disk-full-boot': say(
    () => '启动分区已满，因此新系统无法变为可启动。',
    () =>
      '请删除旧世代，让它们的内核离开启动分区，然后再次切换。调低 configurationLimit 可避免再次发生。',
  ),
  'bootloader-failed': say(
    () => '无法安装引导加载程序。',
    () =>
      '请检查启动分区是否已挂载、boot.loader 设置是否适合这台计算机，并在重新启动之前再试一次。',
  ),
  'units-failed': say(
    (s, d) =>
      `新系统已激活，但${s === null ? '有些服务' : `“${s}”${d === null ? '' : `（以及 ${d}）`}`}没有启动。`,
    (s) =>
      `请查看 systemctl status${s === null ? ' --failed' : ` ${s}`} 并重新启动它，或回到先前的世代。`,
  ),
  'activation-script-failed': say(
    (s) => `激活的某个步骤失败了${s === null ? '' : `：“${s}”`}。`,
    () => '系统可能只切换了一半。如果能正常工作就保留，否则回到先前的世代。',
  ),
  'switch-inhibited': say(
    () => '这次更改涉及系统运行时不能替换的部分。',
    () => '请把它设为下次启动的系统，然后重新启动计算机。',
  ),
  'lock-held': say(
    () => '另一个切换或 Nix 命令正在进行。',
    () => '请等它完成后再试。',
  ),
  'polkit-denied': say(
    () => '你没有获得更改系统的权限。',
    () => '请使用管理员账户（在 NixOS 上是 wheel 组）再试。',
  ),
  'polkit-no-agent': say(
    () => '没有正在运行的程序可以询问你的密码。',
    () =>
      '请在桌面会话中启动 polkit 代理（例如 hyprpolkitagent 或 polkit-gnome），或在终端中用 sudo 切换。',
  ),
  'pkexec-not-setuid': say(
    () => '询问密码的程序无权成为 root。',
    () =>
      '请设置 security.polkit.enablePkexecWrapper = true（NixOS 26.11 之前：security.polkit.enable = true），使 /run/wrappers/bin/pkexec 存在。',
  ),
  'polkit-dismissed': say(
    () => '密码对话框被关闭了。',
    () => '没有任何更改。准备好后可以再试。',
  ),
  'home-manager-conflict': say(
    (s) => `Home Manager 不会覆盖${or(s, '不是由它创建的文件')}。`,
    () =>
      '请移动或删除该文件，或设置 home-manager.backupFileExtension（独立使用时：home-manager switch -b backup），然后再试。',
  ),
  'experimental-features-disabled': say(
    (s) => `Nix 的功能${named(s)}没有启用。`,
    () => '请设置 nix.settings.experimental-features = [ "nix-command" "flakes" ]; 然后再试。',
  ),
  'unsupported-lock-version': say(
    () => 'flake.lock 是由比这个更新的 Nix 写的。',
    () => '请升级 Nix，或用这个版本重新生成锁文件。',
  ),
  interrupted: say(
    () => '运行在完成之前被中断了。',
    () => '准备好后可以重新开始；已构建的内容会保留。',
  ),
  'evaluation-warning-only': say(
    () => '成功了。配置只有警告。',
    () => '现在不需要做什么；警告说明了在以后的版本之前要更改什么。',
  ),
  success: say(
    () => '成功了。',
    () => '不需要做什么。',
  ),
  other: say(
    () => '失败了，但 Snowbell 不知道原因。',
    () => '显示的几行是最可能的原因；完整日志中有更多内容。',
  ),

  'hash-not-set': say(
    (s) => `源文件${named(s)}的哈希只是一个占位符。`,
    (_, d) => `请换成所下载内容的哈希：${or(d, '消息中有')}。`,
  ),
  'no-such-host': say(
    (s) => `这个 flake 没有${or(hostOf(s), '该名称')}的系统。`,
    (_, d) =>
      `${d === null ? 'nix flake show 会列出它有的系统。' : `它有 ${d}。`}请用 --host 或在设置中选择其中之一作为主机（nixos-rebuild：--flake .#名称），或在 nixosConfigurations 下添加它。`,
  ),
  'module-argument': say(
    (s) => `有模块需要参数${named(s)}，但没有及时传入。`,
    () =>
      '请用 specialArgs 传入（Home Manager 用 extraSpecialArgs），或从模块的参数中去掉它。用 _module.args 设置的参数不能用于 imports。',
  ),
  'conflicting-values': say(
    (s) => `选项${named(s)}被设置成几个互相排斥的值。`,
    () => '请保留其中之一，或在应生效的那个前面加上 lib.mkForce。',
  ),
  'build-folder-full': say(
    (s) => `构建文件夹${named(s)}所在的磁盘已满。`,
    () =>
      '请删除那里不再需要的内容，给它更多空间（boot.tmp.tmpfsSize），或让 Nix 在别处构建（nix.settings.build-dir），然后再试。',
  ),
  'other-disk-full': say(
    (s) => `${or(s, '要写入的文件')}所在的磁盘已满。`,
    () => '请在该磁盘上腾出空间后再试。只有 Nix 存储也在这个磁盘上时，回收垃圾才有用。',
  ),
  'no-permission': say(
    (s) => `对${or(s, '某个文件')}的访问被拒绝。`,
    () =>
      '请用 ls -l 查看它属于谁。本是您的却属于 root 的文件（常见于用过 sudo 之后），可以用 sudo chown 收回；属于系统的只有 root 能更改。',
  ),
  'no-flake': say(
    () => '没有为这个系统找到 flake.nix。',
    () => '请在含有 flake.nix 的文件夹中运行，或用 --flake 指明该文件夹。',
  ),
  'pure-evaluation': say(
    (_, d) => `flake 只能使用它自身包含的或 flake.lock 固定的内容。Nix 说：${or(d, '…')}。`,
    () =>
      '请把它变成一个输入，写成 flake 内的路径（./file），或用修订版和哈希固定它。--impure 可以允许一次。',
  ),
  'failure-from-cache': say(
    () => '这次求值以前失败过，Nix 只是重复这一点。',
    () => '请在终端中用 --option eval-cache false 构建一次：那时 Nix 会说明原因。',
  ),
  'wrong-value': say(
    (s, d) => `配置中有一个值不是那里应有的${from(s)}。Nix 说：${or(d, '…')}。`,
    () => '常见的是列表中的函数调用缺少括号，或在应有路径、列表或集合的地方写了文本。',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, '一个名称')}被设置了两次${from(s)}。`,
    () => '请保留其中之一，或把两者的内容合并。',
  ),
  'no-such-command': say(
    (_, d) => `找不到命令${named(d)}。`,
    () => '请检查拼写，并确认已为运行它的用户安装。',
  ),
  'nix-says': say(
    (s, d) => `Nix 说${from(beside(s, d))}：${or(d, '…')}。`,
    () =>
      '如果提到了您配置中的内容，请在那里改正；否则换用输入的其他修订版也许有用。完整日志中有更多内容。',
  ),
  'log-says': say(
    (_, d) => `失败时的消息是：${or(d, '…')}。`,
    () => '显示的几行是最可能的原因；完整日志中有更多内容。',
  ),
};
