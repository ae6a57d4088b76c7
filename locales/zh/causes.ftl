### 停用原因和提醒：叫什么，为什么，怎么办
###
### 每个原因一条 cause-<原因>：title 正式名称，short 计划里的小标题，why 原因，about 和 way 供“什么是……”用。
### 每种情况一条 cause-<原因>-<情况>：verdict 第一行，steps 一行一步，plan 多件事一起办时的一句话。

## 信控停用

cause-quota =
    .title = 信控停用
    .short = 流量
    .why = { $usage ->
        [cycle] { $cycle ->
            [total] 套餐一共 { $quota }，已经用了 { $used }。
           *[known] 本周期（{ $cycle_first }至{ $cycle_last }）用了 { $used }，套餐 { $quota }。
        }
        [old] { $usage_day } 看到的用量是 { $used }，套餐 { $quota }。
       *[unknown] 平台说套餐里的流量用完了，具体用量没给。
    }
    .about = 这个计费周期的套餐流量用完了，平台先停了上网，不是欠费。
    .way = 买叠加包，或者等下个周期自动恢复，自己就能办。统付池的卡充不了，要请池的管理方加流量。
quota-pool = { $pool ->
    [unknown] 如果是几张卡共用流量的池卡，先问卖家，别自己买。
   *[known] { "" }
}
cause-quota-usual =
    .verdict = 信控停用：本周期流量用完（不是欠费）。自己就能恢复，{ $wait }
    .steps =
        { $link ->
            [yes] 买
           *[no] 找卖家买
        }叠加包（临时加的流量）。只管到 { $cycle_last }，用不完作废。{ quota-pool }
        不急用就等：{ $next_cycle } 新周期一般会自动恢复，还有 { $days } 天，不花钱；刚换周期时可能慢 1 至 { $lag_days } 天。
    .plan = 买叠加包（只管到 { $cycle_last }），或者等 { $next_cycle } 自动恢复。
cause-quota-soon =
    .verdict = 信控停用：本周期流量用完（不是欠费）。{ $next_cycle } 就是新周期，不急用等着就行
    .steps =
        等：{ $next_cycle } 新周期一般会自动恢复，还有 { $days } 天，不花钱；刚换周期时可能慢 1 至 { $lag_days } 天。
        急用才买叠加包：只管到 { $cycle_last }，用不完作废。{ quota-pool }
    .plan = 等 { $next_cycle } 自动恢复，急用才买叠加包。
cause-quota-total =
    .verdict = 信控停用：套餐的流量全用完了（不是欠费）。加流量就能恢复，{ $wait }
    .steps =
        { $link ->
            [yes] 买叠加包或者换套餐。
           *[no] 找卖家买叠加包或者换套餐。
        }这个套餐的流量管到套餐结束，等下个周期没有用。{ quota-pool }
    .plan = 买叠加包或者换套餐，等下个周期没有用。
cause-quota-plan_ends =
    .verdict = 信控停用：本周期流量用完，套餐也快到期。自己就能恢复，{ $wait }
    .steps =
        续费：套餐 { $plan_ends } 到期，等不到下个周期，续上以后流量重新算。
        急用先买叠加包：只管到本周期结束，用不完作废，买之前先看清到期日。{ quota-pool }
    .plan = 续费（套餐 { $plan_ends } 到期，等不到下个周期）；急用先买叠加包。
cause-quota-expired =
    .verdict = 信控停用：流量用完，套餐也到期了。先续费，叠加包现在买不了
    .steps = 先续费。套餐到期的卡买不了叠加包，续上以后流量重新算。
    .plan = 先不用买叠加包，续费以后流量重新算。
cause-quota-unified =
    .verdict = 信控停用：共用的流量池用完了。自己充不了，请池的管理方加流量，或者等新周期
    .steps =
        请管理流量池的人（多半是卖家或公司）给池加流量。这张卡单独充值没有用。
        不急用就等：{ $next_cycle } 新周期一般会自动恢复，还有 { $days } 天；刚换周期时可能慢 1 至 { $lag_days } 天。
    .plan = 请流量池的管理方加流量，或者等 { $next_cycle } 自动恢复；单独充值没有用。
cause-quota-unified_only =
    .verdict = 信控停用：共用的流量池用完了。自己充不了，请池的管理方加流量
    .steps = 请管理流量池的人（多半是卖家或公司）给池加流量。这张卡单独充值没有用。
    .plan = 请流量池的管理方加流量；单独充值没有用。
cause-quota-lagging =
    .verdict = 信控停用：新周期已经开始，按日期该恢复了，平台可能慢 { $lag_days } 天。断电重启，{ $lag_ends } 还没好找人工
    .steps =
        把设备断电 1 分钟再开。
        等到 { $lag_ends } 再查一次。不用充值。
        还没好就找人工。
    .plan = 新周期一般会自动恢复，不用充值；{ $lag_ends } 还没好找人工。
cause-quota-overdue =
    .verdict = 信控停用：数据停在 { $fact_day }，按日期早该恢复了。断电重启，还不行找人工
    .steps =
        把设备断电 1 分钟再开，试试能不能上网。
        还不能用就找人工，让人看看最新状态。先别充值。
    .plan = 按日期早该恢复了，断电重启；还不行找人工，先别充值。
cause-quota-disputed =
    .verdict = { clash-quota_not_used.verdict }
    .steps = 先别充值，等人工核对。是真用完的话，下个周期一般会自动恢复。
    .plan = 先别充值，等人工核对清楚。
cause-quota-later =
    .verdict = { cause-quota-usual.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

## 达量停用

cause-threshold =
    .title = 达量停用
    .short = 达量上限
    .why = 用量到了有人给这张卡设的上限。
    .about = 有人（卖家、公司）给卡设了流量上限，用到就停，和套餐有没有用完无关。
    .way = 卡的管理方先把上限调高再复机；设了次月自动恢复的，下个周期也会自己好。
cause-threshold-usual =
    .verdict = 达量停用：用到了有人设的上限。要请管卡的人调高上限再复机，{ $wait }
    .steps =
        请管卡的人（多半是卖家或公司）把上限调到用量以上。
        再请他复机。上限没调高，复机会被退回。
    .plan = 请管卡的人先调高上限，再复机。
cause-threshold-auto =
    .verdict = 达量停用：用到了有人设的上限。请管卡的人调高上限，或者等 { $next_cycle } 自动恢复
    .steps =
        请管卡的人（多半是卖家或公司）先把上限调到用量以上，再复机。
        不急用就等：{ $next_cycle } 新周期一般会自动恢复，还有 { $days } 天；刚换周期时可能慢 1 至 { $lag_days } 天。
    .plan = 请管卡的人调高上限再复机，或者等 { $next_cycle } 自动恢复。
cause-threshold-lagging =
    .verdict = 达量停用：新周期已经开始，按日期该恢复了，平台可能慢 { $lag_days } 天。断电重启，{ $lag_ends } 还没好找人工
    .steps = { cause-quota-lagging.steps }
    .plan = { cause-quota-lagging.plan }
cause-threshold-overdue =
    .verdict = 达量停用：数据停在 { $fact_day }，按日期早该恢复了。断电重启，还不行找人工
    .steps = { cause-quota-overdue.steps }
    .plan = { cause-quota-overdue.plan }
cause-threshold-expired =
    .verdict = 达量停用：套餐也到期了，先续费
    .steps = 先续费。续上以后还没恢复，请管卡的人调高上限再复机。
    .plan = 续费以后还没恢复，请管卡的人调高上限再复机。

## 换绑停用

cause-rebind =
    .title = 换绑停用
    .short = 设备
    .why = 卡绑定了一台设备（机卡绑定），现在插在另一台里，运营商就停了。
    .about = 卡和设备绑定了，插到别的设备里就会被停。
    .way = 装回原来的设备，一般就好；原设备不在了，请卖家换绑。
cause-rebind-usual =
    .verdict = 换绑停用：卡绑在另一台设备上。旧设备还在就装回去，不在就找卖家换绑
    .steps =
        旧设备还在：把卡装回去，重启，再查一次。别再换别的设备试。
        旧设备不在：请卖家换绑到现在这台。
    .plan = 把卡装回旧设备重启；旧设备不在就请卖家换绑。别再换别的设备试。
cause-rebind-telecom =
    .verdict = { cause-rebind-usual.verdict }
    .steps =
        旧设备还在：把卡装回去，重启，再查一次。别再换别的设备试。
        旧设备不在：请卖家换绑到现在这台，一张卡一个月最多 { $rebinds } 次；个人实名的卡换绑后要重新实名。
    .plan = 把卡装回旧设备重启；旧设备不在就请卖家换绑（一个月最多 { $rebinds } 次）。别再换别的设备试。
cause-rebind-mobile =
    .verdict = { cause-rebind-usual.verdict }
    .steps =
        旧设备还在：把卡装回去，重启，再查一次。别再换别的设备试。
        旧设备不在：请卖家办“换绑”，不是“复机”，{ $wait }。焊在板子上的贴片卡可能恢复不了，先问卖家。
    .plan = 把卡装回旧设备重启；旧设备不在就请卖家办换绑（{ $wait }）。别再换别的设备试。
cause-rebind-unicom =
    .verdict = { cause-rebind-usual.verdict }
    .steps =
        旧设备还在：把卡装回去，重启，再查一次。别再换别的设备试，一个月换几次可能被风控。
        旧设备不在：请卖家换绑到现在这台。
    .plan = 把卡装回旧设备重启；旧设备不在就请卖家换绑。别再换别的设备试。

cause-test_rebind =
    .title = 测试期换绑停用
    .short = 设备
    .why = 测试期里卡就绑定了一台设备（机卡绑定），现在插在另一台里，被停了。
    .about = 还在测试期的卡换了设备，被停了。
    .way = { cause-rebind.way }
cause-test_rebind-usual =
    .verdict = 测试期换绑停用：卡绑在另一台设备上。旧设备还在就装回去，不在就找卖家换绑
    .steps = { cause-rebind-usual.steps }
    .plan = { cause-rebind-usual.plan }
cause-test_rebind-telecom =
    .verdict = { cause-test_rebind-usual.verdict }
    .steps = { cause-rebind-telecom.steps }
    .plan = { cause-rebind-telecom.plan }
cause-test_rebind-mobile =
    .verdict = { cause-test_rebind-usual.verdict }
    .steps = { cause-rebind-mobile.steps }
    .plan = { cause-rebind-mobile.plan }
cause-test_rebind-unicom =
    .verdict = { cause-test_rebind-usual.verdict }
    .steps = { cause-rebind-unicom.steps }
    .plan = { cause-rebind-unicom.plan }

cause-device_mismatch =
    .title = 机卡分离
    .short = 设备
    .why = 卡绑定的设备和现在插着的设备不是同一台（IMEI 前 14 位不同）。
    .about = 卡不在它绑定的那台设备里。电信卡这时状态还显示“使用中”，其实已经上不了网。
    .way = { cause-rebind.way }
cause-device_mismatch-usual =
    .verdict = 使用中，但换了设备（机卡分离），随时可能被停。旧设备还在就装回去，不在就找卖家换绑
    .steps = { cause-rebind-usual.steps }
    .plan = { cause-rebind-usual.plan }
cause-device_mismatch-telecom =
    .verdict = 机卡分离：状态写着使用中，其实换了设备就断网了。旧设备还在就装回去，不在就找卖家换绑
    .steps = { cause-rebind-telecom.steps }
    .plan = { cause-rebind-telecom.plan }
cause-device_mismatch-mobile =
    .verdict = { cause-device_mismatch-usual.verdict }
    .steps = { cause-rebind-mobile.steps }
    .plan = { cause-rebind-mobile.plan }
cause-device_mismatch-unicom =
    .verdict = { cause-device_mismatch-usual.verdict }
    .steps = { cause-rebind-unicom.steps }
    .plan = { cause-rebind-unicom.plan }

## 实名

cause-real_name =
    .title = 实名停用
    .short = 实名
    .why = 这张卡要个人实名，平台上还没有实名记录。
    .about = 要个人实名的卡还没实名（或者没通过），不能用。
    .way = 自己做个人实名认证，以短信结果为准；通过之前别充值。
cause-real_name-usual =
    .verdict = 实名停用：还没实名。自己就能办，结果等短信，{ $wait }
    .steps =
        { $link ->
            [yes] 打开实名链接，用身份证和人脸视频认证。
           *[no] 找卖家要实名链接，用身份证和人脸视频认证。
        }
        等短信通知。页面上的“认证成功”只表示已提交；没通过之前别充值。
    .plan = { $link ->
        [yes] 打开链接
       *[no] 找卖家要实名链接
    }，用身份证和人脸视频认证。“认证成功”只表示已提交，以发到你手机的短信为准。没通过之前别充值。
cause-real_name-unused =
    .verdict = 还没实名，插上也不能用。先实名再插卡，自己就能办，结果等短信
    .steps = { cause-real_name-usual.steps }
    .plan = { cause-real_name-usual.plan }
cause-real_name-warning =
    .verdict = 现在能用，但还没实名，可能会被停（实名停用）。自己就能办，结果等短信
    .steps = { cause-real_name-usual.steps }
    .plan = { cause-real_name-usual.plan }
cause-real_name-disputed =
    .verdict = { clash-real_name_verified.verdict }
    .steps = 先别重新实名，也别充值，等人工核对。
    .plan = 先别重新实名，等人工核对清楚。

cause-real_name_pending =
    .title = 实名审核中
    .short = 实名
    .why = 实名已经提交，运营商还在审核。
    .about = 实名资料已经提交，还没出结果。
    .way = 等短信，不用再提交一次。
cause-real_name_pending-usual =
    .verdict = 实名审核中：资料已经提交，等短信就行，{ $wait }
    .steps = 等短信通知，不用再提交一次。没通过之前别充值。
    .plan = 等短信通知，不用再提交一次。没通过之前别充值。

## 异常停用

cause-carrier =
    .title = 异常停用
    .short = 运营商管控
    .why = 运营商管控。平台没给具体原因，以运营商答复为准。
    .about = 运营商自己停的卡，平台一般不给原因。
    .way = 自己恢复不了，充值也没用。把卡号和设备 IMEI 给卖家，请他通过客户经理向运营商申诉。
carrier-meanwhile = 解除之前别充值，也别信“付费解封”。
carrier-ready = 完整卡号、设备 IMEI、设备照片、在哪里用、做什么用、这张卡有没有插过别的设备。
cause-carrier-usual =
    .verdict = 异常停用：运营商停的，自己恢复不了，要卖家去申诉，时间由运营商定
    .steps =
        把完整卡号和设备 IMEI 发给卖卡的商家。
        请商家通过客户经理向运营商申诉。解除后一般会自动恢复。
        商家联系不上，找人工。
    .plan = 自己解除不了。把完整卡号和设备 IMEI 发给卖家，请他通过客户经理向运营商申诉；卖家联系不上，找人工。

## 主动停用

cause-self_service =
    .title = 主动停用
    .short = 复机
    .why = 管卡的人在后台把它停了。
    .about = 管卡的人（卖家、公司）自己在后台停的。
    .way = 谁停的谁在后台复机；不是你管卡，就请管卡的人办。
cause-self_service-usual =
    .verdict = 主动停用：管卡的人在后台停的，请他在后台复机，{ $wait }
    .steps = 在停卡的后台点“复机”。不是你管这张卡，就请管卡的人（多半是卖家或公司）办。
    .plan = 请管卡的人在后台复机。

## 运营商的信控、欠停

cause-credit =
    .title = 信控停机（欠停）
    .short = 欠费
    .why = 运营商说账户欠费。和“流量用完”的信控停用不是一回事。
    .about = 运营商因为账户欠费停的卡。名字像“信控停用”，但那个是流量用完。
    .way = 请开户的人（多半是卖家或公司）把账户结清。
cause-credit-usual =
    .verdict = 信控停机（欠停）：账户欠费，要请开户的人结清。不是流量用完，自己买流量没用
    .steps = 请开户的人（多半是卖家或公司）向运营商结清欠费。结清后一般会自动恢复。
    .plan = 请开户的人（多半是卖家或公司）结清欠费。
cause-credit-exhausted =
    .verdict = 信控停机（欠停）：账户欠费，要请开户的人结清；流量也用完了
    .steps =
        请开户的人（多半是卖家或公司）向运营商结清欠费。
        结清以后还上不了网，再买叠加包：本周期流量也用完了（{ $used }，套餐 { $quota }）。
    .plan = 先请开户的人结清欠费，之后再买叠加包：流量也用完了。
cause-credit-later =
    .verdict = { cause-credit-usual.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

## 断网、区域、平台

cause-net_block =
    .title = 断网
    .short = 断网
    .why = 上网功能被单独关了，所以卡的状态可能还显示“使用中”。
    .about = 卡还在用，但上网功能被单独关掉了。
    .way = 请卖家或人工在平台上查是谁关的，再打开。
cause-net_block-usual =
    .verdict = 断网：上网功能被单独关了，卡本身没停。要请卖家或人工查，没有公布要多久
    .steps =
        问管卡的人（多半是卖家或公司）是不是自己关的，或者设了流量上限。
        都不是就找人工，把卡号发过来。
    .plan = 问管卡的人是不是自己关的；不是就找人工查。

cause-region =
    .title = 区域限制
    .short = 区域
    .why = 卡离开了允许使用的区域。
    .about = 卡只能在一定的区域用，出了区域就断。
    .way = 回到原来的区域，或者请卖家改区域。
cause-region-usual =
    .verdict = 区域限制：卡在允许的区域以外。回去就能用，不回去就请卖家改区域
    .steps =
        把设备带回原来用的区域，重启，再查一次。
        要在新地方用：请卖家改允许的区域。边境和高风险地区只能用当地的卡。
    .plan = 回到原来的区域，或者请卖家改区域；边境和高风险地区只能用当地的卡。

cause-platform =
    .title = 平台管理停机
    .short = 平台停机
    .why = 管平台的人停了这张卡，没给原因。
    .about = 管物联卡平台的人停的，不是运营商，也不是流量问题。
    .way = 请卖家或人工去问平台。
cause-platform-usual =
    .verdict = 平台管理停机：平台停的，自己恢复不了，找卖家或人工，没有公布要多久
    .steps = 找卖家或人工，请他们问平台为什么停。先别充值。
    .plan = 找卖家或人工去问平台，先别充值。

## 到期、预销户、销户

cause-plan_expired =
    .title = 已停机
    .short = 续费
    .why = { $ended ->
        [unknown] 套餐到期了，平台没给到期日。
       *[other] 套餐的最后一天是 { $ended }。
    }
    .about = 套餐到期没续，卡停了，号还留着一段时间。
    .way = 在自动销户之前续费，号就能保住。
cause-plan_expired-usual =
    .verdict = 已停机：套餐到期了。{ $cancel_on } 前续费能保住号，还有 { $cancel_days } 天
    .steps =
        { $link ->
            [yes] 续费
           *[no] 找卖家续费
        }，要在 { $cancel_on } 之前，最好提前一周：到账{ $wait }，到了这天会自动销户。
    .plan = 续费，要在 { $cancel_on } 之前（还有 { $cancel_days } 天），最好提前一周。
cause-plan_expired-no_date =
    .verdict = 已停机：套餐到期了。尽快续费，号能留多久平台没说
    .steps =
        { $link ->
            [yes] 尽快续费
           *[no] 尽快找卖家续费
        }。到账{ $wait }；过期太久会自动销户，号就没了。
    .plan = 尽快续费，过期太久会自动销户。
cause-plan_expired-last_day =
    .verdict = 已停机：今天就到自动销户的日子。先别付钱，马上找卖家确认还来不来得及
    .steps = 马上找卖家，请他确认号还在、现在续费来不来得及。没确认之前别付钱。
    .plan = 今天就到自动销户的日子：马上找卖家确认还来不来得及，没确认之前别付钱。
cause-plan_expired-gone =
    .verdict = 已停机，而且可能已经销户：先别付钱，让卖家确认号还在不在
    .steps = 请卖家确认号还在不在。在，再续费；不在，就要换新卡。按规定 { $cancel_on } 就会自动销户。
    .plan = 号可能已经销户：先别付钱，请卖家确认号还在不在。
cause-plan_expired-with_carrier =
    .verdict = 已停机：套餐到期了，{ $cancel_on } 会自动销户。先问卖家，别先付钱
    .steps = 和运营商停机的事一起告诉卖家：{ $cancel_on } 会自动销户（还有 { $cancel_days } 天），请他确认要不要续费。别自己先付钱。
    .plan = 和运营商停机的事一起告诉卖家：{ $cancel_on } 会自动销户（还有 { $cancel_days } 天）。别自己先付钱。
cause-plan_expired-with_pre_cancel =
    .verdict = 已停机：套餐到期了，号在排队销户。先让卖家确认能不能保住，别先付钱
    .steps = 和预销户的事一起告诉卖家：{ $cancel_on } 会自动销户（还有 { $cancel_days } 天），请他先确认号能不能保住。别自己先付钱。
    .plan = 和预销户的事一起告诉卖家：{ $cancel_on } 会自动销户（还有 { $cancel_days } 天）。别自己先付钱。
cause-plan_expired-disputed =
    .verdict = { clash-stopped_but_valid.verdict }
    .steps = 先别续费，等人工核对。
    .plan = 先别续费，等人工核对清楚。
cause-plan_expired-later =
    .verdict = 已停机：套餐到期了，先让卖家确认号能不能保住，别先付钱
    .steps = { pay-later }
    .plan = { pay-later }

cause-pre_cancel =
    .title = 预销户
    .short = 保号
    .why = 平台上这个号已经排队要销户了。
    .about = 号已经排队等着销户，还没真的销。
    .way = 今天就找卖家，可能还来得及保住；自己先付钱没用。
cause-pre_cancel-usual =
    .verdict = 预销户：号快没了，自己恢复不了。今天就找卖家，可能还来得及
    .steps = 今天就找卖家，请他在平台上保住这个号。没确认之前别付钱。
    .plan = 今天就找卖家保号，没确认之前别付钱。

cause-cancelled =
    .title = 已销户
    .short = 换卡
    .why = 运营商已经收回了这个号。
cause-cancelled-usual =
    .verdict = 已销户：恢复不了，要换新卡。没用完的套餐问卖家
    .steps =
        找卖家换一张新卡。别再给这张卡充值。
        问卖家没用完的套餐怎么办。
    .plan = 换新卡，没用完的套餐问卖家。

## 原因不明

cause-unspecified =
    .title = 原因不明
    .short = 查原因
    .why = { $raw ->
        [none] 平台没给原因，我们不猜。
       *[other] 平台只给了代码 { $raw }，没给原因，我们不猜。
    }
    .about = 平台没给原因。
    .way = 找人工，让人去问平台。
cause-unspecified-usual =
    .verdict = 不能用，但平台没给原因。自己判断不了，找人工查，没有公布要多久
    .steps = 找人工，把卡号发过来，请人去问平台。查清之前先别充值。
    .plan = 平台没给原因，找人工查。

## 数据对不上

cause-conflict =
    .title = 数据对不上
    .short = 核对
    .about = 平台给的两个数据互相矛盾，要人看一眼。
    .way = 先别付钱，找人工核对。
cause-conflict-usual =
    .steps = 找人工核对。用量和状态常常慢一天，核对清楚之前别付钱。
    .plan = 找人工核对；用量常常慢一天，核对清楚之前别付钱。

clash-quota_not_used =
    .verdict = 数据对不上：平台说信控停用，用量却没到套餐。先别充值，交人工核对
    .why = 平台说流量用完才停的，可是只用了 { $used }，套餐有 { $quota }。用量会慢一天。
clash-real_name_verified =
    .verdict = 数据对不上：平台说实名停用，实名却显示已通过。先别重办，交人工核对
    .why = 平台因为没实名停的卡，实名记录却是“已实名”。
clash-stopped_but_valid =
    .verdict = 数据对不上：平台说已停机，套餐却还没到期。先别续费，交人工核对
    .why = 平台说套餐到期停机，可是套餐 { $plan_ends } 才到期。
clash-active_but_expired =
    .verdict = 数据对不上：卡还在用，套餐日期却已经过了。先别付钱，交人工核对
    .why = 平台说使用中，可是套餐 { $plan_ends } 就到期了。
clash-unused_but_activated =
    .verdict = 数据对不上：卡显示未使用，按日期却早该强制激活了。交人工核对
    .why = 平台说还没用过，可是静默期按日期已经过了。
clash-testing_but_over =
    .verdict = 数据对不上：卡显示测试期，按日期测试期却已经过了。交人工核对
    .why = 平台说还在测试期，可是测试期按日期已经过了。

## 提醒

cause-offline =
    .title = 设备离线
    .short = 离线
    .why = 平台没看到停机，只是设备现在没连上。
    .about = 卡没停，只是设备现在没连上网络。
    .way = 设备断电 1 分钟，看信号和 APN。
cause-offline-usual =
    .verdict = 使用中，平台没看到停机，但设备现在离线。多半是设备或信号，先断电 1 分钟
    .steps =
        把设备断电 1 分钟再开。
        看看信号，再核对设备里的 APN（问卖家要）。
        表计、定位器平时会休眠，等它下次上报再看。
    .plan = 设备断电 1 分钟，再看信号和 APN；表计、定位器平时会休眠。

cause-quota_low =
    .title = 流量快用完
    .short = 流量
    .why = { $cycle ->
        [total] 套餐一共 { $quota }，用了 { $used }（{ $percent }）。
       *[known] 本周期（{ $cycle_first }至{ $cycle_last }）用了 { $used }，套餐 { $quota }（{ $percent }）。
    }
    .about = 套餐里的流量快用完了，现在还能用。
    .way = 买叠加包，或者省着用到下个周期。
cause-quota_low-usual =
    .verdict = 使用中，但流量快用完了（{ $percent }）。省着用到 { $next_cycle }，或者买叠加包
    .steps =
        { $link ->
            [yes] 买
           *[no] 找卖家买
        }叠加包，只管到 { $cycle_last }。
        省着用：{ $next_cycle } 重新计，还有 { $days } 天。
    .plan = 买叠加包（只管到 { $cycle_last }），或者省着用到 { $next_cycle }。
cause-quota_low-over =
    .verdict = 使用中，但套餐流量已经用完（{ $percent }），可能会停，也可能另外收费
    .steps =
        { $link ->
            [yes] 买
           *[no] 找卖家买
        }叠加包，只管到 { $cycle_last }。
        先少用：{ $next_cycle } 重新计，还有 { $days } 天。超出的会不会另外收费，问卖家。
    .plan = 买叠加包，或者少用到 { $next_cycle }；超出的会不会另外收费，问卖家。
cause-quota_low-total =
    .verdict = 使用中，但套餐流量快用完了（{ $percent }）。用完要加流量，等下个周期没有用
    .steps =
        { $link ->
            [yes] 买叠加包或者换套餐。
           *[no] 找卖家买叠加包或者换套餐。
        }
        省着用：这个套餐的流量不会按周期重新计。
    .plan = 买叠加包或者换套餐；流量不会按周期重新计。
cause-quota_low-total_over =
    .verdict = { cause-quota_low-over.verdict }
    .steps = { cause-quota_low-total.steps }
    .plan = { cause-quota_low-total.plan }
cause-quota_low-unified =
    .verdict = 使用中，但流量快用完了（{ $percent }）。这是共用流量池的卡，加流量找池的管理方
    .steps = 提醒管理流量池的人（多半是卖家或公司）。这张卡单独充值没有用。
    .plan = 提醒流量池的管理方；单独充值没有用。
cause-quota_low-unified_over =
    .verdict = { cause-quota_low-over.verdict }
    .steps = { cause-quota_low-unified.steps }
    .plan = { cause-quota_low-unified.plan }
cause-quota_low-later =
    .verdict = { cause-quota_low-over.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

cause-test_quota_low =
    .title = 测试流量快用完
    .short = 测试流量
    .why = 测试期的流量是整个测试期一共 { $allowance }，已经用了 { $test_used }。
    .about = 测试期送的流量快用完了。
    .way = 用完以后的变化按下面说的来，要不要正式启用由管卡的人定。
cause-test_quota_low-usual =
    .verdict = 测试期，测试流量快用完了：一共 { $allowance }，用了 { $test_used }
    .steps = 告诉管卡的人。这 { $allowance } 是这一张卡整个测试期的量，用完以后{ $exhausted ->
        [active] 会激活并开始计费
       *[unused] 会进入静默期
    }（各家规定不同，以卖家为准）。
    .plan = 告诉管卡的人，测试流量用完会换状态。

cause-plan_expiring =
    .title = 套餐快到期
    .short = 续费
    .why = 套餐的最后一天是 { $plan_ends }。
    .about = 套餐快到期了，现在还能用。
    .way = 到期之前续费。
cause-plan_expiring-usual =
    .verdict = 使用中，但套餐 { $plan_ends } 到期。到期前续费，别拖到最后几天
    .steps =
        { $link ->
            [yes] 续费
           *[no] 找卖家续费
        }，要在 { $plan_ends } 之前，到账{ $wait }。要是靠自动续费，到期那天卡不能是停用的，否则会被跳过。
    .plan = 在 { $plan_ends } 之前续费。
cause-plan_expiring-later =
    .verdict = { cause-plan_expiring-usual.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

pay-later = 先放一放：上面的事解决之前别付钱，付了也可能白付。
