### 转给人工：用户看到的，客服看到的，申诉材料

## 用户看到的

case-opened = 已转人工，工单 { $number }。问题写在这里就行，客服看得到
case-how = 客服回复也在这里。想接着用机器人，发“机器人”。
case-passed-on = 已转给客服，工单 { $number }
case-opens = { $day } { $time } 以后有人回复。
case-opens-unsure = 那一年的法定节假日还没公布，这里只除去了周末。
case-claimed = 客服来了，直接在这里说。
case-agent = 客服
case-picture = 客服发来图片或文件，这里看不到，可以请客服用文字说
case-picture-unseen = 刚才的图片没转到客服那里。发 5 MB 以内的 JPEG、PNG、WebP 或 GIF，或者用文字说
case-with-bot = 机器人回来了
case-with-bot-how = 工单 { $number } 还开着，客服的回复照样会到。再找客服，发“找人工”。
case-closed = 工单 { $number } 已结束
case-works-question = 卡好了吗？
button-case-works = 好了
button-case-still = 还没好
say-case-works = ✓ 好了 { $number }
say-case-still = ✗ 还没好 { $number }
say-stars = { $stars } { $number }
case-how-was-it = 好了就行。这次人工服务打几颗星？
case-thanks = 记下了，谢谢
case-reopened = 工单 { $number } 又打开了，接着在这里说
button-fetch = 看回复
say-fetch = ↻ 看回复
case-nothing-new = 客服还没有回复
case-third-time = 24 小时里第三次查这张卡了。不想自己试，可以直接找人工。

## 客服看到的

desk-opened = 新工单 { $number }
desk-who = 渠道 { $channel }，语言 { $lang }
desk-label-said = 用户说
desk-label-told = { $time } 机器人答过
desk-paid = 用户说付过款了，已经请他准备订单号和付款时间，别再问一遍。
desk-no-card = 没有说是哪张卡。
desk-not-seen = 卡 { $number } 现在查不到。
desk-said = 用户：{ $said }
desk-answer-of = { $number } 的用户：{ $said }
desk-about = { $number }　{ $said }
desk-picture = { $number }：下面是用户发的图片
desk-picture-of = { $number }：用户发来的图片
desk-picture-lost = { $number }：用户发了一张图片，没拿到，已经告诉用户了
desk-picture-unseen = 图片或文件没给到用户，那边只收 5 MB 以内的图片。用户看到的是“这里看不到，可以请客服用文字说”
desk-claimed = { $name } 接了
desk-handed-on = { $name } 转给 { $to }
desk-closed = { $name } 结束了工单 { $number }
desk-with-bot = 用户去用机器人了。回复照样会到。
desk-back = 用户回来找人工了。
desk-works = 用户说：好了
desk-still = 用户说：还没好。工单又打开了
desk-stars = 用户打分：{ $stars }
desk-left = 微信：最多还能主动发 { $number } 条，到 { $day } { $time }
desk-left-none = 微信：这位用户再写之前，主动发的下一条会先存着
desk-shelved = 先存着了：{ $said }。微信现在不让主动发，对方下次说话时一起给他
desk-undelivered = 没送到：{ $said }。对方拉黑了机器人，或者那边的渠道送不了
desk-refused-not_staff = 这个要客服才能做
desk-refused-not_yours = 这个工单是别人的。找组长，或者请他转给你
desk-refused-closed = 工单已经结束，没有送出去
desk-no-such-agent = 没有这个客服。对方要先在这里说过话
desk-canned =
    { $number } 常用回复，按一下就发给用户：

    { $answers }
desk-echo-answer = { $name } 在客服页回复：{ $said }
desk-echo-note = { $name } 在客服页备注：{ $said }
desk-noted = 记下了，用户看不到
desk-button-claim = 接单
desk-button-canned = 常用回复
desk-button-close = 结束
desk-context =
    { $said }

    在这个话题里（或回复这条消息）写的，都会发给用户。// 开头是内部备注；/to @某人 转交

## 客服页上的工单

desk-stage-open = 没人接
desk-stage-claimed = 已接
desk-stage-answered = 已回复
desk-stage-closed = 已结束
desk-kind-context = 已知情况
desk-kind-said = 用户
desk-kind-notice = 通知
desk-kind-answer = { $name }
desk-kind-told = 自动告知用户
desk-kind-closing = 自动问用户
desk-kind-kit = 申诉材料
desk-kind-note = { $name }，内部备注
desk-asked-whether-it-works = 卡好了没有，打几颗星
desk-became-pending = 还在路上
desk-became-sent = 已送到
desk-became-shelved = 对方下次说话时送到
desk-became-gone = 没送到：对方拉黑了机器人，或者已经走了
desk-became-unable = 没送到：那边的渠道送不了
desk-moment = { $day } { $time }
desk-a-picture = [图片]
desk-no-such-case = 没有工单 { $number }

## 常用回复：按原因，最后几条都能用

canned-quota = 查过了，卡 { $card } 是本周期流量用完，不是欠费。买叠加包一般 15 分钟恢复；不急就等下个周期。
canned-carrier = 卡 { $card } 是运营商停的，已经在准备申诉。请发来设备照片、使用地点和用途。解除之前先别充值。
canned-real_name = 卡 { $card } 还没通过实名。请用链接里的步骤认证，以运营商的短信为准；没通过之前先别充值。
canned-plan_expired = 卡 { $card } 的套餐到期了。续费以后断电重启设备，30 分钟还没好就在这里说。
canned-any-1 = 请发一张卡面和设备的照片，再说说是什么时候开始不行的。
canned-any-2 = 正在查，查到了在这里回复。工单 { $number }
canned-any-3 = 请把设备断电 1 分钟再开，过 10 分钟告诉我好了没有。

## 申诉材料

appeal-label = 申诉材料，可以直接转给客户经理
appeal-title = 申请解除异常停机，卡的情况如下
appeal-iccid = 卡号（ICCID）
appeal-carrier = 运营商
appeal-msisdn = 接入号
appeal-raw = 平台给的状态码
appeal-stopped_on = 停机日期
appeal-plan = 套餐
appeal-activated_on = 激活日期
appeal-bound_imei = 绑定 IMEI
appeal-current_imei = 当前 IMEI
appeal-last_seen = 最后在线
appeal-use = 用途
appeal-place = 使用地点
appeal-photo = 设备照片
appeal-moved = 有没有换过设备
appeal-missing = 待补
as-said = { $said }
join-words = { " " }

setting-telegram-staff_group = 客服群的编号（负数）；设了以后，“找人工”会在群里开工单
setting-hours = 客服上班时间，例如 Mon-Fri 09:00-18:00；不设就不承诺时间
setting-holidays = 节假日文件，代替程序自带的
problem-holidays = 节假日文件读不懂
