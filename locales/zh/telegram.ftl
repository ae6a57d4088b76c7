### Telegram：命令、按钮、看不懂的东西

telegram-command-start = 查卡：发卡号就行
telegram-command-help = 能做什么
telegram-command-lang = 换语言 / Language
telegram-command-en = English
telegram-command-zh = 用中文回答
telegram-command-privacy = 留下了什么，怎么删
telegram-description = 发物联卡的卡号（ICCID，8986 开头，印在卡面上），告诉你卡怎么了、自己能不能恢复、怎么恢复。中文、English 都行。
telegram-short-description = 发卡号，查物联卡怎么了、怎么恢复

telegram-explain = 这是什么意思
telegram-say-explain = 什么是{ $term }
telegram-language = 中文
telegram-which-language = 用哪种语言？
telegram-in-private = 私聊看详情
telegram-only-in-private = 这个只在私聊里发

telegram-pressed-ask = 收到
telegram-pressed-again = 在查
telegram-pressed-turn = 换成中文
telegram-button-old = 这个按钮太旧了，重新发一次卡号
telegram-unchanged = 状态没变（{ $time } 再查）
telegram-changed = 变了（{ $time } 再查）。之前是：{ $before }
telegram-updated = 状态没变，有更新（{ $time } 再查）：{ $line }

telegram-photo = 图片我还看不了，把卡面上的卡号打成文字发过来
telegram-voice = 语音我听不了，把卡号打成文字发过来
telegram-sticker = 收到。要查卡的话，把卡号发过来
telegram-document = 文件我还看不了，把里面的卡号复制成文字发过来，一次最多 10 个
telegram-location = 位置帮不上忙，查卡要的是卡号
telegram-other = 这个我看不了，把卡号打成文字发过来

telegram-list-begun = 收到 { $name }，开始查；查完把表格发到这里
telegram-list-next = 收到 { $name }，前一份查完就轮到它
telegram-list-progress = 查了 { $rows } 行 · 文件的 { $percent }%
telegram-list-stop = 停止
telegram-list-stopping = 正在停
telegram-list-stopped = 停了，{ $name } 什么都没留
telegram-list-over = 这份表已经不在查了
telegram-list-done = { $name } 查完了
telegram-list-too-large = { $name } 太大：Telegram 最多给 20 MB。拆开再发
telegram-list-unfetched = Telegram 没给 { $name }，再发一次
telegram-list-too-large-back = 表格超过 50 MB，Telegram 发不了。拆开再发

doctor-telegram = Telegram
doctor-telegram-off = 没开（没设 SIMCLINIC_TELEGRAM__TOKEN）
doctor-telegram-read = @{ $name }，{ $mode }
doctor-telegram-invalid = Telegram 不认这个令牌，找 @BotFather 重新要一个
doctor-telegram-down = 连不上 { $host }
problem-webhook-url = webhook 模式要填 https 地址
problem-webhook-secret = webhook 模式要填密钥：1 到 256 位，只用字母、数字、_ 和 -

setting-telegram-token = 机器人的令牌，找 @BotFather 要；设了才开 Telegram
setting-telegram-api_base = Bot API 的地址，走代理或自建服务时改
setting-telegram-mode = 怎么收消息：polling 或 webhook
setting-telegram-webhook_url = webhook 模式下 Telegram 找得到的 https 地址，以 /telegram 结尾
setting-telegram-webhook_secret = webhook 模式的密钥：1 到 256 位，只用字母、数字、_ 和 -
