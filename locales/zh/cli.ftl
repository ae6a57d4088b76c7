### 命令行

chat-begins = 卡诊所。发卡号就能查；Ctrl-D 退出。

doctor-ok = 正常　{ $what }：{ $found }
doctor-bad = 不行　{ $what }：{ $found }
doctor-settings = 设置
doctor-settings-read = 已读
doctor-settings-strangers = 没有这些设置：{ $names }
doctor-texts = 文案
doctor-texts-read = { $names }
doctor-rules = 规则包
doctor-rules-read = { $names }，默认 { $default }
doctor-store = 数据库
doctor-store-read = { $path }，{ $count } 张卡
doctor-shop = 商家信息
doctor-shop-full = 充值、实名、人工都设了
doctor-shop-missing = 没设：{ $names }（回答里会请人找卖家）

cards-count = { $count } 张卡
cards-none = 没有这张卡：{ $number }
cards-not-iccid = 这不是卡号：{ $number }
cards-removed = 删了 { $count } 张卡
cards-exported = 导出了 { $count } 张卡到 { $file }
cards-imported = 新增 { $added }，更新 { $changed }，没变 { $unchanged }，拒收 { $refused }
cards-tried = 试运行，没有写入：新增 { $added }，更新 { $changed }，没变 { $unchanged }，拒收 { $refused }
cards-repeated = 有 { $repeated } 行是重复的卡，以最后一行为准
cards-refused-file = 拒收的行和原因在 { $file }
cards-importing = 导入中

refused-no-iccid = 列 { $column }：没有卡号
refused-not-iccid = 列 { $column }：“{ $value }”不是卡号
refused-rounded = 列 { $column }：“{ $value }”被表格软件改过了（长数字变成了科学计数或 0），那一列要设成文本
refused-bad-digits = 列 { $column }：“{ $value }”要是 { $digits } 位数字
refused-bad-value = 列 { $column }：看不懂“{ $value }”
refused-bad-flag = 列 { $column }：“{ $value }”要写 是 或 否
refused-bad-months = 列 { $column }：“{ $value }”要是 0 到 9 个月
refused-unknown-rules = 列 { $column }：没有规则包“{ $value }”
refused-bad-size = 列 { $column }：“{ $value }”不是流量，要写成 100 或 1.5GB
refused-bad-date = 列 { $column }：“{ $value }”不是日期，要写成 2026-11-30
refused-too-long = 列 { $column }：太长，最多 { $limit } 个字
refused-too-many-cells = 这一行有 { $cells } 格，表头只有 { $columns } 格
refused-broken-row = 这一行的引号不成对

serve-page = 网页在 { $url }
serve-channels = 开着的渠道：{ $names }
serve-open-door = 注意：正在对外服务，却没有设 SIMCLINIC_API_KEY，谁都能用接口查卡。
problem-address = { $host } 的 { $port } 端口用不了，可能已被占用
