### 客服的功能，以及保留了什么

role-user = 用户
role-agent = 客服
role-supervisor = 主管
role-admin = 管理员

join-done = 已成为{ $role }
join-done-how = 往后的回答会显示全部信息，每次查询都进审计记录。
join-refused = 这个邀请码用不了
join-refused-how = 邀请码 48 小时内有效，只能用一次，要在 Telegram、微信或网页上用。试错 5 次要等一小时，或者换一个新码。

replay-title = 机器人跟 { $whose } 说过的，最近的在前
replay-none = 没有 { $whose } 的记录
replay-entry = { $day } { $clock } · { $who } · { $outcome }
replay-without-words = 原文没有保留，或者已经过了保留期。

what-if-day = 这是假设：按今天所知的卡，到 { $day } 会怎么回答。
what-if-plan = 这是假设：套餐 { $day } 到期，之后停机。

other-none = 库里没有 { $number } 对应的卡
other-none-how = 只有导入过的卡能按 IMSI 或 IMEI 查。换卡号试试。
other-several = { $number } 对应好几张卡

## 保留什么

privacy-title = 这里保留了你的什么，保留多久
privacy-memory = 语言、上次查的卡号、上次的按钮：为了“再查一次”能用。最后一次变动之后保留 { $days } 天。
privacy-texts = 你发的话和收到的回答：让客服看得到你被告知了什么。保留 { $days } 天。
privacy-audit = 哪个账号什么时候查了哪张卡：查询要有据可查。保留 { $days } 天。
privacy-not = 身份证号和银行卡号从不保留；这些数据不卖，也不作别的用。
button-export = 看看存了什么
say-export = 导出
button-forget = 删除这些
say-forget = 忘记我
forget-sure = 删除这里保留的个人数据？
forget-sure-what = 语言、上次的卡、发过的话和回答都会删掉，找不回来。回“是”就删。
button-forget-now = 是，删除
say-forget-now = 马上忘记我
forget-done = 已删除：语言、上次的卡、发过的话和回答
forget-stays = 还会留 { $days } 天的：什么时候查了哪张卡。法规要求这类记录留存。
export-title = 这里保留的关于你的全部数据

## 命令行

staff-invited = 把邀请码发给一个人。只能用一次，48 小时内有效：在 Telegram 或微信发“加入 { $code }”，就成为{ $role }。码不会再显示第二次。
staff-not-a-role = --role 只能是 agent、supervisor 或 admin
staff-person = 人
staff-role = 角色
staff-since = 加入时间
staff-removed = 不再是客服：{ $person }
staff-none = 客服里没有：{ $person }
staff-in-settings = SIMCLINIC_STAFF 里还写着 { $person }，他仍是客服；要在那里删掉。
staff-not-a-person = 人要写成渠道、冒号、用户，例如 telegram:42
audit-at = 时间
audit-who = 谁
audit-act = 动作
audit-card = 卡
audit-about = 关于谁
audit-outcome = 结果
audit-written = 写了 { $count } 条记录到 { $file }
audit-purged = 已清理：{ $texts } 天前的原文，{ $entries } 天前的记录
