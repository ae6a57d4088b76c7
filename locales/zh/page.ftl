### 网页：外壳上的字。回答本身的字在别的文件里
###
### 这里的字原样交给网页，所以没有变量。days-many 里的“%n”由网页换成天数。

page-title = 卡诊所：物联卡怎么了，自己能不能恢复
page-description = 发物联卡的卡号，看清卡怎么了、自己能不能恢复、怎么恢复。
page-name = 卡诊所
page-skip = 跳到输入框
page-switch = 语言

page-hello = 卡不能上网了？把卡号发过来
page-hello-what = 马上能看清：卡怎么了，自己能不能恢复，怎么恢复。
page-hello-where = 卡号印在卡面上，8986 开头，19 或 20 位，可能带字母。空格、横线都没关系，几张卡也能一起发。
page-support = 人工客服：

## 输入

page-box = 卡号或问题
page-box-hint = 卡号，或者“什么是停机”
page-box-keys = 按 Enter 发送，按 Shift 加 Enter 换行
page-send = 发送

## 对话

page-talk = 对话
page-mine = 你发的
page-waiting = 正在查
page-unsent = 没发出去
page-refused = 这条没能处理
page-retry = 重试
page-offline = 现在没有网络，连上以后会自动重发
page-online = 网络恢复了
page-over = 重新开始
page-over-done = 对话已清空
page-copy = 复制卡号
page-copied = 已复制
page-clip = 发图片给客服
page-photo = 客服发来的图片
page-lost = 图片没发完，再选一次
page-picture-too-large = 图片太大，最多 5 MB
page-new-window = （在新窗口打开）

## 演示卡，按毛病分组

page-demo = 手边没有卡号？点一张演示卡试试
page-demo-open = 演示卡
page-demo-close = 关闭
page-group-working = 还能用
page-group-new = 在测试，或者还没用过
page-group-data = 流量用完
page-group-device = 换了设备，或者出了区域
page-group-name = 没有实名
page-group-others = 运营商、平台或管卡的人停的
page-group-ended = 到期、销户
page-group-clash = 数据对不上

## 卡的一生

page-life = 卡的一生
page-here = 现在在这一步：
page-today = 今天
page-state-testing = 测试期
page-state-unused = 未使用
page-state-active = 使用中
page-state-suspended = 已停用
page-state-stopped = 已停机
page-state-cancelled = 已销户
page-event-test_end = 测试期最晚到这天
page-event-forced_activation = 最晚这天强制激活
page-event-cycle_end = 新周期
page-event-plan_expiry = 套餐到期
page-event-auto_cancel = 自动销户
page-days-0 = 就是今天
page-days-1 = 还有 1 天
page-days-many = 还有 %n 天
