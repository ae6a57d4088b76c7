### 出错时的话：说清楚、说怎么办

error-unknown = 我们这边出了点问题，没查成。过几分钟再试；还不行，找人工
error-bug = 程序出错了，没做完（{ $where }）
error-source-not-yours = { source-name }上有这张卡，但不归这个账号管
error-source-throttled = 问的人太多，{ source-name }让我们等一等。过几分钟再查
error-source-auth = { source-name }现在查不了（我们这边的权限有问题）。找人工
error-source-down = { source-name }现在没有回应。过几分钟再查
error-source-bad-answer = { source-name }的回答读不懂，没法下结论。过几分钟再查；还不行，找人工
error-source-unclassified = { source-name }回了一个我们不认识的代码，没法下结论。找人工
source-name = { $source ->
    [inventory] 卡库
    [aliyun] 阿里云的平台
    [onelink] 中国移动的平台
    [telecom_cmp] 中国电信的平台
    [ctwing] 中国电信的平台
    [jasper] 中国联通的平台
    [unicom_cmp] 中国联通的平台
   *[other] 平台
}
error-settings = 设置 { $setting } 不对：{ $problem }
error-file = { $problem ->
    [unwritable] 写不了
    [wrong_suffix] 写不了
   *[unreadable] 读不了
} { $file }：{ $problem ->
    [missing] 没有这个文件
    [empty] 文件是空的
    [no_header] 第一行要是表头
    [no_iccid_column] 没有卡号这一列（表头写 iccid 或“卡号”）
    [duplicate_column] 有的列出现了两次（{ $detail }）
    [not_csv] 不是 CSV 文件，或者编码认不出（要 UTF-8 或 GB18030）
    [not_xlsx] 不是 XLSX 文件，或者已损坏；别的表格格式先另存为 XLSX
    [too_big] 太大，分成几个文件
    [unwritable] { $detail }
    [wrong_suffix] 文件名要以 .csv 或 .xlsx 结尾
   *[unreadable] { $detail }
}
error-rules = 规则包 { $file } 不完整：{ $field }
error-store-locked = 数据库正被别的程序占用，过一会儿再试
error-store-broken = { $problem ->
    [not_ours] 数据库文件不是卡诊所的，请检查 SIMCLINIC_DATABASE
    [newer] 数据库是更新的版本写的，请先升级程序
    [damaged] 数据库坏了，请用备份恢复
    [cannot_open] 数据库打不开：文件夹不存在，或者没有权限
    [read_only] 数据库只能读，不能写，请检查权限
    [disk_full] 磁盘满了，数据库写不进去
   *[disk] 读写数据库时磁盘出错
}
error-lexicon = 词表 { $file } 读不了：{ $problem }

problem-bool = 要填 true 或 false
problem-number = 要填数字
problem-missing = 没填
problem-unknown = 没有这个设置
problem-value = 值不对
problem-toml = 文件格式不对（TOML）
problem-unreadable = 文件读不了
problem-lang = 没有这种语言
problem-rules = 没有这个规则包
problem-source = 没有这个数据源
problem-database = 要写成 sqlite:///文件名
problem-time = 时间要写成 2026-11-22 或 2026-11-22T12:00
