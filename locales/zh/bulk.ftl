### 批量查卡：表格里的标题、每一组怎么办、进度

bulk-sheet-cards = 每张卡
bulk-sheet-groups = 按原因分组
bulk-sheet-refused = 没查成的

bulk-column-number = 完整卡号
bulk-column-carrier = 运营商
bulk-column-state = 状态
bulk-column-status = 能不能用
bulk-column-causes = 原因
bulk-column-fixers = 谁能恢复
bulk-column-headline = 结论
bulk-column-steps = 怎么办
bulk-column-dates = 接下来的日期
bulk-column-link = 链接
bulk-column-fresh = 数据时间
bulk-column-source = 来源
bulk-column-cause = 先要解决的原因
bulk-column-count = 卡数
bulk-column-also = 另有几张也有这个原因
bulk-column-plan = 这一组怎么办
bulk-column-most = 多数卡的共同点
bulk-column-line = 行
bulk-column-typed = 卡号（原文）
bulk-column-why = 没查成的原因

bulk-status-ok = 正常
bulk-status-attention = 能用，要留意
bulk-status-blocked = 不能用，可恢复
bulk-status-ended = 恢复不了
bulk-status-unknown = 不清楚
bulk-state-unknown = 平台没说

bulk-fixer-user = 使用人
bulk-fixer-owner = 开户方
bulk-fixer-staff = 卖家客服
bulk-fixer-carrier = 运营商
bulk-fixer-time = 等就行
bulk-fixer-nobody = 没有人
bulk-fixers = { $fixer } { $count } 张

bulk-healthy = 没看到问题
bulk-links-differ = 每张卡的链接不同，见第一张表

bulk-most-pool = { $count } 张里有 { $most } 张用{ $value ->
    [unified] 统付池
   *[same_tier] 同档池
}，先看池子的流量
bulk-most-note = { $count } 张里有 { $most } 张的“{ $name }”是“{ $value }”
bulk-most-plan = { $count } 张里有 { $most } 张是同一个套餐：{ $value }
bulk-most-source = { $count } 张里有 { $most } 张的数据来自{ $value }，{ $name ->
    [inventory] 先更新卡库
   *[other] 先看这个账号
}
bulk-most-carrier = { $count } 张里有 { $most } 张是{ $value }的
bulk-most-rules = { $count } 张里有 { $most } 张按同一套规则算：{ $value }

## 每一组只有一个办法；看谁能恢复而不同的，一种人一个

bulk-plan-of = { $fixer }：{ $plan }
bulk-plan-nothing = 不用办。有日期要到的，见第一张表。
bulk-plan-cancelled = 恢复不了，给这些卡换新卡；没用完的套餐找供卡方核对。
bulk-plan-carrier = 一次申诉：把这些卡的完整卡号、设备 IMEI、设备照片、用途和地点交给客户经理，由他向运营商提。解除之前别充值。
bulk-plan-conflict = 数据对不上：先别充值，把这些卡交给平台核对状态。
bulk-plan-real_name = 请使用人做个人实名；没通过之前别充值。
bulk-plan-real_name_pending = 实名已提交，等短信结果，不用再办。
bulk-plan-pre_cancel = 快销户了，今天就找运营商保号；没确认之前别付钱。
bulk-plan-plan_expired = 先续费，自动销户日期近的先办；已过日期的，先确认号还在再付钱。
bulk-plan-credit = 账户欠费：开户方结清账户；别给单张卡买叠加包来代替。
bulk-plan-rebind = 旧设备还在的装回去；不在的，把卡号和设备 IMEI 列成一张表，一次交给运营商换绑。
bulk-plan-test_rebind = { bulk-plan-rebind }
bulk-plan-device_mismatch = { bulk-plan-rebind }
bulk-plan-region = 把设备拿回允许的区域；确实要在别处用的，一次找运营商改区域。
bulk-plan-platform = 平台管理员停的：问清楚原因，请他一起恢复。
bulk-plan-self_service = 控制台里停的：由管卡的人在控制台批量复机。
bulk-plan-threshold = { $fixer ->
    [time] 按日期该恢复了，平台月初可能慢几天：设备断电重启；过几天还没好的交平台查，先别充值。
   *[owner] 先把阈值调到用量以上，再批量复机。
}
bulk-plan-quota = { $fixer ->
    [owner] 统付池的卡不能单独充：开户方一次把池子加大；或者等下个周期。
    [time] 按日期该恢复了，平台月初可能慢几天：设备断电重启；过几天还没好的交平台查，先别充值。
   *[user] 急用的买叠加包，只管到周期末；不急的等下个周期自动恢复。套餐已到期的先续费。
}
bulk-plan-net_block = 卡还在用，只是断了网：先看开户方自己的断网开关和阈值，再一起找平台。
bulk-plan-unspecified = 平台没给原因：把卡号和原始代码一起交给平台查，别猜。
bulk-plan-offline = 平台没看到停用：设备断电 1 分钟，再查信号和 APN。
bulk-plan-quota_low = { $fixer ->
    [owner] 池子或流量快用完了：开户方提前加大。
   *[user] 流量快用完了：要接着用的提前买叠加包，也可以等下个周期。
}
bulk-plan-test_quota_low = 测试流量用完会换状态，有的会开始计费：由管卡的人定要不要启用。
bulk-plan-plan_expiring = 套餐快到期了：还要用的在到期之前续费。

## 没查成的

bulk-refused-twice = 和第 { $line } 行是同一张卡
bulk-refused-missing = 没查到这张卡：号码不对、已经销户，或者不归这些平台管
bulk-refused-no-number = 这一行没有卡号

## 回话

bulk-title = 查了 { $rows } 行，{ $blocked } 张不能用。明细在表格里
bulk-group = { $cause }：{ $count } 张（{ $fixers }）
bulk-refused = { $count } 行没查成，原因在第三张表。
bulk-working = 查卡中
bulk-written = 写好了：{ $file }
bulk-file = 查卡结果
error-bulk = 这份表没查完，程序那边断了。再发一次；还不行，找管理员
