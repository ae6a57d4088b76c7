### 对话：查不到、认号码、解释、帮助、寒暄

## 查不到、几张一起查

not-found = 没查到 { $number }。请对一下卡面：19 或 20 位，可能带字母。也可能已经销户，或者不归我们的平台管，问问卖家
not-found-msisdn = 没查到号码 { $number }。换成卡面上的卡号试试：8986 开头，19 或 20 位
not-found-check-digit = 这个号的最后一位（校验位）对不上，可能有一位抄错了。

several-title = 查了 { $count } 张卡，{ $bad } 张不能用，最要紧的在前
several-title-fine = 查了 { $count } 张卡，没看到停用的，要留意的在前
several-title-missing = 这 { $count } 张卡都没查到
several-title-failed = 这 { $count } 张卡现在都查不了
several-line = { $light } { $number }　{ $headline }
several-missing = { $light } { $number }　没查到
several-failed = { $light } { $number }　{ $problem }
several-more = 要看某一张怎么办，单独发它的卡号。
several-paid = 付过钱的卡别再付；单独发它的卡号，看看到账没有。
several-too-many = 一条消息最多查 { $limit } 张卡，这里有 { $count } 张
several-too-many-user = 卡多的话，整理成一个表格文件（一行一个卡号）发给客服，一起查。
several-too-many-staff = 把它们存成 CSV 或 XLSX 文件，在 Telegram 私聊里发来，会回一张查好的表；命令行用 simclinic bulk。

## 认号码

number-wanted = 卡号印在卡面上，8986 开头，19 或 20 位，可能带字母。
number-imsi = 这是 IMSI（15 位，460 开头），不是卡号
number-imei = 这是设备号（IMEI，15 位），不是卡号
number-eid = 这是 EID（32 位，eSIM 芯片的编号），不是卡号
number-foreign = { $number } 不是中国的卡（中国的卡 8986 开头），这里查不了
number-too_short = { $number } 只有 { $length } 位，不全
number-too_long = { $number } 有 { $length } 位，太长了，可能多抄了几位
number-glued = 像是几个卡号连在一起了，要查哪一个？
number-lookalike = { $number } 里有几个字符像是认错了（O 和 0、I 和 1 这类）
number-is-it = 是 { $number } 吗？是就回复“是”，不是请照卡面重发。
number-option = { $place }. { $number }
number-choose = 回复前面的序号；都不是，照卡面重发。
number-rounded = 这个号像是被表格软件改过了：后面几位变成了 0
number-rounded-how = 把那一列设成“文本”再复制，或者照卡面重发。
number-private = 这像是银行卡号或身份证号，没有保存。请别在这里发
number-private-too = 里面有一串像银行卡号或身份证号，没有保存。请别在这里发。
number-unread = 还有没查的，不像完整的卡号：{ $numbers }。照卡面重发。
join-numbers = 、
button-where = 卡号在哪
say-where = 卡号在哪
button-states = 有哪些状态
say-states = 有哪些状态
button-check = 查 { $number }
say-check = 查 { $number }

## 解释

label-way = 怎么办
explain-send-number = 想知道自己的卡是哪一种，把卡号发过来。
explain-states = 物联卡的七种状态
explain-several = { $names }
explain-difference = { $names }，不是一回事
explain-line = { $name }：{ $about }
join-terms = 、

term-add_on =
    .name = 叠加包
    .about = 临时加的流量，加在原来的套餐上，只管到本计费周期结束，用不完作废。
    .way = 流量用完又急着用时买；快到新周期就不划算。套餐到期的卡要先续费。
term-resume =
    .name = 复机（复用）
    .about = 把停掉的卡重新打开。谁停的，多半就要谁来复机。
    .way = 自己只能办流量、实名、续费、装回设备这几样；其余的请管卡的人或运营商。
term-binding =
    .name = 机卡绑定
    .about = 卡第一次上网时记住设备，以后换设备就会被停。
    .way = 别随便换设备；要换先请卖家换绑。
term-separation =
    .name = 机卡分离
    .about = 卡不在它绑定的那台设备里，运营商会断网或停机。
    .way = 装回原来的设备；原设备不在了，请卖家换绑。
term-pool =
    .name = 流量池
    .about = 几张卡共用流量。同档池的卡各有套餐，能单独加；统付池是一起付的，单张卡充不了。
    .way = 池用完了找池的管理方（多半是卖家或公司）。
term-forced_activation =
    .name = 强制激活
    .about = 卡放着一直没用，静默期过完的下个月1日系统会自己激活，开始计费。
    .way = 用不到那么早，就在那之前和卖家商量。
term-auto_cancel =
    .name = 自动销户
    .about = { $cancel_days ->
        [unknown] 套餐到期一直不续，号会被收回。
       *[other] 套餐到期 { $cancel_days } 个自然日不续，号会被收回。
    }
    .way = 到期后尽早续费，最好提前一周。
term-cycle =
    .name = 计费周期
    .about = 套餐流量按周期算。移动、电信从每月1日到月底，联通从 27日 到下月26日。
    .way = 周期一换，流量重新算。
term-iccid =
    .name = 卡号（ICCID）
    .about = 印在卡面上的号，8986 开头，19 或 20 位，可能带字母。
    .way = 把它发过来就能查。
term-apn =
    .name = APN
    .about = 设备上网要填的接入点名称，填错了有信号也上不了网。
    .way = 正确的 APN 问卖家，填好以后重启设备。

## 帮助

help-title = 发卡号，我告诉你卡怎么了、自己能不能恢复、怎么恢复
help-send-number = 卡号印在卡面上，8986 开头，19 或 20 位；直接发来就行，空格、横线都没关系。
help-several = 一次可以发几个卡号，最多 { $limit } 个。
help-ask = 也可以问“什么是信控停用”“停机和销户有什么区别”，或者说“找人工”。
help-language = 发 English 换成英文。
where-title = 卡号（ICCID）8986 开头，19 或 20 位
where-printed = 先看 SIM 卡正面，最长的那串数字就是，可能带字母。
where-carrier = 卡已经装进设备：看当初那块大卡托，或者卖家给的清单。
where-device = 设备的后台、配置软件里一般也有，名字叫 ICCID。
where-lost = 都找不到，问卖家，他那里一般有。
cost-title = 查卡不收费。要不要充、充什么，先看卡怎么了；叠加包、续费多少钱，问卖家
cost-way-on = 有的停用不用花钱，有的花钱也没用：把卡号发过来看看。
language-chosen = 好，以后用中文回答

## 付过钱、还没好、找人工

say-paid = 我已经充值了 { $number }
paid-title = 付过了就别再付
paid-which = 把卡号发过来，看看到账没有。
paid-wait = 付过了就别再付：平台上还是{ $causes }，到账{ $wait }
paid-wait-unknown = 付过了就别再付：平台上还是{ $causes }，到账要多久没有公布
paid-works = 卡能用，平台没看到停。付过了就别再付
paid-other = 别再付了。{ $headline }
paid-steps = 等到账，{ $wait }，不用再付。
paid-elsewhere = 充值解决不了这个；付过的钱，找收款的人问。
paid-ready = 订单号、付款时间、付了多少、完整卡号。
still_dead-title = 再看一眼
still_dead-which = 把卡号发过来，我重新查。
still_dead-works = 平台没看到停，多半是设备、信号或 APN
still_dead-still = 平台上还没恢复：{ $causes }。该找人工了
device-steps =
    把设备断电 1 分钟再开。
    看看信号，再核对设备里的 APN（问卖家要）。
    还不行，找人工。
person-contact = 人工客服：{ $contact }
person-unset = 这里没有人工客服，请找卖卡的商家
person-card = 要说的卡：{ $number }
person-verdict = { $light } { $headline }
person-ready = 完整卡号、设备在做什么、什么时候开始不行、试过什么。
copy-title = 完整卡号，在下一行

## 寒暄和接不住的话

greeting = 你好。把卡号发过来，我看看卡怎么了
thanks = 不客气，有事再发卡号
noted = 好，有事再发卡号
refused = 那是哪张卡？把卡号发过来
anger = 卡断了确实耽误事
anger-way-on = 把卡号发过来，我马上查；不想等就找人工。
fallback-dead = 先看看卡怎么了：把卡号发过来
fallback-dead-last = 还是 { $number } 这张卡吗？是就回复“是”
fallback-again = 还没查过卡。把卡号发过来
fallback-number = 这串数字不是卡号
fallback-unclear = 没看懂。要查卡，把卡号发过来
fallback-unclear-last = 没看懂。要查 { $number } 这张卡吗？是就回复“是”
fallback-other = 别的卡，把卡号发过来。
