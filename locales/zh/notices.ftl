### 回答里带的公告、统计、客服页的入口

label-notice = 公告

notice-added = 公告 { $number } 已发布：{ $affects }
notice-added-how = 从现在起，受影响的回答都会带上它。撤回发 /notice end { $number }。
notice-ended = 公告 { $number } 已撤回
notice-none = 没有生效中的公告 { $number }
notice-not-read = 公告还发不了：影响什么、说什么，都要写
notice-how = 发布：/notice onelink 今天 OneLink 慢 | OneLink is slow today。第一个词从这些里选：{ $names }。撤回：/notice end 加编号。
notice-list = 已发布的公告
notice-list-empty = 没有公告
notice-line = { $number } · { $affects } · { $text }
notice-number = 编号
notice-affects = 影响
notice-text = 内容
notice-since = 开始
notice-until = 结束
notice-unwritten = 公告要有内容：--zh、--en，或者两个都写
notice-unknown-scope = 公告影响的只能是：{ $names }

stats-title = 统计
stats-today = 今天
stats-days = 最近 { $days } 天
stats-look-ups = 查询次数
stats-people = 人数
stats-cause = 原因：{ $cause }
stats-alone = 没找人工就解决
stats-cases = 工单
stats-answered-in = 首次回复（中位数）
stats-closed-in = 办结（中位数）
stats-stars = 评分
stats-wait = { $hours } 小时 { $minutes } 分钟
stats-day = 日期
stats-figure = 指标
stats-value = 数值
stats-written = { $days } 天的统计写到了 { $file }

desk-link = 点一下就进客服页
desk-link-how = 链接只能用一次，10 分钟内有效，别转给别人。
desk-link-here = 在这台机器上打开：{ $link }
button-desk = 打开客服页
desk-not-staff = 还不是客服，要先邀请：{ $person }
