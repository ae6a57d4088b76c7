### 一个回答的骨架：卡、新旧、步骤、日期、按钮

card-line = 卡 { $number } · { $carrier } · { $fresh }
carrier-mobile = 中国移动
carrier-telecom = 中国电信
carrier-unicom = 中国联通
carrier-broadnet = 中国广电
carrier-unknown = 运营商不明

silent-line = { $names }现在没有回应，下面说的可能不是最新情况。
gaps-line = 这次没查到：{ $names }。没查到不等于没问题，过几分钟再查。
facet-plan = 套餐
facet-usage = 用量
facet-real_name = 实名
facet-block = 有没有断网
facet-causes = 停用原因
facet-binding = 机卡绑定
facet-region = 区域限制
facet-session = 在线情况
last-known = 上次查到（{ $fresh }）：{ $what }。之后有没有变，现在不知道。

fresh-now = 刚刚更新
fresh-today = 数据到今天 { $time }
fresh-yesterday = 数据到昨天 { $time }
fresh-old = 数据到 { $day } { $time }（{ $days } 天前）
fresh-day = 数据到 { $day } { $time }
fresh-usage = { $fresh }，用量{ $usage }
end-of-day = 24:00

label-why = 原因
label-after = 之后
label-coming = 接下来
label-ready = 先备好
after-recovery = 30 分钟还没好，设备断电 1 分钟再查；还不行，找人工。
choice-1 = 办法一
choice-2 = 办法二
choice-3 = 办法三
labelled = { $label }　{ $text }
step-labelled = { $label }：{ $text }

usage-line = 本周期用了 { $used }，共 { $quota }，{ $next_cycle } 重新计。
usage-line-total = 套餐一共 { $quota }，用了 { $used }。

event-test_end = 测试期最晚 { $on } 结束，还有 { $days } 天
event-forced_activation = 最晚 { $on } 强制激活，还有 { $days } 天
event-plan_expiry = 套餐 { $on } 到期，还有 { $days } 天
event-auto_cancel = { $on } 自动销户，还有 { $days } 天
coming = { $events }。
renewal-skipped = 自动续费注意：到期那天卡还停着，会跳过续费。先把卡恢复。

several-user = { $causes }：{ $count } 件事都能自己办，先办{ $first }，再办{ $rest }
several-mixed = { $causes }：{ $count } 件事都要办，有的要找别人，先办{ $first }，再办{ $rest }
several-carrier = { $causes }：运营商停的那件自己恢复不了，要卖家去申诉；解除之前别的都没用，先别付钱
several-gone = { $causes }：号可能已经销户，先别付钱，让卖家确认号还在不在
several-last_day = { $causes }：今天就到自动销户的日子，先别付钱，马上找卖家确认还来不来得及
several-with_carrier = { $causes }：号快要销户，运营商停的那件自己恢复不了；两件一起找卖家，先别付钱
several-with_pre_cancel = { $causes }：号快没了，自己恢复不了；今天就找卖家，没确认之前别付钱
several-conflict = { $causes }：数据对不上，先别付钱，交人工核对
several-attention = 能用，但有 { $count } 件事要留意：{ $causes }

join-causes = { " + " }
join-then = 、
join-events = ；
join-sentences = { "" }

wait-minutes = 一般 { $amount } 分钟内
wait-hours = 一般 { $amount } 小时内
wait-working_days = 一般 { $amount } 个工作日内
wait-lag = 一般 { $days } 天内
wait-unknown = 没有公布要多久
wait-never = 恢复不了，不用等

button-quota = 买叠加包
button-credit = 买叠加包
button-quota_low = 买叠加包
button-plan_expired = 续费
button-plan_expiring = 续费
button-real_name = 去实名
button-again = 再查一次
button-copy = 复制完整卡号
button-person = 找人工
say-copy = 完整卡号 { $number }
say-person = 找人工

staff-field = { $value }（{ $source }，{ $fresh }）
staff-forward = 可直接转发

## 日期和用量

day = { $month }{ $day }日
day-year = { $year }年{ $month }{ $day }日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
days = { $n } 天
